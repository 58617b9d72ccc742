"""The letterhead as it will stand on paper."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.documents.head_drawing import drawn, told
from app.drawing.ops import Op
from app.drawing.to_qt import Painting, register_fonts
from app.i18n import _
from app.kinds.palette import PAPER
from app.models.letterhead import Letterhead
from app.widgets.common.style import scaled

WIDTH_MM, EDGE_MM = 182.0, 5.0
"""How wide the letterhead is on an upright A4, and the paper that is shown round it."""
SAMPLE = "2026-014"


class LetterheadPreview(QWidget):
    """A strip of paper with the letterhead on it; paper is white in every theme."""

    def __init__(self) -> None:
        super().__init__()
        register_fonts()
        self._ops: list[Op] = []
        self._high = 20.0
        self._painting = Painting([])
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(scaled(320))
        self.show_head(Letterhead(), None)

    def show_head(self, head: Letterhead, logo: bytes | None) -> None:
        """Show a letterhead with its logo (PNG or JPEG)."""
        self._ops, self._high = drawn(head, logo, SAMPLE, WIDTH_MM)
        self._painting = Painting(self._ops)
        words = told(head, SAMPLE) if not head.empty else _("Brevhuvudet är tomt. Dokumenten görs utan det.")
        self.setAccessibleName(_("Så ser brevhuvudet ut"))
        self.setAccessibleDescription(words)
        self.setFixedHeight(self.heightForWidth(max(self.width(), self.minimumWidth())))
        self.update()

    def heightForWidth(self, width: int) -> int:
        """Return how high the strip is when it is so wide."""
        return round((self._high + 2 * EDGE_MM) * width / (WIDTH_MM + 2 * EDGE_MM))

    def sizeHint(self) -> QSize:
        """Return a size at which the smallest words can be read."""
        return QSize(scaled(560), self.heightForWidth(scaled(560)))

    def resizeEvent(self, event: object) -> None:
        """Keep the paper's proportions."""
        self.setFixedHeight(self.heightForWidth(self.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the strip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(PAPER))
        painter.drawRect(QRectF(self.rect()))
        scale = self.width() / (WIDTH_MM + 2 * EDGE_MM)
        painter.scale(scale, scale)
        painter.translate(EDGE_MM, EDGE_MM)
        self._painting.paint(painter)
        painter.end()
