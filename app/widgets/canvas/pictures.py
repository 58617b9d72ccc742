"""The pictures of one sheet, made when they are asked for and kept for undo and redo.

Laying out a sheet takes far longer than a frame. So a picture is made anew only when records that stand on the
sheet have changed; where only places have, lines are led anew and all else stays as the user sees it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.drawing.geometry import Point
from app.kinds.options import PLAIN, Options
from app.kinds.sheet_picture import SheetPicture, compose, recompose, redraw
from app.kinds.viewing import reworded
from app.models.case import Case
from app.models.fields import Record
from app.models.patch import Patch
from app.models.records import Sheet

KEPT = 24
ELSEWHERE = frozenset(
    {"plan", "consents", "timeline", "wheel", "sip", "support_answers", "long_term", "short_term", "child_voice"}
)
"""Families that never stand on a sheet."""


def concerns(patch: Patch) -> bool:
    """Return whether a patch can change what a sheet looks like."""
    return any(change.family not in ELSEWHERE for change in patch.changes)


@dataclass(frozen=True, slots=True)
class _Made:
    """A picture and the very records it was made of; holding them keeps their identities from being used again."""

    records: tuple[Record, ...]
    picture: SheetPicture


class Pictures:
    """The pictures of one kind of sheet, as ``options`` say that it is to be looked at."""

    def __init__(self, kind: str, options: Options = PLAIN) -> None:
        self._kind = kind
        self.options = options
        self._made: OrderedDict[tuple[int, ...], _Made] = OrderedDict()
        self._last: _Made | None = None
        self._holding = False

    def hold(self) -> None:
        """Let everyone stand where they do in the next picture that is made: its words alone are other ones."""
        self._holding = True

    def of(self, case: Case) -> SheetPicture:
        """Return the picture of the case as it is now."""
        records = tuple(_records(case))
        key = tuple(map(id, records))
        made = self._made.pop(key, None)
        if made is None:
            made = _Made(records, self._make(case, records))
        self._made[key] = self._last = made
        self._holding = False
        while len(self._made) > KEPT:
            self._made.popitem(last=False)
        return made.picture

    def _make(self, case: Case, records: tuple[Record, ...]) -> SheetPicture:
        if self._last is not None and not self._gave_back(self._last, records):
            moved = self._only_moved(self._last, records)
            if moved is not None:
                return recompose(case, self._last.picture, moved) if moved else self._last.picture
            drawn = redraw(case, self._last.picture)
            if drawn is not None:
                return drawn
            if self._holding:
                return reworded(case, self._last.picture)
        return compose(case, self._kind, options=self.options)

    def _gave_back(self, last: _Made, records: tuple[Record, ...]) -> bool:
        """Return whether a figure's place was given back to the layout since ``last``."""
        before, after = self._stored(last.records), self._stored(records)
        return not before.keys() <= after.keys()

    def _stored(self, records: tuple[Record, ...]) -> Mapping[str, Point]:
        sheets = (record for record in records if isinstance(record, Sheet) and record.kind == self._kind)
        sheet = next(sheets, None)
        return sheet.places if sheet is not None else {}

    def _only_moved(self, last: _Made, records: tuple[Record, ...]) -> dict[str, Point] | None:
        """Return the places that are new since ``last``, or None if anything else has changed."""
        if len(last.records) != len(records):
            return None
        moved: dict[str, Point] = {}
        for before, after in zip(last.records, records, strict=True):
            if before is after:
                continue
            if not (isinstance(before, Sheet) and isinstance(after, Sheet)):
                return None
            if before.changed(places=None) != after.changed(places=None) or before.places.keys() - after.places.keys():
                return None
            if after.kind == self._kind:
                moved.update(after.places)
        shown = last.picture.figures
        return {key: place for key, place in moved.items() if key in shown and shown[key].place != place}


def _records(case: Case) -> Iterable[Record]:
    for family, records in case.records().items():
        if family not in ELSEWHERE:
            yield from records.values()
