"""The pictures of one sheet, made when they are asked for and kept for undo and redo.

Laying out a sheet takes far longer than a frame. So a picture is made anew only when records that stand on the
sheet have changed; where only places have, lines are led anew and all else stays as the user sees it. A sheet too
large to be laid out at once is sketched. Either way the sheet is laid out in the background as soon as hands rest,
so that what then stands on the screen is what a paper has.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from app.drawing.geometry import Point
from app.drawing.layout import LayoutRequest
from app.kinds.options import PLAIN, Options
from app.kinds.sheet_picture import SheetPicture, laid_out, redraw, settled, standing
from app.kinds.viewing import reworded
from app.models.case import Case
from app.models.fields import Record
from app.models.patch import Patch
from app.models.records import Sheet
from app.widgets.canvas.background import Background

KEPT = 24
REST_MS = 600
"""How long hands rest before a sheet is laid out anew behind them."""
LARGE = 170
"""Figures and lines together, from which on a sheet is sketched first."""
MOST = 4
"""When more than these, and more than half of all, stand elsewhere, the lines are not led anew one by one."""
ELSEWHERE = frozenset(
    {"plan", "consents", "timeline", "wheel", "sip", "support_answers", "long_term", "short_term", "child_voice"}
)
"""Families that never stand on a sheet."""


def concerns(patch: Patch) -> bool:
    """Return whether a patch can change what a sheet looks like."""
    return any(change.family not in ELSEWHERE for change in patch.changes)


@dataclass(frozen=True, slots=True)
class _Made:
    """A picture and the very records it was made of; holding them keeps their identities from being used again.

    ``wanted`` is what the sheet is still to be laid out from, None if it has been. A ``rough`` picture is a sketch.
    """

    records: tuple[Record, ...]
    picture: SheetPicture
    wanted: LayoutRequest | None = None
    rough: bool = False


_Key = tuple[int, ...]


class Pictures(QObject):
    """The pictures of one kind of sheet, as ``options`` say that it is to be looked at.

    ``improved()`` is sent when `of` has a better picture of the case than the one it returned last.
    """

    improved = Signal()

    def __init__(self, kind: str, options: Options = PLAIN, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.options = options
        self._made: OrderedDict[_Key, _Made] = OrderedDict()
        self._last: _Made | None = None
        self._holding = False
        self._aside: SheetPicture | None = None
        self._case: Case | None = None
        self._background = Background(self)
        self._background.done.connect(self._laid_out)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._lay_out)

    @property
    def rough(self) -> bool:
        """Whether the picture returned last is a sketch, whose places are not for keeping."""
        return self._last is not None and self._last.rough

    @property
    def at_rest(self) -> bool:
        """Whether the picture returned last is the one that there will be until the case changes."""
        return self._last is not None and self._last.wanted is None

    def hold(self) -> None:
        """Let everything stand where it does in the next picture: its words alone are other ones."""
        self._holding = True

    def of(self, case: Case) -> SheetPicture:
        """Return the picture of the case as it is now."""
        records = tuple(_records(case))
        key = tuple(map(id, records))
        made = self._made.get(key)
        if made is None:
            made = self._make(case, records)
        if self._holding and self._last is not None and made is not self._last:
            self._aside = self._last.picture
        self._keep(key, made)
        self._holding = False
        self._case = case
        self._background.drop()
        if made.wanted is not None:
            self._rest.start(0 if made.rough else REST_MS)
        else:
            self._rest.stop()
        return made.picture

    def stop(self) -> None:
        """Improve nothing any more: nobody looks."""
        self._rest.stop()
        self._background.drop()

    def _keep(self, key: _Key, made: _Made) -> None:
        self._made[key] = self._last = made
        self._made.move_to_end(key)
        while len(self._made) > KEPT:
            self._made.popitem(last=False)

    def _make(self, case: Case, records: tuple[Record, ...]) -> _Made:
        last = self._last
        request = standing(case, self._kind, options=self.options)
        if last is not None and self._holding:
            aside = redraw(case, self._aside) if self._aside is not None else None
            picture = aside or reworded(case, last.picture)
            return _Made(records, picture, request if last.wanted is not None else None, last.rough)
        if last is not None and not self._gave_back(last, records):
            moved = self._only_moved(last, records)
            if moved is not None and len(moved) > max(MOST, len(last.picture.figures) / 2):
                return self._anew(case, records, request)
            if moved is not None:
                picture = settled(case, last.picture, moved) if moved else last.picture
                return replace(last, records=records, picture=picture, wanted=request if moved else last.wanted)
            drawn = redraw(case, last.picture)
            if drawn is not None:
                same = last.wanted is None and request == last.picture.request
                return _Made(records, drawn, None if same else request, last.rough)
        return self._anew(case, records, request)

    def _anew(self, case: Case, records: tuple[Record, ...], request: LayoutRequest) -> _Made:
        """Lay the sheet out, or sketch a large one."""
        if len(request.bodies) + len(request.ties) <= LARGE:
            from app.drawing.arrange import arrange

            return _Made(records, laid_out(case, self._kind, request, arrange(request), self.options))
        from app.drawing.sketch import sketch

        before = self._last.picture.layout if self._last is not None else None
        picture = laid_out(case, self._kind, request, sketch(request, before), self.options)
        return _Made(records, picture, request, rough=any(body.place is None for body in request.bodies))

    # Laying out in the background

    def _lay_out(self) -> None:
        """Begin to lay out what was returned last."""
        made, case = self._last, self._case
        if made is None or made.wanted is None or case is None:
            return
        asleep, kind, options, request = Case(case.records()), self._kind, self.options, made.wanted

        def work() -> SheetPicture:
            from app.drawing.arrange import arrange

            return laid_out(asleep, kind, request, arrange(request), options)

        self._background.ask(tuple(map(id, made.records)), work)

    def _laid_out(self, key: _Key, picture: SheetPicture | None) -> None:
        made = self._made.get(key)
        if made is None or made is not self._last or picture is None:
            return
        self._keep(key, _Made(made.records, picture))
        self.improved.emit()

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
