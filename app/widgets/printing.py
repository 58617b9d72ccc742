"""Printing a sheet: the same page as the PDF's, painted by Qt on the printer's paper."""

from __future__ import annotations

from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from app.documents.map_page import map_page
from app.drawing.to_qt import paint
from app.models.case import Case

_PAPERS = {"a4": QPageSize.PageSizeId.A4, "a3": QPageSize.PageSizeId.A3}


def ask_and_print(parent: QWidget, case: Case, kind: str) -> bool | None:
    """Ask which printer, print the sheet of a kind on one landscape page, and return whether the printer took it.

    None if the user thought better of it.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    return print_sheet(case, kind, printer)


def print_sheet(case: Case, kind: str, printer: QPrinter) -> bool:
    """Print the sheet of a kind whole on one page of the printer's paper; return whether the printer took it."""
    size = printer.pageLayout().pageSize().id()
    paper = next((name for name, each in _PAPERS.items() if each == size), "a4")
    drawing = map_page(case, kind, paper=paper).drawing
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    page = printer.pageLayout().fullRectPixels(printer.resolution())
    scale = min(page.width() / drawing.width, page.height() / drawing.height)
    painter.scale(scale, scale)
    paint(painter, drawing.ops)
    painter.end()
    return True
