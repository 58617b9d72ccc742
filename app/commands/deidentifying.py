"""--deidentified and --reviewed of the commands that write; review: the free texts that somebody must read first."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.opening import opened
from app.commands.terminal import Exit, Failure, complain, say
from app.commands.words import Parser
from app.i18n import _, ngettext

if TYPE_CHECKING:
    from app.models.case import Case
    from app.models.deidentify.making import Deidentified, Worded
    from app.models.deidentify.reviewing import Review
    from app.storage.library import Library


def add_deidentified(parser: argparse.ArgumentParser) -> None:
    """Add the options of a command that can write de-identified."""
    words = _("utan det som pekar ut barnet; fri text som ingen har granskat är inte med")
    parser.add_argument("--deidentified", action="store_true", help=words)
    parser.add_argument(
        "--reviewed", type=Path, metavar=_("FIL"), help=_("granskade texter, se samkarta review; med --deidentified")
    )


def add_review(commands: argparse._SubParsersAction[Parser], _arguments: Sequence[str]) -> Parser:
    """Add the command `review`."""
    text = _(
        "Skriv ärendets fria texter till en fil, med det som kan peka ut någon markerat och ett förslag på annan text. "
        "Skriv ett beslut på varje text och ge filen till export eller disclose med --deidentified --reviewed FIL."
    )
    parser = commands.add_parser(
        "review", help=_("granska texter inför avidentifiering"), description=text, allow_abbrev=False
    )
    parser.add_argument("case", metavar=_("ÄRENDE"), help=_("bibliotekets id eller filens id, se samkarta list"))
    parser.add_argument("--to", type=Path, required=True, metavar=_("FIL"), help=_("filen som skrivs (.yaml)"))
    parser.set_defaults(command=review)
    return parser


def wants_deidentified(options: argparse.Namespace) -> bool:
    """Return whether it is to be de-identified. Raises Failure where decisions are given for what is not to be."""
    if options.reviewed is not None and not options.deidentified:
        raise Failure.because(Exit.UNKNOWN, _("--reviewed hör ihop med --deidentified. Ange båda."))
    return bool(options.deidentified)


def worded_case(case: Case, library: Library, library_id: str, options: argparse.Namespace) -> Worded:
    """Return the case with safe words, and say how many texts were left out because nobody has read them."""
    from app.models.deidentify.making import StillTells, worded

    try:
        review = _kept(case, library, library_id)
        made = worded(case, _review(case, review, options), library_id, date.today())
    except StillTells as problem:
        raise Failure(Exit.FORBIDDEN, f"samkarta: R12. {problem}") from problem
    _tell_waiting(len(made.waiting))
    return made


def deidentified_case(case: Case, library: Library, library_id: str, options: argparse.Namespace) -> Deidentified:
    """Return the case de-identified, and say how many texts were left out."""
    from app.models.deidentify.making import deidentified_of

    return deidentified_of(worded_case(case, library, library_id, options), date.today())


def _kept(case: Case, library: Library, library_id: str) -> Review:
    """Return what has been decided, and keep the pseudonyms of those who have none yet where the library can be
    written to."""
    from app.models.deidentify.making import pseudonyms_to_keep
    from app.models.deidentify.reviewing import Review
    from app.storage.errors import LibraryProblem

    review = library.review(library_id)
    new = pseudonyms_to_keep(case, review)
    if new:
        with suppress(LibraryProblem):
            library.keep_review(library_id, new)
    return Review({**review.decisions, **new})


def _tell_waiting(number: int) -> None:
    if number:
        sentence = ngettext(
            "{n} text har ingen granskat. Den är inte med.", "{n} texter har ingen granskat. De är inte med.", number
        )
        complain(["samkarta: " + sentence.format(n=number)])


def _review(case: Case, kept: Review, options: argparse.Namespace) -> Review:
    """Return what has been decided in the library, and in the file where one is given: the file's word goes first."""
    from app.models.deidentify.making import texts_to_review
    from app.models.deidentify.review_file import BadReview, read
    from app.models.deidentify.reviewing import Review

    if options.reviewed is None:
        return kept
    try:
        given = read(options.reviewed.read_text(encoding="utf-8-sig"), texts_to_review(case, kept))
    except FileNotFoundError as problem:
        raise Failure.because(Exit.UNKNOWN, _("Filen {path} finns inte.").format(path=options.reviewed)) from problem
    except OSError as problem:
        raise Failure.because(Exit.BLOCKED, _("{path} går inte att läsa.").format(path=options.reviewed)) from problem
    except UnicodeDecodeError as problem:
        raise Failure.because(Exit.BAD_FILE, _("{path} är inte UTF-8.").format(path=options.reviewed)) from problem
    except BadReview as problem:
        raise Failure.because(Exit.BAD_FILE, f"{options.reviewed}: {problem}") from problem
    return Review({**kept.decisions, **given.decisions})


def review(options: argparse.Namespace) -> int:
    """Write the texts of a case to a file that only the user may read; say how many there are."""
    from app.models.deidentify.making import texts_to_review
    from app.models.deidentify.review_file import written

    with opened(options) as library:
        library_id = library.find(options.case)
        case = library.case(library_id)
        kept = _kept(case, library, library_id)
    texts = texts_to_review(case, kept)
    try:
        if not options.to.parent.is_dir():
            raise FileNotFoundError(options.to.parent)
        handle = os.open(options.to, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(written(texts, kept, library_id))
    except OSError as problem:
        sentence = _("{path} kunde inte skrivas. Kontrollera mappen och försök igen.").format(path=options.to)
        raise Failure.because(Exit.BLOCKED, sentence) from problem
    say(ngettext("{n} text att granska.", "{n} texter att granska.", len(texts)).format(n=len(texts)))
    return Exit.DONE
