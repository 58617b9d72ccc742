"""The recovery code on a sheet of paper, printed or as a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from app.drawing.fonts import line_height, printable, wrap
from app.drawing.ops import Drawing, Group, Op, Role, Style, Text, Weight
from app.drawing.ops import Path as Shape
from app.drawing.to_qt import paint
from app.i18n import _, language
from app.paths import write_whole
from app.widgets.unlock.keys import Keys

_A4 = (210.0, 297.0)
_EDGE = 25.0
_PLAIN, _SMALL = 11.5, 9.5
"""Points."""
_INK, _GREEN, _SOFT, _RULE = "#222222", "#24443a", "#555555", "#cfc9bb"
_IN_A_ROW = 3


def code_sheet(code: str, library: Path, day: date) -> Drawing:
    """Return the sheet: what the code is for, the code in numbered groups, and where the library lies."""
    ops: list[Op] = []
    y = _written(ops, [_("Återställningskod till Samkarta")], 40.0, 21.0, "title")
    about = _about()
    y = _written(ops, about[:1], y + 4.0, _PLAIN) + 14.0
    ops.append(_rule(y - 9.0))
    groups = code.split("-")
    ops.append(Group(tuple(_code(groups, y)), role="list", alt=code))
    y += 17.0 * ((len(groups) + _IN_A_ROW - 1) // _IN_A_ROW) - 6.0
    ops.append(_rule(y))
    y = _written(ops, about[1:], y + 10.0, _PLAIN)
    foot = [
        _("Biblioteket: {path}").format(path=printable(str(library))),
        _("Skriven {day}").format(day=day.isoformat()),
    ]
    _written(ops, foot, y + 8.0, _SMALL, colour=_SOFT)
    return Drawing(*_A4, tuple(ops), title=_("Återställningskod till Samkarta"), language=language())


def _code(groups: list[str], y: float) -> Iterator[Text]:
    """The groups in rows, each with its number before it."""
    step = (_A4[0] - 2 * _EDGE) / _IN_A_ROW
    for at, group in enumerate(groups):
        x, base = _EDGE + (at % _IN_A_ROW) * step, y + (at // _IN_A_ROW) * 17.0
        yield Text(x, base, str(at + 1), _SMALL, colour=_SOFT)
        yield Text(x + 6.0, base, group, 24.0, "bold", _GREEN, spacing=1.5)


def _about() -> list[str]:
    return [
        _("Koden öppnar biblioteket om lösenordet glöms. Den som har koden och biblioteket kan läsa allt."),
        _("Lås in papperet. Ha det inte i datorn eller i datorväskan."),
        _("Så här används koden: starta Samkarta, välj ”Jag har glömt lösenordet” och skriv av koden."),
        _("En ny återställningskod gör att den här inte längre gäller. Riv då papperet."),
    ]


def _written(
    ops: list[Op], paragraphs: list[str], y: float, size: float, role: Role = "text", *, colour: str = _INK
) -> float:
    """Add paragraphs from ``y`` downwards and return where the next may begin."""
    weight: Weight = "bold" if role == "title" else "regular"
    for paragraph in paragraphs:
        lines = []
        for line in wrap(paragraph, size, weight, _A4[0] - 2 * _EDGE, 6):
            lines.append(Text(_EDGE, y, line, size, weight, colour))
            y += line_height(size) * 1.15
        ops.append(Group(tuple(lines), role=role))
    return y


def _rule(y: float) -> Group:
    line = Shape((("M", _EDGE, y), ("L", _A4[0] - _EDGE, y)), Style(stroke=_RULE, width=0.3))
    return Group((line,), role="furniture")


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


def save_code(path: Path, code: str, keys: Keys) -> None:
    """Save the sheet as a PDF, or as text where the path ends in ``.txt``; only the user may read it.

    Raises OSError or KeyProblem.
    """
    if path.suffix.lower() == ".txt":
        lines = [_("Återställningskod till Samkarta"), "", code, "", *_about(), ""]
        lines.append(_("Biblioteket: {path}").format(path=keys.library))
        write_whole(path, "\n".join(lines) + "\n", private=True)
        return
    keys.write_sheet(code_sheet(code, keys.library, date.today()), path)
    path.chmod(0o600)
