"""Only what shows of a line is painted, and it looks as if all of it were."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.drawing.cutting import cut, within
from app.drawing.geometry import Point
from app.drawing.ops import Path, Style
from app.drawing.shapes import polyline
from app.drawing.to_qt import Painting

BENT: list[Point] = [(-300, -40), (20, 30), (25, 32), (60, 5), (90, 400)]
ROUNDING = 6
"""How much of 255 a pixel at a line's edge may differ by: Qt strokes one stretch and several a little differently."""
LINES: dict[str, list[Point]] = {"straight": [(-400, -300), (500, 380)], "level": [(-90, 41), (900, 41)], "bent": BENT}


def test_a_line_is_cut_to_the_stretches_within_a_box() -> None:
    assert cut([(-10, 5), (30, 5)], (0, 0, 20, 10)) == [[(0, 5), (20, 5)]]
    assert cut([(1, 1), (2, 2)], (0, 0, 20, 10)) == [[(1, 1), (2, 2)]]
    assert cut([(-10, 50), (30, 50)], (0, 0, 20, 10)) == []
    assert cut([(5, -5), (5, 5), (9, 5), (9, -5)], (0, 0, 20, 10)) == [[(5, 0), (5, 5), (9, 5), (9, 0)]]


def test_a_line_that_leaves_the_box_and_comes_back_has_two_stretches() -> None:
    there_and_back: list[Point] = [(2, 2), (2, 30), (8, 30), (8, 2)]
    assert cut(there_and_back, (0, 0, 20, 10)) == [[(2, 2), (2, 10)], [(8, 10), (8, 2)]]


def strip(op: Path, box: QRectF, *, told: bool) -> bytes:
    """Return the picture of a strip, painted with or without being told what shows."""
    image = QImage(480, 480, QImage.Format.Format_ARGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.scale(4, 4)
    painter.setClipRect(box)
    Painting([op]).paint(painter, box if told else None)
    painter.end()
    return bytes(image.constBits())


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("opacity", [1.0, 0.5])
@pytest.mark.parametrize("box", [QRectF(50, 0, 4, 120), QRectF(0, 40, 120, 3)], ids=["upright", "lying"])
def test_a_strip_looks_the_same_whether_all_of_a_line_is_painted_or_what_shows(
    qapp: QApplication, line: str, opacity: float, box: QRectF
) -> None:
    op = Path(tuple(polyline(LINES[line])), Style(stroke="#204060", width=1.3, opacity=opacity, cap="butt"))
    whole, told = (strip(op, box, told=each) for each in (False, True))
    assert whole != b"\xff" * len(whole)
    assert max(abs(one - other) for one, other in zip(whole, told, strict=True)) < ROUNDING


def test_a_ground_is_cut_to_what_of_it_lies_within_a_box() -> None:
    square: list[Point] = [(0, 0), (10, 0), (10, 10), (0, 10)]
    assert set(within(square, (4, 2, 6, 30))) == {(4, 2), (6, 2), (6, 10), (4, 10)}
    assert set(within(square, (2, 3, 8, 5))) == {(2, 3), (8, 3), (8, 5), (2, 5)}  # the box lies within the ground
    assert set(within(square, (-5, -5, 30, 30))) == set(square)
    assert not within(square, (11, 0, 20, 10))


GROUND = Path(
    (("M", -90, 20), ("C", -30, -80, 150, -40, 160, 30), ("L", 100, 70), ("C", 60, 20, 50, 160, -90, 20), ("Z",)),
    Style(fill="#e3f1fa", stroke="#0072b2", width=0.25),
)  # as an area is: wide, bent, with a bay


@pytest.mark.parametrize(
    "box", [QRectF(50, 0, 4, 120), QRectF(0, 40, 120, 3), QRectF(70, 50, 30, 30)], ids=["upright", "lying", "square"]
)
def test_a_strip_of_a_ground_looks_the_same_whether_all_of_it_is_filled_or_what_shows(
    qapp: QApplication, box: QRectF
) -> None:
    whole, told = (strip(GROUND, box, told=each) for each in (False, True))
    assert bytes.fromhex("faf1e3ff") in whole and b"\xff\xff\xff\xff" in whole  # in it and beside it
    assert max(abs(one - other) for one, other in zip(whole, told, strict=True)) < ROUNDING
