"""The file that is looked at: a picture, the pages of a PDF, or a sentence why neither is seen."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.i18n import _
from app.widgets.attachments.pdf import CannotShow, pages_of
from app.widgets.attachments.viewer import PictureView
from app.widgets.printing.pages import MM_PER_POINT
from app.widgets.printing.panel import PagesPanel


class ShownFile(QWidget):
    """Shows one file, as large as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self.view, self.pages, self.words = PictureView(), PagesPanel(_("Bilagans sidor")), QLabel()
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.words)
        column.addWidget(self.view, 1)
        column.addWidget(self.pages, 1)
        self.tell("")

    def tell(self, sentence: str) -> None:
        """Show no file, and say why."""
        self.view.show_image(QImage(), "")
        self.pages.show_none("")
        self.pages.hide()
        self.view.show()
        self.words.setText(sentence)
        self.words.setVisible(bool(sentence))

    def show_file(self, data: bytes, name: str, *, is_picture: bool) -> None:
        """Show a file's contents by its name."""
        self.tell("")
        if is_picture:
            image = picture_of(data)
            if image.isNull():
                self.tell(_("Bilden går inte att visa. Spara en kopia och öppna den i ett annat program."))
            else:
                self.view.show_image(image, name)
            return
        try:
            found = pages_of(data)
        except CannotShow as problem:
            self.tell(str(problem))
            return
        self.view.hide()
        self.pages.page = 0
        self.pages.show()
        self.pages.view.whole = True
        self.pages.view.setAccessibleName(name)
        self.pages.show_pages(found)


def picture_of(data: bytes, side: int | None = None) -> QImage:
    """Return a picture the way up that its camera says, at most ``side`` dots wide; null where it cannot be."""
    kept = QByteArray(data)  # the buffer only points at it
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    if side is not None and max(reader.size().width(), reader.size().height()) > side:
        reader.setScaledSize(reader.size().scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def first_page(data: bytes, side: int) -> QImage:
    """Return a PDF's first page, about ``side`` dots; null where it cannot be looked at."""
    try:
        found = pages_of(data)
    except CannotShow:
        return QImage()
    inches = max(found.sizes[0]) / MM_PER_POINT / 72
    return found.picture(0, side / inches)
