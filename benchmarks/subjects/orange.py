"""orange-canvas-core with the same map: its hub of eight lines is dragged at 100 %, a step a frame."""

from __future__ import annotations

import math
import sys

from frames import frames, map_of, peak_mib, spread, tell
from orangecanvas.canvas.items import LinkItem, NodeItem
from orangecanvas.canvas.scene import CanvasScene
from orangecanvas.canvas.view import CanvasView
from orangecanvas.registry import InputSignal, OutputSignal, WidgetDescription
from PyQt6.QtCore import QEvent, QObject, QPointF
from PyQt6.QtWidgets import QApplication

SIGNALS = {"inputs": [InputSignal("in", "str", "set")], "outputs": [OutputSignal("out", "str")]}


class Painted(QObject):
    """Knows whether the viewport has been painted."""

    done = False

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Take note of paint events."""
        if event is not None and event.type() == QEvent.Type.Paint:
            self.done = True
        return False


application = QApplication([])
places, lines = map_of(int(sys.argv[1]))
scene = CanvasScene()
description = WidgetDescription(
    "Figur", "figure", qualified_name="orangecanvas.canvas.Figure", package="orangecanvas.canvas", **SIGNALS
)
nodes = []
for number, (x, y) in enumerate(places):
    node = NodeItem(description)
    node.setTitle(f"Figur {number}")
    node.setPos(x * 4, y * 4)
    scene.add_node_item(node)
    nodes.append(node)
for one, two in lines:
    link = LinkItem()
    link.setSourceItem(nodes[one])
    link.setSinkItem(nodes[two])
    scene.add_link_item(link)
view = CanvasView(scene)
view.resize(1920, 1080)
view.show()
view.centerOn(nodes[1])
painted = Painted()
view.viewport().installEventFilter(painted)
for _turn in range(20):
    application.processEvents()
home = nodes[1].pos()


def move(number: int) -> None:
    """Lead the hub round in a circle."""
    painted.done = False
    nodes[1].setPos(home + QPointF(80 * math.sin(number / 9), 60 * math.cos(number / 9)))


def settle() -> None:
    """Wait until it is painted."""
    while not painted.done:
        application.processEvents()


frames(10, move, settle)
tell(drag=spread(frames(int(sys.argv[2]), move, settle)), memory=peak_mib())
