"""The window for printing: what it shows is what the PDF has, and what the printer gets."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy
import page
import pytest
from pypdf import PdfReader
from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot
from window_driving import open_example

from app.application import LibraryServices
from app.case_files import read_cases
from app.documents.map_page import map_page
from app.drawing.to_qt import paint, register_fonts
from app.kinds.options import PLAIN
from app.models.case import Case
from app.paths import resources
from app.widgets.printing.choice import Choice, printable
from app.widgets.printing.dialog import PrintDialog
from app.widgets.printing.pages import PrintedPages
from app.widgets.printing.printer import print_file

CASE_B = resources() / "examples" / "case_b.yaml"
DPI, SQUARE = 60, 12
NOTICED = 32.0
"""Less than the trace that a single missing word leaves."""


@pytest.fixture
def case() -> Case:
    """Example case B."""
    (found,) = read_cases([CASE_B])
    return found


@pytest.fixture
def dialog(services: LibraryServices, case: Case, qtbot: QtBot) -> PrintDialog:
    """The window over case B with the map of wishes chosen."""
    found = PrintDialog(None, services, case, PLAIN, printable())
    qtbot.addWidget(found)
    found.resize(1180, 760)
    found.show()
    found.show_choice(Choice(("collaboration-map",)))
    ready(found, qtbot)
    return found


def ready(dialog: PrintDialog, bot: QtBot) -> PrintedPages:
    """Wait until what is chosen is shown."""
    bot.waitUntil(lambda: dialog.made is not None and not dialog.maker.busy, timeout=20_000)
    assert dialog.made is not None
    return dialog.made.pages


def said(pages: PrintedPages) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pages.data)).pages)


def dots(image: QImage) -> numpy.ndarray:
    """The picture as an array of height, width and three colours."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = numpy.frombuffer(plain.constBits(), numpy.uint8).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : plain.width() * 3].reshape(plain.height(), plain.width(), 3).astype(int)


def apart(one: QImage, other: QImage) -> float:
    """How far the two pictures are from each other where they differ most, seen in squares of SQUARE dots (0 to 255).

    Letters and thin lines may stand half a dot aside; what is missing, moved or of another colour shows.
    """
    height, width = min(one.height(), other.height()) // SQUARE, min(one.width(), other.width()) // SQUARE
    seen = []
    for image in (one, other):
        array = dots(image)[: height * SQUARE, : width * SQUARE]
        seen.append(array.reshape(height, SQUARE, width, SQUARE, 3).mean(axis=(1, 3)))
    return float(numpy.abs(seen[0] - seen[1]).max())


def pdf_printer(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_the_printer_gets_the_pages_as_the_pdf_has_them(dialog: PrintDialog, qtbot: QtBot, tmp_path: Path) -> None:
    pages = ready(dialog, qtbot)
    assert print_file(pages, pdf_printer(tmp_path / "printed.pdf"))
    printed = PrintedPages.of((tmp_path / "printed.pdf").read_bytes())
    assert len(printed.sizes) == len(pages.sizes) > 1
    for number, (size, own) in enumerate(zip(printed.sizes, pages.sizes, strict=True)):
        assert size == pytest.approx(own, abs=1.0)
        assert apart(printed.picture(number, DPI), pages.picture(number, DPI)) < NOTICED, f"page {number + 1}"


def test_a_map_painted_by_qt_and_the_pdf_of_it_are_the_same_picture(
    services: LibraryServices, case: Case, tmp_path: Path
) -> None:
    register_fonts()
    drawing = map_page(case, "case_map", paper="a4").drawing
    printer = pdf_printer(tmp_path / "painted.pdf")
    printer.setFullPage(True)
    size = QPageSize(QPageSize.PageSizeId.A4)
    printer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Landscape, QMarginsF()))
    painter = QPainter(printer)
    across = printer.pageLayout().fullRectPixels(printer.resolution()).width() / drawing.width
    painter.scale(across, across)
    paint(painter, drawing.ops)
    painter.end()
    painted = PrintedPages.of((tmp_path / "painted.pdf").read_bytes())
    services.export(case, "case-map", tmp_path / "map.pdf", paper="a4")
    written = PrintedPages.of((tmp_path / "map.pdf").read_bytes())
    assert len(painted.sizes) == len(written.sizes) == 1
    assert apart(painted.picture(0, DPI), written.picture(0, DPI)) < NOTICED


def test_print_to_file_is_the_pdf_that_can_be_archived_and_read_aloud(
    dialog: PrintDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "till-fil.pdf"

    def choose(asked: QPrintDialog) -> QDialog.DialogCode:
        asked.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        asked.printer().setOutputFileName(str(target))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", choose)
    QTest.mouseClick(dialog.print, Qt.MouseButton.LeftButton)
    for profile in (page.ValidationProfile.PDF_A_2A, page.ValidationProfile.PDF_UA_1):
        assert page.validate_pdf(target, profile=profile).is_compliant
    assert str(target) in dialog.said


def test_papers_are_chosen_with_boxes_and_shown_after_each_other(dialog: PrintDialog, qtbot: QtBot) -> None:
    alone = len(ready(dialog, qtbot).sizes)
    dialog.choosing.papers["plan"].setFocus()
    QTest.keyClick(dialog.choosing.papers["plan"], Qt.Key.Key_Space)
    pages = ready(dialog, qtbot)
    assert len(pages.sizes) > alone
    assert dialog.strip.count() == len(pages.sizes)
    text = said(pages)
    assert "Samverkanskarta" in text and "Gemensam handlingsplan" in text
    assert f"Sida 1 av {len(pages.sizes)}" in text and f"Sida {len(pages.sizes)} av {len(pages.sizes)}" in text


def test_nothing_can_be_printed_while_nothing_is_chosen(dialog: PrintDialog) -> None:
    dialog.choosing.papers["collaboration-map"].click()
    assert not dialog.print.isEnabled() and not dialog.save.isEnabled()
    assert dialog.note.text() == "Välj minst ett dokument."


def test_names_are_changed_for_roles_when_that_is_chosen(dialog: PrintDialog, case: Case, qtbot: QtBot) -> None:
    child = case.figures[case.child].label
    assert child in said(ready(dialog, qtbot)) and "Innehåller namn" in said(ready(dialog, qtbot))
    dialog.choosing.hidden.click()
    pages = ready(dialog, qtbot)
    assert child not in said(pages) and "Innehåller namn" not in said(pages)
    assert child.encode() not in pages.data


def test_in_grey_no_page_has_a_colour(dialog: PrintDialog, qtbot: QtBot) -> None:
    assert numpy.ptp(dots(ready(dialog, qtbot).picture(0, DPI)), axis=2).max() > 60
    dialog.choosing.grey.click()
    pages = ready(dialog, qtbot)
    for number in range(len(pages.sizes)):
        assert numpy.ptp(dots(pages.picture(number, DPI)), axis=2).max() <= 2


def test_the_legend_is_left_out_when_it_is_not_wanted(dialog: PrintDialog, qtbot: QtBot) -> None:
    assert "Anhängig" not in said(ready(dialog, qtbot))
    assert "pilen pekar på den som får" in said(ready(dialog, qtbot))
    dialog.choosing.legend.click()
    assert "pilen pekar på den som får" not in said(ready(dialog, qtbot))


def test_a_poster_is_offered_on_sheets_to_tape_together(dialog: PrintDialog, qtbot: QtBot) -> None:
    alone = len(ready(dialog, qtbot).sizes)
    dialog.choosing.paper.setCurrentIndex(dialog.choosing.paper.findData("tiled-a4"))
    assert len(ready(dialog, qtbot).sizes) >= alone + 3
    assert "tejpa mot märkena" in said(ready(dialog, qtbot))


def test_what_is_saved_is_what_is_shown(
    dialog: PrintDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "karta.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target.with_suffix("")), ""))
    pages = ready(dialog, qtbot)
    dialog.save_pdf()
    assert target.read_bytes() == pages.data
    assert str(target) in dialog.said


def test_pages_are_turned_and_looked_at_nearer_by_keys(dialog: PrintDialog, qtbot: QtBot) -> None:
    ready(dialog, qtbot)
    whole = dialog.view.sheet.zoom
    QTest.keyClick(dialog, Qt.Key.Key_PageDown)
    assert dialog.view.sheet.page == 1 and dialog.page_told.text().startswith("Sida 2 av")
    QTest.keyClick(dialog, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert dialog.view.sheet.zoom == pytest.approx(whole * 1.25)
    QTest.keyClick(dialog, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert dialog.view.sheet.zoom == pytest.approx(whole)


def test_ctrl_p_opens_the_window_with_the_map_that_is_shown(
    services: LibraryServices, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Choice] = []
    monkeypatch.setattr(PrintDialog, "exec", lambda self: opened.append(self.choosing.choice()))
    window = open_example(services, qtbot, "plan")
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    window.show_page("case_map")
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert [choice.kinds for choice in opened] == [("plan",), ("case-map",)]
