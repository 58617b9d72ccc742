"""No state by colour alone: in grey, at the size of a screen and of a projector's back row, states differ in shape."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtGui import QImage

from app.drawing import to_qt
from app.drawing.ops import Drawing, Group
from app.kinds.base import Look
from app.kinds.figure_picture import draw_body
from app.kinds.options import Options
from app.kinds.palette import SHEET, child_look, sector_look
from app.kinds.registry import figure_kinds
from app.models.records import SECTORS, Figure

STATES: Mapping[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "active": ({}, {}),
    "waiting": ({"status": "waiting"}, {}),
    "dormant": ({"status": "dormant"}, {}),
    "missing": ({"status": "missing"}, {}),
    "deceased": ({"deceased": True}, {}),
    "guardian": ({"guardian": True}, {}),
    "at home": ({"lives_with_child": "always"}, {}),
    "partly at home": ({"lives_with_child": "partly"}, {}),
    "present": ({}, {"is_present": True}),
    "coordinator": ({}, {"is_coordinator": True}),
    "influence 1": ({"influence": 1}, {}),
    "influence 2": ({"influence": 2}, {}),
    "influence 3": ({"influence": 3}, {}),
}
KINDS = sorted(figure_kinds())
SIZES = {"screen": 96, "back row": 48}  # dots an inch
STEP = 24  # grey levels that an edge rises

pytestmark = pytest.mark.usefixtures("qapp")


def grey(kind: str, look: Look, dpi: float, options: Options, **fields: Any) -> QImage:
    figure = Figure.model_validate({"id": "f", "label": "Kim", "kind": kind, "group": "g", **fields})
    ops, _box = draw_body(figure_kinds()[kind], figure, look, options)
    drawing = Drawing(28, 30, (Group(ops, 14, 13),), background=SHEET)
    return to_qt.to_image(drawing, dpi).convertToFormat(QImage.Format.Format_Grayscale8)


def edges(image: QImage) -> set[tuple[int, int]]:
    """Return where light and dark meet: what is left of a picture when every shade is taken away."""
    width, height = image.width(), image.height()
    rows = [bytes(image.constScanLine(y))[:width] for y in range(height)]
    return {
        (x, y)
        for y in range(height - 1)
        for x in range(width - 1)
        if abs(rows[y][x] - rows[y][x + 1]) > STEP or abs(rows[y][x] - rows[y + 1][x]) > STEP
    }


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("genogram", [False, True])
def test_any_two_states_differ_in_shape(kind: str, size: str, genogram: bool) -> None:
    drawn = {
        name: edges(
            grey(kind, replace(sector_look("school"), **look), SIZES[size], Options(genogram=genogram), **fields)
        )
        for name, (fields, look) in STATES.items()
    }
    for one, other in itertools.combinations(drawn, 2):
        assert len(drawn[one] ^ drawn[other]) >= 6, f"{one} and {other} look alike in grey"


@pytest.mark.parametrize("size", SIZES)
def test_child_young_person_adult_function_and_organisation_differ_in_shape(size: str) -> None:
    look = sector_look("family")
    drawn = {
        "child": edges(grey("person", look, SIZES[size], Options(), age=8)),
        "young person": edges(grey("person", look, SIZES[size], Options(), age=15)),
        "adult": edges(grey("person", look, SIZES[size], Options(), age=40)),
        "function": edges(grey("function", look, SIZES[size], Options())),
        "organisation": edges(grey("organisation", look, SIZES[size], Options())),
        "the child in the middle": edges(grey("person", child_look(), SIZES[size], Options(), age=8)),
    }
    for one, other in itertools.combinations(drawn, 2):
        assert len(drawn[one] ^ drawn[other]) >= 12, f"{one} and {other} look alike in grey"


@pytest.mark.parametrize("sector", SECTORS)
def test_in_every_sector_a_figure_stands_off_its_area_in_grey(sector: str) -> None:
    """At the middle of the body, against the area's tint: 3:1 is asked of the colours by the contrast tests."""
    look = sector_look(sector)
    image = grey("person", look, 96, Options(), age=40)
    body = image.pixelColor(image.width() // 2, round(image.height() * 16 / 30)).lightness()
    assert 255 - body >= 60
