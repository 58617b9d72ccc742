"""Figures are copied, pasted, doubled and cut in the real window of a case, and so are notes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from selection_driving import CTRL, Open, canvas_of, do, overlapping, pair, press, select, windows_of

from app.models.edits.notes import notes_of
from app.widgets.canvas.clipboard import MIME_FIGURES, can_paste, forget
from app.widgets.properties.note_panel import NotePanel
from app.widgets.properties.panels import CasePanel

opened = pytest.fixture(windows_of)


def test_copy_and_paste_within_a_case_is_one_step_and_takes_the_lines_along(opened: Open) -> None:
    window = opened()
    canvas, case = canvas_of(window), window.document.case
    one, two = pair(case)
    before, stood = case.to_rows(), canvas.sheet.places(canvas.sheet.figures)
    ties = len(case.relations)
    among = sum({t.from_, t.to} == {one, two} for t in case.relations.values())
    select(canvas, one, two)
    press(window, Qt.Key.Key_C)
    press(window, Qt.Key.Key_V)
    new = [name for family, name in canvas.selected() if family == "figures"]
    assert len(new) == 2 and not {one, two} & set(new)
    assert [case.figures[n].label for n in new] == [case.figures[n].label for n in (one, two)]
    assert [case.figures[n].group for n in new] == [case.figures[n].group for n in (one, two)]
    assert len(case.relations) == ties + among
    assert overlapping(canvas, new) == []
    assert {name: canvas.sheet.picture.figures[name].place for name in stood} == stood
    window.document.undo()
    assert case.to_rows() == before


def test_copy_and_paste_between_two_open_cases(opened: Open) -> None:
    first, second = opened(), opened("case_b")
    canvas, case = canvas_of(first), first.document.case
    one, two = pair(case)
    select(canvas, one, two, case.child)
    press(first, Qt.Key.Key_C)
    figures = len(second.document.case.figures)
    press(second, Qt.Key.Key_V)
    other = second.document.case
    assert len(other.figures) == figures + 2
    new = [name for family, name in canvas_of(second).selected() if family == "figures"]
    homes = {(other.groups[other.figures[n].group].sector) for n in new}
    assert homes == {case.groups[case.figures[n].group].sector for n in (one, two)}
    assert any({t.from_, t.to} == set(new) for t in other.relations.values())
    second.document.undo()
    assert len(other.figures) == figures


def test_other_programs_get_the_names_and_our_data_can_be_taken_off_the_clipboard(opened: Open) -> None:
    window = opened()
    case = window.document.case
    one, two = pair(case)
    select(canvas_of(window), one, two)
    press(window, Qt.Key.Key_C)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.hasFormat(MIME_FIGURES)
    assert case.figures[one].label in mime.text() and case.figures[two].label in mime.text()
    forget()
    assert not can_paste()
    QGuiApplication.clipboard().setText("annat")
    forget()
    assert QGuiApplication.clipboard().text() == "annat"


def test_hidden_names_are_not_copied_as_text(opened: Open) -> None:
    window = opened()
    window.document.hide_names(True)
    select(canvas_of(window), *pair(window.document.case))
    press(window, Qt.Key.Key_C)
    assert QGuiApplication.clipboard().mimeData().hasFormat(MIME_FIGURES)
    assert not QGuiApplication.clipboard().mimeData().hasText()


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'{"schema": "samkarta.figures/1"}', b"\xff\xfe", b"[" * 5000])
def test_a_bad_clipboard_is_said_in_a_sentence_and_changes_nothing(opened: Open, qtbot: QtBot, raw: bytes) -> None:
    window = opened()
    rows = window.document.case.to_rows()
    mime = QMimeData()
    mime.setData(MIME_FIGURES, raw)
    QGuiApplication.clipboard().setMimeData(mime)
    with qtbot.waitSignal(canvas_of(window).message) as said:
        press(window, Qt.Key.Key_V)
    assert said.args[0].endswith(".")
    assert window.document.case.to_rows() == rows and window.document.stack.count() == 0


def test_pasting_with_nothing_copied_says_so(opened: Open, qtbot: QtBot) -> None:
    window = opened()
    QGuiApplication.clipboard().clear()
    with qtbot.waitSignal(canvas_of(window).message):
        press(window, Qt.Key.Key_V)
    assert window.document.stack.count() == 0


def test_cut_takes_away_in_one_step_and_pastes_back(opened: Open) -> None:
    window = opened()
    canvas, case = canvas_of(window), window.document.case
    one, two = pair(case)
    rows, count = case.to_rows(), len(case.figures)
    select(canvas, one, two)
    press(window, Qt.Key.Key_X)
    assert len(case.figures) == count - 2 and window.document.stack.count() == 1
    assert window.document.stack.undoText() == "Klipp ut"
    press(window, Qt.Key.Key_V)
    assert len(case.figures) == count
    window.document.undo()
    window.document.undo()
    assert case.to_rows() == rows


def test_doubling_sets_out_beside_and_leaves_the_clipboard_alone(opened: Open) -> None:
    window = opened()
    canvas, case = canvas_of(window), window.document.case
    QGuiApplication.clipboard().setText("mitt")
    one, _two = pair(case)
    select(canvas, one)
    press(window, Qt.Key.Key_D)
    ((_family, new),) = canvas.selected()
    assert case.figures[new].label == case.figures[one].label and new != one
    assert overlapping(canvas, [new]) == [] and QGuiApplication.clipboard().text() == "mitt"


def test_a_note_is_doubled_beside_itself(opened: Open) -> None:
    window = opened()
    canvas = canvas_of(window)
    press(window, Qt.Key.Key_M)
    assert canvas.editor is not None
    canvas.editor.words.setPlainText("Kom ihåg\nskjutsen")  # type: ignore[union-attr]
    QTest.keyClick(canvas.editor.words, Qt.Key.Key_Return, CTRL)  # type: ignore[union-attr]
    press(window, Qt.Key.Key_D)
    one, two = notes_of(window.document.case.sheet_of_kind("case_map")).values()
    assert one.text == two.text == "Kom ihåg\nskjutsen"
    slips = list(canvas.sheet.picture.notes.values())
    assert not slips[0].box.overlaps(slips[1].box)
    assert canvas.selected() == [("notes", two.id)]


def test_a_selected_note_has_its_panel_and_the_case_comes_back_after_it(opened: Open) -> None:
    window = opened()
    canvas = canvas_of(window)
    canvas.noting.write_at()
    canvas.editor.words.setPlainText("<b>Ring</b>\nskolan")  # type: ignore[union-attr]
    QTest.keyClick(canvas.editor.words, Qt.Key.Key_Return, CTRL)  # type: ignore[union-attr]
    panel = window.properties.panel
    assert isinstance(panel, NotePanel) and panel.words.text() == "<b>Ring</b>\nskolan"
    assert panel.words.textFormat() == Qt.TextFormat.PlainText
    before = canvas.zoom()
    do(window, "zoom_selection")
    assert canvas.zoom() > before
    window.document.undo()
    assert isinstance(window.properties.panel, CasePanel)


# In line, at equal distances
