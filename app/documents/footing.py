"""What the foot of every paper says of the case: what it holds, whether it is real, and how it stands with consent."""

from __future__ import annotations

from datetime import date

from app.i18n import _, ngettext
from app.kinds.words import figure_name
from app.kinds.words import nature as nature
from app.models.case import Case
from app.models.consent_state import consent_state
from app.models.deidentify.making import Deidentified


def counts(case: Case, figures: int, wishes: int | None, blocked: int) -> str:
    """Return how many figures and wishes there are, and how many of the wishes are blocked.

    ``wishes`` is None on a sheet that shows none.
    """
    people = ngettext("{n} figur", "{n} figurer", figures).format(n=figures)
    if wishes is None:
        return people
    asked = ngettext("{n} önskemål", "{n} önskemål", wishes).format(n=wishes)
    if not blocked:
        return f"{people} · {asked}"
    stuck = ngettext("varav {n} blockerat", "varav {n} blockerade", blocked).format(n=blocked)
    return f"{people} · {asked}, {stuck}"


def consent_words(case: Case, today: date) -> str:
    """Return how it stands with consent on a day: until when, run out, withdrawn or missing, and from whom."""
    found = consent_state(case, today)
    if found.state == "valid":
        words = _("Samtycke till {day}").format(day=found.until) if found.until else _("Samtycke finns")
    else:
        sentences = {
            "none": _("Samtycke saknas"),
            "expired": _("Samtycket gick ut {day}"),
            "withdrawn": _("Samtycket återkallat {day}"),
        }
        words = sentences[found.state].format(day=found.until)
    if found.missing:
        names = ", ".join(figure_name(case.figures[key]) for key in found.missing)
        words += " – " + _("saknas från {names}").format(names=names)
    return words


def kind_words(case: Case, *, hidden: bool) -> list[str]:
    """Return what kind of case it is and whether the paper holds names; each said once, and nothing empty."""
    if isinstance(case, Deidentified):
        return [nature(case)]
    return [words for words in (nature(case), names_words(case, hidden=hidden)) if words]


def names_words(case: Case, *, hidden: bool) -> str:
    """Return whether a paper holds names: that it is de-identified, that roles stand for names, or that it does."""
    if isinstance(case, Deidentified):
        return _("Avidentifierad")
    return _("Roller står i stället för namn") if hidden else _("Innehåller namn")
