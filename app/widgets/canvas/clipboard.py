"""Figures and notes on the clipboard: copied, cut, pasted, doubled; within a case and between open cases.

The clipboard holds our own data as JSON, and the names as plain text for other programs. It speaks of children:
`forget` takes it away, for when the program is locked or closed.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QPointF
from PySide6.QtGui import QGuiApplication

from app.drawing.geometry import Point, Rect, united
from app.drawing.qt_strokes import painter_path
from app.i18n import N_, _, ngettext
from app.kinds.figure_picture import picture_figure
from app.kinds.notes import picture_note
from app.kinds.registry import sheet_kinds
from app.models.case import Case
from app.models.edits import EditRefused, copying
from app.models.edits.figures import move_figures
from app.models.edits.notes import notes_of
from app.models.patch import Patch
from app.models.records import SheetNote
from app.widgets.canvas.changes import case_after
from app.widgets.canvas.free_spot import free_spot, taken_boxes
from app.widgets.canvas.slips import NOTES

if TYPE_CHECKING:
    from app.widgets.canvas.view import CanvasView

MIME_FIGURES = "application/x-samkarta-figures"
CUT, DOUBLE = N_("Klipp ut"), N_("Duplicera")
LARGEST = 4 * 1024 * 1024
_TOKEN = "kept_back"
_KEPT_BACK: dict[str, dict[str, Any]] = {}
"""What was copied last from a case with protected identity, by the token that the clipboard has in its place."""
BESIDE = 9.0
"""Millimetres right and down of the original that a double is put, if there is room."""


def can_copy(canvas: CanvasView) -> bool:
    """Return whether something that can be copied is selected."""
    child = canvas.document.case.child
    return any(family in ("figures", NOTES) and name != child for family, name in canvas.selected())


def can_paste() -> bool:
    """Return whether the clipboard holds figures or notes."""
    mime = QGuiApplication.clipboard().mimeData()
    return mime is not None and mime.hasFormat(MIME_FIGURES)


def copy(canvas: CanvasView) -> bool:
    """Put what is selected on the clipboard; say how much, or why not. Return whether it is there."""
    data = _copied(canvas)
    if data is None:
        return False
    mime = QMimeData()
    if canvas.document.protected:
        _KEPT_BACK.clear()
        _KEPT_BACK[token := uuid.uuid4().hex] = data
        mime.setData(MIME_FIGURES, json.dumps({_TOKEN: token}).encode())
    else:
        mime.setData(MIME_FIGURES, json.dumps(data, ensure_ascii=False).encode())
        if not canvas.document.names_hidden:
            mime.setText(copying.names(data))
    QGuiApplication.clipboard().setMimeData(mime)
    canvas.message.emit(_("Kopierat: {what}.").format(what=_count(data)))
    return True


def cut(canvas: CanvasView) -> None:
    """Put what is selected on the clipboard and take it away here, in one step."""
    child = canvas.document.case.child
    keys = [key for key in canvas.selected() if key[0] in ("figures", NOTES) and key[1] != child]
    if canvas.changes.may_edit() and copy(canvas):
        canvas.changes.remove(keys, label=CUT)


def paste(canvas: CanvasView) -> None:
    """Set out what the clipboard holds: near the pointer, each in its own area. Say why if it cannot be."""
    if not canvas.changes.may_edit():
        return
    mime = QGuiApplication.clipboard().mimeData()
    if mime is None or not mime.hasFormat(MIME_FIGURES):
        canvas.message.emit(_("Det finns inga kopierade figurer att klistra in."))
        return
    try:
        raw = bytes(mime.data(MIME_FIGURES).data())
        data = json.loads(raw) if len(raw) <= LARGEST else None
    except (ValueError, RecursionError):
        data = None
    if isinstance(data, dict) and _TOKEN in data:
        data = _KEPT_BACK.get(str(data[_TOKEN]))
    pointer = canvas.pointer_point()
    _set_out(canvas, data if isinstance(data, dict) else {}, (pointer.x(), pointer.y()), copying.PASTE)


def double(canvas: CanvasView) -> None:
    """Set out what is selected once more, beside it. The clipboard stays as it is."""
    data = _copied(canvas) if canvas.changes.may_edit() else None
    if data is not None:
        _set_out(canvas, data, None, DOUBLE)


def forget() -> None:
    """Take our data off the clipboard; what other programs put there stays."""
    _KEPT_BACK.clear()
    if can_paste():
        QGuiApplication.clipboard().clear()


def _copied(canvas: CanvasView) -> dict[str, Any] | None:
    case = canvas.document.case
    sheet = case.sheet_of_kind(canvas.sheet_kind)
    places = canvas.sheet.places(canvas.sheet.figures)
    try:
        return copying.copied(case, canvas.selected(), sheet.id if sheet is not None else None, places)
    except EditRefused as refusal:
        canvas.message.emit(str(refusal))
        return None


def _set_out(canvas: CanvasView, data: Mapping[str, Any], near: Point | None, label: str) -> None:
    """Paste ``data`` with its middle at ``near``, or beside where it stood."""
    made: list[tuple[str, str]] = []

    def edit(case: Case, sheet: str) -> Patch:
        places, slips = _Spots(canvas, case, sheet, data, near).found()
        shows = sheet_kinds()[canvas.sheet_kind].figures
        patch, new = copying.paste(case, data, sheet, places, slips)
        after = case_after(case, patch)
        if not set(new.values()) <= set(shows(after, after.sheets[sheet])):
            patch, new = copying.paste(case, data, sheet, places, slips, list(canvas.sheet.figures))
            after = case_after(case, patch)
        kept = notes_of(case.sheets[sheet])
        made[:] = [("figures", key) for key in new.values()]
        made.extend((NOTES, key) for key in notes_of(after.sheets[sheet]) if key not in kept)
        standing = move_figures(after, sheet, canvas.changes.standing())
        return Patch(label, patch.then(standing).changes)

    areas = len(canvas.document.case.groups)
    if canvas.changes.push_on_sheet(label, edit):
        canvas.select(made)
        said = [_("Inklistrat: {what}.").format(what=_count(data))]
        added = list(canvas.document.shown.groups.values())[areas:]
        said += [_("Området {area} är nytt.").format(area=group.label) for group in added]
        canvas.message.emit(" ".join(said))


class _Spots:
    """Finds free places for what is pasted."""

    def __init__(self, canvas: CanvasView, case: Case, sheet: str, data: Mapping[str, Any], near: Point | None) -> None:
        self._picture = canvas.sheet.picture
        self._homes = copying.homes(case, data)
        stood = copying.stood(data)
        written = [SheetNote.model_validate(each) for each in data.get("notes", ())]
        pinned = [*stood.values(), *((float(n.place[0]), float(n.place[1])) for n in written if n.place is not None)]
        middle = united(Rect(x, y, 0.0, 0.0) for x, y in pinned).centre
        self._by = (BESIDE, BESIDE) if near is None else (near[0] - middle[0], near[1] - middle[1])
        self._goals = {key: self._moved(stood.get(key, middle)) for key in self._homes}
        self._slips = [(note, self._moved(_place(note, middle))) for note in written]
        patch, new = copying.paste(case, data, sheet)
        after = case_after(case, patch)
        drawn = {
            key: picture_figure(after, after.figures[made], (0.0, 0.0), frozenset(), self._picture.options)
            for key, made in new.items()
        }
        self._hulls = {key: united((each.body, *each.labels)) for key, each in drawn.items()}

    def _moved(self, point: Point) -> Point:
        return point[0] + self._by[0], point[1] + self._by[1]

    def found(self) -> tuple[dict[str, Point], list[Point]]:
        """Return places by old id, for those whose area is on the sheet and has room, and the notes' places."""
        taken = taken_boxes(self._picture)
        paths = {area.id: painter_path(area.outline) for area in self._picture.layout.areas}
        places: dict[str, Point] = {}
        for key, home in self._homes.items():
            path = paths.get(home or "")
            if path is None:
                continue
            spot = free_spot(self._hulls[key], self._goals[key], taken, lambda p, path=path: path.contains(QPointF(*p)))  # type: ignore[misc]
            if spot is not None:
                places[key] = spot
                taken.append(self._hulls[key].moved(*spot))
        slips = []
        for note, goal in self._slips:
            body = picture_note("", note, self._picture.options).body
            spot = free_spot(body, goal, taken) or goal
            slips.append(spot)
            taken.append(body.moved(*spot))
        return places, slips


def _place(note: SheetNote, otherwise: Point) -> Point:
    return (float(note.place[0]), float(note.place[1])) if note.place is not None else otherwise


def _count(data: Mapping[str, Any]) -> str:
    """Return how many figures and notes there are, in words."""
    figures, notes = len(data.get("figures", ())), len(data.get("notes", ()))
    parts = [ngettext("{count} figur", "{count} figurer", figures).format(count=figures)] if figures else []
    if notes:
        parts.append(ngettext("{count} lapp", "{count} lappar", notes).format(count=notes))
    return ", ".join(parts)
