"""CSV that opens right in a Swedish spreadsheet: UTF-8 with a mark, semicolons, Windows line ends."""

from __future__ import annotations

import csv
from pathlib import Path

from app.documents.base import Document, Options
from app.export.base import Format
from app.models.case import Case

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class CsvTable(Format):
    """A table for a spreadsheet."""

    id = "csv"
    suffixes = ("csv",)
    shape = "table"
    order = 40

    def write(self, document: Document, case: Case, options: Options, path: Path) -> None:
        """Write the rows; a cell that a spreadsheet would run as a formula gets an apostrophe before it."""
        with path.open("w", encoding="utf-8-sig", newline="") as target:
            rows = csv.writer(target, delimiter=";", lineterminator="\r\n")
            rows.writerows([_harmless(cell) for cell in row] for row in document.table(case))


def _harmless(cell: str) -> str:
    return "'" + cell if cell.startswith(FORMULA_STARTS) else cell
