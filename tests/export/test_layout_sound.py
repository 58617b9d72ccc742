"""The exported layout of crowded sheets, read back from its file: nothing overlaps, no line runs through or along."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "drawing"))
sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

from layout_checks import entered, run_together
from made_up_case import made_up_case

from app.drawing.geometry import Rect
from app.export.base import export
from app.kinds.sheet_picture import compose
from app.models.case import Case
from app.models.edits import fields, pinning, sheets

KIND = "case_map"


def long_names(case: Case) -> Case:
    """Give every third figure as long a role as people write."""
    for key in list(case.figures)[1::3]:
        case.apply(fields.set_field(case, "figures", key, "role", "Samordnande specialpedagog på resursenheten"))
    return case


def with_pins(case: Case) -> Case:
    """Pin every fourth figure where the layout had put it."""
    patch, sheet = sheets.ensure_sheet(case, KIND)
    case.apply(patch)
    places = compose(case, KIND).layout.places
    chosen = [key for key in case.figures if key != case.child][::4]
    case.apply(pinning.pin_figures(case, sheet, {key: places[key] for key in chosen}))
    return case


Exported = tuple[Case, dict[str, Any], float]
"""The case, what the file says, and how many of its millimetres are one of the sheet's."""

SHEETS: dict[str, Callable[[], Case]] = {
    "15 figures, 20 wishes": lambda: made_up_case(15, 20, 1),
    "30 figures, 30 wishes": lambda: made_up_case(30, 30, 2),
    "long names": lambda: long_names(made_up_case(20, 20, 3)),
    "60 figures, 90 wishes": lambda: made_up_case(60, 90, 3),
    "40 figures with pins": lambda: with_pins(made_up_case(40, 30, 4)),
}


@pytest.fixture(scope="module", params=SHEETS)
def exported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    case = SHEETS[request.param]()
    path = tmp_path_factory.mktemp("layout") / "karta.json"
    export(case, "layout", path, sheet="case-map")
    data = json.loads(path.read_text("utf-8"))
    scale = data["figures"][case.child]["body"][2] / compose(case, KIND).figures[case.child].body.width
    return case, data, scale


def _boxes(data: dict[str, Any]) -> list[tuple[str, Rect]]:
    found = [
        (key, Rect(*box)) for key, figure in data["figures"].items() for box in (figure["body"], *figure["labels"])
    ]
    for family in ("wishes", "relations"):
        for key, tie in data[family].items():
            found += [(f"{part} of {key}", Rect(*box)) for part in ("chips", "labels") for box in tie.get(part, ())]
    return found


def test_no_two_boxes_of_the_exported_layout_overlap(exported: Exported) -> None:
    _case, data, _scale = exported
    boxes = _boxes(data)
    assert sum(name.startswith("chips") for name, _box in boxes) >= len(data["wishes"])
    assert [(a, b) for (a, one), (b, two) in combinations(boxes, 2) if a != b and one.grown(-0.05).overlaps(two)] == []


def test_no_exported_line_runs_through_a_figure_that_is_not_its_own(exported: Exported) -> None:
    case, data, _scale = exported
    parts = [
        (figure, Rect(*box).grown(-0.1))
        for figure, boxes in data["figures"].items()
        for box in ([boxes["body"], *boxes["labels"]] if figure != case.child else [boxes["body"]])
    ]
    found = [
        (tie, figure)
        for tie, entry in {**data["wishes"], **data["relations"]}.items()
        for (figure, _box), inside in zip(parts, entered([box for _figure, box in parts], entry["line"]), strict=True)
        if inside and figure not in (entry["from"], entry["to"])
    ]
    assert found == []


def test_no_two_exported_lines_run_together(exported: Exported) -> None:
    _case, data, scale = exported
    lines = {
        key: tuple(map(tuple, tie["line"])) for family in ("wishes", "relations") for key, tie in data[family].items()
    }
    assert run_together(SimpleNamespace(lines=lines), near=scale, allowed=10.0 * scale) == []
