"""Checks a package, folder or zip: that every file is there, whole, and the one that was handed out."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from app.i18n import _
from app.models.disclosure.shapes import SCHEMA
from app.package import manifest

LARGEST = 200 * 1024 * 1024
DATA, PAPER, CONSENT = "plan.json", "plan.pdf", "samtycke.txt"
ALWAYS = (PAPER, CONSENT)
"""What every package has, whatever its recipient wants."""


def verify(path: Path) -> list[str]:
    """Return a sentence for everything that is wrong with a package; an empty list if it is as it was handed out.

    Raises FileNotFoundError if there is none, OSError if it cannot be read.
    """
    if not path.exists():
        raise FileNotFoundError(str(path))
    try:
        files = _of_folder(path) if path.is_dir() else _of_zip(path)
    except _Unreadable as problem:
        return [str(problem)]
    return list(_problems(files))


def list_digest(path: Path) -> str:
    """Return the SHA-256 of a package's list of files, by which the log knows it; empty where it has none.

    Raises OSError if it cannot be read.
    """
    try:
        files = _of_folder(path) if path.is_dir() else _of_zip(path)
    except _Unreadable:
        return ""
    return manifest.digest(files[manifest.NAME]) if manifest.NAME in files else ""


class _Unreadable(Exception):
    """The package cannot be read at all."""


def _of_folder(path: Path) -> Mapping[str, bytes]:
    found: dict[str, bytes] = {}
    room = LARGEST
    for each in sorted(path.rglob("*")):
        if each.is_symlink():
            raise _Unreadable(_("{name} är en länk, inte en fil. Paketet går inte att lita på.").format(name=each.name))
        if each.is_file():
            room -= each.stat().st_size
            if room < 0:
                raise _Unreadable(_("Paketet är för stort för att vara ett av Samkartas."))
            found[each.relative_to(path).as_posix()] = each.read_bytes()
        else:
            found[f"{each.relative_to(path).as_posix()}/"] = b""  # a package has no folders in it
    return found


def _of_zip(path: Path) -> Mapping[str, bytes]:
    """Read a zip file whose entries lie in one folder, nowhere outside it."""
    found: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [each for each in archive.infolist() if not _is_top(each)]
            if sum(each.file_size for each in entries) > LARGEST:
                raise _Unreadable(_("Paketet är för stort för att vara ett av Samkartas."))
            tops = {PurePosixPath(each.filename).parts[0] for each in entries}
            for each in entries:
                parts = PurePosixPath(each.filename).parts
                if each.filename.startswith("/") or ".." in parts or "\\" in each.filename or len(parts) < 2:
                    raise _Unreadable(_("Zip-filen har en fil utanför paketets mapp. Den går inte att lita på."))
                name = "/".join(parts[1:]) + ("/" if each.is_dir() else "")
                if name in found or len(tops) != 1:
                    raise _Unreadable(_("Zip-filen har mer än ett paket i sig, eller samma fil två gånger."))
                found[name] = archive.read(each)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as problem:
        raise _Unreadable(_("Filen är inte en hel zip-fil.")) from problem
    except Exception as problem:  # zlib and lzma have errors of their own
        if isinstance(problem, _Unreadable | OSError):
            raise
        raise _Unreadable(_("Filen är inte en hel zip-fil.")) from problem
    return found


def _is_top(entry: zipfile.ZipInfo) -> bool:
    """Return whether an entry is the package's own folder, which some programs give an entry of its own."""
    return entry.is_dir() and len(PurePosixPath(entry.filename).parts) == 1 and ".." not in entry.filename


def _problems(files: Mapping[str, bytes]) -> Iterator[str]:
    if manifest.NAME not in files:
        yield _("{name} saknas. Det är inte ett paket från Samkarta, eller så har filen tagits bort.").format(
            name=manifest.NAME
        )
        return
    try:
        listed = manifest.read(files[manifest.NAME].decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError):
        yield _("{name} går inte att läsa. Paketet har ändrats.").format(name=manifest.NAME)
        return
    for name, expected in listed.items():
        if name not in files:
            yield _("{name} saknas.").format(name=name)
        elif manifest.digest(files[name]) != expected:
            yield _("{name} har ändrats.").format(name=name)
    for name in files:
        if name != manifest.NAME and name not in listed:
            yield _("{name} hör inte till paketet.").format(name=name)
    for name in ALWAYS:
        if name not in listed:
            yield _("{name} står inte i {list}. Det är inte ett helt paket.").format(name=name, list=manifest.NAME)
    yield from _data(files)
    yield from _inside(files)


def _inside(files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what the PDF carries that is not the same as beside it."""
    if PAPER not in files:
        return
    inside = attached(files[PAPER])
    if inside is None:
        yield _("{name} går inte att läsa.").format(name=PAPER)
        return
    if DATA not in inside:
        yield _("{name} saknas inuti {paper}.").format(name=DATA, paper=PAPER)
    for name, data in inside.items():
        if files.get(name, data) != data:
            yield _("{name} inuti {paper} är en annan än den bredvid.").format(name=name, paper=PAPER)


def _data(files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what is wrong with the data."""
    if DATA not in files:
        return
    try:
        data: Any = json.loads(files[DATA])
    except (ValueError, RecursionError):
        yield _("{name} går inte att läsa.").format(name=DATA)
        return
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        yield _("{name} är inte i formen {schema}.").format(name=DATA, schema=SCHEMA)
        return


def attached(pdf: bytes) -> Mapping[str, bytes] | None:
    """Return the files inside a PDF by name; None if it is no PDF."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            return {name: spec.get_file().read_bytes() for name, spec in opened.attachments.items()}
    except (pikepdf.PdfError, ValueError, RuntimeError):
        return None
