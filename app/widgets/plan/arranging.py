"""In which order the rows of the plan are shown: of one plan or both, searched, sorted, under headings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QCollator, QLocale

from app.i18n import N_, _
from app.models.case import Case
from app.models.dates import OVER, SOON, WEEK, dates
from app.models.records import PLAN_STATUSES, LongTermGoal, PlanRow, ShortTermGoal
from app.widgets.common.names import actor_name
from app.widgets.plan.columns import Column

GROUPS = {
    "": N_("Ingen gruppering"),
    "goal": N_("Efter mål"),
    "responsible": N_("Efter ansvarig"),
    "who": N_("Efter person"),
    "day": N_("Efter dag"),
}
"""What rows can stand under, with Swedish msgids."""

_Heading = tuple[str, list[str]]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How the rows are shown: ``kind`` and ``group`` empty for all and none, ``sort`` a column's key or empty for
    the plan's own order, ``search`` words that a row must hold."""

    kind: str = ""
    group: str = ""
    sort: str = ""
    falling: bool = False
    search: str = ""

    @property
    def own_order(self) -> bool:
        """Whether rows stand in the plan's own order, so that they can be moved."""
        return not self.sort and not self.group


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: a row of the plan by id, or a heading."""

    row: str = ""
    heading: str = ""


def arranged(
    case: Case, columns: Sequence[Column], how: Arrangement, today: date, always: Collection[str] = ()
) -> list[Line]:
    """Return the lines of the plan. ``case`` is the case as it is shown; rows in ``always`` are never left out."""
    rows = [row for row in case.plan.values() if row.id in always or _wanted(case, columns, how, row)]
    column = next((each for each in columns if each.key == how.sort), None)
    if column is not None:
        rows = _sorted(case, column, rows, how.falling)
    if not how.group:
        return [Line(row.id) for row in rows]
    return [
        line
        for heading, under in _grouped(case, how.group, [row.id for row in rows], today)
        for line in (Line(heading=heading), *(Line(row) for row in under))
    ]


def _wanted(case: Case, columns: Sequence[Column], how: Arrangement, row: PlanRow) -> bool:
    if how.kind and row.kind != how.kind:
        return False
    if not how.search.strip():
        return True
    text = " ".join(column.text(case, row) for column in columns).casefold()
    return all(word in text for word in how.search.casefold().split())


def _sorted(case: Case, column: Column, rows: list[PlanRow], falling: bool) -> list[PlanRow]:
    """Return the rows by what a column says, as it is sorted in Swedish; rows that say nothing stand last."""
    collator = QCollator(QLocale(QLocale.Language.Swedish))
    collator.setNumericMode(True)
    statuses = list(PLAN_STATUSES)

    def key(row: PlanRow) -> Any:
        value = column.value(row)
        if column.key == "status":
            return statuses.index(value)
        return value if isinstance(value, date) else collator.sortKey(column.text(case, row))

    said = [row for row in rows if column.value(row) not in (None, ())]
    silent = [row for row in rows if column.value(row) in (None, ())]
    return [*sorted(said, key=key, reverse=falling), *silent]


def _grouped(case: Case, group: str, rows: list[str], today: date) -> Iterator[_Heading]:
    found = {"goal": _by_goal, "responsible": _by_responsible, "who": _by_person, "day": _by_day}[group]
    return ((heading, under) for heading, under in found(case, rows, today) if under)


def _by_goal(case: Case, rows: list[str], _today: date) -> Iterator[_Heading]:
    goals: list[LongTermGoal | ShortTermGoal] = [*case.short_term.values(), *case.long_term.values()]
    for goal in goals:
        yield goal.text or "", [row for row in rows if goal.id is not None and case.plan[row].goal == goal.id]
    yield _("Utan mål"), [row for row in rows if case.plan[row].goal is None]


def _by_responsible(case: Case, rows: list[str], _today: date) -> Iterator[_Heading]:
    for actor in (*case.organisations, *case.figures):
        yield actor_name(case, actor), [row for row in rows if case.plan[row].responsible == actor]
    yield _("Utan ansvarig"), [row for row in rows if case.plan[row].responsible is None]


def _by_person(case: Case, rows: list[str], _today: date) -> Iterator[_Heading]:
    """A row that several do stands under each of them."""
    for figure in case.figures:
        yield actor_name(case, figure), [row for row in rows if figure in case.plan[row].who]
    yield _("Ingen utsedd"), [row for row in rows if not case.plan[row].who]


def _by_day(case: Case, rows: list[str], today: date) -> Iterator[_Heading]:
    """By the next day that a row asks somebody for: its first step, its last day or its follow-up."""
    following: dict[str, date] = {}
    for each in dates(case):
        if each.family == "plan" and not each.kept:
            following.setdefault(each.key, each.day)
    over = {row for row in rows if case.plan[row].status in OVER}
    week, month = today + timedelta(days=WEEK), today + timedelta(days=SOON)

    def by(fits: Callable[[date], bool]) -> list[str]:
        return sorted(
            (row for row in rows if row not in over and row in following and fits(following[row])),
            key=lambda row: following[row],
        )

    yield _("Dagen har gått"), by(lambda day: day < today)
    yield _("Inom en vecka"), by(lambda day: today <= day <= week)
    yield _("Inom en månad"), by(lambda day: week < day <= month)
    yield _("Senare"), by(lambda day: day > month)
    yield _("Utan dag"), [row for row in rows if row not in over and row not in following]
    yield _("Klart eller avbrutet"), [row for row in rows if row in over]


def rows_in(lines: Iterable[Line]) -> list[str]:
    """Return the rows of some lines, none twice, without the headings."""
    return list(dict.fromkeys(line.row for line in lines if line.row))
