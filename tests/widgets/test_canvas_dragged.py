"""A drag draws only what moves, and ends in the picture that a whole redrawing gives."""

from __future__ import annotations

import pytest
from canvas_driving import canvases, other

from app.kinds.dragged import Dragged
from app.kinds.sheet_picture import recompose

canvas = pytest.fixture(canvases)


def test_a_step_of_a_drag_is_what_a_whole_redrawing_gives(canvas):
    view = canvas("case_a")
    picture, case = view.sheet.picture, view.document.case
    for figure in list(picture.figures)[1:6]:
        x, y = picture.figures[figure].place
        moved = {figure: (x + 25.0, y - 12.0)}
        dragged = Dragged(case, picture, [figure])
        shown, whole = dragged.to(moved), recompose(case, picture, moved)
        assert (shown.layout, shown.figures, shown.ties) == (whole.layout, whole.figures, whole.ties)
        touched = {key for key, tie in shown.ties.items() if tie is not picture.ties[key]}
        assert touched <= set(dragged.ties)


def test_a_line_keeps_the_bow_of_the_step_before_while_it_is_free(canvas):
    view = canvas("case_a")
    picture = view.sheet.picture
    dragged = Dragged(view.document.case, picture, [other(view)])
    x, y = picture.figures[other(view)].place
    for step in range(40):
        first = dragged.to({other(view): (x + step, y)})
        again = dragged.to({other(view): (x + step, y)})
        assert first.layout.lines == again.layout.lines


def test_households_follow_a_drag(canvas):
    from dataclasses import replace

    view = canvas("case_a")
    view.set_options(replace(view._pictures.options, households=True))
    picture = view.sheet.picture
    x, y = picture.figures[other(view)].place
    assert Dragged(view.document.case, picture, [other(view)]).to({other(view): (x + 30, y)}).layout != picture.layout


def test_what_a_pan_lays_bare_is_painted_as_in_a_whole_repaint(canvas):
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QApplication

    view = canvas("case_a")
    view.set_zoom(1.2)
    view.centerOn(0, 0)
    QApplication.processEvents()
    for by in (QPoint(14, 9), QPoint(-31, 22), QPoint(5, -40)):
        view.navigation.pan(by)
        QApplication.processEvents()
    panned = view.viewport().screen().grabWindow(view.winId()).toImage()
    view.viewport().update()
    QApplication.processEvents()
    whole = view.viewport().screen().grabWindow(view.winId()).toImage()
    assert not panned.isNull() and panned == whole
