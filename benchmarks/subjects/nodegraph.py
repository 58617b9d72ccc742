"""NodeGraphQt with the same map, from spawn to painted. Its check for loops is off: with it on it never ends."""

from __future__ import annotations

import sys

from frames import map_of, peak_mib, since_spawn, tell
from NodeGraphQt import BaseNode, NodeGraph
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class Figure(BaseNode):
    """A node with one way in and one way out, both for many lines."""

    __identifier__ = "map"
    NODE_NAME = "figure"

    def __init__(self) -> None:
        super().__init__()
        self.add_input("in", multi_input=True)
        self.add_output("out", multi_output=True)


application = QApplication([])
places, lines = map_of(int(sys.argv[1]))
graph = NodeGraph()
graph.set_acyclic(False)
graph.register_node(Figure)
nodes = [
    graph.create_node("map.Figure", name=f"Figur {number}", pos=[x * 4, y * 4], selected=False, push_undo=False)
    for number, (x, y) in enumerate(places)
]
for one, two in lines:
    nodes[one].output(0).connect_to(nodes[two].input(0), push_undo=False)
window = QMainWindow()
window.setCentralWidget(graph.widget)
window.resize(1440, 900)
view = graph.viewer()
paint = view.paintEvent


def painted(event: object) -> None:
    """Tell when the map has been painted."""
    paint(event)
    tell(map=since_spawn(), memory=peak_mib(), figures=len(nodes))
    QTimer.singleShot(0, application.quit)


type(view).paintEvent = lambda self, event: painted(event)
window.show()
graph.fit_to_selection()
application.exec()
