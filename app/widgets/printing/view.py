"""The preview: a strip of small pages, and the one that is looked at, as large as is wanted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QScrollArea, QWidget

from app.i18n import _
from app.widgets.common.style import LOOKS, colour, scaled
from app.widgets.printing.pages import PrintedPages

MM_PER_INCH = 25.4
SMALL_DPI = 22.0
"""Dots an inch of the small pages, on an ordinary screen."""
EDGE = 14
STEP = 1.25
NEAREST, FARTHEST = 8.0, 0.1
"""How many times as large as on paper a page can be looked at."""
FINEST = 400.0
"""Dots an inch that a page is painted with at most; nearer, its dots grow."""
TURN = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
"""The keys that turn pages, and by how many."""
_ZOOM = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}


class Strip(QListWidget):
    """The pages after each other, small. Emits ``picked(page)``, counted from 0."""

    picked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("printStrip")
        self.setAccessibleName(_("Sidorna"))
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setFixedWidth(scaled(150))
        self.currentRowChanged.connect(lambda row: self.picked.emit(row) if row >= 0 else None)

    def show_pages(self, small: Sequence[QImage]) -> None:
        """Show the pages; the one that was looked at stays, if there are so many."""
        row = max(0, self.currentRow())
        self.blockSignals(True)
        self.clear()
        side = scaled(96)
        self.setIconSize(QSize(side, side))
        for number, image in enumerate(small, 1):
            item = QListWidgetItem(QIcon(_framed(image, side)), str(number))
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, _("Sida {page} av {pages}").format(page=number, pages=len(small))
            )
            self.addItem(item)
        self.setCurrentRow(min(row, len(small) - 1))
        self.blockSignals(False)
        self.picked.emit(self.currentRow())


def _framed(image: QImage, side: int) -> QPixmap:
    """Return a small page with a thin edge, so that white paper shows on white."""
    page = QPixmap.fromImage(
        image.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    )
    painter = QPainter(page)
    painter.setPen(QPen(colour("field"), 1))
    painter.drawRect(0, 0, page.width() - 1, page.height() - 1)
    painter.end()
    return page


class Sheet(QWidget):
    """One page as it will be printed, on a ground that shows where the paper ends."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: PrintedPages | None = None
        self.page = 0
        self.grey = False
        self.zoom = 1.0
        self._image: QImage | None = None
        self.setAccessibleName(_("Förhandsvisning"))
        LOOKS.changed.connect(self.update)

    def show_page(self, pages: PrintedPages, page: int, zoom: float) -> None:
        """Show a page ``zoom`` times as large as on paper."""
        self.pages, self.page, self.zoom, self._image = pages, page, zoom, None
        said = _("Sida {page} av {pages}").format(page=page + 1, pages=len(pages.sizes))
        self.setAccessibleDescription(said)
        size = self.sizeHint()
        self.setFixedSize(size)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the page's size on the screen with some ground round it."""
        if self.pages is None:
            return QSize(scaled(300), scaled(300))
        width, height = self._paper()
        return QSize(round(width) + 2 * EDGE, round(height) + 2 * EDGE)

    def _paper(self) -> tuple[float, float]:
        assert self.pages is not None
        width, height = self.pages.sizes[self.page]
        dots = self.logicalDpiX() / MM_PER_INCH * self.zoom
        return width * dots, height * dots

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the page; it is taken out of the file when it is first seen at this size."""
        if self.pages is None:
            return
        width, height = self._paper()
        if self._image is None:
            sharp = min(self.logicalDpiX() * self.zoom * self.devicePixelRatioF(), FINEST)
            self._image = self.pages.picture(self.page, sharp)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF(QPointF(EDGE, EDGE), QPointF(EDGE + width, EDGE + height))
        painter.fillRect(place.translated(2, 3), QColor(0, 0, 0, 50))
        painter.drawImage(place, self._image)
        painter.setPen(QPen(colour("line_strong"), 1))
        painter.drawRect(place)
        painter.end()


class PageView(QScrollArea):
    """Shows a page whole, or nearer. Emits ``zoomed()``."""

    zoomed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("printView")
        self.setAccessibleName(_("Förhandsvisning"))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sheet = Sheet()
        self.setWidget(self.sheet)
        self.whole = True

    def show_page(self, pages: PrintedPages, page: int) -> None:
        """Show a page, as near as the last one was."""
        self.sheet.show_page(pages, page, self._fitting(pages, page) if self.whole else self.sheet.zoom)
        self.zoomed.emit()

    def zoomed_by(self, event: QKeyEvent) -> bool:
        """Zoom by Ctrl with plus, minus or 0; return whether the keys were those."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            key = Qt.Key(event.key())
            if key in _ZOOM:
                self.step(_ZOOM[key])
                return True
            if key == Qt.Key.Key_0:
                self.fit()
                return True
        return False

    def step(self, by: int) -> None:
        """Go a step nearer or farther."""
        self._look(min(max(self.sheet.zoom * STEP**by, FARTHEST), NEAREST))

    def fit(self) -> None:
        """Show the whole page."""
        self.whole = True
        if self.sheet.pages is not None:
            self.show_page(self.sheet.pages, self.sheet.page)

    def _look(self, zoom: float) -> None:
        if self.sheet.pages is None:
            return
        self.whole = False
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        middle = [(bar.value() + bar.pageStep() / 2) / max(1, bar.maximum() + bar.pageStep()) for bar in (across, down)]
        self.sheet.show_page(self.sheet.pages, self.sheet.page, zoom)
        for bar, part in zip((across, down), middle, strict=True):
            bar.setValue(round(part * (bar.maximum() + bar.pageStep()) - bar.pageStep() / 2))
        self.zoomed.emit()

    def _fitting(self, pages: PrintedPages, page: int) -> float:
        width, height = pages.sizes[page]
        room = self.maximumViewportSize()
        dots = self.logicalDpiX() / MM_PER_INCH
        across, down = (room.width() - 2 * EDGE - 2) / dots, (room.height() - 2 * EDGE - 2) / dots
        return max(FARTHEST, min(across / width, down / height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the whole page in sight, where that is what is looked at."""
        super().resizeEvent(event)
        if self.whole and self.sheet.pages is not None:
            self.fit()
