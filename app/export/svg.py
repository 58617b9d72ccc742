"""SVG: the sheet as text, in millimetres."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.documents.base import Document, Options
from app.drawing.ops import text_sizes
from app.drawing.to_svg import to_svg
from app.export.base import Format
from app.models.case import Case


class Svg(Format):
    """An SVG picture."""

    id = "svg"
    suffixes = ("svg",)
    shape = "drawing"
    order = 20

    def write(self, document: Document, case: Case, options: Options, path: Path) -> float | None:
        """Write the sheet."""
        drawing = document.drawing(case, options)
        shown = replace(drawing, background=None) if options.transparent else drawing
        path.write_text(to_svg(shown), encoding="utf-8")
        return min(text_sizes(drawing.ops), default=None)
