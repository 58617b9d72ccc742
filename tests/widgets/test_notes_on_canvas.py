"""Notes are written, moved, rewritten and taken away on the canvas, by mouse and by keys."""

from __future__ import annotations

import pytest
from canvas_driving import LEFT, Mods, canvases, drag, empty_spot, spot, type_letters
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.models.edits import notes
from app.models.records import SheetNote
from app.widgets.canvas.noting import NoteCard

canvas = pytest.fixture(canvases)
WORDS = "Åsa frågar: Łukasz, Nguyễn, Gülşah"


def slips(view) -> dict[str, SheetNote]:
    return notes.notes_of(view.document.case.sheet_of_kind("case_map"))


def noted(view, text: str = "Ring skolan") -> str:
    """Put a note on empty ground and return its key."""
    view.noting.write_at(view.mapToScene(empty_spot(view)))
    write(view, text)
    return list(slips(view))[-1]


def write(view, text: str) -> None:
    assert isinstance(view.editor, NoteCard)
    words = view.editor.words
    words.selectAll()
    for number, line in enumerate(text.split("\n")):
        if number:
            QTest.keyClick(words, Qt.Key.Key_Return)
        type_letters(words, line)
    QTest.keyClick(words, Qt.Key.Key_Return, Mods.ControlModifier)


def at(view, key: str) -> QPoint:
    return view.mapFromScene(view.sheet.middle_of(("notes", key)))


def test_a_note_is_written_where_the_user_says_with_lines_and_any_letters(canvas):
    view = canvas()
    point = view.mapToScene(empty_spot(view))
    view.noting.write_at(point)
    write(view, f"{WORDS}\nAndra raden")
    (note,) = slips(view).values()
    assert note.text == f"{WORDS}\nAndra raden"
    assert note.place == pytest.approx((point.x(), point.y()), abs=0.01)
    assert view.selected() == [("notes", note.id)] and view.editor is None
    assert view.document.stack.count() == 1
    view.document.undo()
    assert not slips(view) and not view.sheet.slips.items
    view.document.redo()
    assert view.sheet.has(("notes", note.id))


def test_nobody_jumps_when_a_note_is_put_down(canvas):
    view = canvas()
    before = view.sheet.places(view.sheet.figures)
    noted(view)
    assert view.sheet.places(view.sheet.figures) == before


def test_escape_and_blank_words_leave_no_note(canvas):
    view = canvas()
    view.noting.write_at()
    type_letters(view.editor.words, "hej")
    QTest.keyClick(view.editor.words, Qt.Key.Key_Escape)
    view.noting.write_at()
    write(view, "   ")
    assert view.editor is None and not slips(view) and view.document.stack.count() == 0


def test_clicking_elsewhere_keeps_what_is_written(canvas, qtbot):
    view = canvas()
    qtbot.waitUntil(view.isActiveWindow)
    view.noting.write_at(view.mapToScene(empty_spot(view)))
    type_letters(view.editor.words, "kvar")
    QTest.mouseClick(view.viewport(), LEFT, Mods.NoModifier, view.room_on_screen().topLeft() + QPoint(3, 3))
    assert [note.text for note in slips(view).values()] == ["kvar"]


@pytest.mark.parametrize("way", ["f2", "enter", "double click"])
def test_a_note_is_rewritten(canvas, way):
    view = canvas()
    key = noted(view)
    view.select([])
    if way == "double click":
        QTest.mouseDClick(view.viewport(), LEFT, Mods.NoModifier, at(view, key))
    else:
        view.select([("notes", key)])
        QTest.keyClick(view, Qt.Key.Key_F2 if way == "f2" else Qt.Key.Key_Return)
    assert view.editor.words.toPlainText() == "Ring skolan"
    write(view, WORDS)
    assert slips(view)[key].text == WORDS
    assert WORDS.split()[0] in view.sheet.slips.items[key].picture.alt


def test_a_note_is_dragged_and_nudged_and_taken_away_each_in_one_step(canvas):
    view = canvas()
    key = noted(view)
    x, y = slips(view)[key].place
    scale = view.transform().m11()
    start = at(view, key)
    drag(view, start, start + QPoint(24, 18), mods=Mods.ControlModifier)
    view.select([("notes", key)])
    start = at(view, key)
    drag(view, start, start + QPoint(30, 24))
    assert view.document.stack.count() == 2
    moved = slips(view)[key].place
    assert moved == pytest.approx((x + 30 / scale, y + 24 / scale), abs=4)
    assert view.document.stack.undoText() == "Flytta lapp"
    QTest.keyClick(view, Qt.Key.Key_Down, Mods.AltModifier)
    assert slips(view)[key].place == pytest.approx((moved[0], moved[1] + 2), abs=0.011)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert not slips(view) and view.document.stack.count() == 4
    view.document.undo()
    assert slips(view)[key].place == pytest.approx((moved[0], moved[1] + 2), abs=0.011)


def test_a_figure_and_a_note_are_dragged_and_deleted_together(canvas):
    view = canvas()
    key = noted(view)
    name = next(each for each in view.sheet.figures if each != view.document.case.child)
    place = slips(view)[key].place
    view.select([("figures", name), ("notes", key)])
    drag(view, spot(view, name), spot(view, name) + QPoint(0, 30))
    assert slips(view)[key].place[1] > place[1] and view.document.stack.count() == 2
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert not slips(view) and name not in view.document.case.figures
    assert view.document.stack.count() == 3
    view.document.undo()
    assert key in slips(view) and name in view.document.case.figures


def test_tab_reaches_the_notes_after_the_figures_and_digits_do_nothing_to_them(canvas):
    view = canvas()
    key = noted(view)
    last = list(view.sheet.figures)[-1]
    view.select([("figures", last)])
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert view.selected() == [("notes", key)]
    QTest.keyClick(view, Qt.Key.Key_2)
    assert view.document.stack.count() == 1


def test_lines_keep_off_a_note_that_is_put_in_their_way(canvas):
    view = canvas()
    tie = next(key for key, each in view.sheet.picture.ties.items() if each.family == "wishes")
    view.noting.write_at(view.sheet.lines[tie].middle())
    write(view, "I vägen")
    (slip,) = view.sheet.picture.notes.values()
    assert not any(slip.box.contains(point) for point in view.sheet.picture.ties[tie].line)


def test_a_read_only_case_takes_no_notes(canvas, qtbot):
    view = canvas(read_only=True)
    with qtbot.waitSignal(view.message):
        view.noting.write_at()
    assert view.editor is None
