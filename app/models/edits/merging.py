"""Two figures that turned out to be the same person become one.

Everything that spoke of the one that goes speaks of the one that stays. What is then there twice is folded where
nothing is lost by it; words that no longer have a place are kept in the figure's note.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.i18n import N_, _
from app.models.case import TIES, Case
from app.models.edits.making import EditRefused, position, rebuilt, record_of, with_values
from app.models.fields import Record, references, shown
from app.models.patch import Change, Patch
from app.models.records import Figure, Wish

MERGE = N_("Slå ihop figurer")

ASKED = ("label", "role", "contact", "age", "personal_number")
"""Fields whose other value is written in the note when it gives way, so that no word is lost."""

EITHER = frozenset({"guardian", "protected_identity", "deceased"})
"""What is so if either of the two says it: nobody unticks a protected identity by merging."""

FOLDABLE = frozenset({"label", "energy", "helps", "answer", "reported_by", "restricted", "unlocked_on"})
"""What one of two doubles may say alone; they differ if they differ in anything else."""

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both figures fill in, differently: its name, and what each says."""

    field: str
    keep: Any
    gone: Any


def conflicts(case: Case, keep: str, gone: str) -> tuple[Conflict, ...]:
    """Return what the two figures say differently, in the panel's order. Notes are joined and never differ."""
    one, two = _figures(case, keep, gone)
    return tuple(
        Conflict(field, getattr(one, field), getattr(two, field))
        for field in shown(Figure)
        if field not in EITHER and field != "note" and _says(one, field) and _says(two, field)
        if getattr(one, field) != getattr(two, field)
    )


def merge(case: Case, keep: str, gone: str, from_gone: Iterable[str] = ()) -> Patch:
    """Let ``gone`` become ``keep``: its relations, wishes, answers, plan rows, consents, places and all else follow.

    Empty fields are filled from ``gone``; of those that differ (`conflicts`) ``keep``'s stand, but for those named in
    ``from_gone``. A line between the two falls away and its words go to the note. Raises EditRefused for the child,
    which can be kept but never go, and for a figure merged with itself.
    """
    figures = _figures(case, keep, gone)
    records = {key: _renamed(record, keep, gone) for key, record in _referring(case, gone).items()}
    lost: list[str] = []
    dropped = _lines_between(case, records, lost)
    replaced = _doubles(case, records, dropped)
    _settle_origins(case, records, dropped, replaced)
    records["figures", keep] = _one_figure(figures, set(from_gone), lost)
    return Patch(MERGE, tuple(_changes(case, records, {*dropped, *replaced, ("figures", gone)})))


def _figures(case: Case, keep: str, gone: str) -> tuple[Figure, Figure]:
    if keep == gone:
        raise EditRefused(_("Markera två olika figurer för att slå ihop dem."))
    if gone == case.child:
        raise EditRefused(_("Barnet i mitten kan inte gå upp i en annan figur. Slå ihop åt andra hållet."))
    return record_of(case, "figures", keep, Figure), record_of(case, "figures", gone, Figure)


# The figure itself


def _says(figure: Figure, field: str) -> bool:
    """Return whether the figure has something written in a field."""
    value = getattr(figure, field)
    return field in figure.model_fields_set and value is not None and value is not False and value != ""


def _one_figure(figures: tuple[Figure, Figure], from_gone: set[str], lost: list[str]) -> Figure:
    one, two = figures
    values: dict[str, Any] = {}
    notes = [one.note or ""]
    differing = {field for field in shown(Figure) if _says(one, field) and _says(two, field)}
    for field, mark in shown(Figure).items():
        if field == "note" or not _says(two, field):
            continue
        mine, other = getattr(one, field), getattr(two, field)
        if field not in differing or field in from_gone:
            values[field] = other
        if field in differing and field in ASKED and mine != other:
            gives_way = mine if field in from_gone else other
            notes.append(_("{field}, före sammanslagningen: {value}").format(field=_(mark.label), value=gives_way))
    notes += [two.note or "", *lost]
    note = "\n".join(dict.fromkeys(each for each in notes if each.strip()))
    return with_values(one, **values, **({"note": note} if note != (one.note or "") else {}))


# What speaks of it


def _referring(case: Case, gone: str) -> dict[Key, Record]:
    """Return every record that refers to the figure, by family and key."""
    found: dict[Key, Record] = {}
    for family, records in case.records().items():
        for key, record in records.items():
            if any(ref.id == gone and "figures" in ref.families for ref in references(record)):
                found[family, key] = record
    return found


def _renamed(record: Record, keep: str, gone: str) -> Record:
    """Return the record saying of ``keep`` what it said of ``gone``, in a list once; a line between them as it is."""
    data = record.to_data()
    stood = keep in (data.get("places") or {})
    found = [ref for ref in references(record) if ref.id == gone and "figures" in ref.families]
    for ref in found:
        holder, last = _at(data, ref.path[:-1]), ref.path[-1]
        if holder[last] == gone:
            holder[last] = keep
        else:  # the figure is a key there: its place on a sheet
            holder.setdefault(keep, holder.pop(last))
    for name in {str(ref.path[0]) for ref in found}:
        if isinstance(data[name], list):
            data[name] = [each for number, each in enumerate(data[name]) if each not in data[name][:number]]
    if stood and data.get("pinned") and keep not in getattr(record, "pinned", ()):
        data["pinned"] = [each for each in data["pinned"] if each != keep]  # it stands where it stood, unpinned
    if data.get("reported_by") is not None and data.get("reported_by") == data.get("figure"):
        del data["reported_by"]
    if data.get("from") is not None and data.get("from") == data.get("to"):
        return record
    return rebuilt(type(record), data)


def _at(data: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


# Lines between the two, and doubles


def _lines_between(case: Case, records: dict[Key, Record], lost: list[str]) -> set[Key]:
    """Take out the relations and wishes that went between the two; their words are added to ``lost``."""
    gone: set[Key] = set()
    for family, key in list(records):
        record = records[family, key]
        if family not in TIES or record is not case.record(family, key):
            continue
        if isinstance(record, Wish) and record.restricted:
            raise EditRefused(_("Mellan de två finns ett önskemål som inte får lämna programmet. Ta bort det först."))
        del records[family, key]
        gone.add((family, key))
        lost += [word for word in _words(record.to_data()) if word.strip()]
    return gone


def _words(data: Mapping[str, Any]) -> list[str]:
    """Return the words that people wrote on a line."""
    answer = data.get("answer") or {}
    found = (data.get("label"), data.get("text"), answer.get("text"), answer.get("unlock"))
    return [str(each) for each in found if each]


def _doubles(case: Case, records: dict[Key, Record], dropped: set[Key]) -> dict[Key, str]:
    """Fold what the renaming made double: the same relation, wish or answer twice. Return what went, and into which."""
    replaced: dict[Key, str] = {}
    for family in ("relations", "wishes", "support_answers"):
        moved = [key for fam, key in records if fam == family]
        others = [key for key in case.family(family) if (family, key) not in dropped]
        for key in moved:
            for other in others:
                if other == key or (family, other) in replaced:
                    continue
                mine = records.get((family, other)) or case.family(family)[other]
                folded = _folded(mine, records[family, key])
                if folded is not None:
                    replaced[family, key] = other
                    records[family, other] = folded
                    del records[family, key]
                    break
    return replaced


def _folded(one: Record, two: Record) -> Record | None:
    """Return the two as one record where neither says what the other denies, else None."""
    left = one.to_data()
    right = _turned_as(left, two.to_data())
    result = dict(left)
    for field in {*left, *right} - {"id"}:
        mine, other = left.get(field), right.get(field)
        if mine == other or (field == "text" and _plain(mine) == _plain(other)):
            continue
        if _is_empty(field, mine) and field in FOLDABLE:
            result[field] = other
        elif not _is_empty(field, other) or field not in FOLDABLE:
            return None
    return rebuilt(type(one), result)


def _turned_as(pattern: Mapping[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Return a relation's data with its ends in the pattern's order: a relation is the same from either end."""
    if "quality" not in data or data["from"] == pattern["from"]:
        return data
    turned = {"to": "from", "from": "to"}
    energy = {"energy": turned.get(data["energy"], data["energy"])} if data.get("energy") else {}
    return {**data, "from": data["to"], "to": data["from"], **energy}


def _is_empty(field: str, value: Any) -> bool:
    return value in (None, "", []) or (field == "energy" and value == "none")


def _plain(text: Any) -> str:
    return " ".join(str(text or "").casefold().split())


def _settle_origins(case: Case, records: dict[Key, Record], dropped: set[Key], replaced: Mapping[Key, str]) -> None:
    """Let plan rows that grew out of what is folded or gone say so of what is left."""
    gone = {key for _family, key in dropped} | {key for _family, key in replaced}
    heirs = {key: heir for (_family, key), heir in replaced.items()}
    for key, row in case.plan.items():
        if gone.isdisjoint(row.origin):
            continue
        before = records.get(("plan", key), row)
        origin = [heirs.get(each, each) for each in row.origin if each not in gone or each in heirs]
        records["plan", key] = with_values(before, origin=tuple(dict.fromkeys(origin)))


def _changes(case: Case, records: Mapping[Key, Record], gone: Iterable[Key]) -> Iterable[Change]:
    for (family, key), record in records.items():
        before = case.record(family, key)
        if before != record:
            yield Change(family, key, position(case, family, key), before, record)
    for family, key in sorted(gone, key=lambda each: (each[0], -position(case, *each))):
        yield Change(family, key, position(case, family, key), case.record(family, key), None)
