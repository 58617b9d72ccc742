"""Helpers that drive a canvas with mouse and keys, on real cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.document import Document
from app.kinds import registry
from app.models import casefile
from app.models.case import Case
from app.models.edits import figures, ties
from app.models.edits.newcase import empty_case
from app.models.patch import Patch
from app.paths import resources
from app.widgets.canvas.areas import area_at
from app.widgets.canvas.drop import CarriedFigure, carry
from app.widgets.canvas.view import CanvasView

Mods = Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton


def vocabulary() -> casefile.Vocabulary:
    return casefile.Vocabulary(
        frozenset(registry.figure_kinds()), frozenset(registry.tie_kinds()), frozenset(registry.sheet_kinds())
    )


def small_case() -> Case:
    """Five figures round a child, in three areas, with four relations and two wishes."""
    case = empty_case("Prov", "Elin")
    groups = {group.label: key for key, group in case.groups.items()}

    def make(patch: Patch) -> str:
        case.apply(patch)
        return patch.changes[0].key

    people = [("Sara", "Mamma", "Familj", 1), ("Jonas", "Pappa", "Familj", 1), ("Marie", "Mentor", "Skola", 1)]
    people += [("Karim", "Rektor", "Skola", 3), ("Eva", "Socialsekreterare", "Socialtjänst", 2)]
    mum, dad, mentor, head, social = (
        make(figures.add_figure(case, label=label, role=role, group=groups[group], ring=ring))
        for label, role, group, ring in people
    )
    for one, two, quality in [
        (mum, case.child, "strong"),
        (dad, case.child, "tenuous"),
        (mum, dad, "conflict"),
        (mentor, case.child, "ordinary"),
    ]:
        make(ties.add_relation(case, one, two, quality))
    make(ties.ask_wish(case, mentor, social, "Återkoppling"))
    make(ties.ask_wish(case, head, mum, "Ring före åtta"))
    return case


def opened(name: str | None, *, read_only: bool = False) -> Document:
    if name is None:
        case = empty_case("Prov", "Elin")
    elif name == "small":
        case = small_case()
    else:
        path = Path(resources()) / "examples" / f"{name}.yaml"
        case = casefile.read(path, vocabulary())
    return Document(case, None if read_only else lambda patch, step: datetime.now())


def spot(view: CanvasView, figure: str) -> QPoint:
    return view.mapFromScene(view.sheet.figures[figure].body().center())


def empty_spot(view: CanvasView, areas: set[str] | None = None) -> QPoint:
    """A point inside an area where nothing stands."""
    rect = view.room_on_screen()
    for y in range(rect.top() + 60, rect.bottom(), 9):
        for x in range(rect.left() + 10, rect.right(), 9):
            point = view.mapToScene(QPoint(x, y))
            near = [view.mapToScene(QPoint(x + dx, y + dy)) for dx in (-25, 0, 25) for dy in (-25, 0, 25)]
            inside = area_at(view.sheet.picture.layout, (point.x(), point.y()))
            if (
                inside is not None
                and (areas is None or inside in areas)
                and all(view.sheet.key_at(each) is None for each in near)
            ):
                return QPoint(x, y)
    raise AssertionError("there is no empty ground")


def drag(view: CanvasView, start: QPoint, end: QPoint, *, release: bool = True, mods: Mods = Mods.NoModifier) -> None:
    port = view.viewport()
    QTest.mouseMove(port, start)
    QTest.mousePress(port, LEFT, mods, start)
    for step in (1, 2, 3, 4):
        QTest.mouseMove(port, start + (end - start) * step / 4)
    if release:
        QTest.mouseRelease(port, LEFT, mods, end)


def type_letters(widget: QWidget, letters: str) -> None:
    """Type letters of any language; QTest's own clicks know only ASCII."""
    for letter in letters:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, Qt.Key.Key_unknown, Mods.NoModifier, letter))


def type_words(view: CanvasView, words: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    assert view.editor is not None
    editor = view.editor.focusProxy() or view.editor
    editor.selectAll()
    type_letters(editor, words)
    QTest.keyClick(editor, key)


def other(view: CanvasView) -> str:
    """Some figure that is not the child."""
    return next(name for name in view.sheet.figures if name != view.document.case.child)


def unrelated(view: CanvasView) -> tuple[str, str]:
    names = [name for name in view.sheet.figures if name != view.document.case.child]
    return names[0], names[-1]


def shown(view: CanvasView, key: str) -> QImage:
    """What stands on screen where a wish's chip is."""
    QApplication.processEvents()
    box = view.mapFromScene(view.sheet.fronts[key].sceneBoundingRect()).boundingRect()
    return view.viewport().grab(box).toImage()


def wheel(view: CanvasView, at: QPoint, delta: int) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(view.viewport().mapToGlobal(at)),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        Mods.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def drop(view: CanvasView, figure: CarriedFigure, at: QPoint) -> None:
    """Let a carried figure go over the canvas."""
    mime, copy = carry(figure), Qt.DropAction.CopyAction
    for event in (
        QDragEnterEvent(at, copy, mime, LEFT, Mods.NoModifier),
        QDragMoveEvent(at, copy, mime, LEFT, Mods.NoModifier),
        QDropEvent(QPointF(at), copy, mime, LEFT, Mods.NoModifier),
    ):
        QApplication.sendEvent(view.viewport(), event)


def canvases(qtbot: QtBot) -> Iterator[Callable[..., CanvasView]]:
    """A fixture: a maker of shown canvases on a case of its own."""
    views: list[CanvasView] = []

    def make(name: str | None = "small", kind: str = "case_map", *, read_only: bool = False) -> CanvasView:
        view = CanvasView(opened(name, read_only=read_only), kind)
        qtbot.addWidget(view)
        view.resize(1300, 850)
        view.show()
        qtbot.waitExposed(view)
        view.activateWindow()
        view.setFocus()
        views.append(view)
        return view

    yield make
    for view in views:
        view.cancel()
