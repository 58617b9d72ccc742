"""The canvas' own colours and measures; everything on the sheet gets its colours from the kinds.

Marks are of middle lightness: they stand out by 3:1 from the ground of the light and of the dark theme alike. What
is drawn as operations (title, legend) has the light colours and goes through the theme with the sheet.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen

from app.kinds.themes import recolour

PAPER = "#fdfbf6"
INK = "#222222"
RULE = "#d9d7cf"
ACCENT = QColor("#2c8a6f")
TARGET = QColor("#c8501e")

PX_PER_MM = 96 / 25.4
DIMMED = 0.38
CONTEXT = 0.85
LINE_REACH = 5.0  # mm across a line within which a click finds it


def ground(theme: str) -> QColor:
    """Return the colour of the canvas round the sheet in a theme. Raises KeyError for a theme that there is not."""
    change = recolour(theme)
    return QColor(PAPER if change is None else change(PAPER))


def soft(colour: QColor, alpha: int) -> QColor:
    """Return ``colour`` with transparency ``alpha`` (0–255)."""
    return QColor(colour.red(), colour.green(), colour.blue(), alpha)


RING_FILL = QBrush(soft(ACCENT, 30))
HOVER_FILL = QBrush(soft(ACCENT, 16))
TARGET_FILL = QBrush(soft(TARGET, 40))
RING_PEN = QPen(ACCENT, 0.55)
TARGET_PEN = QPen(TARGET, 0.8)
NO_PEN = QPen(Qt.PenStyle.NoPen)
GLOW_PEN = QPen(soft(ACCENT, 230), 3.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
HOVER_PEN = QPen(soft(ACCENT, 60), 2.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
RUBBER_PEN = QPen(TARGET, 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
RUBBER_PEN.setCosmetic(True)
BAND_PEN = QPen(ACCENT, 1.0)
BAND_PEN.setCosmetic(True)
HANDLE_PX = 6.5
HANDLE_PEN = QPen(QColor("#ffffff"), 2.0)
HANDLE_FILL = QBrush(TARGET)
