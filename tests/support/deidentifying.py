"""Reviews for tests, and everything that a file says, read another way than the program does."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
from pypdf import PdfReader

from app.models.case import Case
from app.models.deidentify.making import Deidentified, deidentified, texts_to_review
from app.models.deidentify.reviewing import Decision, Review

LIBRARY_ID = "0a1b2c3d-0000-4000-8000-000000000000"
TODAY = date(2026, 11, 22)


def accepted(case: Case) -> Review:
    """A review that takes every proposal as it stands."""
    return Review({each.place: Decision(each.print, each.proposal) for each in texts_to_review(case)})


def safe(case: Case, review: Review | None = None) -> Deidentified:
    """The case de-identified, by default with nothing reviewed."""
    return deidentified(case, review or Review(), LIBRARY_ID, TODAY)


def says(path: Path) -> str:
    """Everything that a file says: its name and bytes; of a PDF its pages, objects and files, of a zip its files."""
    return path.name + "\n" + _of(path.read_bytes())


def _of(data: bytes) -> str:
    said = [data.decode("utf-8", "replace")]
    if data.startswith(b"%PDF"):
        reader = PdfReader(BytesIO(data))
        said += [page.extract_text() for page in reader.pages]
        said.append(str(reader.metadata))
        with pikepdf.open(BytesIO(data)) as opened:
            said += [repr(each) for each in opened.objects]
            said += [_of(each.read_bytes()) for each in opened.objects if isinstance(each, pikepdf.Stream)]
    elif data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            said += [name + _of(archive.read(name)) for name in archive.namelist()]
    return "\n".join(said)
