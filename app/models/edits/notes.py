"""Notes on a sheet: paper slips with words, which belong to no figure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from app.i18n import N_, _
from app.models.case import OWN_KEY, Case
from app.models.edits.making import EditRefused, made, new_id, record_of, replaced, with_values
from app.models.patch import Patch
from app.models.records import Sheet, SheetNote

Point = tuple[float, float]

ADD = N_("Ny lapp")
WRITE = N_("Ändra lapp")
MOVE = N_("Flytta lapp")
REMOVE = N_("Ta bort lapp")


def notes_of(sheet: Sheet | None) -> dict[str, SheetNote]:
    """Return a sheet's notes by key: their id, or ``~`` and their number where a file gave them none."""
    found: dict[str, SheetNote] = {}
    for number, note in enumerate(sheet.notes if sheet is not None else (), 1):
        own = note.id is not None and note.id not in found
        found[note.id if own and note.id is not None else f"{OWN_KEY}{number}"] = note
    return found


def add_note(case: Case, sheet_id: str, text: str, place: Point) -> Patch:
    """Put a note on a sheet, its middle at ``place`` (mm from the child). Raises EditRefused if nothing is written."""
    sheet = record_of(case, "maps", sheet_id, Sheet)
    note = made(SheetNote, {"id": new_id(), "text": _written(text), "place": _rounded(place)})
    return Patch(ADD, replaced(case, "maps", sheet_id, with_values(sheet, notes=(*sheet.notes, note))))


def write_note(case: Case, sheet_id: str, key: str, text: str) -> Patch:
    """Write something else on a note. Raises EditRefused if nothing is written."""
    note = _note(case, sheet_id, key)
    return _with_notes(case, sheet_id, {key: with_values(note, text=_written(text))}, WRITE)


def move_notes(case: Case, sheet_id: str, places: Mapping[str, Point]) -> Patch:
    """Move notes, their middles to places in mm from the child, kept to a hundredth. Raises EditRefused."""
    moved = {key: with_values(_note(case, sheet_id, key), place=_rounded(place)) for key, place in places.items()}
    return _with_notes(case, sheet_id, moved, MOVE)


def remove_notes(case: Case, sheet_id: str, keys: Iterable[str]) -> Patch:
    """Take notes off a sheet. Raises EditRefused if one is not there."""
    gone = {key: None for key in keys if _note(case, sheet_id, key) is not None}
    return _with_notes(case, sheet_id, gone, REMOVE)


def _with_notes(case: Case, sheet_id: str, changed: Mapping[str, SheetNote | None], label: str) -> Patch:
    sheet = record_of(case, "maps", sheet_id, Sheet)
    after = [changed.get(key, note) for key, note in notes_of(sheet).items()]
    kept = tuple(note for note in after if note is not None)
    if kept == sheet.notes:
        return Patch(label)
    return Patch(label, replaced(case, "maps", sheet_id, with_values(sheet, notes=kept or None)))


def _note(case: Case, sheet_id: str, key: str) -> SheetNote:
    note = notes_of(record_of(case, "maps", sheet_id, Sheet)).get(key)
    if note is None:
        raise EditRefused(_("Lappen finns inte längre."))
    return note


def _written(text: str) -> str:
    """Return the text without blank ends, its lines kept."""
    words = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").split("\n")).strip("\n")
    if not words.strip():
        raise EditRefused(_("Skriv något på lappen."))
    return words


def _rounded(place: Point) -> Point:
    x, y = place
    if not (math.isfinite(x) and math.isfinite(y)):
        raise EditRefused(_("Platsen ligger utanför kartan."))
    return round(x, 2), round(y, 2)
