"""Printing pages: what the printer gets is what the PDF has."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from app.widgets.printing.pages import PrintedPages

FINEST = 400
"""Dots an inch that pages are painted with, where the printer has more."""


def ask_for_printer(parent: QWidget) -> QPrinter | None:
    """Ask which printer, and return it; None if the user thought better of it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    return printer if QPrintDialog(printer, parent).exec() == QDialog.DialogCode.Accepted else None


def file_of(printer: QPrinter) -> Path | None:
    """Return the file that somebody chose in place of a printer; None where paper comes out."""
    name = printer.outputFileName()
    return Path(name) if name and printer.outputFormat() == QPrinter.OutputFormat.PdfFormat else None


def print_file(pages: PrintedPages, printer: QPrinter, *, grey: bool = False) -> bool:
    """Print each page whole on a paper of its own size, or as large as the printer's paper lets it.

    Return whether the printer took them.
    """
    printer.setFullPage(True)
    if grey:
        printer.setColorMode(QPrinter.ColorMode.GrayScale)
    painter = QPainter()
    taken = True
    for number, size in enumerate(pages.sizes):
        _lay(printer, size)
        if number == 0:
            if not painter.begin(printer):
                return False
        else:
            taken = taken and printer.newPage()
        room = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
        scale = min(room.width() / size[0], room.height() / size[1])
        seen = pages.picture(number, min(printer.resolution(), FINEST), grey=grey)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(0, 0, size[0] * scale, size[1] * scale), seen)
    return painter.end() and taken


def _lay(printer: QPrinter, size: tuple[float, float]) -> None:
    """Lay the printer's paper as a page of ``size`` millimetres lies."""
    short, long = sorted(size)
    lying = size[0] > size[1]
    orientation = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    paper = QPageSize(QSizeF(short, long), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    printer.setPageLayout(QPageLayout(paper, orientation, QMarginsF()))
