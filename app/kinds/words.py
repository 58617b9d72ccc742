"""Figures, relations and wishes in a sentence: what a screen reader says where the picture shows them."""

from __future__ import annotations

from app.i18n import _
from app.models.case import Case
from app.models.protection import protected_figures
from app.models.pseudonyms import Masked
from app.models.records import ANSWERS, FIGURE_STATUSES, RINGS, Figure, Relation, Wish


def nature(case: Case) -> str:
    """Return what kind of case it is, in words, and that names are kept back in it; empty for a real, open one."""
    if case.info.kind == "deidentified":
        kind = _("Avidentifierat – kan ändå peka ut barnet")
    elif case.info.kind == "type_case":
        kind = _("Typfall, påhittat") if case.info.fictional else _("Typfall")
    else:
        kind = _("Påhittat") if case.info.fictional else ""
    kept_back = _("Skyddade personuppgifter")
    if isinstance(case, Masked):
        kept_back = _("Skyddade personuppgifter – namn är utbytta")
    return " · ".join(part for part in (kind, kept_back if protected_figures(case) else "") if part)


def figure_name(figure: Figure) -> str:
    """Return role and name, as people say them."""
    if figure.role and not figure.label.casefold().startswith(figure.role.casefold()):
        return f"{figure.role} {figure.label}"
    return figure.label


def figure_alt(case: Case, figure: Figure) -> str:
    """Return what a figure's picture shows."""
    parts = [figure_name(figure), case.groups[figure.group].label, _(RINGS[figure.ring])]
    if figure.age is not None:
        parts.insert(1, _("{age} år").format(age=figure.age))
    if figure.status != "active":
        parts.append(_(FIGURE_STATUSES[figure.status]))
    if figure.guardian:
        parts.append(_("Vårdnadshavare"))
    if case.info.coordinator == figure.id:
        parts.append(_("Samordnare"))
    return ", ".join(parts)


def relation_alt(case: Case, relation: Relation, quality: str) -> str:
    """Return what a relation's line shows; ``quality`` is the tie kind's label, translated."""
    ends = figure_name(case.figures[relation.from_]), figure_name(case.figures[relation.to])
    said = _("Relation mellan {one} och {other}: {quality}.").format(one=ends[0], other=ends[1], quality=quality)
    receivers = {"to": ends[1:], "from": ends[:1], "both": ends, "none": ()}[relation.energy]
    if receivers:
        said += " " + _("{who} får energi.").format(who=_(" och ").join(receivers))
    return f"{said} {relation.label}." if relation.label else said


def wish_alt(case: Case, wish: Wish, number: int) -> str:
    """Return what a wish's arrow and chip show."""
    return _("Önskemål {number} från {one} till {other}: {text} {answer}.").format(
        number=number,
        one=figure_name(case.figures[wish.from_]),
        other=figure_name(case.figures[wish.to]),
        text=wish.text,
        answer=_(ANSWERS[wish.status]),
    )
