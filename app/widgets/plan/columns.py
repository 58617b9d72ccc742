"""The columns of the plan: what each shows, how it is edited, which patch an edit makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from app.i18n import N_, _
from app.models.case import Case
from app.models.edits.fields import set_field
from app.models.edits.pasting import origin_names
from app.models.edits.plan import fill
from app.models.patch import Patch
from app.models.records import CATEGORIES, PLAN_KINDS, PLAN_STATUSES, FirstStep, FollowUp, PlanRow
from app.widgets.common.names import actor_name, names
from app.widgets.properties.choosing import record_choices

EditorKind = Literal["text", "day", "one", "many"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``part`` says where the field lives: the row itself, its first step or its follow-up.

    ``choices`` gives value → label for ``one`` and ``many``; ``optional`` adds nothing chosen.
    ``width`` is its share of the table, in pixels at 1900.
    """

    part: Literal["row", "first_step", "follow_up"]
    field: str
    heading: str  # Swedish msgid
    editor: EditorKind
    width: int
    choices: Callable[[Case], Mapping[str, str]] | None = None
    optional: bool = True
    says: Callable[[Case, Any], str] | None = None  # what a value is called, where that is not its choice's label

    @property
    def key(self) -> str:
        """Return the field's full name, e.g. ``first_step.who``."""
        return self.field if self.part == "row" else f"{self.part}.{self.field}"

    def value(self, row: PlanRow) -> Any:
        """Return what the record holds."""
        holder: Any = row
        if self.part == "first_step":
            holder = row.first_step or FirstStep()
        elif self.part == "follow_up":
            holder = row.follow_up or FollowUp()
        return getattr(holder, self.field)

    def text(self, case: Case, row: PlanRow) -> str:
        """Return what the cell says."""
        value = self.value(row)
        if value is None or value == ():
            return ""
        if self.says is not None:
            return self.says(case, value)
        if isinstance(value, date):
            return value.isoformat()
        if self.choices is not None:
            return self.choices(case).get(value) or actor_name(case, value)
        return str(value)

    def patch(self, case: Case, row: str, value: Any) -> Patch:
        """Return the edit that puts ``value`` in the cell; None takes it away."""
        return set_field(case, "plan", row, self.key, value)

    def fill(self, case: Case, rows: Iterable[str], value: Any) -> Patch:
        """Return the one edit that puts ``value`` in the cell of several rows."""
        return fill(case, rows, self.key, value)


def _figures(case: Case) -> Mapping[str, str]:
    return record_choices(case, ("figures",))


def _actors(case: Case) -> Mapping[str, str]:
    return record_choices(case, ("organisations", "figures"))


def _goals(case: Case) -> Mapping[str, str]:
    return record_choices(case, ("long_term", "short_term"))


def _statuses(_case: Case) -> Mapping[str, str]:
    return {key: _(label) for key, label in PLAN_STATUSES.items()}


def _categories(_case: Case) -> Mapping[str, str]:
    return {key: _(label) for key, label in CATEGORIES.items()}


def _origins(case: Case) -> Mapping[str, str]:
    words = {key: wish.text for key, wish in case.wishes.items()}
    words |= {key: answer.text for key, answer in case.support_answers.items()}
    return {key: f"{name}: {words[key]}" for key, name in origin_names(case).items()}


def _grown_from(case: Case, origin: tuple[str, ...]) -> str:
    known = origin_names(case) if origin else {}
    return ", ".join(known.get(key, key) for key in origin)


def _kinds(_case: Case) -> Mapping[str, str]:
    return {key: _(label) for key, label in PLAN_KINDS.items()}


WHAT = Column("row", "what", N_("Vad?"), "text", 200)
HOW = Column("row", "how", N_("Hur?"), "text", 250)
WHO = Column("row", "who", N_("Vem/vilka?"), "many", 160, _figures, says=names)
RESPONSIBLE = Column("row", "responsible", N_("Ansvarig"), "one", 160, _actors, says=actor_name)
WHEN = Column("row", "when", N_("När?"), "text", 110)
DUE = Column("row", "due", N_("Senast"), "day", 100)
STATUS = Column("row", "status", N_("Läge"), "one", 105, _statuses, optional=False)
STEP = Column("first_step", "text", N_("Första steget?"), "text", 200)

FULL = (
    WHAT,
    HOW,
    WHO,
    RESPONSIBLE,
    WHEN,
    DUE,
    STEP,
    Column("first_step", "who", N_("Vem tar det?"), "one", 142, _figures, says=actor_name),
    Column("first_step", "date", N_("Dag"), "day", 100),
    Column("follow_up", "date", N_("Uppföljning"), "day", 105),
    Column("follow_up", "who", N_("Vem följer upp?"), "one", 142, _figures, says=actor_name),
    Column("follow_up", "how", N_("Hur följs det upp?"), "text", 130),
    Column("row", "goal", N_("Mål"), "one", 150, _goals),
    STATUS,
    Column("row", "kind", N_("Plan"), "one", 105, _kinds, optional=False),
    Column("row", "origin", N_("Ursprung"), "many", 150, _origins, says=_grown_from),
    Column("row", "category", N_("Slag av uppgift"), "one", 110, _categories, optional=False),
)
SHORT = (RESPONSIBLE, WHAT, WHO, WHEN, STEP, STATUS)
