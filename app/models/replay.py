"""How a case came to be: every moment that the log tells of, and the case as it was then.

A log may be damaged in the middle. What lies before the damage is reached from its first line, what lies after it
from the case as it is now; only what lies between two damaged lines is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from app.i18n import N_
from app.models.case import Case, PatchRefused
from app.models.fields import Record
from app.models.history import History, Step
from app.models.patch import Change, Patch
from app.models.records import Sheet

BASELINE = N_("Lägg in ärendet")
UNKNOWN = N_("Något som inte går att läsa")
STORED = N_("Det som är sparat nu")
CHECKPOINT = 64
"""So many steps lie at most between a state that is kept and one that is asked for."""

Records = dict[str, dict[str, Record]]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log; ``patch`` is what was applied, None where the line cannot be read.

    A ``note`` changes nothing. ``actor`` is who did it, if it is told. ``kept`` is what a note keeps that did not come
    into the case: each what stood against what when two sides of it were merged.
    """

    at: datetime | None
    step: Step | Literal["start", "note"]
    label: str
    patch: Patch | None
    actor: str | None = None
    kept: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """A state of the case and what led to it. ``at`` is local time with its zone, None where it is not known.

    ``label`` is the Swedish msgid of the edit, ``touched`` (family, key) of the records it touched, in order, and of
    the figures that it moved on a sheet.
    ``whole`` is False where the line of the log cannot be read: the state is right, what happened is not known.
    """

    number: int
    at: datetime | None
    step: Step | Literal["start", "note"]
    label: str
    touched: tuple[tuple[str, str], ...] = ()
    whole: bool = True
    actor: str | None = None
    kept: tuple[dict[str, Any], ...] = ()


@dataclass(slots=True)
class _Stretch:
    """States that follow each other without a gap: the first, and the patches from each to the next."""

    first: int
    kept: dict[int, Records]
    patches: list[Patch]

    @property
    def last(self) -> int:
        return self.first + len(self.patches)


class Growth:
    """The moments of a case, oldest first; the last is the case as it is now. Nothing here changes the case."""

    def __init__(self, lines: Sequence[Line], now: Case) -> None:
        """Take the log's lines, the first of which makes the whole case (``start``), and the case as it is now."""
        self._lines = list(lines)
        self._stretches: list[_Stretch] = []
        self.moments: tuple[Moment, ...] = ()
        self.lost = 0
        self._read(now)
        self._cursor: tuple[int, Case] | None = None

    @classmethod
    def of_history(cls, now: Case, history: History) -> Growth:
        """Return the growth of a case that has no log, as far back as its undo stack reaches."""
        case = Case(now.records())
        done = history.patches[: history.index]
        for patch in reversed(done):
            case.apply(patch.inverse())
        start = Line(None, "start", BASELINE, baseline(case))
        return cls([start, *(Line(None, "do", patch.label, patch) for patch in done)], now)

    @property
    def last(self) -> int:
        """The number of the last moment: now."""
        return len(self.moments) - 1

    def at(self, number: int) -> Case:
        """Return the case as it was at a moment, the caller's own. Raises IndexError if there is no such moment."""
        if not 0 <= number <= self.last:
            raise IndexError(number)
        stretch = next(each for each in self._stretches if number <= each.last)
        position, case = self._nearest(stretch, number)
        for step in range(position, number):
            case.apply(stretch.patches[step - stretch.first])
        for step in range(position, number, -1):
            case.apply(stretch.patches[step - 1 - stretch.first].inverse())
        self._cursor = (number, case)
        return Case(case.records())

    def latest_before(self, when: datetime) -> int | None:
        """Return the number of the last moment at or before a time with a zone, None if they are all later."""
        found = None
        for moment in self.moments:
            if moment.at is not None and moment.at <= when:
                found = moment.number
        return found

    def versions(self, family: str) -> Iterator[tuple[int, str, Record | None]]:
        """Yield (number, key, record) of a family's records in the first state of each stretch, then as they change."""
        for stretch in self._stretches:
            for key, record in stretch.kept[stretch.first].get(family, {}).items():
                yield stretch.first, key, record
            for number, patch in enumerate(stretch.patches, stretch.first + 1):
                for change in patch.changes:
                    if change.family == family:
                        yield number, change.key, change.after

    def _nearest(self, stretch: _Stretch, number: int) -> tuple[int, Case]:
        """Return a state near ``number`` to go on from: where one went last, or one that was kept."""
        kept = min(stretch.kept, key=lambda each: abs(each - number))
        if self._cursor is not None:
            position, case = self._cursor
            if stretch.first <= position <= stretch.last and abs(position - number) <= abs(kept - number):
                self._cursor = None
                return position, case
        return kept, Case(stretch.kept[kept])

    # Reading the log

    def _read(self, now: Case) -> None:
        """Go through the log from its first line, and if that does not lead to now, from now as far back as it can."""
        head, reached = self._from_start()
        if head is not None and reached is not None and reached == now:
            self._stretches = [head]
            self._tell()
            return
        tail_from = max(self._from_now(now), head.last + 1 if head is not None else 0)
        tail = self._tail(now, tail_from)
        known = head.last + 1 if head is not None else 0
        self.lost = max(0, tail.first - known)
        self._lines[known : tail.first] = []
        tail = _Stretch(known, {key - self.lost: kept for key, kept in tail.kept.items()}, tail.patches)
        self._stretches = [tail] if head is None else [head, tail]
        self._tell()

    def _from_start(self) -> tuple[_Stretch | None, Case | None]:
        """Return the stretch from the first line, and the case at the end of the log if it was reached."""
        if not self._lines or self._lines[0].step != "start" or self._lines[0].patch is None:
            return None, None
        try:
            case = from_baseline(self._lines[0].patch)
        except (ValueError, KeyError, PatchRefused):
            return None, None
        stretch = _Stretch(0, {0: case.records()}, [])
        for number, line in enumerate(self._lines[1:], 1):
            if not _applied(case, line.patch):
                return stretch, None
            assert line.patch is not None
            stretch.patches.append(line.patch)
            if number % CHECKPOINT == 0:
                stretch.kept[number] = case.records()
        return stretch, case

    def _from_now(self, now: Case) -> int:
        """Return the first state that can be reached from now, going back."""
        case = Case(now.records())
        for number in range(len(self._lines) - 1, 0, -1):
            patch = self._lines[number].patch
            if not _applied(case, patch.inverse() if patch is not None else None):
                return number
        return 0

    def _tail(self, now: Case, first: int) -> _Stretch:
        """Return the stretch of states from ``first`` to now."""
        if first >= len(self._lines):
            self._lines.append(Line(None, "do", STORED, None))
            first = len(self._lines) - 1
        case, patches = Case(now.records()), []
        kept = {len(self._lines) - 1: case.records()}
        for number in range(len(self._lines) - 1, first, -1):
            patch = self._lines[number].patch
            assert patch is not None
            case.apply(patch.inverse())
            patches.append(patch)
            if number % CHECKPOINT == 0:
                kept[number - 1] = case.records()
        kept[first] = case.records()
        return _Stretch(first, kept, patches[::-1])

    def _tell(self) -> None:
        """Make the moments out of the lines that were followed."""
        moments = []
        for number, line in enumerate(self._lines):
            touched = _touched(line.patch) if line.patch is not None and line.step != "start" else ()
            at = line.at.astimezone() if line.at is not None else None
            whole = line.patch is not None
            label = line.label or UNKNOWN
            moments.append(Moment(number, at, line.step, label, touched, whole, line.actor, line.kept))
        self.moments = tuple(moments)


def baseline(case: Case) -> Patch:
    """Return the patch that makes the whole case out of an empty one."""
    return Patch(
        BASELINE,
        tuple(
            Change(family, key, position, None, record)
            for family, of_family in case.records().items()
            for position, (key, record) in enumerate(of_family.items())
        ),
    )


def from_baseline(patch: Patch) -> Case:
    """Return the case that `baseline` told of. Raises PatchRefused, or ValueError if it is no such patch."""
    families: Records = {}
    for change in patch.changes:
        if change.before is not None or change.after is None:
            raise ValueError(change.family)
        families.setdefault(change.family, {})[change.key] = change.after
    return Case(families)


def _touched(patch: Patch) -> tuple[tuple[str, str], ...]:
    """Return the records that a patch touched; for a sheet first the figures that came to stand elsewhere on it."""
    found: dict[tuple[str, str], None] = {}
    for change in patch.changes:
        before, after = change.before, change.after
        if isinstance(before, Sheet) and isinstance(after, Sheet):
            moved = (key for key, place in after.places.items() if before.places.get(key, place) != place)
            found |= dict.fromkeys(("figures", key) for key in moved)
        found[change.family, change.key] = None
    return tuple(found)


def _applied(case: Case, patch: Patch | None) -> bool:
    """Apply a patch if it can be; return whether it could."""
    if patch is None:
        return False
    try:
        case.apply(patch)
    except PatchRefused:
        return False
    return True
