"""A table as a file that opens right in a Swedish spreadsheet: UTF-8 with a mark, semicolons, Windows line ends."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO

FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
BLANKS = " \t\r\n\v\f\u00a0\u200b\ufeff"
"""What a spreadsheet may skip before it looks for a formula. Some run the wide signs too."""


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """Return the rows as a file; a cell that a spreadsheet would run as a formula gets an apostrophe before it."""
    target = StringIO(newline="")
    written = csv.writer(target, delimiter=";", lineterminator="\r\n")
    written.writerows([_harmless(cell) for cell in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return "'" + cell if cell.lstrip(BLANKS).startswith(FORMULA_STARTS) else cell
