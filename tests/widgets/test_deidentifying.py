"""The window Avidentifiera: every text is read before anything is written; decisions stay in the library."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.application import LibraryServices
from app.case_files import read_cases
from app.models.deidentify.reviewing import Decision
from app.widgets.deidentify.window import DeidentifyWindow
from tests.support.deidentifying import says
from tests.support.libraries import opened


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path, case_a: Path):
    """Open the window on case A; each time on the same library."""
    library = opened(tmp_path / "test.samkarta", create=True)
    own = library.add(read_cases([case_a]))[0]
    services = LibraryServices(library)

    parents = []

    def make() -> DeidentifyWindow:
        parent = QWidget()
        parents.append(parent)
        parent.services, parent.library_id, parent.document = services, own, services.open(own)  # type: ignore[attr-defined]
        qtbot.addWidget(parent)
        made = DeidentifyWindow(parent)  # type: ignore[arg-type]
        made.show()
        return made

    yield make
    library.close()


def read_all(make, but: int = 0) -> DeidentifyWindow:
    """The window, opened when every text is read but the last few."""
    window = make()
    texts = window._texts[: len(window._texts) - but]
    window._services.keep_review(window._id, {each.place: Decision(each.print, each.proposal) for each in texts})
    window.reject()
    return make()


def test_nothing_can_be_written_while_a_text_is_unread(make) -> None:
    window = make()
    assert not window.write.isEnabled() and window.count.text().startswith("0 av ")
    window = read_all(make, but=2)
    window.accept_text.click()
    assert not window.write.isEnabled()
    window.leave_out.click()
    assert window.write.isEnabled()
    assert window.count.text().startswith(f"{len(window._texts)} av ")


def test_what_is_found_is_marked_and_told(make) -> None:
    window = make()
    row = next(at for at, each in enumerate(window._texts) if "Tuva" in each.text)
    window.list.setCurrentRow(row)
    assert "Tuva (ett namn)" in window.found.text() and "Tuva" in window.original.toPlainText()
    assert "Tuva" not in window.proposal.toPlainText()


def test_of_much_that_is_found_each_is_told_once_and_the_first_ones_only() -> None:
    from app.models.deidentify.marking import Mark
    from app.widgets.deidentify.shown_text import told

    names = [f"Namn{number:02}" for number in range(14)]
    text = " ".join([*names, *names])
    marks = tuple(Mark(at, at + 6, "uncertain", None) for at in range(0, len(text), 7))
    said = told(marks, text, 10)
    assert said.count("Namn03") == 1 and "Namn10" not in said and said.endswith("och 4 till.")
    assert "Namn13" in told(marks, text)


def test_all_texts_can_be_read_from_the_keyboard(make, qtbot: QtBot) -> None:
    window = make()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert window.proposal.hasFocus()
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(window.proposal, Qt.Key.Key_Return, control)
    qtbot.waitUntil(lambda: window.list.currentRow() == 1)
    QTest.keyClick(window.proposal, Qt.Key.Key_Return, control | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: window.list.currentRow() == 2)
    assert window.count.text().startswith("2 av ")
    decisions = [window._review.of(each) for each in window._texts[:2]]
    assert decisions[0] is not None and decisions[0].text is not None
    assert decisions[1] is not None and decisions[1].text is None


def test_decisions_are_there_the_next_time(make) -> None:
    window = make()
    window.proposal.setPlainText("En annan text")
    window.accept_text.click()
    window.leave_out.click()
    window.accept()
    again = make()
    assert again.count.text().startswith("2 av ")
    again.list.setCurrentRow(0)
    assert again.proposal.toPlainText() == "En annan text"


def test_what_is_being_typed_is_kept_when_one_goes_elsewhere_and_when_one_closes(make) -> None:
    window = make()
    window.list.setCurrentRow(3)
    window.proposal.setPlainText("Halvskriven")
    window.list.setCurrentRow(5)
    window.list.setCurrentRow(3)
    assert window.proposal.toPlainText() == "Halvskriven"
    window.reject()
    again = make()
    again.list.setCurrentRow(3)
    assert again.proposal.toPlainText() == "Halvskriven"


def test_the_file_that_is_written_names_nobody(make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window = read_all(make)
    target = tmp_path / "plan.csv"
    window.papers.setCurrentIndex(
        next(at for at in range(window.papers.count()) if window.papers.itemData(at).kind == "plan")
    )
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    assert window.ask_and_write() == target
    assert not any(name in says(target) for name in ("Tuva", "Petra", "Lövängsskolan", "Ekvik"))


def test_a_text_that_still_names_somebody_is_not_accepted(make) -> None:
    window = make()
    window.proposal.setPlainText("Tuva är 11 år")
    window.accept_text.click()
    assert window.count.text().startswith("0 av ") and window.list.currentRow() == 0
    assert "ett namn" in window.said.text() and "en exakt ålder" in window.said.text()
    window.proposal.setPlainText("Flickan går på mellanstadiet")
    window.accept_text.click()
    assert window.count.text().startswith("1 av ") and not window.said.isVisible()


def test_nor_is_one_that_was_typed_and_left_in_any_file(make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window = read_all(make)
    window.list.setCurrentRow(0)
    window.proposal.setPlainText("Tuva bor i Ekvik")
    window.reject()
    window = make()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(tmp_path / "x.csv"), ""))
    assert window.ask_and_write() is None
    assert "ett namn" in window.said.text() and not (tmp_path / "x.csv").exists()


def test_how_many_children_would_fit_follows_the_figures_given(make) -> None:
    window = make()
    assert "Skriv hur många elever" in window.small.said.text()
    window.small.pupils.setValue(30)
    assert "ungefär 9 barn" in window.small.said.text()
