"""JSON: a paper's numbers and texts for programs."""

from __future__ import annotations

import json
from pathlib import Path

from app.documents.base import Document, Options
from app.export.base import Format
from app.models.case import Case


class JsonData(Format):
    """A JSON file."""

    id = "json"
    suffixes = ("json",)
    shape = "data"
    order = 50

    def write(self, document: Document, case: Case, options: Options, path: Path) -> None:
        """Write the data, readable by people too."""
        data = document.data(case, options)
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
