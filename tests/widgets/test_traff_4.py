"""Case A as Träff 4, from an empty map to answered wishes, written in the real window with the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from canvas_driving import type_letters
from key_counting import Typist, set_out
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot
from window_driving import EXAMPLES, click, open_case, services_at

from app.application import LibraryServices
from app.case_files import read_cases
from app.models.case import Case
from app.settings import Settings
from app.widgets.case_window import CaseWindow
from app.widgets.meeting.page import MeetingPage
from app.widgets.properties.editors import LongField
from app.widgets.rounds.answering import AnswersBody, AnswerTo
from app.widgets.rounds.lock import lock_of
from app.widgets.rounds.needs import NeedsBody
from app.widgets.rounds.support import SupportBody
from app.widgets.rounds.view import RoundView

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def model() -> Case:
    """The case as it was written down after the meeting."""
    return read_cases([EXAMPLES / "case_a.yaml"])[0]


@pytest.fixture
def services(qtbot: QtBot, tmp_path: Path) -> Iterator[LibraryServices]:
    with services_at(tmp_path / "library.samkarta") as made:
        yield made


@pytest.fixture
def window(services: LibraryServices, qtbot: QtBot, model: Case) -> CaseWindow:
    """An empty case with the child in the middle."""
    own = services.create(model.info.title, model.figures[model.child].label)
    opened = open_case(services, qtbot, own, Settings(values={"page": "case_map"}))
    opened.showNormal()
    opened.resize(1366, 768)
    return opened


def hold(window: CaseWindow) -> None:
    """Begin a Träff 4 today."""
    window.show_page("meeting")
    page = window.more_pages.widgets["meeting"]
    assert isinstance(page, MeetingPage)
    menu = page.new.menu()
    menu.aboutToShow.emit()
    next(each for each in menu.actions() if each.text().startswith("Träff 4")).trigger()


class Twins:
    """The figures of the case that is being written and those of the one it is to become, by their names."""

    def __init__(self, made: Case, model: Case) -> None:
        labels = {figure.label: key for key, figure in made.figures.items()}
        self.of = {key: labels[figure.label] for key, figure in model.figures.items()}
        self._back = {own: key for key, own in self.of.items()}

    def named(self, case: Case, family: str) -> list[dict[str, Any]]:
        """Return the records without their own ids, figures by the ids of the model."""
        return [
            {key: self._back.get(value, value) if isinstance(value, str) else value for key, value in data.items()}
            for _family, _key, data in case.to_rows()
            if _family == family and data.pop("id", True)
        ]


def round_view(window: CaseWindow, page: str) -> RoundView:
    window.show_page(page)
    QApplication.processEvents()
    view = window.more_pages.widgets[page]
    assert isinstance(view, RoundView) and view.isVisible()
    return view


def press(key: Qt.Key, mods: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, mods)
    QApplication.processEvents()


def type_here(words: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    type_letters(focus, words)


def choose(combo: QComboBox, value: object) -> None:
    """Choose in a drop-down list as a user does."""
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())
    QApplication.processEvents()


def say_support(window: CaseWindow, model: Case, twins: Twins) -> None:
    """Ask everyone in turn how they can support the child; who has nothing to say passes or is passed by."""
    view = round_view(window, "round_1")
    body = view.body
    assert isinstance(body, SupportBody)
    assert view.question.text() == "Hur kan ni stödja barnet?"
    asked = []
    for _turn in view.seats():
        asked.append(view.figure)
        assert view.canvas is not None and view.canvas.selected() == [("figures", view.figure)]
        for answer in model.support_answers.values():
            if twins.of[answer.figure] == view.figure:
                type_here(answer.text)
                if answer.reported_by is not None:
                    choose(body.teller, twins.of[answer.reported_by])
                    body.text.setFocus()
        press(Qt.Key.Key_Return, CTRL)
    assert {twins.of[answer.figure] for answer in model.support_answers.values()} <= set(asked)


def say_needs(window: CaseWindow, model: Case, twins: Twins) -> None:
    """Let everyone in turn say what it needs of each of the others; each wish is an arrow at once."""
    view = round_view(window, "round_2")
    body = view.body
    assert isinstance(body, NeedsBody) and view.canvas is not None
    assert view.question.text() == model.record("questions", "questions").need  # type: ignore[union-attr]
    for wish in model.wishes.values():
        view.go_to(twins.of[wish.from_])
        line = next(other for other in body.others if other.figure == twins.of[wish.to]).line
        line.setFocus()
        type_here(wish.text)
        press(Qt.Key.Key_Return)
        assert list(window.document.case.wishes)[-1] in view.canvas.sheet.lines


def answer_all(window: CaseWindow, model: Case) -> None:
    """Let those who were asked answer, one at a time, with digits and words."""
    view = round_view(window, "answers")
    body = view.body
    assert isinstance(body, AnswersBody)
    meant = dict(zip(window.document.case.wishes, model.wishes, strict=True))
    left = len(meant)
    while left:
        card = QApplication.focusWidget()
        assert isinstance(card, AnswerTo)
        answer = model.wishes[meant[card.key]].answer
        assert answer is not None
        press(Qt.Key(Qt.Key.Key_1 + ("can", "partly", "blocked").index(answer.status)))
        if answer.cause is not None:
            press(Qt.Key(Qt.Key.Key_5 + ("regulation", "organisation", "outlook").index(answer.cause)))
        write(card, "text", answer.text)
        write(card, "unlock", answer.unlock)
        left -= 1
        press(Qt.Key.Key_Return, CTRL)


def write(card: AnswerTo, name: str, words: str | None) -> None:
    field = card.editors[name]
    assert isinstance(field, LongField) and (words is None or field.isVisible())
    if words is not None:
        field.text.setFocus()
        type_letters(field.text, words)


def test_case_a_is_written_down_as_traeff_4_from_an_empty_map(window: CaseWindow, model: Case) -> None:
    case = window.document.case
    set_out(Typist(window), model)
    twins = Twins(case, model)
    hold(window)
    say_support(window, model, twins)
    by_figure = sorted(twins.named(case, "support_answers"), key=lambda each: str(each["figure"]))
    assert by_figure == twins.named(model, "support_answers")
    say_needs(window, model, twins)
    assert lock_of(window.document).locked
    view = round_view(window, "answers")
    assert isinstance(view.body, AnswersBody) and view.body.locked.isVisible()
    press(Qt.Key.Key_1)
    assert window.banner.text() and not any(wish.answer for wish in case.wishes.values())
    click(window.banner.offered)
    assert not lock_of(window.document).locked and not window.banner.text()
    answer_all(window, model)
    for family in ("wishes", "questions"):
        assert twins.named(case, family) == twins.named(model, family)
