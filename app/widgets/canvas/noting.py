"""Writing notes on the sheet: a card with several lines where the slip lies."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout

from app.drawing.geometry import Point
from app.i18n import _
from app.kinds.notes import picture_note
from app.models.edits import notes
from app.models.patch import Patch
from app.models.records import SheetNote
from app.widgets.canvas.card import Card
from app.widgets.canvas.free_spot import free_spot, taken_boxes
from app.widgets.canvas.sheet_view import SheetView
from app.widgets.canvas.slips import NOTES
from app.widgets.common.hidden import hidden_words

if TYPE_CHECKING:
    from app.models.case import Case
    from app.widgets.canvas.view import CanvasView

_SMALLEST = QSize(300, 120)
_FAR = 45.0
"""Millimetres that a note is put aside at most, so that it covers nobody; else it lies where it was wanted."""


class _Words(QPlainTextEdit):
    """Several lines. Ctrl+Enter keeps them, Esc drops them, Tab goes on."""

    def __init__(self, text: str, keep: Callable[[], object], drop: Callable[[], object]) -> None:
        super().__init__(text)
        self._keep, self._drop = keep, drop
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("Lappens text"))
        self.setPlaceholderText(_("Skriv på lappen"))
        self.moveCursor(self.textCursor().MoveOperation.End)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter begins a new line; with Ctrl it is done."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._keep()
        elif event.key() == Qt.Key.Key_Escape:
            self._drop()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab keeps the words, as in other fields on the sheet."""
        self._keep()
        return True


class NoteCard(Card):
    """The words of one note, over the place where it lies. Going elsewhere keeps them."""

    def __init__(
        self,
        view: SheetView,
        middle: QPointF,
        text: str,
        keep: Callable[[str], object],
        closed: Callable[[], object],
    ) -> None:
        super().__init__(view, middle, closed)
        self._middle, self._keep_words, self._before = QPointF(middle), keep, text
        self.setAccessibleName(_("Lapp"))
        self.words = _Words(text, self.accept, self.drop)
        hint = QLabel(_("Ctrl+Enter sparar, Esc ångrar."))
        hint.setObjectName("caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 8)
        column.setSpacing(6)
        column.addWidget(self.words)
        column.addWidget(hint)
        lines = min(max(text.count("\n") + len(text) // 38 + 2, 4), 12)
        self.words.setFixedSize(_SMALLEST.expandedTo(QSize(340, self.fontMetrics().lineSpacing() * (lines + 1))))
        self.setFocusProxy(self.words)
        self.open(self.words)

    def follow(self) -> None:
        """Lie with its middle where the note's is, inside the view."""
        room = self._view.viewport().rect().adjusted(8, 8, -8, -8)
        corner = self._view.mapFromScene(self._middle) - QPoint(self.width() // 2, self.height() // 2)
        x = max(room.left(), min(corner.x(), room.right() - self.width()))
        y = max(room.top(), min(corner.y(), room.bottom() - self.height()))
        self.move(x, y)

    def accept(self) -> None:
        """Close, and keep the words if they are others than before."""
        words = self.words.toPlainText()
        if self._once.close() and words.strip() and words != self._before:
            self._keep_words(words)

    def commit(self) -> None:
        """Hand over what is typed."""
        self.accept()


class Noting:
    """The notes of one canvas: written, and written anew."""

    def __init__(self, canvas: CanvasView) -> None:
        self._canvas = canvas

    def write_at(self, point: QPointF | None = None) -> None:
        """Open a card for a new note at a point of the scene; without one in a corner of the sheet."""
        canvas = self._canvas
        if not canvas.changes.may_edit():
            return
        spot = None if point is None else (point.x(), point.y())
        over = QPointF(*(spot or self._resting(_("Skriv på lappen"), None)))
        canvas.take_editor(lambda closed: NoteCard(canvas, over, "", lambda words: self._add(words, spot), closed))

    def _resting(self, words: str, wanted: Point | None) -> Point:
        """Return where a note with these words covers no figure and no heading: close to where it is wanted."""
        picture = self._canvas.sheet.picture
        body = picture_note("", SheetNote(text=words), picture.options).body
        taken = [*taken_boxes(picture), *picture.headings]
        room = picture.bounds
        near = wanted or (room.x + body.width / 2, room.bottom - body.height / 2)
        spot = free_spot(body, near, taken)
        if spot is None or (wanted is not None and math.dist(spot, wanted) > _FAR):
            return near
        return spot

    def edit(self, key: str) -> None:
        """Open a note's words in a card over it."""
        canvas = self._canvas
        if not canvas.changes.may_edit():
            return
        sheet = canvas.document.case.sheet_of_kind(canvas.sheet_kind)
        if sheet is not None and canvas.document.hides("maps", sheet.id):
            canvas.message.emit(hidden_words(canvas.document))
            return
        note = notes.notes_of(sheet).get(key)
        if note is not None:
            middle = canvas.sheet.middle_of((NOTES, key))
            text = note.text or ""
            canvas.take_editor(
                lambda closed: NoteCard(canvas, middle, text, lambda words: self._write(key, words), closed)
            )

    def edit_selected(self) -> bool:
        """Open the note that was selected last, if a note was; return whether it was one."""
        chosen = self._canvas.selected()
        if not chosen or chosen[-1][0] != NOTES:
            return False
        self.edit(chosen[-1][1])
        return True

    def nudge(self, by: QPointF) -> bool:
        """Move the selected notes a little; return whether there are any."""
        keys = [name for family, name in self._canvas.selected() if family == NOTES]
        places = self._canvas.sheet.slips.places(keys)
        slips = {key: (x + by.x(), y + by.y()) for key, (x, y) in places.items()}
        return bool(slips) and self._canvas.changes.move({}, slips=slips)

    def _add(self, words: str, wanted: Point | None) -> None:
        canvas, made = self._canvas, ""
        place = self._resting(words, wanted)

        def edit(case: Case, sheet: str) -> Patch:
            nonlocal made
            patch = notes.add_note(case, sheet, words, place)
            made = str(patch.changes[0].after.to_data()["notes"][-1]["id"]) if patch.changes[0].after else ""
            return patch

        if canvas.changes.push_with_places(notes.ADD, edit):
            canvas.select([(NOTES, made)])
            canvas.show_key((NOTES, made))

    def _write(self, key: str, words: str) -> None:
        self._canvas.changes.push_with_places(
            notes.WRITE, lambda case, sheet: notes.write_note(case, sheet, key, words)
        )
