"""The floor: an empty QMainWindow with an empty QGraphicsView, nothing else read."""

from __future__ import annotations

from frames import peak_mib, since_spawn, tell
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView, QMainWindow


class View(QGraphicsView):
    """Says when it has been painted, and ends."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint nothing, and tell."""
        super().paintEvent(event)
        tell(first_paint=since_spawn(), memory=peak_mib())
        QApplication.quit()


application = QApplication([])
window = QMainWindow()
scene = QGraphicsScene()
window.setCentralWidget(View(scene))
window.resize(1440, 900)
window.show()
application.exec()
