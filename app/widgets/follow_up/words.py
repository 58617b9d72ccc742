"""What a follow-up says in words."""

from __future__ import annotations

from datetime import date

from app.i18n import _
from app.models.case import Case
from app.models.following import is_late, step_is_due
from app.models.records import PLAN_STATUSES, RAISED, PlanLog, PlanRow, ShortTermGoal, Wish
from app.widgets.common.names import actor_name


def said_words(said: PlanLog) -> str:
    """Return one line of a row's log: "2026-11-17 · Påbörjad · Ringde BUP"."""
    what = [_(PLAN_STATUSES[said.status])] if said.status is not None else []
    what += [said.note] if said.note else []
    day = [said.date.isoformat()] if said.date is not None else []
    return " · ".join([*day, *(what or [_("Inget nytt")])])


def when_words(row: PlanRow) -> str:
    """Return when a row is to be done: as people said it, and the last day."""
    last = _("senast {day}").format(day=row.due.isoformat()) if row.due is not None else ""
    return ", ".join(part for part in (row.when or "", last) if part)


def step_words(case: Case, row: PlanRow) -> str:
    """Return a row's first step: what, who, when."""
    step = row.first_step
    if step is None:
        return ""
    day = step.date.isoformat() if step.date is not None else ""
    who = ", ".join(part for part in (actor_name(case, step.who), day) if part)
    return " ".join(part for part in (step.text or "", f"({who})" if who else "") if part)


def mark_words(row: PlanRow, today: date) -> str:
    """Return what is to be noticed of a row: that it is late, or that its first step is due."""
    if is_late(row, today):
        return _("Försenad")
    return _("Ta första steget") if step_is_due(row, today) else ""


def wish_words(case: Case, wish: Wish) -> str:
    """Return a wish with its number and who asks whom."""
    ends = f"{actor_name(case, wish.from_)} → {actor_name(case, wish.to)}"
    return f"{case.wish_number(wish.id)}. {wish.text} ({ends})"


def ladder_words(wish: Wish) -> str:
    """Return where a blocked wish has been raised to."""
    if wish.raised_to == "none":
        return _("Inte lyft än")
    return _("Lyft till {forum}").format(forum=_(RAISED[wish.raised_to]).lower())


def reading_words(goal: ShortTermGoal) -> list[str]:
    """Return what was measured of a goal, a line each, the last first."""
    lines = []
    for each in goal.measurements:
        value = str(each.value).replace(".", ",") if isinstance(each.value, float) else str(each.value or "")
        parts = (each.date.isoformat() if each.date else "", value, each.note or "")
        lines.append(" · ".join(part for part in parts if part))
    return lines[::-1]
