"""The recovery code on a sheet of paper, printed or as a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from app.drawing.fonts import line_height, printable, wrap
from app.drawing.ops import Drawing, Op, Style, Text
from app.drawing.ops import Path as Shape
from app.drawing.to_qt import paint
from app.i18n import _
from app.paths import write_whole

_A4 = (210.0, 297.0)
_EDGE = 25.0
_PT = 25.4 / 72.0
_GREEN, _SOFT, _RULE = "#24443a", "#555555", "#cfc9bb"
_IN_A_ROW = 3


def code_sheet(code: str, library: Path, day: date) -> Drawing:
    """Return the sheet: what the code is for, the code in numbered groups, and where the library lies."""
    ops: list[Op] = []
    width = _A4[0] - 2 * _EDGE
    y = _written(ops, [_("Återställningskod till Samkarta")], 40.0, 21.0, "bold", "#222222")
    y = _written(ops, _wrapped(_about()[:1], width), y + 4.0, 11.5, "regular", _SOFT)
    y += 14.0
    ops.append(_rule(y - 9.0))
    for at, group in enumerate(code.split("-")):
        x = _EDGE + (at % _IN_A_ROW) * width / _IN_A_ROW
        base = y + (at // _IN_A_ROW) * 17.0
        ops.append(Text(x, base, str(at + 1), 9.5, colour=_SOFT))
        ops.append(Text(x + 6.0, base, group, 24.0, "bold", _GREEN, spacing=1.5))
    y += 17.0 * ((code.count("-") + _IN_A_ROW) // _IN_A_ROW) - 6.0
    ops.append(_rule(y))
    y = _written(ops, _wrapped(_about()[1:], width), y + 10.0, 11.5, "regular", "#222222")
    foot = _("Biblioteket: {path}").format(path=printable(str(library))), _("Skriven {day}").format(day=day.isoformat())
    _written(ops, _wrapped(foot, width), y + 8.0, 9.5, "regular", _SOFT)
    return Drawing(*_A4, tuple(ops), title=_("Återställningskod till Samkarta"))


def _about() -> list[str]:
    return [
        _("Koden öppnar biblioteket om lösenordet glöms. Den som har koden och biblioteket kan läsa allt."),
        _("Lås in papperet. Ha det inte i datorn eller i datorväskan."),
        _("Så här används koden: starta Samkarta, välj ”Jag har glömt lösenordet” och skriv av koden."),
        _("En ny återställningskod gör att den här inte längre gäller. Riv då papperet."),
    ]


def _wrapped(paragraphs: tuple[str, ...] | list[str], width: float) -> list[str]:
    return [line for each in paragraphs for line in wrap(each, 11.5, "regular", width, 6)]


def _written(ops: list[Op], lines: list[str], y: float, size: float, weight: str, colour: str) -> float:
    """Add lines of text from ``y`` downwards and return where the next may begin."""
    for line in lines:
        ops.append(Text(_EDGE, y, line, size, weight, colour))  # type: ignore[arg-type]
        y += line_height(size) * 1.15
    return y


def _rule(y: float) -> Shape:
    return Shape((("M", _EDGE, y), ("L", _A4[0] - _EDGE, y)), Style(stroke=_RULE, width=0.3))


def ask_and_print_code(parent: QWidget, code: str, library: Path) -> bool | None:
    """Ask which printer and print the sheet; return whether the printer took it, None if the user let it be."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(_("Återställningskod"))
    if QPrintDialog(printer, parent).exec() != QDialog.DialogCode.Accepted:
        return None
    return print_code(printer, code, library)


def print_code(printer: QPrinter, code: str, library: Path) -> bool:
    """Print the sheet on one page and return whether the printer took it."""
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    page = printer.pageLayout().fullRectPixels(printer.resolution())
    scale = min(page.width() / _A4[0], page.height() / _A4[1])
    painter.scale(scale, scale)
    paint(painter, code_sheet(code, library, date.today()).ops)
    return painter.end()


def save_code(path: Path, code: str, library: Path) -> None:
    """Save the sheet as a PDF, or as text where the path ends in ``.txt``. Raises OSError."""
    if path.suffix.lower() == ".txt":
        lines = [_("Återställningskod till Samkarta"), "", code, "", *_about(), ""]
        lines.append(_("Biblioteket: {path}").format(path=library))
        write_whole(path, "\n".join(lines) + "\n", private=True)
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    beside = path.with_name(f".{path.name}.new")
    printer.setOutputFileName(str(beside))
    printer.setDocName(_("Återställningskod"))
    try:
        if not print_code(printer, code, library) or not beside.is_file():
            raise OSError(0, "not written", str(path))
        beside.chmod(0o600)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
