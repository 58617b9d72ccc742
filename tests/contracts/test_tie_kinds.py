"""What every installed tie kind keeps to."""

from __future__ import annotations

from math import cos, hypot, pi, sin

import pytest

from app.drawing.geometry import Point
from app.kinds.base import Look
from app.kinds.registry import tie_kinds
from app.models.records import Relation, Wish
from tests.support.pictures import points, shapes

KINDS = sorted(tie_kinds())
QUALITIES = {"strong", "ordinary", "tenuous", "stressful", "conflict", "cutoff", "missing"}
LINES: dict[str, list[Point]] = {
    "straight": [(0.0, 0.0), (60.0, 0.0)],
    "curved": [(40 * cos(a * pi / 60), 40 * sin(a * pi / 60)) for a in range(31)],
    "backwards": [(0.0, 0.0), (-50.0, 20.0)],
    "short": [(0.0, 0.0), (4.0, 3.0)],
    "tiny": [(0.0, 0.0), (0.1, 0.0)],
    "no length": [(5.0, 5.0), (5.0, 5.0)],
    "one point": [(5.0, 5.0)],
}


def _ties(kind_id: str) -> list[Relation | Wish]:
    ends = {"id": "t", "from": "a", "to": "b"}
    if tie_kinds()[kind_id].family == "wishes":
        answers = ("can", "partly", "blocked", "unanswered")
        return [Wish.model_validate({**ends, "text": "x", "answer": {"status": status}}) for status in answers]
    energies = ("none", "to", "from", "both")
    return [Relation.model_validate({**ends, "quality": kind_id, "energy": energy}) for energy in energies]


def test_the_kinds_of_the_format_are_installed() -> None:
    assert QUALITIES | {"wish"} <= set(KINDS)


@pytest.mark.parametrize("kind_id", KINDS)
@pytest.mark.parametrize("line", LINES.values(), ids=LINES.keys())
@pytest.mark.parametrize("emphasis", [True, False])
def test_a_line_stays_near_its_points(kind_id: str, line: list[Point], emphasis: bool) -> None:
    kind = tie_kinds()[kind_id]
    for tie in _ties(kind_id):
        for x, y in points(kind.draw(tie, line, Look(emphasis=emphasis))):
            assert min(hypot(x - px, y - py) for px, py in _dense(line)) <= kind.width / 2 + 1.7


def _dense(line: list[Point]) -> list[Point]:
    found = [line[0]]
    for (ax, ay), (bx, by) in zip(line, line[1:], strict=False):
        found += [(ax + (bx - ax) * i / 100, ay + (by - ay) * i / 100) for i in range(1, 101)]
    return found


@pytest.mark.parametrize("kind_id", KINDS)
def test_drawing_is_pure(kind_id: str) -> None:
    kind = tie_kinds()[kind_id]
    for tie in _ties(kind_id):
        assert tuple(kind.draw(tie, LINES["curved"], Look())) == tuple(kind.draw(tie, LINES["curved"], Look()))


def test_no_two_lines_differ_by_colour_alone() -> None:
    """Greyscale prints must tell every quality and every answer apart."""
    seen: dict[object, str] = {}
    for kind_id in KINDS:
        for tie in _ties(kind_id):
            drawn = tie_kinds()[kind_id].draw(tie, LINES["straight"], Look())
            form = tuple(
                (getattr(s, "segments", None), s.style.width, s.style.dash, s.style.opacity) for s in shapes(drawn)
            )
            name = f"{kind_id} {tie.energy if isinstance(tie, Relation) else tie.status}"
            assert form not in seen, f"{name} looks like {seen.get(form)}"
            seen[form] = name


@pytest.mark.parametrize("kind_id", KINDS)
def test_the_legend_names_what_is_on_the_sheet_and_nothing_else(kind_id: str) -> None:
    kind = tie_kinds()[kind_id]
    entries = kind.legend(_ties(kind_id))
    assert entries
    assert all(text.strip() for _sample, text in entries)
    assert not kind.legend([])
