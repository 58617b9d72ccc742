"""Reads a tagged PDF back as one who hears it: the tree's elements with their words, in the tree's order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf


@dataclass(frozen=True, slots=True)
class Heard:
    """One element: its kind, the words in it and under it, its alternative text, its attributes, what is under it."""

    kind: str
    words: str
    alt: str
    actual: str
    attributes: dict[str, Any]
    kids: tuple[Heard, ...]

    def all(self, *kinds: str) -> list[Heard]:
        """Return it and those under it that are of the kinds, in order."""
        own = [self] if self.kind in kinds else []
        return own + [each for kid in self.kids for each in kid.all(*kinds)]


def heard(path: Path) -> Heard:
    """Return the document's element."""
    with pikepdf.open(path) as pdf:
        pages = {page.obj.objgen: _words_by_mark(page) for page in pdf.pages}
        return _element(pdf.Root.StructTreeRoot.K[0], pages)


def painted(path: Path) -> list[str]:
    """Return each page's words in the order they are painted, but for what is passed over."""
    with pikepdf.open(path) as pdf:
        return [" ".join(word for word in _words_by_mark(page).values() if word) for page in pdf.pages]


def passed_over(path: Path) -> list[str]:
    """Return each page's words that are seen and not read."""
    with pikepdf.open(path) as pdf:
        return [" ".join(words for mark, words in _pieces(page) if mark is None) for page in pdf.pages]


def strings(path: Path) -> Iterator[str]:
    """Yield every text of the file that is no page's: titles, bookmarks, alternative texts, what it says of itself."""
    with pikepdf.open(path) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary):
                yield from (str(value) for value in each.values() if isinstance(value, pikepdf.String))
        yield pdf.Root.Metadata.read_bytes().decode("utf-8")


def _element(own: Any, pages: dict[tuple[int, int], dict[int, str]]) -> Heard:
    kids, words = [], []
    inside = own.get("/K", pikepdf.Array())
    for kid in inside if isinstance(inside, pikepdf.Array) else [inside]:
        if isinstance(kid, int):
            words.append(pages[own.Pg.objgen][kid])
        elif kid.get("/Type") == pikepdf.Name.MCR:
            words.append(pages[kid.Pg.objgen][int(kid.MCID)])
        else:
            kids.append(_element(kid, pages))
            words.append(kids[-1].words)
    attributes = {key.lstrip("/"): value for key, value in own.get("/A", pikepdf.Dictionary()).items()}
    said = " ".join(word for word in words if word)
    return Heard(
        str(own.S)[1:], said, str(own.get("/Alt", "")), str(own.get("/ActualText", "")), attributes, tuple(kids)
    )


def _words_by_mark(page: Any) -> dict[int, str]:
    found: dict[int, list[str]] = {}
    for mark, words in _pieces(page):
        if mark is not None:
            found.setdefault(mark, [])
            found[mark] += [words] if words else []
    return {mark: " ".join(words) for mark, words in found.items()}


def _pieces(page: Any) -> Iterator[tuple[int | None, str]]:
    """Yield (number of the mark, words) line by line as painted; None is passed over. Text outside all marks fails."""
    tables = {name: _letters(font) for name, font in page.obj.Resources.get("/Font", {}).items()}
    table: dict[int, str] = {}
    open_marks: list[int | None] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BMC":
                open_marks.append(None)
            case "BDC":
                open_marks.append(int(operands[1].MCID))
                yield open_marks[-1], ""
            case "EMC":
                open_marks.pop()
            case "Tf":
                table = tables[str(operands[0])]
            case "Tj":
                assert open_marks, "text outside all marks"
                text = "".join(table[code] for code in bytes(operands[0]))
                yield open_marks[-1], " ".join(text.split())


def _letters(font: Any) -> dict[int, str]:
    table = font.ToUnicode.read_bytes().decode("ascii")
    pairs = re.findall(r"<([0-9A-F]{2})> <([0-9A-F]{4})>", table)
    return {int(code, 16): bytes.fromhex(letter).decode("utf-16-be") for code, letter in pairs}
