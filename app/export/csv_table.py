"""CSV: a paper's table for a spreadsheet."""

from __future__ import annotations

from pathlib import Path

from app.documents.base import Document, Options
from app.documents.table_file import as_csv
from app.export.base import Format
from app.models.case import Case


class CsvTable(Format):
    """A table for a spreadsheet."""

    id = "csv"
    suffixes = ("csv",)
    shape = "table"
    order = 40

    def write(self, document: Document, case: Case, options: Options, path: Path) -> None:
        """Write the rows, see `as_csv`."""
        path.write_bytes(as_csv(document.table(case)))
