"""What to do on a sheet where nobody stands round the child yet, in the corner that areas leave free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from app.i18n import _
from app.widgets.common.style import scaled

if TYPE_CHECKING:
    from app.widgets.canvas.view import CanvasView

NARROWEST, _WIDEST = 150, 250
"""Pixels, as designed, between which the words are easy to read."""
_EDGE = 16


class EmptyHint(QLabel):
    """A few words in the lower corner of an empty sheet; the mouse goes through them."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(_("Skriv en bokstav, eller dubbelklicka, för att ställa ut en figur."), view.viewport())
        self._view = view
        self.setObjectName("canvasHint")
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def place(self) -> None:
        """Show the words in the corner that the bars which float there leave free, or hide them."""
        view = self._view
        self.setVisible(len(view.sheet.figures) <= 1 and not view.document.read_only)
        corner = view.navigation.corner or view.viewport().rect().bottomRight() - QPoint(_EDGE, _EDGE)
        third = max(view.viewport().width() // 3, scaled(NARROWEST))  # the sheet's areas begin farther in
        wide = max(
            min(scaled(_WIDEST), third, corner.x() - _EDGE), 0
        )  # a window that is not laid out yet has no corner
        self.ensurePolished()  # or its words would be measured in another font
        self.setFixedSize(wide, self.heightForWidth(wide))
        self.move(_EDGE, corner.y() - self.height())
