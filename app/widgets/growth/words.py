"""A moment of the log in words: when, what was done, and with whom."""

from __future__ import annotations

from datetime import date, datetime

from app.i18n import _, ngettext
from app.kinds.words import figure_name
from app.models.case import Case
from app.models.records import Figure, Group, Relation, Wish
from app.models.replay import Moment

_NAMED = 2
"""So many are named before the rest are counted."""
_LONGEST = 60


def clock_words(at: datetime | None) -> str:
    """Return a moment's local day and time."""
    if at is None:
        return _("tid okänd")
    return _("{day} kl. {clock}").format(day=at.date().isoformat(), clock=at.strftime("%H.%M"))


def as_of_words(at: datetime | None, *, now: bool) -> str:
    """Return of which time a map is, for its title and foot; nothing for the map as it is now."""
    return "" if now else _("så som kartan var {when}").format(when=clock_words(at))


def day_words(day: date | None) -> str:
    """Return a day as it is written in the program."""
    return day.isoformat() if day is not None else ""


def what_words(moment: Moment, before: Case, after: Case) -> str:
    """Return what was done and with whom: "Flytta figur: Mormor Anna". The cases are those on either side."""
    if not moment.whole:
        return _("Det går inte att läsa vad som hände här. Kartan är rätt ändå.")
    names = list(dict.fromkeys(name for key in moment.touched if (name := _name(key, before, after))))
    what = _(moment.label)
    if names:
        shown = ", ".join(names[:_NAMED])
        rest = len(names) - _NAMED
        if rest > 0:
            shown += " " + ngettext("och {n} till", "och {n} till", rest).format(n=rest)
        what = _("{what}: {who}").format(what=what, who=shown)
    if moment.step == "undo":
        return _("Ångrat: {what}").format(what=what)
    if moment.step == "redo":
        return _("Gjort om: {what}").format(what=what)
    return what


def _name(key: tuple[str, str], before: Case, after: Case) -> str:
    """Return what a touched record is called; nothing for a sheet and what has no name."""
    for case in (after, before):
        record = case.record(*key)
        if isinstance(record, Figure):
            return figure_name(record)
        if isinstance(record, Relation):
            return f"{figure_name(case.figures[record.from_])} – {figure_name(case.figures[record.to])}"
        if isinstance(record, Wish):
            return record.text if len(record.text) <= _LONGEST else record.text[: _LONGEST - 1].rstrip() + "…"
        if isinstance(record, Group):
            return record.label
    return ""
