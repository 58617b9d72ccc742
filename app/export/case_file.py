"""The case file: YAML or JSON by suffix, lossless."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from app.documents.base import Document, Options
from app.export.base import Format
from app.models.case import Case
from app.models.casefile import dump
from app.models.deidentify.making import Deidentified, as_file


class CaseFile(Format):
    """A case file (``samkarta.case/1``)."""

    id = "case-file"
    suffixes = ("yaml", "yml", "json")
    shape = "case"
    order = 60

    def write(self, document: Document, case: Case, options: Options, path: Path) -> None:
        """Write the whole case; of a de-identified one what a case file can have."""
        if isinstance(case, Deidentified):
            case = as_file(case)
        suffix: Literal["yaml", "json"] = "json" if path.suffix.lower() == ".json" else "yaml"
        path.write_text(dump(case, suffix), encoding="utf-8")
