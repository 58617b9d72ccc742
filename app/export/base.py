"""How a paper becomes a file: formats are found by scan, each takes one shape, and writing is all or nothing."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from app.documents.base import Document, Options, Shape, documents
from app.i18n import _
from app.kinds.options import PLAIN
from app.kinds.options import Options as Looks
from app.kinds.registry import discover, sheet_kinds
from app.models.case import Case
from app.models.deidentify.hidden import Hidden
from app.models.deidentify.making import Deidentified
from app.models.pseudonyms import for_paper
from app.unfinished import hidden_beside


class ExportFailed(Exception):
    """A paper could not be written; the message is a sentence for the user. Nothing was left behind."""


class UnknownKind(ExportFailed):
    """There is no such paper."""


class WrongSuffix(ExportFailed):
    """The paper is not written with that suffix."""


class StillShows(ExportFailed):
    """Something that was to be hidden stands in what was made of a de-identified case. It was not given its name."""


class Format(ABC):
    """One way to write papers of one shape. ``suffixes`` are without dot."""

    id: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]]
    shape: ClassVar[Shape]
    order: ClassVar[int] = 100

    @abstractmethod
    def write(self, document: Document, case: Case, options: Options, path: Path) -> float | None:
        """Write the paper to ``path``, a temporary name with the right suffix. May raise OSError.

        Return the size of the smallest words that are drawn, in points; None where nothing is drawn.
        """


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can be written: its kind on the command line, its Swedish msgid, the suffixes it may have."""

    kind: str
    label: str
    suffixes: tuple[str, ...]


@cache
def formats() -> Mapping[str, Format]:
    """Return the formats by id: every concrete subclass of `Format` in this folder's modules."""
    from app import export as package

    return discover(package, Format)  # type: ignore[type-abstract]


def papers() -> Sequence[Offer]:
    """Return everything that can be written, in menu order."""
    return [Offer(each.id, each.label, tuple(_suffixes(each))) for each in documents().values() if _suffixes(each)]


def _suffixes(document: Document) -> dict[str, Format]:
    return {suffix: each for each in formats().values() if each.shape in document.shapes for suffix in each.suffixes}


def export(
    case: Case,
    kind: str,
    path: Path,
    *,
    paper: str = "auto",
    sheet: str | None = None,
    today: date | None = None,
    looks: Looks = PLAIN,
    dpi: int = 200,
    transparent: bool = False,
) -> float | None:
    """Write the paper ``kind`` of a case to ``path``, whole or not at all; see `Options` for how.

    Return the size of the smallest words on its drawings, in points; None where it has none.
    Whoever has protected identity goes by a pseudonym on every paper but the case file itself.
    Raises UnknownKind, WrongSuffix, or ExportFailed if the file cannot be written; an earlier file is then untouched.
    """
    document = documents().get(kind)
    if document is None:
        raise UnknownKind(_("Det finns inget dokument som heter {kind}.").format(kind=kind))
    chosen = _format_for(document, path, kind)
    sheets = [each.command for each in sheet_kinds().values()]
    if sheet is not None and sheet not in sheets:
        sentence = _("Det finns ingen karta som heter {sheet}. Välj bland: {sheets}.")
        raise UnknownKind(sentence.format(sheet=sheet, sheets=", ".join(sheets)))
    wanted = Options(paper, sheet, today, looks, dpi=dpi, transparent=transparent)
    return _write_whole(chosen, document, case, wanted, path)


def write(document: Document, case: Case, path: Path, options: Options | None = None) -> None:
    """Write a paper that need not be among `papers`, whole or not at all. Raises WrongSuffix or ExportFailed."""
    _write_whole(_format_for(document, path, _(document.label).lower()), document, case, options or Options(), path)


def _format_for(document: Document, path: Path, name: str) -> Format:
    allowed = _suffixes(document)
    chosen = allowed.get(path.suffix.lower().lstrip("."))
    if chosen is None:
        endings = ", ".join(f".{suffix}" for suffix in allowed)
        raise WrongSuffix(_("{path}: {kind} skrivs som {suffixes}.").format(path=path, kind=name, suffixes=endings))
    return chosen


def _write_whole(chosen: Format, document: Document, case: Case, options: Options, path: Path) -> float | None:
    if path.is_dir():
        raise ExportFailed(_("{path} är en mapp. Ange en fil.").format(path=path))
    noted = ExitStack()
    try:
        temporary = noted.enter_context(hidden_beside(path))
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        if isinstance(case, Deidentified):
            _see_to_it(chosen, document)
            options = replace(options, letterhead=False)
        smallest = chosen.write(document, case if chosen.shape == "case" else for_paper(case), options, temporary)
        if isinstance(case, Deidentified):
            look_through(temporary, case.hidden, path.name)
        _settle(temporary, path)
        return smallest
    except OSError as problem:
        raise ExportFailed(_sentence(path, problem)) from problem
    finally:
        noted.close()


def _see_to_it(chosen: Format, document: Document) -> None:
    if chosen.shape == "events":
        raise StillShows(_("En kalender är dagar och tider och kan inte avidentifieras. Inget har skrivits."))
    if document.id == "withdrawal-letter":
        raise StillShows(_("Ett brev till en mottagare kan inte avidentifieras. Inget har skrivits."))


def look_through(made: Path | bytes, hidden: Hidden, name: str | None = None) -> None:
    """Raise StillShows if something that was to be hidden stands in a file or a folder, which is to be called ``name``.

    The sentence says which kind of thing and where, never the thing.
    """
    from app.export.scan import Unreadable, scan, sentence

    try:
        hits = scan(made, hidden, name)
    except Unreadable as problem:
        raise StillShows(_("Filen kunde inte gås igenom. Inget har skrivits.") + " " + str(problem)) from problem
    if hits:
        found = _("Det står kvar sådant som skulle döljas: {what}. Inget har skrivits. Granska texterna igen.")
        raise StillShows(found.format(what=sentence(hits)))


def _settle(temporary: Path, path: Path) -> None:
    """Make the file durable and give it its name; it gets the rights that a new file of the user's would have."""
    with temporary.open("rb") as written:
        os.fsync(written.fileno())
    mask = os.umask(0)
    os.umask(mask)
    temporary.chmod(0o666 & ~mask)
    temporary.replace(path)


def _sentence(path: Path, problem: OSError) -> str:
    whole = _("{path} kunde inte skrivas. {reason} Ärendet är sparat som förut.")
    return whole.format(path=path, reason=reason_in_words(problem))


def reason_in_words(problem: OSError) -> str:
    """Return in a sentence why something could not be written, and what to do."""
    import errno

    reasons: dict[Any, str] = {
        errno.ENOSPC: _("Disken är full. Gör plats och försök igen."),
        errno.EDQUOT: _("Disken är full. Gör plats och försök igen."),
        errno.EFBIG: _("Disken är full. Gör plats och försök igen."),
        errno.EOVERFLOW: _("Bilden blir för stor. Välj färre punkter per tum eller ett mindre papper."),
        errno.EACCES: _("Du får inte skriva där. Välj en annan mapp."),
        errno.EPERM: _("Du får inte skriva där. Välj en annan mapp."),
        errno.EROFS: _("Det går inte att skriva på den disken. Välj en annan mapp."),
        errno.ENOENT: _("Mappen finns inte. Skapa mappen eller välj en annan."),
        errno.ENAMETOOLONG: _("Filnamnet är för långt. Välj ett kortare."),
    }
    return reasons.get(problem.errno, _("Kontrollera mappen och försök igen."))
