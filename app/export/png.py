"""PNG: the sheet as a picture, painted by Qt. The only format that needs Qt."""

from __future__ import annotations

from pathlib import Path

from app.documents.base import Document, Options
from app.export.base import Format
from app.models.case import Case

DPI = 200


class Png(Format):
    """A PNG picture."""

    id = "png"
    suffixes = ("png",)
    shape = "drawing"
    order = 30

    def write(self, document: Document, case: Case, options: Options, path: Path) -> None:
        """Write the sheet at `DPI` dots an inch. Raises OSError if the picture cannot be saved."""
        from PySide6.QtGui import QGuiApplication

        from app.drawing.to_qt import register_fonts, to_image

        application = QGuiApplication.instance() or QGuiApplication(["samkarta"])
        register_fonts()
        image = to_image(document.drawing(case, options), DPI)
        if not image.save(str(path)):
            raise OSError(None, str(path))
        del application
