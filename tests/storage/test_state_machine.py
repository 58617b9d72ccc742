"""Random work at a case, closed and reopened at any time: log, records, graph and file always agree."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import networkx as nx
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.case_files import read_cases
from app.document import Document
from app.models.case import Case
from app.models.edits.fields import set_field
from app.models.edits.figures import add_figure, move_figures
from app.models.edits.goals import add_goal
from app.models.edits.making import EditRefused
from app.models.edits.newcase import empty_case
from app.models.edits.plan import add_row, move_row, row_from_wish, set_first_step
from app.models.edits.removal import remove
from app.models.edits.ties import add_relation, answer_wish, ask_wish, reverse_tie
from app.models.fields import Record
from app.models.patch import Patch
from app.models.records import LISTS
from app.paths import resources
from app.storage.check import check
from tests.support.libraries import KEY, opened

words = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12).filter(str.strip)
picks = st.integers(0, 10_000)
millimetres = st.floats(-400, 400, allow_nan=False)


shelf = tempfile.TemporaryDirectory(prefix="samkarta-test-")


@cache
def empty_library() -> Path:
    path = Path(shelf.name) / "empty.samkarta"
    opened(path, create=True).close()
    return path


@cache
def example() -> Case:
    return read_cases([resources() / "examples" / "case_b.yaml"])[0]


def picked(keys: Mapping[str, object], number: int) -> str:
    names = list(keys)
    return names[number % len(names)]


class WorkAtACase(RuleBasedStateMachine):
    """Edits, undo, redo, closing and opening, on a real file."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="samkarta-test-"))
        self.path = Path(shutil.copy(empty_library(), self.folder / "library.samkarta"))
        self.library = opened(self.path)

    @initialize(from_example=st.booleans())
    def start(self, from_example: bool) -> None:
        case = example() if from_example else empty_case("Ett ärende", "Kim")
        (self.id,) = self.library.add([case])
        self.opened()
        self.first_rows = self.case.to_rows()

    def opened(self) -> None:
        case, history = self.library.load(self.id)
        self.document = Document(case, self.library.sink(self.id), history)

    @property
    def case(self) -> Case:
        return self.document.case

    def push(self, edit: Callable[..., Patch], *arguments: Any, **values: Any) -> None:
        try:
            patch = edit(self.case, *arguments, **values)
        except EditRefused:
            return
        self.document.push(patch)

    @rule(label=words, group=picks, ring=st.integers(0, 3))
    def add_a_figure(self, label: str, group: int, ring: int) -> None:
        self.push(add_figure, label=label, group=picked(self.case.groups, group), ring=ring)

    @rule(one=picks, other=picks, quality=st.sampled_from(["strong", "conflict", "missing"]))
    def relate(self, one: int, other: int, quality: str) -> None:
        self.push(add_relation, picked(self.case.figures, one), picked(self.case.figures, other), quality)

    @rule(one=picks, other=picks, text=words)
    def ask(self, one: int, other: int, text: str) -> None:
        self.push(ask_wish, picked(self.case.figures, one), picked(self.case.figures, other), text)

    @precondition(lambda self: self.case.wishes)
    @rule(wish=picks, text=words, status=st.sampled_from(["can", "partly", "blocked", None]))
    def answer(self, wish: int, text: str, status: str | None) -> None:
        cause = "organisation" if status in ("partly", "blocked") else None
        self.push(answer_wish, picked(self.case.wishes, wish), status=status, cause=cause, unlock=text)

    @precondition(lambda self: self.case.wishes)
    @rule(wish=picks)
    def turn(self, wish: int) -> None:
        self.push(reverse_tie, "wishes", picked(self.case.wishes, wish))

    @precondition(lambda self: self.case.wishes)
    @rule(wish=picks)
    def plan_a_wish(self, wish: int) -> None:
        self.push(row_from_wish, picked(self.case.wishes, wish))

    @rule(what=words, text=words)
    def plan(self, what: str, text: str) -> None:
        self.push(add_row, what=what)
        self.push(set_first_step, list(self.case.plan)[-1], text=text)

    @precondition(lambda self: self.case.plan)
    @rule(row=picks, to=picks)
    def move_a_row(self, row: int, to: int) -> None:
        self.push(move_row, picked(self.case.plan, row), to % len(self.case.plan))

    @rule(family=st.sampled_from(["long_term", "short_term"]), text=words)
    def aim(self, family: str, text: str) -> None:
        self.push(add_goal, family, text)

    @precondition(lambda self: self.case.sheets)
    @rule(sheet=picks, figure=picks, x=millimetres, y=millimetres)
    def move_a_figure(self, sheet: int, figure: int, x: float, y: float) -> None:
        self.push(move_figures, picked(self.case.sheets, sheet), {picked(self.case.figures, figure): (x, y)})

    @rule(title=words)
    def rename(self, title: str) -> None:
        self.push(set_field, "case", "case", "title", title)

    @rule(family=st.sampled_from(sorted(LISTS)), number=picks)
    def take_away(self, family: str, number: int) -> None:
        records: Mapping[str, Record] = self.case.family(family)
        if records:
            self.push(remove, [(family, picked(records, number))])

    @rule(steps=st.integers(1, 6))
    def undo(self, steps: int) -> None:
        for _step in range(steps):
            self.document.undo()

    @rule(steps=st.integers(1, 6))
    def redo(self, steps: int) -> None:
        for _step in range(steps):
            self.document.redo()

    @rule()
    def close_and_reopen(self) -> None:
        rows = self.case.to_rows()
        stack = self.document.stack
        before = (stack.index(), [stack.text(number) for number in range(stack.count())])
        self.library.close()
        self.library = opened(self.path)
        self.opened()
        stack = self.document.stack
        assert self.case.to_rows() == rows
        assert (stack.index(), [stack.text(number) for number in range(stack.count())]) == before

    @invariant()
    def what_is_stored_is_what_is_shown(self) -> None:
        if hasattr(self, "document"):
            assert self.library.case(self.id).to_rows() == self.case.to_rows()

    @invariant()
    def the_graph_equals_the_records(self) -> None:
        if hasattr(self, "document"):
            assert told(self.case.graph) == told(Case(self.case.records()).graph)

    def teardown(self) -> None:
        try:
            if hasattr(self, "document"):
                assert check(self.path, KEY) == []
                while self.document.stack.canUndo():
                    self.document.undo()
                assert self.case.to_rows() == self.first_rows
                assert self.library.case(self.id).to_rows() == self.first_rows
                assert check(self.path, KEY) == []
        finally:
            self.library.close()
            shutil.rmtree(self.folder)


def told(graph: nx.MultiDiGraph[str]) -> tuple[dict[str, Any], Sequence[Any]]:
    """Return the graph as nodes and edges to compare; their order says nothing."""
    edges = sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[2])
    return dict(graph.nodes(data=True)), edges


TestWorkAtACase = WorkAtACase.TestCase
TestWorkAtACase.settings = settings(
    max_examples=12,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
