"""A PDF that is kept with the case, from wherever it came: its pages, or a sentence why it cannot be looked at."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage

from app.i18n import _
from app.widgets.printing.pages import MM_PER_POINT, PrintedPages

_PASSWORD = 4
"""PDFium's number for a file that asks for a password."""


class CannotShow(Exception):
    """A file cannot be looked at; the message is a sentence for the user."""


class KeptPages(PrintedPages):
    """Pages of which some may be broken: those are grey."""

    def picture(self, number: int, dpi: float, *, grey: bool = False) -> QImage:
        """Return a page as `PrintedPages.picture` does; a grey sheet where it cannot be painted."""
        from pypdfium2 import PdfiumError

        try:
            return PrintedPages.picture(self, number, dpi, grey=grey)
        except PdfiumError:
            width, height = (max(1, round(side / MM_PER_POINT)) for side in self.sizes[number])
            sheet = QImage(width, height, QImage.Format.Format_RGB32)
            sheet.fill(QColor("#c8c8c8"))
            return sheet


def pages_of(data: bytes) -> KeptPages:
    """Return the pages of a PDF. Raises CannotShow."""
    from pypdfium2 import PdfiumError

    try:
        found = KeptPages.of(data)
    except PdfiumError as problem:
        if getattr(problem, "err_code", None) == _PASSWORD:
            sentence = _("PDF-filen är låst med ett lösenord. Spara en kopia och öppna den i ett annat program.")
            raise CannotShow(sentence) from problem
        raise CannotShow(_broken()) from problem
    if not found.sizes or not all(width > 0 and height > 0 for width, height in found.sizes):
        raise CannotShow(_broken())
    assert isinstance(found, KeptPages)
    return found


def _broken() -> str:
    return _("PDF-filen är trasig och går inte att visa. Spara en kopia och pröva den i ett annat program.")
