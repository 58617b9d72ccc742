"""A map in words, for those who hear the paper: who stands where, what was wished and answered, how they relate."""

from __future__ import annotations

from collections.abc import Iterator

from app.i18n import _, ngettext
from app.kinds.base import SheetKind
from app.kinds.registry import sheet_kinds
from app.kinds.sheet_picture import SheetPicture
from app.kinds.words import figure_name
from app.models.case import Case
from app.models.records import FIGURE_STATUSES, RINGS, Figure, Group


def map_in_words(case: Case, picture: SheetPicture) -> str:
    """Return what the sheet shows, in sentences: the middle, each area from the middle outwards, ties, notes."""
    return " ".join(_sentence(words) for words in _told(case, picture))


def _told(case: Case, picture: SheetPicture) -> Iterator[str]:
    kind = sheet_kinds()[picture.kind]
    shown = {key: kind.shown_as(case, case.figures[key]) for key in picture.figures if key in case.figures}
    count = ngettext("{n} figur", "{n} figurer", len(shown)).format(n=len(shown))
    yield f"{picture.title}: {count}"
    if case.child in shown:
        yield _("I mitten står {who}").format(who=figure_name(shown[case.child]))
    for group in sorted(case.groups.values(), key=lambda each: (each.order is None, each.order or 0)):
        there = [figure for key, figure in shown.items() if figure.group == group.id and key != case.child]
        if there:
            yield _area(case, kind, group, there)
        elif kind.empty_areas:
            yield _("{area}: ingen").format(area=group.label)
    if not picture.quiet:
        for family in sorted(("relations", "wishes"), key=lambda each: each != kind.front):
            yield from (tie.alt for tie in picture.ties.values() if tie.family == family)
    for note in picture.notes.values():
        yield note.alt


def _area(case: Case, kind: SheetKind, group: Group, figures: list[Figure]) -> str:
    """Return who stands in an area, ring by ring from the middle."""
    rings = []
    for ring in sorted({figure.ring for figure in figures}):
        names = ", ".join(_who(case, figure) for figure in figures if figure.ring == ring)
        named = 1 <= ring <= len(kind.ring_names)
        where = _(kind.ring_names[ring - 1]) if named else _(RINGS[ring]).lower()
        rings.append(f"{where} {names}")
    return _("{area}: {figures}").format(area=group.label, figures="; ".join(rings))


def _who(case: Case, figure: Figure) -> str:
    name = figure_name(figure)
    said = [_(FIGURE_STATUSES[figure.status]).lower()] if figure.status != "active" else []
    if case.info.coordinator == figure.id:
        said.append(_("Samordnare").lower())
    more = ", ".join(word for word in said if word not in name)
    return f"{name} ({more})" if more else name


def _sentence(words: str) -> str:
    """Return the words on one line, ending as a sentence does."""
    line = " ".join(words.split())
    return line if line.endswith((".", "!", "?")) else f"{line}."
