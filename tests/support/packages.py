"""Packages made for tests: a log that is kept in a list, and everything that a package says, unpacked."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
from pypdf import PdfReader

from app.models.case import Case
from app.models.disclosure.basis import Decision
from app.models.disclosure.entries import Entry
from app.models.disclosure.extract import extract
from app.models.disclosure.recipients import recipient
from app.models.disclosure.verdicts import Choices
from app.package.handing import Order, hand_out
from tests.support.canaries import TODAY

LIBRARY_ID = "0a1b2c3d-0000-4000-8000-000000000000"


class ListedLog:
    """A disclosure log in memory."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def disclosures(self, _library_id: str) -> Sequence[Entry]:
        return list(self.entries)

    def write_disclosures(self, entries: Sequence[tuple[str, Entry]]) -> Sequence[Entry]:
        written = [replace(each, number=len(self.entries) + at) for at, (_id, each) in enumerate(entries, 1)]
        self.entries += written
        return written


def order(
    case: Case,
    whom: str,
    folder: Path,
    *,
    zipped: bool = False,
    choices: Choices | None = None,
    decision: Decision | None = None,
) -> Order:
    """An order of a recipient's package of a case."""
    found = recipient(case, whom)
    assert found is not None
    return Order(LIBRARY_ID, extract(case, found, TODAY, choices, decision), folder, zipped=zipped)


def package(case: Case, whom: str, folder: Path, *, zipped: bool = False, log: ListedLog | None = None) -> Path:
    """A recipient's package, really made."""
    return hand_out([order(case, whom, folder, zipped=zipped)], log or ListedLog(), by="test")[0]


def files(path: Path) -> dict[str, bytes]:
    """The files of a package by name."""
    if path.is_dir():
        return {each.name: each.read_bytes() for each in path.iterdir()}
    with zipfile.ZipFile(path) as archive:
        return {name.split("/")[-1]: archive.read(name) for name in archive.namelist()}


def everything(path: Path) -> dict[str, str]:
    """What a package says, by where: its own name, each file's bytes and name; of a PDF the words on its pages, its
    properties, every object unpacked, and the files inside it."""
    said = {"name": path.name}
    for name, data in files(path).items():
        said[name] = name + "\n" + data.decode("utf-8", "replace")
        if name.endswith(".pdf"):
            said[name] += "\n" + _of_pdf(data)
    return said


def _of_pdf(data: bytes) -> str:
    reader = PdfReader(BytesIO(data))
    said = [page.extract_text() for page in reader.pages]
    said.append(str(reader.metadata))
    with pikepdf.open(BytesIO(data)) as opened:
        for each in opened.objects:
            if isinstance(each, pikepdf.Stream):
                raw = each.read_bytes()
                said += [raw.decode("utf-8", "replace"), raw.decode("utf-16-be", "replace")]
            said.append(_strings(each))
    return "\n".join(said)


def _strings(item: object, depth: int = 0) -> str:
    if isinstance(item, pikepdf.String):
        return str(item)
    if depth > 3 or isinstance(item, pikepdf.Stream):
        return ""
    if isinstance(item, pikepdf.Dictionary):
        return " ".join(_strings(value, depth + 1) for value in item.values())
    if isinstance(item, pikepdf.Array):
        return " ".join(_strings(value, depth + 1) for value in item)
    return ""
