"""Figures copied with the lines among them, and pasted as new ones, also into another case.

What is copied is plain data that other programs can read from the clipboard, so personal numbers never are, nor the
contact of someone with protected personal data. The child is not copied: where it was, the other case's child is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from app.i18n import N_, _
from app.models.case import Case
from app.models.edits.figures import move_figures
from app.models.edits.making import EditRefused, added, made, new_id, record_of, replaced, with_values
from app.models.edits.notes import add_note, notes_of
from app.models.fields import Place, Record, references
from app.models.patch import Patch
from app.models.records import Figure, Group, Organisation, Relation, Sheet, SheetNote, Wish

SCHEMA = "samkarta.figures/1"
PASTE = N_("Klistra in")

Key = tuple[str, str]
Point = tuple[float, float]

UNREADABLE = N_("Det som är kopierat kan inte läsas. Inget har ändrats. Kopiera figurerna en gång till.")


class _Copied(BaseModel):
    """What the clipboard holds, checked as the records of a case are."""

    model_config = ConfigDict(extra="forbid")

    schema_: str
    child: str | None = None
    groups: tuple[Group, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    figures: tuple[Figure, ...] = ()
    relations: tuple[Relation, ...] = ()
    wishes: tuple[Wish, ...] = ()
    notes: tuple[SheetNote, ...] = ()
    places: dict[str, Place] = {}


def copied(
    case: Case, keys: Iterable[Key], sheet: str | None = None, places: Mapping[str, Point] = {}
) -> dict[str, Any]:
    """Return the figures and notes among ``keys`` as plain data, with the relations and wishes among the figures.

    ``sheet`` is whose notes are meant, ``places`` where the figures stand (mm from the child). Raises EditRefused
    if there is nothing that can be copied.
    """
    chosen = list(dict.fromkeys(keys))
    known = [key for family, key in chosen if family == "figures" and key in case.figures]
    slips = notes_of(case.sheets.get(sheet) if sheet is not None else None)
    notes = [slips[key] for family, key in chosen if family == "notes" and key in slips]
    figures = [case.figures[key] for key in known if key != case.child]
    if not figures and not notes:
        raise EditRefused(_("Markera de figurer som du vill kopiera. Barnet i mitten kopieras inte."))
    inside = set(known)
    groups = dict.fromkeys(figure.group for figure in figures)
    organisations = dict.fromkeys(figure.organisation for figure in figures if figure.organisation is not None)
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "child": case.child if case.child in inside else None,
        "groups": [case.groups[key].to_data() for key in groups],
        "organisations": [case.organisations[key].to_data() for key in organisations],
        "figures": [_harmless(figure).to_data() for figure in figures],
        "relations": [r.to_data() for r in case.relations.values() if {r.from_, r.to} <= inside],
        "wishes": [w.to_data() for w in case.wishes.values() if {w.from_, w.to} <= inside],
        "notes": [note.to_data() for note in notes],
        "places": {key: list(places[key]) for key in known if key in places and key != case.child},
    }
    return {key: value for key, value in data.items() if value}


def names(data: Mapping[str, Any]) -> str:
    """Return what was copied as plain text for other programs: a figure a line, role before name; then the notes."""
    read = _read(data)
    lines = [", ".join(filter(None, (figure.role, figure.label))) for figure in read.figures]
    return "\n".join([*lines, *(note.text or "" for note in read.notes)])


def _harmless(figure: Figure) -> Figure:
    secret = {"personal_number": None, **({"contact": None} if figure.protected_identity else {})}
    return with_values(figure, **secret)


def stood(data: Mapping[str, Any]) -> dict[str, Point]:
    """Return where the copied figures stood, by their old ids. Raises EditRefused if the data is no copy."""
    return {key: (float(x), float(y)) for key, (x, y) in _read(data).places.items()}


def homes(case: Case, data: Mapping[str, Any]) -> dict[str, str | None]:
    """Return, by old id, the group of ``case`` that each copied figure would come to; None: a new one."""
    read = _read(data)
    found = {group.id: _same_group(case, group) for group in read.groups}
    return {figure.id: found.get(figure.group) for figure in read.figures}


def paste(
    case: Case,
    data: Mapping[str, Any],
    sheet: str,
    places: Mapping[str, Point] = {},
    note_places: Iterable[Point] = (),
    standing: Iterable[str] | None = None,
) -> tuple[Patch, dict[str, str]]:
    """Return the patch that sets copied figures out with new ids, and new id by old.

    Each comes to the group of the same sector and name, which the case is given if it has none. ``places`` says by
    old id where figures stand (mm from the child); the layout finds the others a place. ``standing`` names who
    stands on the sheet if it must name them (see `add_figure`). Raises EditRefused if the data is no copy.
    """
    read = _read(data)
    scratch = _Scratch(case)
    groups = {group.id: scratch.group(group) for group in read.groups}
    organisations = {each.id: scratch.organisation(each) for each in read.organisations}
    new = {figure.id: new_id() for figure in read.figures}
    for figure in read.figures:
        if figure.group not in groups:
            raise EditRefused(_(UNREADABLE))
        home = organisations.get(figure.organisation) if figure.organisation is not None else None
        scratch.add("figures", with_values(figure, id=new[figure.id], group=groups[figure.group], organisation=home))
    ends = {**new, **({read.child: case.child} if read.child is not None else {})}
    for family, ties in (("relations", read.relations), ("wishes", read.wishes)):
        for tie in ties:
            scratch.tie(family, tie, ends)
    scratch.stand(sheet, list(new.values()), {new[key]: spot for key, spot in places.items() if key in new}, standing)
    for note, spot in zip(read.notes, note_places, strict=False):
        scratch.make(add_note(scratch.case, sheet, note.text or "", spot))
    return Patch(PASTE, scratch.patch.changes), new


class _Scratch:
    """A copy of the case that a paste is tried on, and the patch so far."""

    def __init__(self, case: Case) -> None:
        self.case = Case(case.records())
        self.patch = Patch(PASTE)

    def make(self, patch: Patch) -> None:
        self.case.apply(patch)
        self.patch = self.patch.then(patch)

    def add(self, family: str, record: Record) -> None:
        self.make(Patch(PASTE, (added(self.case, family, record),)))

    def group(self, wanted: Group) -> str:
        home = _same_group(self.case, wanted)
        if home is None:
            home = new_id()
            order = max((each.order or 0 for each in self.case.groups.values()), default=0) + 1
            self.add("groups", with_values(wanted, id=home, order=order))
        return home

    def organisation(self, wanted: Organisation) -> str:
        for key, each in self.case.organisations.items():
            if (each.name.casefold(), each.principal) == (wanted.name.casefold(), wanted.principal):
                return key
        key = new_id()
        self.add("organisations", with_values(wanted, id=key))
        return key

    def tie(self, family: str, tie: Relation | Wish, ends: Mapping[str, str]) -> None:
        """Add a relation or wish between the new figures; who answered is left out if it was not copied."""
        data = tie.to_data()
        try:
            data.update({"id": new_id(), "from": ends[tie.from_], "to": ends[tie.to]})
        except KeyError:
            raise EditRefused(_(UNREADABLE)) from None
        answer = data.get("answer")
        if answer and answer.get("answered_by") is not None:
            answer["answered_by"] = ends.get(answer["answered_by"])
        self.add(family, made(type(tie), data))

    def stand(
        self, sheet_id: str, figures: list[str], places: Mapping[str, Point], standing: Iterable[str] | None
    ) -> None:
        sheet = record_of(self.case, "maps", sheet_id, Sheet)
        named = sheet.figures if sheet.figures is not None else standing
        if named is not None and figures:
            after = with_values(sheet, figures=(*named, *figures))
            self.make(Patch(PASTE, replaced(self.case, "maps", sheet_id, after)))
        self.make(move_figures(self.case, sheet_id, places))


def _same_group(case: Case, wanted: Group) -> str | None:
    """Return the group of the same sector and name, letters large or small, or None."""
    for key, group in case.groups.items():
        if (group.sector, group.label.strip().casefold()) == (wanted.sector, wanted.label.strip().casefold()):
            return key
    return None


def _read(data: Mapping[str, Any]) -> _Copied:
    """Return the data checked. Raises EditRefused if it is not what `copied` gave."""
    try:
        read = _Copied.model_validate({"schema_" if key == "schema" else key: each for key, each in data.items()})
    except (ValidationError, AttributeError):
        raise EditRefused(_(UNREADABLE)) from None
    ids = [*(f.id for f in read.figures), *(g.id for g in read.groups), *(o.id for o in read.organisations)]
    loose = [ref.id for tie in (*read.relations, *read.wishes) for ref in references(tie) if ref.required]
    if read.schema_ != SCHEMA or len(ids) != len(set(ids)) or not (read.figures or read.notes):
        raise EditRefused(_(UNREADABLE))
    if not {*loose} <= {*(figure.id for figure in read.figures), read.child}:
        raise EditRefused(_(UNREADABLE))
    return read
