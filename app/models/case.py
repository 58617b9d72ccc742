"""A case: its records and the graph of them. `Case.apply` is the only door through which either changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from app.models.fields import Record, Reference, references, referred
from app.models.patch import Change, Patch
from app.models.records import (
    FAMILIES,
    LISTS,
    SINGLES,
    CaseInfo,
    Consent,
    Figure,
    Frame,
    Group,
    LongTermGoal,
    Meeting,
    Organisation,
    PlanRow,
    Relation,
    Sheet,
    ShortTermGoal,
    SupportAnswer,
    Wish,
)
from app.models.stored import FamilyTexts, read_families

if TYPE_CHECKING:
    import networkx as nx

ALWAYS = ("frame", "case")
"""The single families that every case has."""

TIES = ("relations", "wishes")
"""The families that are edges of the graph."""

GOALS = ("long_term", "short_term")

OWN_KEY = "~"
"""How the program's own keys of records without an id begin; no id does."""


class PatchRefused(Exception):
    """A patch does not fit the case: a ``before`` differs, a reference leads nowhere. Nothing was changed."""


class Case:
    """The records of one case by family, in the file's order, and their graph.

    Read through the properties and `record`; change only through `apply`.
    """

    def __init__(self, records: Mapping[str, Mapping[str, Record]]) -> None:
        """Take records by family and key. Raises PatchRefused if a reference leads nowhere or the child is not said."""
        self._families: dict[str, dict[str, Record]] = {family: dict(records.get(family, {})) for family in FAMILIES}
        self._graph: nx.MultiDiGraph[str] | None = None
        for family in ALWAYS:
            if family not in self._families[family]:
                raise PatchRefused(f"{family} is missing")
        problem = next(self.dangling(), None)
        if problem is not None:
            raise PatchRefused(problem)

    # Reading

    def family(self, name: str) -> Mapping[str, Record]:
        """Return the records of a family by key, in order. Do not keep it across an `apply`."""
        return self._families[name]

    def record(self, family: str, key: str) -> Record | None:
        """Return one record, or None, also where a case has no such family: notes lie in their sheet."""
        return self._families.get(family, {}).get(key)

    def find(self, key: str) -> tuple[str, Record] | None:
        """Return the family and record with this id, or None."""
        for family, records in self._families.items():
            if family not in SINGLES and key in records:
                return family, records[key]
        return None

    def records(self) -> dict[str, dict[str, Record]]:
        """Return a copy of all records by family and key."""
        return {family: dict(records) for family, records in self._families.items()}

    @property
    def info(self) -> CaseInfo:
        """What the case is."""
        return cast(CaseInfo, self._families["case"]["case"])

    @property
    def frame(self) -> Frame:
        """Who the child is, and which keys the file had."""
        return cast(Frame, self._families["frame"]["frame"])

    @property
    def child(self) -> str:
        """The id of the figure in the middle."""
        return self.frame.child

    @property
    def organisations(self) -> Mapping[str, Organisation]:
        """Organisations by id."""
        return cast("Mapping[str, Organisation]", self._families["organisations"])

    @property
    def groups(self) -> Mapping[str, Group]:
        """Groups (areas of the sheet) by id, in the file's order."""
        return cast("Mapping[str, Group]", self._families["groups"])

    @property
    def figures(self) -> Mapping[str, Figure]:
        """Figures by id."""
        return cast("Mapping[str, Figure]", self._families["figures"])

    @property
    def relations(self) -> Mapping[str, Relation]:
        """Relations by id."""
        return cast("Mapping[str, Relation]", self._families["relations"])

    @property
    def support_answers(self) -> Mapping[str, SupportAnswer]:
        """Answers to how each can support the child, by id."""
        return cast("Mapping[str, SupportAnswer]", self._families["support_answers"])

    @property
    def wishes(self) -> Mapping[str, Wish]:
        """Wishes by id; their order gives their numbers."""
        return cast("Mapping[str, Wish]", self._families["wishes"])

    @property
    def long_term(self) -> Mapping[str, LongTermGoal]:
        """Long-term goals by key."""
        return cast("Mapping[str, LongTermGoal]", self._families["long_term"])

    @property
    def short_term(self) -> Mapping[str, ShortTermGoal]:
        """Short-term goals by key."""
        return cast("Mapping[str, ShortTermGoal]", self._families["short_term"])

    @property
    def plan(self) -> Mapping[str, PlanRow]:
        """Plan rows by id."""
        return cast("Mapping[str, PlanRow]", self._families["plan"])

    @property
    def consents(self) -> Mapping[str, Consent]:
        """Consents by key."""
        return cast("Mapping[str, Consent]", self._families["consents"])

    @property
    def meetings(self) -> Mapping[str, Meeting]:
        """Meetings by id."""
        return cast("Mapping[str, Meeting]", self._families["meetings"])

    @property
    def sheets(self) -> Mapping[str, Sheet]:
        """Sheets by id."""
        return cast("Mapping[str, Sheet]", self._families["maps"])

    def sheet_of_kind(self, kind: str) -> Sheet | None:
        """Return the first sheet of a kind (``case_map``, ``collaboration_map`` …), or None."""
        return next((sheet for sheet in self.sheets.values() if sheet.kind == kind), None)

    def wish_number(self, wish: str) -> int:
        """Return the number that a wish is known by in the room: its place in the list, from 1."""
        return list(self.wishes).index(wish) + 1

    def referring(self, family: str, key: str) -> Iterator[tuple[str, str, Reference]]:
        """Yield (family, key, reference) of every record that refers to this one."""
        for other, records in self._families.items():
            for other_key, record in records.items():
                for reference in references(record):
                    if reference.id == key and family in reference.families:
                        yield other, other_key, reference

    def dangling(self) -> Iterator[str]:
        """Yield a sentence for each reference that leads to nothing."""
        if self._all_lead_somewhere():
            return
        for family, records in self._families.items():
            for key, record in records.items():
                for reference in references(record):
                    if not any(reference.id in self._families[f] for f in reference.families):
                        yield f"{family}.{key}: {'.'.join(map(str, reference.path))}: {reference.id}"

    def _all_lead_somewhere(self) -> bool:
        """Look at the ids of whole families at once, which is quick where nothing dangles."""
        return all(
            not ids.difference(*(self._families[each] for each in families))
            for family, records in self._families.items()
            for families, ids in referred(FAMILIES[family], records.values())
        )

    # Changing

    def apply(self, patch: Patch) -> None:
        """Make the patch's changes, all of them or none.

        Raises PatchRefused if a record is not what the patch says it was, or a reference would lead nowhere.
        """
        unknown = next((c.family for c in patch.changes if c.family not in FAMILIES), None)
        if unknown is not None:
            raise PatchRefused(f"there is no {unknown}")
        before = {family: dict(self._families[family]) for family in {c.family for c in patch.changes}}
        try:
            for change in patch.changes:
                self._swap(change)
            self._check_references(patch)
        except BaseException:
            self._families.update(before)
            raise
        if self._graph is not None:
            self._redraw(patch)

    def _swap(self, change: Change) -> None:
        records = self._families[change.family]
        if records.get(change.key) != change.before:
            raise PatchRefused(f"{change.family}.{change.key} is not as the patch found it")
        if change.after is not None:
            self._check_key(change, change.after)
        if change.before is not None and change.after is not None:
            records[change.key] = change.after
        elif change.before is not None:
            self._take_out(change)
        elif change.after is not None:
            self._put_in(change, change.after)

    def _check_key(self, change: Change, after: Record) -> None:
        if type(after) is not FAMILIES[change.family]:
            raise PatchRefused(f"{change.family}.{change.key} is not a {change.family} record")
        id_ = change.family if change.family in SINGLES else getattr(after, "id", None)
        if id_ is not None and change.key != id_ or id_ is None and not change.key.startswith(OWN_KEY):
            raise PatchRefused(f"{change.family}.{change.key} has the id {id_}")

    def _take_out(self, change: Change) -> None:
        records = self._families[change.family]
        if change.family in ALWAYS:
            raise PatchRefused(f"a case is nothing without its {change.family}")
        if next(islice(records, change.at, None), None) != change.key if change.at >= 0 else True:
            raise PatchRefused(f"{change.family}.{change.key} does not stand at {change.at}")
        del records[change.key]

    def _put_in(self, change: Change, after: Record) -> None:
        records = self._families[change.family]
        if change.family not in SINGLES and not change.key.startswith(OWN_KEY) and self.find(change.key) is not None:
            raise PatchRefused(f"the id {change.key} is used already")
        if not 0 <= change.at <= len(records):
            raise PatchRefused(f"{change.family} has no place {change.at}")
        if change.at == len(records):
            records[change.key] = after
            return
        items = list(records.items())
        items.insert(change.at, (change.key, after))
        self._families[change.family] = dict(items)

    def _check_references(self, patch: Patch) -> None:
        if any(self.record(c.family, c.key) is None for c in patch.changes):
            problem = next(self.dangling(), None)
            if problem is not None:
                raise PatchRefused(problem)
            return
        for family, key in patch.touched():
            record = self.record(family, key)
            for reference in references(record) if record is not None else ():
                if not any(reference.id in self._families[f] for f in reference.families):
                    raise PatchRefused(f"{family}.{key}: {reference.id}")

    # The graph

    @property
    def graph(self) -> nx.MultiDiGraph[str]:
        """The figures as nodes, relations and wishes as edges keyed by id; built on first use. Do not change it.

        A node carries ``record``; an edge ``family`` (``relations`` or ``wishes``) and ``record``.
        """
        if self._graph is None:
            import networkx as nx

            self._graph = nx.MultiDiGraph()
            for figure_id, figure in self.figures.items():
                self._graph.add_node(figure_id, record=figure)
            for family in TIES:
                for key, record in self._families[family].items():
                    self._add_edge(family, key, record)
        return self._graph

    def _add_edge(self, family: str, key: str, record: Record) -> None:
        assert self._graph is not None
        tie = cast("Relation | Wish", record)
        self._graph.add_edge(tie.from_, tie.to, key=key, family=family, record=record)

    def _redraw(self, patch: Patch) -> None:
        """Make the graph equal to the records again where the patch touched them: ties off, figures, ties on."""
        graph = self._graph
        assert graph is not None
        for change in patch.changes:
            if change.family in TIES and change.before is not None:
                tie = cast("Relation | Wish", change.before)
                if graph.has_edge(tie.from_, tie.to, key=change.key):
                    graph.remove_edge(tie.from_, tie.to, key=change.key)
        for family, key in patch.touched():
            record = self._families[family].get(key)
            if family == "figures" and record is not None:
                graph.add_node(key, record=record)
            elif family == "figures" and key in graph:
                graph.remove_node(key)
        for family, key in patch.touched():
            record = self._families[family].get(key)
            if family in TIES and record is not None:
                self._add_edge(family, key, record)

    # The same case

    def __eq__(self, other: object) -> bool:
        """Same records, same ids, same order of lists, same keys left out: they are the same file.

        What no file can tell does not count: the program's own keys of records without an id, and what the
        frame remembers of lists that are not empty.
        """
        return isinstance(other, Case) and self._as_filed() == other._as_filed()

    def _as_filed(self) -> list[Any]:
        empty = {each for each in (*self.frame.present, *self.frame.null_keys) if self._is_unwritten(each)}
        frame = (self.child, empty & set(self.frame.present), empty & set(self.frame.null_keys))
        rows = [
            (family, None if key.startswith(OWN_KEY) else key, record)
            for family, records in self._families.items()
            if family != "frame"
            for key, record in records.items()
        ]
        return [frame, *rows]

    def _is_unwritten(self, file_key: str) -> bool:
        if file_key == "goals":
            return not any(self._families[family] or self._remembered(family) for family in GOALS)
        return not self._families.get(file_key.removeprefix("goals."))

    def _remembered(self, family: str) -> bool:
        return f"goals.{family}" in (*self.frame.present, *self.frame.null_keys)

    __hash__ = None  # type: ignore[assignment]

    def to_rows(self) -> list[tuple[str, str, dict[str, Any]]]:
        """Return (family, key, data) of every record, in order."""
        return [
            (family, key, record.to_data())
            for family, records in self._families.items()
            for key, record in records.items()
        ]

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[str, str, dict[str, Any]]]) -> Case:
        """Read what `to_rows` gave. Raises pydantic.ValidationError, KeyError or PatchRefused if it is damaged."""
        families: dict[str, dict[str, Record]] = {family: {} for family in FAMILIES}
        for family, key, data in rows:
            families[family][key] = FAMILIES[family].model_validate(data)
        return cls(families)

    @classmethod
    def from_texts(cls, stored: Iterable[FamilyTexts]) -> Case:
        """Read a case as a library stores it. Raises ValueError, KeyError, TypeError or PatchRefused if damaged."""
        return cls(read_families(stored))

    @classmethod
    def part_of_texts(cls, stored: Iterable[FamilyTexts]) -> Case:
        """Read some families of a case, to look something up in: references may lead to what was left out."""
        made = cls.__new__(cls)
        made._families = read_families(stored)
        made._graph = None
        return made


def next_position(case: Case, family: str) -> int:
    """Return the position at which a new record is appended to a family's list."""
    return len(case.family(family)) if family in LISTS else 0
