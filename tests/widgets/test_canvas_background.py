"""A sheet is laid out behind the user's hands: shown at once, whole when they rest, never too late."""

from __future__ import annotations

import random
import threading

import pytest
from canvas_driving import canvases, drag, other, spot
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from app.document import Document
from app.kinds.sheet_picture import SheetPicture, compose
from app.models.case import Case
from app.models.edits import fields, figures, ties
from app.models.edits.newcase import empty_case
from app.widgets.canvas import pictures as picturing
from app.widgets.canvas.background import Background
from app.widgets.canvas.view import CanvasView

canvas = pytest.fixture(canvases)


def crowd(count: int, relations: int) -> Case:
    case, chance = empty_case("Prov", "Elin"), random.Random(4)
    everyone = [case.child]
    for number in range(count):
        patch = figures.add_figure(case, label=f"F{number}", group=chance.choice(list(case.groups)), ring=2)
        case.apply(patch)
        everyone.append(patch.changes[0].key)
    while len(case.relations) < relations:
        one, two = chance.sample(everyone, 2)
        case.apply(ties.add_relation(case, one, two, "ordinary"))
    return case


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> Case:
    """A case that counts as large, so that the test need not wait for a truly large one."""
    monkeypatch.setattr(picturing, "LARGE", 12)
    return crowd(10, 8)


def shown(qtbot: QtBot, case: Case) -> CanvasView:
    view = CanvasView(Document(case, lambda patch, step: None), "case_map")
    qtbot.addWidget(view)
    view.resize(1000, 700)
    view.show()
    qtbot.waitExposed(view)
    return view


def same(one: SheetPicture, two: SheetPicture) -> bool:
    return one.layout == two.layout and one.ops() == two.ops()


def test_a_large_sheet_is_shown_at_once_and_laid_out_behind(qtbot: QtBot, few: Case) -> None:
    view = shown(qtbot, few)
    assert len(view.sheet.figures) == 11 and len(view.sheet.lines) == 8
    assert not view._pictures.at_rest
    with qtbot.waitSignal(view._pictures.improved, timeout=20000):
        pass
    assert same(view.sheet.picture, compose(few, "case_map"))


def test_sketched_places_are_not_kept(qtbot: QtBot, few: Case) -> None:
    view = shown(qtbot, few)
    assert view._pictures.rough
    name = other(view)
    assert view.changes.move({name: (60.0, 10.0)})
    assert set(few.sheet_of_kind("case_map").places) == {name}


def test_what_was_laid_out_for_an_older_case_is_not_shown(qtbot: QtBot, few: Case) -> None:
    view = shown(qtbot, few)
    name = other(view)
    qtbot.wait(30)  # the laying out has begun
    view.document.push(fields.set_field(few, "figures", name, "label", "Ett namn till"))
    with qtbot.waitSignal(view._pictures.improved, timeout=20000):
        pass
    assert same(view.sheet.picture, compose(few, "case_map"))


def test_after_a_drop_the_screen_has_what_a_paper_has(canvas, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(picturing, "REST_MS", 10)
    view = canvas()
    start = spot(view, other(view))
    with qtbot.waitSignal(view._pictures.improved, timeout=20000):
        drag(view, start, start + QPoint(70, 40))
    assert same(view.sheet.picture, compose(view.document.case, "case_map"))
    assert view._pictures.at_rest


def test_a_better_picture_waits_for_the_end_of_a_drag(canvas, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(picturing, "REST_MS", 10)
    view = canvas()
    one, two = spot(view, other(view)), QPoint(50, 30)
    drag(view, one, one + two)
    drag(view, one + two, one, release=False)
    during = view.sheet.picture
    with qtbot.waitSignal(view._pictures.improved, timeout=20000):
        pass
    assert view.sheet.picture is during and view.pointer.busy
    view.cancel()
    qtbot.waitUntil(lambda: same(view.sheet.picture, compose(view.document.case, "case_map")), timeout=5000)


def test_a_window_that_closes_does_not_wait_and_hears_nothing(qtbot: QtBot, few: Case) -> None:
    view = shown(qtbot, few)
    told: list[bool] = []
    view._pictures.improved.connect(lambda: told.append(True))
    view.hide()
    qtbot.wait(400)
    assert not told
    view.show()
    qtbot.waitUntil(lambda: bool(told), timeout=20000)


def test_of_what_waits_in_the_background_only_the_last_is_done(qtbot: QtBot) -> None:
    background, go = Background(), threading.Event()
    done: list[object] = []
    background.done.connect(lambda name, found: done.append((name, found)))
    background.ask("first", lambda: go.wait(5))
    background.ask("second", lambda: 2)
    background.ask("third", lambda: 3)
    go.set()
    qtbot.waitUntil(lambda: not background.busy, timeout=5000)
    assert done == [("third", 3)]


def test_work_that_fails_is_logged_and_the_next_is_done(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    background = Background()
    with qtbot.waitSignal(background.done, timeout=5000) as told:
        background.ask("bad", lambda: 1 // 0)
    assert told.args == ["bad", None] and "could not be done" in caplog.text
    with qtbot.waitSignal(background.done, timeout=5000) as told:
        background.ask("good", lambda: 7)
    assert told.args == ["good", 7]
