"""Earlier states stand on one stage: nobody jumps, hands' moves are shown, what is gone is drawn as gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.case_files import read_cases
from app.drawing.geometry import Point
from app.kinds.difference_marks import LEGEND, homes_of_moved, sign, with_marks
from app.kinds.sheet_picture import compose
from app.kinds.staging import Stage
from app.models.case import Case
from app.models.comparing import compare
from app.models.edits.fields import set_field
from app.models.edits.figures import add_figure, move_figures
from app.models.edits.removal import remove
from app.models.edits.ties import add_relation
from app.models.history import Step
from app.models.patch import Patch
from app.models.replay import Growth, Line, baseline

KIND = "case_map"


class Story:
    """A case and its log."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.lines = [Line(None, "start", "", baseline(case))]

    def take(self, patch: Patch, step: Step = "do") -> Patch:
        self.case.apply(patch)
        self.lines.append(Line(None, step, patch.label, patch))
        return patch

    def stage(self) -> tuple[Growth, Stage]:
        growth = Growth(self.lines, self.case)
        return growth, Stage(growth, compose(self.case, KIND))


@pytest.fixture(scope="module")
def story(request: pytest.FixtureRequest) -> Story:
    """Case A in which somebody comes, gets a relation, is moved by hand and taken away again."""
    root = Path(str(request.config.rootpath))
    return Story(read_cases([root / "resources" / "examples" / "case_a.yaml"])[0])


@pytest.fixture(scope="module")
def grown(story: Story) -> tuple[Growth, Stage, str, str]:
    case = story.case
    sheet = case.sheet_of_kind(KIND)
    assert sheet is not None
    others = [key for key in case.figures if key != case.child]
    come = story.take(add_figure(case, label="Nadia", group=case.figures[others[0]].group)).changes[0].key
    story.take(add_relation(case, come, others[1], "strong"))
    spot = compose(case, KIND).figures[others[2]].place
    story.take(move_figures(case, sheet.id, {others[2]: spot}))
    story.take(move_figures(case, sheet.id, {others[2]: (spot[0] + 20.0, spot[1] + 9.0)}))
    story.take(remove(case, [("figures", come)]))
    growth, stage = story.stage()
    return growth, stage, come, others[2]


def places(stage: Stage, growth: Growth, number: int) -> dict[str, Point]:
    return {key: figure.place for key, figure in stage.picture(growth.at(number), number).figures.items()}


def test_the_map_now_is_the_map_on_the_canvas(grown: tuple[Growth, Stage, str, str]) -> None:
    growth, stage, _come, _moved = grown
    now, canvas = stage.picture(growth.at(growth.last), growth.last), compose(growth.at(growth.last), KIND)
    assert now.figures == canvas.figures
    assert now.ties == canvas.ties


def test_only_who_was_moved_by_hand_stands_elsewhere_before(grown: tuple[Growth, Stage, str, str]) -> None:
    growth, stage, _come, moved = grown
    now = places(stage, growth, growth.last)
    for number in range(growth.last):
        then = places(stage, growth, number)
        assert {key for key in now if key in then and then[key] != now[key]} <= {moved}
    assert places(stage, growth, 3)[moved] == places(stage, growth, 0)[moved] != now[moved]


def test_who_is_gone_today_stands_in_one_place_and_has_its_lines(grown: tuple[Growth, Stage, str, str]) -> None:
    growth, stage, come, _moved = grown
    there = [places(stage, growth, number)[come] for number in (1, 2, 4)]
    assert len(set(there)) == 1 and there[0] != (0.0, 0.0)
    picture = stage.picture(growth.at(2), 2)
    (line,) = [tie.line for tie in picture.ties.values() if come in (tie.from_, tie.to)]
    ends = (line[0], line[-1])
    assert any(abs(x - there[0][0]) < 15 and abs(y - there[0][1]) < 25 for x, y in ends)


def test_lines_of_who_moved_lead_to_where_it_stood(grown: tuple[Growth, Stage, str, str]) -> None:
    growth, stage, _come, moved = grown
    before, now = stage.picture(growth.at(3), 3), stage.picture(growth.at(growth.last), growth.last)
    its = [key for key, tie in now.ties.items() if moved in (tie.from_, tie.to) and key in before.ties]
    assert its and all(before.ties[key].line != now.ties[key].line for key in its)
    others = [key for key, tie in now.ties.items() if moved not in (tie.from_, tie.to)]
    assert others and all(before.ties[key].line == now.ties[key].line for key in others)


def test_differences_are_marked_with_signs_that_stand_in_the_legend(grown: tuple[Growth, Stage, str, str]) -> None:
    growth, stage, come, moved = grown
    before, after = growth.at(2), growth.at(growth.last)
    after.apply(set_field(after, "figures", moved, "ring", 1 if after.figures[moved].ring != 1 else 2))
    differences = compare(before, after)
    had, picture = stage.picture(before, 2), stage.picture(after, growth.last)
    ghosts = stage.picture(before, growth.last)
    marked = with_marks(picture, ghosts, differences, homes_of_moved(differences, had, picture))
    assert come in marked.figures and come not in picture.figures
    assert "finns inte kvar" in marked.figures[come].alt and "flyttat hit" in marked.figures[moved].alt
    assert {entry.text for entry in marked.legend} >= {"finns inte kvar", "flyttat hit"}
    assert len(marked.background) > len(picture.background)  # the arrow from where it stood


def test_no_two_signs_look_alike() -> None:
    assert len({sign(sort) for sort in LEGEND}) == len(LEGEND)
