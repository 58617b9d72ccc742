"""What figures, organisations and ties are called in windows."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from app.i18n import _
from app.models.case import Case
from app.models.records import Figure, Organisation, Relation, Wish


def full_name(figure: Figure) -> str:
    """Return role and name ("Mentor Marie"); the child, and a figure without a role, goes by its name."""
    role = figure.role
    if not role or role.casefold() in figure.label.casefold() or figure.ring == 0:
        return figure.label
    return f"{role} {figure.label}"


def actor_name(case: Case, actor: str | None) -> str:
    """Return what an organisation or figure is called; nothing for nobody."""
    if actor is None:
        return ""
    organisation = case.record("organisations", actor)
    if isinstance(organisation, Organisation):
        return organisation.name
    figure = case.record("figures", actor)
    return full_name(figure) if isinstance(figure, Figure) else actor


def names(case: Case, figures: tuple[str, ...]) -> str:
    """Return the figures' names with commas."""
    return ", ".join(actor_name(case, each) for each in figures)


def ends(case: Case, tie: Relation | Wish) -> str:
    """Return who the tie goes from and to: "Mentor Marie → BUP"."""
    return f"{actor_name(case, tie.from_)} → {actor_name(case, tie.to)}"


def human_time(when: datetime, now: datetime | None = None) -> str:
    """Return when something was changed as people say it: today, yesterday, else the date."""
    today = (now or datetime.now()).date()
    clock = when.strftime("%H.%M")
    if when.date() == today:
        return _("i dag {clock}").format(clock=clock)
    if when.date() == today - timedelta(days=1):
        return _("i går {clock}").format(clock=clock)
    return human_day(when.date())


def human_day(day: date | None) -> str:
    """Return a date as it is written in the program, or nothing."""
    return day.isoformat() if day is not None else ""
