"""A picture that is kept with the case, as large as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import _
from app.widgets.common.style import scaled


class PictureView(QWidget):
    """Paints one picture whole, in its own proportions, never larger than it is."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(scaled(200), scaled(160))
        self.show_image(QImage(), "")

    def show_image(self, image: QImage, name: str) -> None:
        """Show a picture by its name; a null one shows nothing."""
        self.image = image
        self.setAccessibleName(name or _("Ingen bild"))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size that a scanned sheet can be read in."""
        return QSize(scaled(460), scaled(560))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture in the middle."""
        if self.image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room, own = QSizeF(self.size()), QSizeF(self.image.size()) / self.devicePixelRatioF()
        size = own if own.boundedTo(room) == own else own.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (room.width() - size.width()) / 2, (room.height() - size.height()) / 2
        painter.drawImage(QRectF(left, top, size.width(), size.height()), self.image)
        painter.end()
