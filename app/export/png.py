"""PNG: the sheet as a picture, painted by Qt. The only format that needs Qt."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import Any

from app.documents.base import Document, Options
from app.drawing.ops import text_sizes
from app.export.base import Format
from app.models.case import Case

ROUGHEST, FINEST = 20, 2400
"""Dots an inch that can be asked for."""
MOST_DOTS = 200_000_000
"""More dots than this in all take more memory than an ordinary computer has to spare."""
_kept: list[Any] = []


class Png(Format):
    """A PNG picture."""

    id = "png"
    suffixes = ("png",)
    shape = "drawing"
    order = 30

    def write(self, document: Document, case: Case, options: Options, path: Path) -> float | None:
        """Write the sheet as sharp as is asked for. Raises OSError if the picture is too large or cannot be saved."""
        from app.drawing.to_qt import register_fonts, to_image

        drawing = document.drawing(case, options)
        if drawing.width * drawing.height * (options.dpi / 25.4) ** 2 > MOST_DOTS:
            raise OSError(errno.EOVERFLOW, str(path))
        _let_qt_paint()
        register_fonts()
        if not to_image(drawing, options.dpi, transparent=options.transparent).save(str(path)):
            raise OSError(None, str(path))
        return min(text_sizes(drawing.ops), default=None)


def _let_qt_paint() -> None:
    """Start Qt if nobody has; where there is no display, without one. It stays, for its fonts are wanted again."""
    from PySide6.QtGui import QGuiApplication

    if QGuiApplication.instance() is None:
        unix = sys.platform not in ("win32", "darwin")
        if unix and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _kept.append(QGuiApplication(["samkarta"]))
