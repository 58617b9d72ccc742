"""What the list says of a map: a tree of lines in reading order, made of the case and nothing else.

The child stands first, then each area with its figures from the nearest ring outwards. Under a figure stand its
relations and its wishes, as seen from that figure: a tie is told at both its ends. The sheet's notes stand last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.i18n import _, ngettext
from app.kinds.legend import latest_present
from app.kinds.registry import sheet_kinds
from app.kinds.tie_picture import tie_kind
from app.kinds.words import figure_name
from app.models.case import Case
from app.models.edits.notes import notes_of
from app.models.records import ANSWERS, CAUSES, FIGURE_STATUSES, RINGS, Figure, Group, Relation, Wish

Key = tuple[str, str]
AREAS = "groups"
FIGURES, RELATIONS, WISHES, NOTES = "figures", "relations", "wishes", "notes"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: whose it is (family, key), what it says, and what stands beneath it.

    ``looks`` is what its picture is made of: kind and sector of a figure, a relation's quality, a wish's answer.
    """

    key: Key
    text: str
    looks: tuple[str, ...] = ()
    children: tuple[Line, ...] = ()


def lines(case: Case, kind: str) -> tuple[Line, ...]:
    """Return the list of a case's map of a kind. Raises KeyError if there is no such kind."""
    sheet_kind = sheet_kinds()[kind]
    found = list(dict.fromkeys(sheet_kind.figures(case, case.sheet_of_kind(kind))))
    shown = [case.figures[key] for key in found if key in case.figures]
    whole = _Whole(case, frozenset(found) | {case.child})
    areas = [_area(whole, group, shown) for group in _ordered(case)]
    seen = [area for area in areas if area.children or sheet_kind.empty_areas]
    return (whole.figure(case.figures[case.child]), *seen, *_notes(case, kind))


def _ordered(case: Case) -> list[Group]:
    return sorted(case.groups.values(), key=lambda group: (group.order is None, group.order or 0))


def _area(whole: _Whole, group: Group, shown: Sequence[Figure]) -> Line:
    of_group = [figure for figure in shown if figure.group == group.id and figure.id != whole.case.child]
    children = tuple(whole.figure(figure) for figure in sorted(of_group, key=lambda figure: figure.ring))
    count = ngettext("{n} figur", "{n} figurer", len(children)).format(n=len(children))
    text = _("{area}, {figures}").format(area=group.label, figures=count)
    return Line((AREAS, group.id), text, (group.sector,), children)


def _notes(case: Case, kind: str) -> tuple[Line, ...]:
    """Return the sheet's notes under a line of their own, if there are any."""
    notes = notes_of(case.sheet_of_kind(kind))
    if not notes:
        return ()
    text = ngettext("{n} lapp", "{n} lappar", len(notes)).format(n=len(notes))
    children = tuple(Line((NOTES, key), note.text or "") for key, note in notes.items())
    return (Line((AREAS, "~notes"), text, (), children),)


class _Whole:
    """A case and who stands on the sheet, to be told figure by figure."""

    def __init__(self, case: Case, on_sheet: frozenset[str]) -> None:
        self.case = case
        self._present = latest_present(case)
        self._relations: dict[str, list[Relation]] = {}
        self._wishes: dict[str, list[tuple[int, Wish]]] = {}
        for relation in case.relations.values():
            if relation.from_ in on_sheet and relation.to in on_sheet:
                for end in (relation.from_, relation.to):
                    self._relations.setdefault(end, []).append(relation)
        for number, wish in enumerate(case.wishes.values(), 1):
            if wish.from_ in on_sheet and wish.to in on_sheet:
                for end in (wish.from_, wish.to):
                    self._wishes.setdefault(end, []).append((number, wish))

    def figure(self, figure: Figure) -> Line:
        """Return a figure's line with its relations and wishes."""
        relations = [self._relation(figure, relation) for relation in self._relations.get(figure.id, ())]
        wishes = [self._wish(figure, number, wish) for number, wish in self._wishes.get(figure.id, ())]
        parts = [figure_name(figure), *figure_states(self.case, figure, self._present)]
        if relations:
            parts.append(ngettext("{n} relation", "{n} relationer", len(relations)).format(n=len(relations)))
        if wishes:
            parts.append(ngettext("{n} önskemål", "{n} önskemål", len(wishes)).format(n=len(wishes)))
        is_child = figure.id == self.case.child
        sector = "" if is_child else self.case.groups[figure.group].sector
        return Line((FIGURES, figure.id), ", ".join(parts), (figure.kind, sector), (*relations, *wishes))

    def _name(self, figure: str) -> str:
        return figure_name(self.case.figures[figure])

    def _relation(self, figure: Figure, relation: Relation) -> Line:
        other = relation.to if relation.from_ == figure.id else relation.from_
        quality = _(tie_kind(relation).label).lower()
        said = _("Relation till {other}: {quality}").format(other=self._name(other), quality=quality)
        receivers = {"to": [relation.to], "from": [relation.from_], "both": [relation.from_, relation.to]}
        names = [self._name(each) for each in receivers.get(relation.energy, [])]
        parts = [said]
        if names:
            parts.append(_("{who} får energi").format(who=_(" och ").join(names)))
        if relation.label:
            parts.append(relation.label)
        return Line((RELATIONS, relation.id), ". ".join(parts), (relation.quality,))

    def _wish(self, figure: Figure, number: int, wish: Wish) -> Line:
        asks = wish.from_ == figure.id
        pattern = _("Önskemål {number} till {other}: {text}") if asks else _("Önskemål {number} från {other}: {text}")
        other = wish.to if asks else wish.from_
        said = pattern.format(number=number, other=self._name(other), text=wish.text.rstrip(". "))
        return Line((WISHES, wish.id), f"{said}. {answer_words(wish)}", (wish.status,))


def figure_states(case: Case, figure: Figure, present: frozenset[str]) -> list[str]:
    """Return in words what a figure's picture shows beside its name; ``present`` are those of the latest meeting."""
    is_child = figure.id == case.child
    lives = {"always": _("bor med barnet"), "partly": _("bor delvis med barnet")}.get(figure.lives_with_child or "")
    said = [
        _("barnet i mitten") if is_child else "",
        _("{age} år").format(age=figure.age) if figure.age is not None else "",
        _(FIGURE_STATUSES[figure.status]).lower() if figure.status != "active" else "",
        _("avliden") if figure.deceased else "",
        _(RINGS[figure.ring]).lower() if not is_child else "",
        _("vårdnadshavare") if figure.guardian else "",
        lives if lives and not is_child else "",
        _("samordnare") if case.info.coordinator == figure.id else "",
        _("med vid senaste träffen") if figure.id in present else "",
        _("inflytande {n} av 3").format(n=figure.influence) if figure.influence else "",
    ]
    return [each for each in said if each]


def answer_words(wish: Wish) -> str:
    """Return the answer to a wish in words, with why it is in the way and what would unlock it."""
    parts = [_("Svar: {answer}").format(answer=_(ANSWERS[wish.status]).lower())]
    if wish.answer is not None and wish.answer.cause is not None:
        parts.append(_(CAUSES[wish.answer.cause]).lower())
    said = ", ".join(parts)
    if wish.answer is not None and wish.answer.unlock:
        said += ". " + _("Låses upp av: {unlock}").format(unlock=wish.answer.unlock)
    return said
