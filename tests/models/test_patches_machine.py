"""Random edits of a case: the graph always equals the records, the log replays, undo leads all the way back."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.models.case import Case, PatchRefused
from app.models.edits import EditRefused, fields, figures, goals, newcase, plan, removal, sheets, ties
from app.models.patch import Patch
from app.models.records import LISTS
from tests.support.case_strategies import cases, texts

NUMBERS = st.floats(-500, 500)


class CaseMachine(RuleBasedStateMachine):
    """A case under edits, with its log."""

    @initialize(data=st.data(), random=st.booleans())
    def begin(self, data: st.DataObject, random: bool) -> None:
        self.case = data.draw(cases()) if random else newcase.empty_case("Ärende", "Barnet")
        self.first = self.case.to_rows()
        self.past: list[Patch] = []
        self.future: list[Patch] = []
        self.log: list[str] = []
        assert self.case.graph is not None

    def make(self, edit: Any, *arguments: Any, **named: Any) -> None:
        before = self.case.to_rows()
        try:
            patch = edit(self.case, *arguments, **named)
        except EditRefused as refused:
            assert str(refused)
            assert self.case.to_rows() == before
            return
        assert self.case.to_rows() == before
        if not patch:
            return
        self.take(patch)
        self.past.append(patch)
        self.future.clear()

    def take(self, patch: Patch) -> None:
        self.case.apply(patch)
        self.log.append(json.dumps(patch.to_data()))

    def one_of(self, data: st.DataObject, family: str) -> str:
        return data.draw(st.sampled_from([*self.case.family(family), "nobody"]))

    @rule(data=st.data(), label=texts(), ring=st.integers(-1, 4), place=st.none() | st.tuples(NUMBERS, NUMBERS))
    def place(self, data: st.DataObject, label: str, ring: int, place: Any) -> None:
        sheet = data.draw(st.sampled_from([None, *self.case.sheets]))
        group = self.one_of(data, "groups")
        self.make(figures.add_figure, label=label, group=group, ring=ring, sheet=sheet, place=place)

    @rule(data=st.data(), place=st.none() | st.tuples(NUMBERS, NUMBERS))
    def move(self, data: st.DataObject, place: Any) -> None:
        self.make(figures.move_figures, self.one_of(data, "maps"), {self.one_of(data, "figures"): place})

    @rule(data=st.data(), wish=st.booleans(), text=texts())
    def tie(self, data: st.DataObject, wish: bool, text: str) -> None:
        ends = self.one_of(data, "figures"), self.one_of(data, "figures")
        if wish:
            self.make(ties.ask_wish, *ends, text)
        else:
            self.make(ties.add_relation, *ends, label=text)

    @rule(
        data=st.data(),
        status=st.sampled_from(["can", "partly", "blocked", "unanswered", None, "kanske"]),
        cause=st.sampled_from(["outlook", None]),
        text=st.none() | texts(),
    )
    def answer(self, data: st.DataObject, **values: Any) -> None:
        self.make(ties.answer_wish, self.one_of(data, "wishes"), **values)

    @rule(data=st.data(), family=st.sampled_from(["relations", "wishes"]))
    def turn(self, data: st.DataObject, family: str) -> None:
        self.make(ties.reverse_tie, family, self.one_of(data, family))

    @rule(data=st.data(), family=st.sampled_from(["relations", "wishes"]), end=st.sampled_from(["from_", "to"]))
    def lead_elsewhere(self, data: st.DataObject, family: str, end: str) -> None:
        self.make(fields.set_field, family, self.one_of(data, family), end, self.one_of(data, "figures"))

    @rule(
        data=st.data(),
        field=st.sampled_from(
            [("label", texts()), ("ring", st.integers(0, 3)), ("age", st.none() | st.integers(0, 9))]
        ),
    )
    def change_figure(self, data: st.DataObject, field: Any) -> None:
        self.make(fields.set_field, "figures", self.one_of(data, "figures"), field[0], data.draw(field[1]))

    @rule(data=st.data(), text=texts())
    def plan_row(self, data: st.DataObject, text: str) -> None:
        if data.draw(st.booleans()):
            self.make(plan.row_from_wish, self.one_of(data, "wishes"))
        else:
            self.make(plan.set_first_step, self.one_of(data, "plan"), text=text, who=self.one_of(data, "figures"))

    @rule(data=st.data(), to=st.integers(-1, 5))
    def move_row(self, data: st.DataObject, to: int) -> None:
        self.make(plan.move_row, self.one_of(data, "plan"), to)

    @rule(family=st.sampled_from(["long_term", "short_term"]), text=texts())
    def goal(self, family: str, text: str) -> None:
        self.make(goals.add_goal, family, text)

    @rule(kind=st.sampled_from(["case_map", "stakeholder_map"]))
    def sheet(self, kind: str) -> None:
        self.make(lambda case: sheets.ensure_sheet(case, kind)[0])

    @rule(data=st.data())
    def take_out(self, data: st.DataObject) -> None:
        everything = [(family, key) for family in sorted(LISTS) for key in self.case.family(family)]
        self.make(removal.remove, data.draw(st.lists(st.sampled_from(everything), min_size=1, max_size=2)))

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        patch = self.past.pop()
        self.take(patch.inverse())
        self.future.append(patch)

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        patch = self.future.pop()
        self.take(patch)
        self.past.append(patch)

    @precondition(lambda self: self.past)
    @rule()
    def a_patch_fits_only_once(self) -> None:
        before = self.case.to_rows()
        try:
            self.case.apply(self.past[-1])
        except PatchRefused:
            assert self.case.to_rows() == before
        else:
            raise AssertionError("the same patch fitted twice")

    @precondition(lambda self: len(self.past) > 1)
    @rule()
    def two_steps_are_one(self) -> None:
        """Two patches squashed do what both do, and so does the inverse."""
        second, first = self.past.pop(), self.past.pop()
        squashed = first.then(second)
        now = self.case.to_rows()
        self.case.apply(second.inverse())
        self.case.apply(first.inverse())
        before = self.case.to_rows()
        self.case.apply(squashed)
        assert self.case.to_rows() == now
        self.case.apply(squashed.inverse())
        assert self.case.to_rows() == before
        self.case.apply(squashed)
        if squashed:
            self.past.append(squashed)

    @invariant()
    def the_graph_equals_the_records(self) -> None:
        fresh = Case(self.case.records()).graph
        assert dict(self.case.graph.nodes(data="record")) == dict(fresh.nodes(data="record"))
        assert edges(self.case) == edges(Case(self.case.records()))
        assert set(self.case.graph.nodes) == set(self.case.figures)
        assert len(self.case.graph.edges) == len(self.case.relations) + len(self.case.wishes)

    def teardown(self) -> None:
        if not hasattr(self, "case"):
            return
        replayed = Case.from_rows(json.loads(json.dumps(self.first)))
        for line in self.log:
            replayed.apply(Patch.from_data(json.loads(line)))
        assert replayed.to_rows() == self.case.to_rows()
        assert replayed == self.case
        assert edges(replayed) == edges(self.case)
        while self.past:
            self.case.apply(self.past.pop().inverse())
        assert self.case.to_rows() == self.first


def edges(case: Case) -> list[tuple[str, str, str, str]]:
    found = case.graph.edges(keys=True, data=True)
    for _from, _to, key, held in found:
        assert held["record"] == case.record(held["family"], key)
    return sorted((from_, to, key, held["family"]) for from_, to, key, held in found)


CaseMachine.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
TestRandomEdits = CaseMachine.TestCase
