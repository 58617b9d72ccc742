"""A theme: the sheet in other colours than those of its picture."""

from __future__ import annotations

import pytest
from canvas_driving import canvases, shown
from PySide6.QtGui import QColor, QImage

canvas = pytest.fixture(canvases)


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_a_theme_changes_every_colour_of_the_sheet_and_of_what_comes_later(canvas):
    view = canvas()
    wish = next(key for key, tie in view.sheet.picture.ties.items() if tie.front)
    assert "#ff00ff" not in colours(shown(view, wish))
    view.sheet.set_theme(lambda _colour: "#ff00ff")
    assert "#ff00ff" in colours(shown(view, wish))
    figure = view.place_figure("person", None, None, "Ny", None, (-60.0, 20.0))
    box = view.mapFromScene(view.sheet.figures[figure].sceneBoundingRect()).boundingRect()
    view.select([])
    assert "#ff00ff" in colours(view.viewport().grab(box).toImage())
    view.sheet.set_theme(None)
    assert QColor("#ff00ff").name() not in colours(view.viewport().grab().toImage().scaled(300, 200))
