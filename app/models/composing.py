"""A file's data to records: what a case file says, judged whole, everything that is wrong noted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from app.i18n import _
from app.models.fields import Kind, Record, references_in
from app.models.problems import (
    MOST_HINTS,
    MOST_PROBLEMS,
    Path,
    no_such_type,
    nothing_has_id,
    of_validation,
    one_of,
    path_text,
    shown_value,
    unknown_key,
)
from app.models.records import FAMILIES, LISTS, Frame

SCHEMA = "samkarta.case/1"
MOST_FIGURES = 5000
GOALS = ("long_term", "short_term")
KEYS = (
    *("schema", "case", "child", "child_voice", "organisations", "groups", "figures", "households", "relations"),
    *("questions", "support_answers", "wishes", "goals", "plan", "consents", "sip", "meetings", "timeline"),
    *("wheel", "maps"),
)
"""The keys of the file, in the order in which they are written."""

OWN_KINDS = {
    "figure": ("person", "function", "organisation"),
    "tie": ("strong", "ordinary", "tenuous", "stressful", "conflict", "cutoff", "missing"),
    "sheet": ("case_map", "collaboration_map", "stakeholder_map"),
}
"""The kinds that the format itself names; always valid."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The ids of the installed kinds of figure, relation (``ties``) and sheet, beside the format's own."""

    figures: frozenset[str] = frozenset()
    ties: frozenset[str] = frozenset()
    sheets: frozenset[str] = frozenset()

    def of(self, room: str) -> tuple[str, ...]:
        """Return every id that a field of this `Kind` may hold, the format's own first."""
        own = OWN_KINDS[room]
        installed = {"figure": self.figures, "tie": self.ties, "sheet": self.sheets}[room]
        return (*own, *sorted(installed - set(own)))


class Composer:
    """Makes records of a file's data, and notes everything that is wrong with it on the way."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.found: list[tuple[Path, str]] = []
        self.records: dict[str, dict[str, Record]] = {family: {} for family in FAMILIES}
        self._vocabulary = vocabulary
        self._ids: dict[str, Path] = {}
        self._ids_of: dict[str, set[str]] = {family: set() for family in FAMILIES}
        self._raw: list[tuple[str, Path, dict[str, Any]]] = []
        self._present: list[str] = []
        self._nulls: list[str] = []

    def take(self, data: dict[str, Any]) -> None:
        if self._schema(data):
            return
        unknown = [key for key in data if key not in KEYS]
        hints = KEYS if len(unknown) <= MOST_HINTS else ()
        self.found += [((key,), unknown_key(key, hints)) for key in unknown]
        for key in KEYS:
            if key in LISTS:
                self._list(key, key, data)
            elif key == "goals":
                self._goals(data)
        self._singles(data)
        self._check_ids(data)
        self._check_references(data)
        if len(self._ids_of["figures"]) > MOST_FIGURES:
            said = _("filen har {count} figurer; fler än 5 000 går inte").format(count=len(self._ids_of["figures"]))
            self.found.append((("figures",), said))

    def _schema(self, data: dict[str, Any]) -> bool:
        """Note what is wrong with the schema; return whether the rest belongs to a newer program."""
        if "schema" not in data:
            self.found.append((("schema",), _("nyckeln schema saknas; den ska vara {schema}").format(schema=SCHEMA)))
            return False
        schema = data["schema"]
        version = re.fullmatch(r"samkarta\.case/([0-9]{1,9})", schema) if isinstance(schema, str) else None
        if version is not None and int(version[1]) > 1:
            said = _("{value} är nyare än det som det här programmet läser, {schema}; uppdatera Samkarta").format(
                value=shown_value(schema), schema=SCHEMA
            )
            self.found.append((("schema",), said))
            return True
        if schema != SCHEMA:
            said = _("schemat {value} går inte att läsa; det ska vara {schema}")
            self.found.append((("schema",), said.format(value=shown_value(schema), schema=SCHEMA)))
        return False

    def _list(self, family: str, name: str, data: dict[str, Any], under: Path = ()) -> None:
        if name not in data:
            return
        dotted, value = ".".join(map(str, (*under, name))), data[name]
        if value is None:
            self._nulls.append(dotted)
            return
        self._present.append(dotted)
        if not isinstance(value, list):
            self.found.append(((*under, name), no_such_type(value, _("en lista"))))
            return
        without_id = 0
        for place, item in enumerate(value):
            path = (*under, name, place)
            if len(self.found) > MOST_PROBLEMS:
                return
            record = self._record(family, item, path)
            id_ = item.get("id") if isinstance(item, dict) else None
            if id_ is None:
                without_id += 1
            if record is not None:
                self.records[family][id_ if id_ is not None else f"~{without_id}"] = record

    def _goals(self, data: dict[str, Any]) -> None:
        if "goals" not in data:
            return
        goals = data["goals"]
        if goals is None:
            self._nulls.append("goals")
        elif isinstance(goals, dict):
            self._present.append("goals")
            self.found += [(("goals", key), unknown_key(key, GOALS)) for key in goals if key not in GOALS]
            for family in GOALS:
                self._list(family, family, goals, ("goals",))
        else:
            self.found.append((("goals",), no_such_type(goals, _("nycklar och värden"))))

    def _singles(self, data: dict[str, Any]) -> None:
        if "case" in data:
            self._single("case", data["case"])
        else:
            self.found.append((("case",), _("nyckeln {key} saknas").format(key="case")))
        for family in ("questions", "sip"):
            if data.get(family) is not None:
                self._single(family, data[family])
            elif family in data:
                self._nulls.append(family)
        child = {key: data[key] for key in ("child",) if key in data}
        frame = {**child, "present": self._present, "null_keys": self._nulls}
        try:
            self.records["frame"]["frame"] = Frame.model_validate(frame)
        except ValidationError as error:
            self.found += of_validation(error)

    def _single(self, family: str, value: Any) -> None:
        record = self._record(family, value, (family,))
        if record is not None:
            self.records[family][family] = record

    def _record(self, family: str, item: Any, path: Path) -> Record | None:
        cls = FAMILIES[family]
        if not isinstance(item, dict):
            self.found.append((path, no_such_type(item, _("nycklar och värden"))))
            return None
        self._raw.append((family, path, item))
        before = len(self.found)
        self._check_kinds(cls, item, path)
        try:
            record = cls.model_validate(item)
        except ValidationError as error:
            known = [info.alias or name for name, info in cls.model_fields.items()]
            self.found += of_validation(error, path, known)
            return None
        return record if len(self.found) == before else None

    def _check_kinds(self, cls: type[Record], item: dict[str, Any], path: Path) -> None:
        for name, info in cls.model_fields.items():
            room = next((mark.room for mark in info.metadata if isinstance(mark, Kind)), None)
            value = item.get(name)
            if room in OWN_KINDS and isinstance(value, str) and value not in self._vocabulary.of(room):
                self.found.append(((*path, name), one_of(value, self._vocabulary.of(room))))

    def _check_ids(self, data: dict[str, Any]) -> None:
        order = {key: place for place, key in enumerate(data)}
        for family, path, item in sorted(self._raw, key=lambda raw: order[str(raw[1][0])]):
            self._note_id(family, path, item)
            notes = item.get("notes") if family == "maps" else None
            for place, note in enumerate(notes if isinstance(notes, list) else ()):
                if isinstance(note, dict):
                    self._note_id("", (*path, "notes", place), note)

    def _note_id(self, family: str, path: Path, item: dict[str, Any]) -> None:
        id_, here = item.get("id"), (*path, "id")
        if not isinstance(id_, str):
            return
        if id_ in self._ids:
            said = _("id {id} används redan i {place}")
            self.found.append((here, said.format(id=shown_value(id_), place=path_text(self._ids[id_]))))
        self._ids.setdefault(id_, here)
        if family:
            self._ids_of[family].add(id_)

    def _check_references(self, data: dict[str, Any]) -> None:
        everything = [*self._raw, ("frame", (), data)]
        for family, path, item in everything:
            if len(self.found) > MOST_PROBLEMS:
                return
            for reference in references_in(FAMILIES[family], item):
                if not any(reference.id in self._ids_of[each] for each in reference.families):
                    said = nothing_has_id(reference.families, reference.id)
                    self.found.append(((*path, *reference.path), said))
