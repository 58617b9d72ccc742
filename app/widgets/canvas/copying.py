"""The map as a picture on the clipboard: as it is shown, with its title and its legend."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData

from app.drawing.ops import Drawing, Group
from app.drawing.to_qt import to_image
from app.drawing.to_svg import to_svg
from app.i18n import language
from app.kinds.palette import SHEET
from app.kinds.sheet_picture import SheetPicture
from app.widgets.canvas.furniture import furniture

SVG = "image/svg+xml"
SHARP = 2 * 96.0
"""Dots an inch of the picture: twice a screen's, so that it stands being made larger."""
MARGIN = 6.0


def sheet_drawing(picture: SheetPicture) -> Drawing:
    """Return a sheet with title and legend as a drawing of its own size, in the colours of paper."""
    around = furniture(picture)
    box = around.bounds.grown(MARGIN)
    ops = (Group((*picture.ops(), *around.ops), dx=-box.x, dy=-box.y),)
    title = " – ".join(part for part in (picture.title, picture.subtitle) if part)
    return Drawing(box.width, box.height, ops, title, language(), SHEET)


def picture_for_clipboard(picture: SheetPicture) -> QMimeData:
    """Return a sheet as PNG for word processors and chats, and as SVG for whoever can use it."""
    drawing = sheet_drawing(picture)
    mime = QMimeData()
    mime.setImageData(to_image(drawing, SHARP))
    mime.setData(SVG, QByteArray(to_svg(drawing).encode()))
    return mime
