"""The pages of a PDF as pictures, for the screen and for the printer: PDFium paints what is in the file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

from PySide6.QtGui import QImage

MOST_DOTS = 80_000_000
"""A page is never painted with more dots than this: they are four bytes each."""
MM_PER_POINT = 25.4 / 72
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class PrintedPages:
    """A whole PDF in memory, and the size of each of its pages in millimetres."""

    data: bytes
    sizes: tuple[tuple[float, float], ...]

    @classmethod
    def of(cls, data: bytes) -> PrintedPages:
        """Take a PDF."""
        with _opened(data) as document:
            sizes = [document.get_page_size(number) for number in range(len(document))]
        return cls(data, tuple((width * MM_PER_POINT, height * MM_PER_POINT) for width, height in sizes))

    def picture(self, number: int, dpi: float, *, grey: bool = False) -> QImage:
        """Return a page (counted from 0) painted with ``dpi`` dots an inch, or fewer where that is too many."""
        width, height = self.sizes[number]
        sharp = min(dpi, (MOST_DOTS / (width * height)) ** 0.5 * 25.4)
        with _opened(self.data) as document:
            page = document[number]
            bitmap = page.render(scale=sharp / 72, rev_byteorder=False, prefer_bgrx=True, optimize_mode=None)
            seen = QImage(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
            ).copy()
        seen.setDotsPerMeterX(round(sharp / 0.0254))
        seen.setDotsPerMeterY(round(sharp / 0.0254))
        return seen.convertToFormat(QImage.Format.Format_Grayscale8) if grey else seen


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    """Open a PDF; PDFium can only do one thing at a time."""
    from pypdfium2 import PdfDocument

    with _ONE_AT_A_TIME:
        document = PdfDocument(data)
        try:
            yield document
        finally:
            document.close()
