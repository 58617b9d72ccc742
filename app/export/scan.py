"""Reads every byte of what has been written, and looks there for what was to be hidden.

Text, properties and metadata, files inside a PDF or a zip and their names, the file's own name. What is only painted in
a picture's dots cannot be read so; it is painted from the same words as the rest.
"""

from __future__ import annotations

import base64
import html
import io
import json
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from app.i18n import N_, _
from app.models.deidentify.hidden import Hidden

NAME, INSIDE, PAGE, PROPERTIES, TEXT = (
    N_("filens namn"),
    N_("en fil inuti"),
    N_("sidan {page}"),
    N_("filens egenskaper"),
    N_("filens text"),
)
DEEPEST = 6
"""Files inside files are opened so deep; what lies deeper is not let through."""
LARGEST = 512 * 1024 * 1024
"""Bytes: a file inside a zip that is larger is not let through."""
_WITHIN = re.compile(r";base64,(?P<data>[A-Za-z0-9+/\r\n]{16,}={0,2})")
"""A file that stands in a text as its own address."""


class Unreadable(Exception):
    """A file cannot be looked through, so it may not leave."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was to be hidden: its ``kind`` and ``where`` it stands, in words (translated). Never the word."""

    kind: str
    where: str


def scan(made: Path | bytes, hidden: Hidden, name: str | None = None) -> list[Hit]:
    """Return what stands in a file, written or not, or in a folder's files, though it was to be hidden.

    ``name`` is what the file is to be called, where it has another name now. Raises OSError, or Unreadable where
    something in it cannot be looked through.
    """
    if isinstance(made, bytes):
        return _once(_looked_through(name or "", made, hidden, ""))
    if made.is_dir():
        found = _named(name or made.name, hidden, "")
        for each in sorted(made.rglob("*")):
            if each.is_file():
                found += _looked_through(each.name, each.read_bytes(), hidden, each.name)
        return _once(found)
    return _once(_looked_through(name or made.name, made.read_bytes(), hidden, ""))


def sentence(hits: list[Hit]) -> str:
    """Return what was found, and where, as words in a sentence."""
    return "; ".join(f"{each.kind} ({each.where})" for each in hits)


def _looked_through(name: str, data: bytes, hidden: Hidden, inside: str) -> list[Hit]:
    found = _named(name, hidden, inside)
    for where, text in _texts(name, data, 0):
        for kind in sorted(hidden.found_in(text)):
            found.append(Hit(_(kind), f"{inside}: {where}" if inside else where))
    return found


def _named(name: str, hidden: Hidden, inside: str) -> list[Hit]:
    kinds = hidden.found_in(name) | hidden.found_in(_as_words(name))
    return [Hit(_(kind), f"{inside}: {_(NAME)}" if inside else _(NAME)) for kind in sorted(kinds)]


def _as_words(name: str) -> str:
    """Return the words that a file's name is made of: PlanAnna_2.pdf."""
    return re.sub(r"[/_.-]+|(?<=[a-zåäö])(?=[A-ZÅÄÖ])", " ", name)


def _once(found: list[Hit]) -> list[Hit]:
    return list(dict.fromkeys(found))


# What a file says


def _texts(name: str, data: bytes, depth: int) -> Iterator[tuple[str, str]]:
    """Yield where (translated) and what, of every text in a file, and of the files inside it."""
    if depth > DEEPEST:
        raise Unreadable(_("{name}: filer ligger i filer för djupt.").format(name=name))
    if data.startswith(b"%PDF-"):
        yield from _pdf(data, depth)
    elif data.startswith(b"PK\x03\x04"):
        yield from _zip(data, depth)
    elif data.startswith(b"\x89PNG"):
        yield from ((_(PROPERTIES), said) for said in _png(data))
    else:
        for said in _decoded(data):
            yield from ((_(TEXT), each) for each in _plain(_WITHIN.sub("", said)))
            for packed in _WITHIN.finditer(said):
                yield from _inside("", _unpacked(packed), depth)


def _decoded(data: bytes) -> Iterator[str]:
    if b"\x00" in data[:64]:
        yield data.decode("utf-16", "replace")
        return
    try:
        yield data.decode()
    except UnicodeDecodeError:
        yield data.decode("utf-8", "replace")
        yield data.decode("cp1252", "replace")


def _unpacked(packed: re.Match[str]) -> bytes:
    """Return the file that stands in a text, as pictures do in SVG."""
    try:
        return base64.b64decode(packed["data"])
    except ValueError as problem:
        raise Unreadable(_("En fil inuti går inte att läsa.")) from problem


def _plain(said: str) -> Iterator[str]:
    """Yield what a text says: as it stands, without escapes and marks of XML, JSON and calendars."""
    yield said
    if "\n " in said:
        yield re.sub(r"\r?\n[ \t]", "", said)  # long lines of a calendar are folded
    if "<" in said:
        yield html.unescape(re.sub(r"<[^>]*>", "", said))
        yield html.unescape(re.sub(r"<[^>]*>", " ", said))
        yield html.unescape(said)
    if "\\u" in said or "\\n" in said:
        try:
            yield "\n".join(_strings_of(json.loads(said)))
        except ValueError:
            yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), said).replace("\\n", " ")
    if "%" in said:
        yield unquote(said)


def _strings_of(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield str(key)
            yield from _strings_of(value)
    elif isinstance(data, list):
        for each in data:
            yield from _strings_of(each)


def _zip(data: bytes, depth: int) -> Iterator[tuple[str, str]]:
    """Yield what the files in a zip, or in a document that is one, say."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield _(PROPERTIES), archive.comment.decode("utf-8", "replace")
            for entry in archive.infolist():
                if entry.file_size > LARGEST:
                    raise Unreadable(_("{name} är för stor för att gås igenom.").format(name=entry.filename))
                yield f"{_(INSIDE)}: {_(NAME)}", f"{entry.filename} {_as_words(entry.filename)}"
                yield from _inside(entry.filename, archive.read(entry), depth)
    except zipfile.BadZipFile as problem:
        raise Unreadable(_("En fil inuti går inte att läsa.")) from problem


def _inside(name: str, data: bytes, depth: int) -> Iterator[tuple[str, str]]:
    for where, text in _texts(name, data, depth + 1):
        yield f"{_(INSIDE)}: {where}", text


def _png(data: bytes) -> Iterator[str]:
    """Yield the texts in a picture's properties."""
    at = 8
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + size]
        if kind in (b"tEXt", b"iTXt", b"eXIf", b"iCCP"):
            yield body.decode("utf-8", "replace")
            yield body.decode("latin-1")
        if kind in (b"zTXt", b"iTXt", b"iCCP"):
            for start in (found.end() for found in re.finditer(rb"\x00", body)):
                try:
                    yield zlib.decompress(body[start:] if kind != b"zTXt" else body[start + 1 :]).decode(
                        "utf-8", "replace"
                    )
                except zlib.error:
                    continue
        at += size + 12


def _pdf(data: bytes, depth: int) -> Iterator[tuple[str, str]]:
    """Yield what a PDF says: its pages, its objects' strings and names, unpacked streams, the files inside it."""
    import pikepdf
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        for number, page in enumerate(PdfReader(io.BytesIO(data)).pages, 1):
            yield _(PAGE).format(page=number), page.extract_text()
        with pikepdf.open(io.BytesIO(data)) as opened:
            for name, spec in opened.attachments.items():
                yield f"{_(INSIDE)}: {_(NAME)}", f"{name} {_as_words(name)}"
                yield from _inside(name, spec.get_file().read_bytes(), depth)
            for each in opened.objects:
                yield _(PROPERTIES), "\n".join(_strings(each))
                if isinstance(each, pikepdf.Stream) and not _is_dots(each):
                    raw = each.read_bytes()
                    yield _(PROPERTIES), raw.decode("utf-8", "replace")
                    yield _(PROPERTIES), raw.decode("utf-16-be", "replace")
            yield _(PROPERTIES), "\n".join(_strings(opened.trailer))
    except (pikepdf.PdfError, PyPdfError, ValueError, KeyError, RuntimeError) as problem:
        raise Unreadable(_("PDF-filen går inte att läsa.")) from problem


def _is_dots(stream: Any) -> bool:
    """Return whether a stream is a picture's dots, a font's outlines or a colour table: no words are in those."""
    kinds = {str(stream.get(name, "")) for name in ("/Subtype", "/Type")}
    return bool(kinds & {"/Image", "/Type1C", "/OpenType", "/CIDFontType0C"}) or "/Length1" in stream or "/N" in stream


def _strings(item: Any, depth: int = 0) -> Iterator[str]:
    """Yield the strings in an object, and in what lies directly in it."""
    import pikepdf

    if isinstance(item, pikepdf.String):
        yield str(item)
    elif depth <= 24 and isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for key, value in item.items():
            yield str(key)
            if not getattr(value, "is_indirect", False):
                yield from _strings(value, depth + 1)
    elif depth <= 24 and isinstance(item, pikepdf.Array):
        for each in item:
            if not getattr(each, "is_indirect", False):
                yield from _strings(each, depth + 1)
    elif isinstance(item, pikepdf.Name):
        yield unicodedata.normalize("NFC", str(item))
