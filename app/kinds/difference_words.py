"""Differences between two states of a case, each in a sentence that can be read aloud."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.i18n import _
from app.kinds.registry import tie_kinds
from app.kinds.words import figure_name
from app.models.case import Case
from app.models.comparing import SORTS, Difference, Differences
from app.models.records import ANSWERS, ENERGIES, FIGURE_STATUSES, RINGS, Figure, Relation, Wish


@dataclass(frozen=True, slots=True)
class Told:
    """One difference in words, and what it is about: (family, key)."""

    sort: str
    sentence: str
    about: tuple[str, str]


def told(differences: Differences, before: Case, after: Case) -> list[Told]:
    """Return a sentence for each difference, in the order they are told."""
    return [Told(each.sort, _sentence(each, before, after), (each.family, each.key)) for each in differences]


def headed(lines: list[Told]) -> Iterator[tuple[str, list[Told]]]:
    """Yield each heading that has any sentences, with them."""
    for sort, heading in SORTS.items():
        those = [line for line in lines if line.sort == sort]
        if those:
            yield _(heading), those


def _sentence(each: Difference, before: Case, after: Case) -> str:
    old, new = each.before, each.after
    if isinstance(old, Figure) or isinstance(new, Figure):
        return _of_figure(each.sort, old, new, before, after)
    if isinstance(old, Relation) or isinstance(new, Relation):
        return _of_relation(each.sort, old, new, before, after)
    return _of_wish(each.sort, old, new, before, after)


def _of_figure(sort: str, old: object, new: object, before: Case, after: Case) -> str:
    one = old if isinstance(old, Figure) else None
    other = new if isinstance(new, Figure) else None
    if one is None and other is not None:
        group = after.groups[other.group].label
        return _("{who} har kommit till, i {group}.").format(who=figure_name(other), group=group)
    if one is not None and other is None:
        return _("{who} finns inte kvar.").format(who=figure_name(one))
    assert one is not None and other is not None
    who = figure_name(other)
    if sort == "moved":
        return _moved(who, one, other, before, after)
    if sort == "changed":
        return _("{before} heter nu {who}.").format(before=figure_name(one), who=who)
    return _("{who}: {changes}.").format(who=who, changes="; ".join(_states(one, other)))


def _moved(who: str, one: Figure, other: Figure, before: Case, after: Case) -> str:
    parts = []
    if one.group != other.group:
        start, end = before.groups[one.group].label, after.groups[other.group].label
        parts.append(_("från {start} till {end}").format(start=start, end=end))
    if one.ring != other.ring:
        start, end = _(RINGS[one.ring]).lower(), _(RINGS[other.ring]).lower()
        parts.append(_("från ”{start}” till ”{end}”").format(start=start, end=end))
    return _("{who} har flyttats {way}.").format(who=who, way=_(" och ").join(parts))


def _states(one: Figure, other: Figure) -> Iterator[str]:
    if one.status != other.status:
        start, end = _(FIGURE_STATUSES[one.status]).lower(), _(FIGURE_STATUSES[other.status]).lower()
        yield _("var {start}, är nu {end}").format(start=start, end=end)
    if one.guardian != other.guardian:
        yield _("är nu vårdnadshavare") if other.guardian else _("är inte längre vårdnadshavare")
    if one.lives_with_child != other.lives_with_child:
        lives = {
            "always": _("bor nu med barnet"),
            "partly": _("bor nu delvis med barnet"),
        }
        yield lives.get(other.lives_with_child or "", _("bor inte med barnet"))
    if one.deceased != other.deceased:
        yield _("är avliden") if other.deceased else _("är inte avliden")
    if one.influence != other.influence:
        yield _("har nu inflytande {n} av 3").format(n=other.influence or 0)
    if one.kind != other.kind:
        yield _("visas med en annan figur")


def _ends(case: Case, tie: Relation | Wish) -> tuple[str, str]:
    return figure_name(case.figures[tie.from_]), figure_name(case.figures[tie.to])


def _quality(relation: Relation) -> str:
    kind = tie_kinds().get(relation.quality)
    return _(kind.label).lower() if kind is not None else relation.quality


def _of_relation(sort: str, old: object, new: object, before: Case, after: Case) -> str:
    one = old if isinstance(old, Relation) else None
    other = new if isinstance(new, Relation) else None
    if one is None and other is not None:
        start, end = _ends(after, other)
        return _("Relation mellan {one} och {other}: {quality}.").format(one=start, other=end, quality=_quality(other))
    if one is not None and other is None:
        start, end = _ends(before, one)
        return _("Relationen mellan {one} och {other} finns inte kvar.").format(one=start, other=end)
    assert one is not None and other is not None
    start, end = _ends(after, other)
    if sort == "changed":
        return _("Relationen mellan {one} och {other} har fått andra ord eller andra ändar.").format(
            one=start, other=end
        )
    parts = []
    if one.quality != other.quality:
        parts.append(_("var {start}, är nu {end}").format(start=_quality(one), end=_quality(other)))
    if one.energy != other.energy:
        parts.append(_("energin går nu: {energy}").format(energy=_(ENERGIES[other.energy]).lower()))
    return _("Relationen mellan {one} och {other} {changes}.").format(one=start, other=end, changes="; ".join(parts))


def _of_wish(sort: str, old: object, new: object, before: Case, after: Case) -> str:
    one = old if isinstance(old, Wish) else None
    other = new if isinstance(new, Wish) else None
    if one is not None and other is None:
        start, end = _ends(before, one)
        return _("Önskemålet från {one} till {other} finns inte kvar: {text}").format(
            one=start, other=end, text=one.text
        )
    assert other is not None
    start, end = _ends(after, other)
    number = after.wish_number(other.id)
    said = {
        "new": _("Önskemål {number} från {one} till {other}: {text}"),
        "unlocked": _("Önskemål {number} från {one} till {other} är upplåst: {text}"),
        "answered": _("Önskemål {number} från {one} till {other} har nu svaret ”{answer}”: {text}"),
        "changed": _("Önskemål {number} från {one} till {other} har fått andra ord eller andra ändar: {text}"),
    }[sort]
    answer = _(ANSWERS[other.status]).lower()
    return said.format(number=number, one=start, other=end, text=other.text, answer=answer)
