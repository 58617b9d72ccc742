"""A sheet goes to the printer as the very page that the PDF has."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter

from app.documents.map_page import map_page
from app.drawing.to_qt import register_fonts
from app.models.casefile import Vocabulary, read
from app.widgets.printing import print_sheet


def test_a_printed_map_is_one_whole_landscape_page_of_the_printers_paper(
    qapp: object, case_a: Path, tmp_path: Path
) -> None:
    register_fonts()
    case = read(case_a, Vocabulary(frozenset(), frozenset(), frozenset()))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    assert print_sheet(case, "case_map", printer)
    pages = PdfReader(tmp_path / "printed.pdf").pages
    assert len(pages) == 1
    page = map_page(case, "case_map", paper="a4").drawing
    assert abs(float(pages[0].mediabox.width) / 72 * 25.4 - page.width) < 1
    assert abs(float(pages[0].mediabox.height) / 72 * 25.4 - page.height) < 1
    assert len(pages[0].get_contents().get_data()) > 20_000
