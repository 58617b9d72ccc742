"""Printing a sheet: the same page as the PDF's, painted by Qt on the printer's paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from app.documents.map_page import map_page
from app.drawing.ops import Drawing
from app.drawing.to_qt import paint
from app.kinds.options import PLAIN, Options
from app.kinds.sheet_picture import compose
from app.models.case import Case
from app.models.pseudonyms import for_paper

_PAPERS = {"a4": QPageSize.PageSizeId.A4, "a3": QPageSize.PageSizeId.A3}

MakePages = Callable[[str], Sequence[Drawing]]
"""Makes the pages for a paper, ``a4`` or ``a3``."""


def ask_and_print(parent: QWidget, case: Case, kind: str, looks: Options = PLAIN) -> bool | None:
    """Ask which printer, print the sheet of a kind on one landscape page, and return whether the printer took it.

    None if the user thought better of it.
    """
    return ask_and_print_pages(parent, lambda paper: [_page(case, kind, paper, looks)])


def ask_and_print_pages(parent: QWidget, pages: MakePages) -> bool | None:
    """Ask which printer, print ``pages`` as it has paper for, and answer as `ask_and_print` does."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    return print_pages(pages, printer)


def print_sheet(case: Case, kind: str, printer: QPrinter, looks: Options = PLAIN) -> bool:
    """Print the sheet of a kind whole on one page of the printer's paper; return whether the printer took it."""
    return print_pages(lambda paper: [_page(case, kind, paper, looks)], printer)


def print_pages(pages: MakePages, printer: QPrinter) -> bool:
    """Print each of the pages on a landscape page of the printer's paper; return whether the printer took them."""
    size = printer.pageLayout().pageSize().id()
    drawings = pages(next((name for name, each in _PAPERS.items() if each == size), "a4"))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    page = printer.pageLayout().fullRectPixels(printer.resolution())
    taken = True
    for number, drawing in enumerate(drawings):
        taken = taken and (number == 0 or printer.newPage())
        painter.save()
        scale = min(page.width() / drawing.width, page.height() / drawing.height)
        painter.scale(scale, scale)
        paint(painter, drawing.ops)
        painter.restore()
    return painter.end() and taken


def _page(case: Case, kind: str, paper: str, looks: Options) -> Drawing:
    printed = for_paper(case)
    return map_page(printed, kind, paper=paper, picture=compose(printed, kind, options=looks)).drawing
