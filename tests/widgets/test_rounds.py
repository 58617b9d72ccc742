"""The rounds of a meeting: everyone in turn, wishes as arrows, answers locked until all have had their turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from canvas_driving import type_letters
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from test_text_size import cut
from window_driving import click, open_case, services_at

from app.application import LibraryServices
from app.models.case import Case
from app.models.edits.figures import add_figure
from app.models.edits.meetings import answer_support, hold_meeting, open_answers
from app.models.edits.newcase import empty_case
from app.models.edits.ties import answer_wish, ask_wish
from app.models.patch import Patch
from app.models.records import Meeting
from app.settings import Settings
from app.widgets.case_window import CaseWindow
from app.widgets.common.style import Appearance, apply_style
from app.widgets.projector.projecting import projecting
from app.widgets.properties.wish_panel import WishPanel
from app.widgets.rounds.answering import AnswersBody
from app.widgets.rounds.asking import question
from app.widgets.rounds.lock import lock_of
from app.widgets.rounds.needs import NeedsBody
from app.widgets.rounds.on_wall import TurnBoard
from app.widgets.rounds.support import SupportBody
from app.widgets.rounds.view import RoundView

CTRL = Qt.KeyboardModifier.ControlModifier
PEOPLE = (("Sara", "Mamma", "active"), ("Olof", "Rektor", "active"), ("Lina", "Skolkurator", "active"))
Opener = Callable[..., CaseWindow]


@pytest.fixture
def services(qtbot: QtBot, tmp_path: Path) -> Iterator[LibraryServices]:
    with services_at(tmp_path / "library.samkarta") as made:
        yield made
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    apply_style(application, Appearance("light", 100))


@pytest.fixture
def opened(services: LibraryServices, qtbot: QtBot) -> Opener:
    """Opens a case with three actors, and a fourth who is missing, in the middle of a meeting."""

    def open_it(
        agenda: str | None = "traff_4_casearbete", day: date = date(2026, 10, 6), text: int = 100
    ) -> CaseWindow:
        settings = Settings(values={"page": "case_map", "text_size": text})
        window = open_case(services, qtbot, services.create("Prov", "Elin"), settings)
        window.showNormal()
        window.resize(1366, 768)
        group = next(iter(window.document.case.groups))
        for label, role, status in (*PEOPLE, ("Stöd", "Resurspedagog", "missing")):
            made = partial(add_figure, label=label, role=role, group=group, status=status)
            push(window, made)
        if agenda is not None:
            there = tuple(who(window, name) for name in ("Sara", "Olof"))
            push(window, lambda case: hold_meeting(case, day, agenda=agenda, present=there))
        return window

    return open_it


def push(window: CaseWindow, build: Callable[[Case], Patch]) -> str:
    """Make an edit and return the id of what it made, if anything."""
    patch = build(window.document.case)
    assert window.document.push(patch)
    return next((change.key for change in patch.changes if change.before is None), "")


def who(window: CaseWindow, label: str) -> str:
    return next(key for key, figure in window.document.case.figures.items() if figure.label == label)


def show(window: CaseWindow, page: str) -> RoundView:
    window.show_page(page)
    QApplication.processEvents()
    view = window.more_pages.widgets[page]
    assert isinstance(view, RoundView) and view.isVisible()
    return view


def support(window: CaseWindow) -> tuple[RoundView, SupportBody]:
    view = show(window, "round_1")
    assert isinstance(view.body, SupportBody)
    return view, view.body


def needs(window: CaseWindow) -> tuple[RoundView, NeedsBody]:
    view = show(window, "round_2")
    assert isinstance(view.body, NeedsBody)
    return view, view.body


def said(window: CaseWindow) -> list[tuple[str, str, str | None]]:
    """Return who said what, and who told it."""
    case = window.document.case
    names = {key: figure.label for key, figure in case.figures.items()}
    answers = case.support_answers.values()
    return [(names[each.figure], each.text, each.reported_by and names[each.reported_by]) for each in answers]


def label(window: CaseWindow, view: RoundView) -> str:
    return window.document.case.figures[view.figure].label


def states(view: RoundView) -> dict[str, str]:
    """Return what the row says of everyone, read as a screen reader does."""
    items = [view.row.list.item(at) for at in range(view.row.list.count())]
    return dict(item.data(Qt.ItemDataRole.AccessibleTextRole).split(": ") for item in items)


def ask(window: CaseWindow, from_: str, to: str, text: str = "Återkoppling") -> str:
    return push(window, lambda case: ask_wish(case, who(window, from_), who(window, to), text))


def press(key: Qt.Key, mods: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, mods)
    QApplication.processEvents()


def test_everyone_is_asked_in_turn_and_says_one_thing_or_several_or_passes(opened: Opener) -> None:
    window = opened()
    view, body = support(window)
    assert view.question.text() == "Hur kan ni stödja barnet?" and label(window, view) == "Sara"
    type_letters(body.text, "Väcka i lugn takt")
    press(Qt.Key.Key_Return)
    type_letters(body.text, "Ringa före åtta")
    press(Qt.Key.Key_Return, CTRL)
    assert said(window) == [("Sara", "Väcka i lugn takt", None), ("Sara", "Ringa före åtta", None)]
    assert label(window, view) == "Olof" and body.text.hasFocus()
    press(Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    assert label(window, view) == "Lina"
    assert states(view) == {
        "Mamma Sara": "har haft sin tur",
        "Rektor Olof": "passade",
        "Skolkurator Lina": "har inte haft sin tur, frånvarande",
        "Resurspedagog Stöd": "saknas",
    }
    assert view.row.heading.text() == "2 av 4 har haft sin tur"
    press(Qt.Key.Key_Return, CTRL | Qt.KeyboardModifier.ShiftModifier)
    type_letters(body.text, "Ett eget rum")
    press(Qt.Key.Key_Return)
    assert not next(iter(window.document.case.meetings.values())).passed
    window.undo()
    assert states(view)["Rektor Olof"] == "passade" and len(said(window)) == 2
    speak_for_those_who_are_not_there(window, view, body)


def speak_for_those_who_are_not_there(window: CaseWindow, view: RoundView, body: SupportBody) -> None:
    """An absent one's answer is told by another, a missing one's too; it is marked who told it."""
    for absent in ("Lina", "Stöd"):
        view.go_to(who(window, absent))
        assert "Någon annan kan svara" in view.state.text()
        body.teller.setCurrentIndex(body.teller.findData(who(window, "Sara")))
        type_letters(body.text, "Lunchen")
        press(Qt.Key.Key_Return)
        assert body.teller.currentData() is None
    assert said(window)[-2:] == [("Lina", "Lunchen", "Sara"), ("Stöd", "Lunchen", "Sara")]


def test_answers_are_edited_and_taken_away_in_a_step_each_but_not_while_names_are_hidden(opened: Opener) -> None:
    window = opened()
    key = push(window, lambda case: answer_support(case, who(window, "Sara"), "Väcka"))
    view, body = support(window)
    view.go_to(who(window, "Sara"))
    card = body.cards.by_key[key]
    field = card.editors["text"].focusProxy()
    assert field is not None
    field.setFocus()
    type_letters(field, "Kan ")
    click(body.add)
    assert window.document.case.support_answers[key].text in ("Kan Väcka", "VäckaKan ")
    click(card.gone)  # type: ignore[attr-defined]
    assert said(window) == [] and key not in body.cards.by_key
    window.undo()
    assert key in body.cards.by_key
    window.undo()
    window.document.hide_names(True)
    (card,) = body.cards.by_key.values()
    assert "Sara" not in view.actor.text() and not any("Sara" in name for name in states(view))
    card.editors["text"].committed.emit("Skrivet över")
    assert said(window) == [("Sara", "Väcka", None)]


@pytest.mark.parametrize(
    ("agenda", "word"), [("traff_2_samverkanskarta", "hjälpa"), ("traff_4_casearbete", "stödja"), (None, "stödja")]
)
def test_the_second_round_asks_in_the_words_of_the_agenda(agenda: str | None, word: str) -> None:
    meeting = Meeting(id="m", date=date(2026, 10, 6), agenda=agenda)
    asked = question(empty_case("Prov", "Elin"), meeting, "round_2")
    assert asked == f"Vad behöver du/ni av de andra aktörerna för att kunna {word} barnet?"


def test_each_wish_is_an_arrow_and_enter_goes_to_the_next_of_the_others(opened: Opener) -> None:
    window = opened("traff_2_samverkanskarta")
    view, body = needs(window)
    assert label(window, view) == "Sara" and view.canvas is not None
    assert [window.document.case.figures[each.figure].label for each in body.others] == ["Olof", "Lina", "Stöd"]
    first, second, _third = body.others
    first.helps.setCurrentIndex(first.helps.findData("guardian"))
    first.line.setFocus()
    type_letters(first.line, "En kontakt")
    press(Qt.Key.Key_Return)
    (key,) = window.document.case.wishes
    assert key in view.canvas.sheet.lines and second.line.hasFocus()
    assert window.document.case.wishes[key].helps == "guardian" and list(first.cards.by_key) == [key]
    assert window.document.case.record("questions", "questions").need == view.question.text()  # type: ignore[union-attr]
    press(Qt.Key.Key_Up)
    assert first.line.hasFocus()
    window.undo()
    assert not first.cards.by_key and key not in view.canvas.sheet.lines


def test_what_is_being_typed_is_kept_when_one_goes_elsewhere(opened: Opener) -> None:
    window = opened()
    view, body = support(window)
    type_letters(body.text, "Halva meningen")
    window.show_page("case_map")
    assert said(window) == [("Sara", "Halva meningen", None)]
    _view, wishes = needs(window)
    wishes.others[0].line.setFocus()
    type_letters(wishes.others[0].line, "Besked om")
    view.row.list.setFocus()
    QApplication.processEvents()
    wishes.others[1].line.setFocus()
    type_letters(wishes.others[1].line, "Tid")
    window.close()
    assert [wish.text for wish in window.document.case.wishes.values()] == ["Besked om", "Tid"]


def test_nobody_answers_until_all_have_had_their_turn(opened: Opener) -> None:
    window = opened()
    _view, body = needs(window)
    line = body.others[0].line
    line.setFocus()
    type_letters(line, "Besked")
    press(Qt.Key.Key_Return)
    (key,) = window.document.case.wishes
    lock = lock_of(window.document)
    assert lock.locked
    window.show_page("collaboration_map")
    window.select([("wishes", key)])
    panel = window.properties.panel
    assert isinstance(panel, WishPanel) and panel.locked.isVisibleTo(panel)
    assert not panel.editors["status"].isEnabled() and panel.editors["text"].isEnabled()
    assert window.sheet is not None
    QTest.keyClick(window.sheet.canvas, Qt.Key.Key_1)
    assert window.sheet.canvas.changes.answer(key, "can") is False
    assert "låsta" in window.banner.text() and window.document.case.wishes[key].answer is None
    for other in ("Olof", "Lina"):
        ask(window, other, "Sara")
    assert not lock.locked and panel.editors["status"].isEnabled() and not panel.locked.isVisibleTo(panel)
    QTest.keyClick(window.sheet.canvas, Qt.Key.Key_1)
    assert window.document.case.wishes[key].status == "can"


def test_who_passed_in_the_first_round_is_asked_in_the_second_before_the_answers_open(opened: Opener) -> None:
    window = opened()
    view, _support = support(window)
    view.go_to(who(window, "Olof"))
    view.pass_turn()
    view, body = needs(window)
    assert states(view)["Rektor Olof"] == "har inte haft sin tur"
    view.go_to(who(window, "Sara"))
    assert body.ask_for(who(window, "Olof"), "Besked", None)
    ask(window, "Lina", "Sara")
    lock = lock_of(window.document)
    assert lock.locked and "Olof" in locked_notice(window)
    view.go_to(who(window, "Olof"))
    view.pass_turn()
    assert not lock.locked and states(view)["Rektor Olof"] == "passade"


def locked_notice(window: CaseWindow) -> str:
    view = show(window, "answers")
    assert isinstance(view.body, AnswersBody)
    words = view.body.locked.words.text()
    show(window, "round_2")
    return words


def test_the_facilitator_opens_the_answers_and_can_take_it_back(opened: Opener) -> None:
    window = opened(day=date.today())
    old = ask(window, "Sara", "Olof")
    lock = lock_of(window.document)
    assert lock.holds(old)
    window.sheet.canvas.changes.answer(old, "can")  # type: ignore[union-attr]
    click(window.banner.offered)
    assert not lock.locked and not window.banner.text()
    push(window, lambda case: answer_wish(case, old, status="can"))
    window.undo()
    window.undo()
    assert lock.locked and next(iter(window.document.case.meetings.values())).answers_open is False
    window.redo()
    window.redo()
    push(window, lambda case: open_answers(case, next(iter(case.meetings)), False))
    assert lock.locked and not lock.holds(old)
    push(window, lambda case: answer_wish(case, old, status="partly"))
    assert window.document.case.wishes[old].status == "partly"


def test_an_answer_has_cause_unlocking_step_who_gave_it_and_the_ladder(opened: Opener) -> None:
    window = opened()
    wishes = [ask(window, "Sara", "Olof"), ask(window, "Lina", "Olof")]
    view = show(window, "answers")
    assert isinstance(view.body, AnswersBody) and label(window, view) == "Olof"
    first, second = (view.body.cards.by_key[key] for key in wishes)
    assert first.hasFocus() and not first.editors["cause"].isVisible()
    for key in (Qt.Key.Key_3, Qt.Key.Key_7):
        press(key)
    assert first.property("status") == "blocked" and first.editors["raised_to"].isVisible()
    for name, value in (
        ("unlock", "Ta upp i ledningsgruppen"),
        ("answered_by", who(window, "Sara")),
        ("answered_on", date(2026, 10, 6)),
        ("raised_to", "steering_group"),
        ("unlocked_on", date(2026, 11, 17)),
    ):
        first.editors[name].committed.emit(value)
    wish = window.document.case.wishes[wishes[0]]
    assert wish.answer is not None and (wish.answer.status, wish.answer.cause) == ("blocked", "outlook")
    assert wish.answer.unlock == "Ta upp i ledningsgruppen" and wish.answer.answered_by == who(window, "Sara")
    assert (wish.answer.answered_on, wish.raised_to) == (date(2026, 10, 6), "steering_group")
    assert wish.unlocked_on == date(2026, 11, 17)
    press(Qt.Key.Key_Return, CTRL)
    assert second.hasFocus()
    press(Qt.Key.Key_1)
    assert window.document.case.wishes[wishes[1]].status == "can" and list(states(view).values()) == ["har svarat"]


def test_without_a_meeting_the_rounds_work_and_one_can_be_noted(opened: Opener) -> None:
    window = opened(None)
    view, body = support(window)
    assert view.none.isVisible() and not view.passing.isEnabled()
    type_letters(body.text, "Tid")
    press(Qt.Key.Key_Return)
    assert len(said(window)) == 1
    click(view.hold)
    assert len(window.document.case.meetings) == 1 and view.passing.isEnabled() and not view.none.isVisible()


def test_the_group_sees_who_is_asked_and_who_has_spoken(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    view, body = support(window)
    projecting(window).show()
    wall = projecting(window).shown
    assert wall is not None
    board = next(head for head in wall.heads if isinstance(head, TurnBoard))
    assert wall.view.lit == view.figure and board.height() > 0 and not wall.band.isVisible()
    assert "Mamma Sara: har inte haft sin tur" in board.accessibleName()
    type_letters(body.text, "Väcka")
    body.keep()
    view.go_on()
    assert wall.view.lit == who(window, "Olof")
    assert "Mamma Sara: har haft sin tur" in board.accessibleName()
    _view, _needs = needs(window)
    assert wall.showing.picture.kind == "collaboration_map"
    assert board.accessibleName().startswith("Vad behöver du/ni av de andra aktörerna")
    window.show_page("case_map")
    assert not wall.view.lit and not board.isVisible()
    wall.close()


def test_at_twice_the_text_size_nothing_is_cut(opened: Opener, qtbot: QtBot) -> None:
    window = opened(text=200)
    ask(window, "Sara", "Olof")
    for page in ("round_1", "round_2", "answers"):
        view = show(window, page)
        qtbot.wait(30)
        assert window.width() == 1366 and cut(view) == [], page
