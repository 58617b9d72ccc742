"""hand-over, and import of what was handed over: a whole case as one encrypted file."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from app.commands.asking import first_line, prompted
from app.commands.opening import opened
from app.commands.terminal import Exit, Failure, complain, say
from app.commands.words import Parser
from app.i18n import _

if TYPE_CHECKING:
    from app.models.threeway import Choice
    from app.storage.handing import Handed
    from app.storage.library import Library

PASSWORD = "SAMKARTA_CASE_PASSWORD"
SUFFIX = ".samkarta-case"


def add_hand_over(commands: argparse._SubParsersAction[Parser], _arguments: Sequence[str]) -> Parser:
    """Add the command `hand-over`."""
    text = _(
        "Lämna över ett helt ärende som en krypterad fil med ett eget lösenord. "
        "Lösenordet tas ur SAMKARTA_CASE_PASSWORD, en fil eller en fråga. Ärendet är kvar i biblioteket."
    )
    parser = commands.add_parser(
        "hand-over", help=_("lämna över ett ärende som en krypterad fil"), description=text, allow_abbrev=False
    )
    parser.add_argument("case", metavar=_("ÄRENDE"), help=_("bibliotekets id eller filens id, se samkarta list"))
    parser.add_argument("--to", type=Path, required=True, metavar=_("FIL"), help=_("filen, NAMN.samkarta-case"))
    parser.add_argument("--without-history", action="store_true", help=_("lämna inte med historiken"))
    parser.add_argument("--without-files", action="store_true", help=_("lämna inte med bilagorna"))
    add_case_password(parser)
    parser.set_defaults(command=hand_over)
    return parser


def add_case_password(parser: Parser) -> None:
    """Add where the file's password is."""
    parser.add_argument(
        "--case-password-file",
        type=Path,
        metavar=_("FIL"),
        help=_("fil vars första rad är den överlämnade filens lösenord; annars SAMKARTA_CASE_PASSWORD eller en fråga"),
    )


def add_merging(parser: Parser) -> None:
    """Add to `import` what is asked of a case that is handed over and is here already."""
    parser.add_argument("--merge", action="store_true", help=_("slå ihop med ärendet om biblioteket redan har det"))
    parser.add_argument(
        "--prefer",
        choices=["mine", "theirs", "both"],
        help=_("vad som gäller där båda har ändrat: ditt, filens eller båda"),
    )
    add_case_password(parser)


def hand_over(options: argparse.Namespace) -> int:
    """Write the file."""
    from app.settings import Settings
    from app.storage.handing import hand_over as write

    target: Path = options.to
    if target.suffix.lower() != SUFFIX:
        sentence = _("{path}: en överlämnad fil slutar på .samkarta-case. Ge filen den ändelsen.")
        raise Failure.because(Exit.UNKNOWN, sentence.format(path=target))
    if target.is_dir() or not target.parent.is_dir():
        sentence = _("Mappen {folder} finns inte. Inget har skrivits. Skapa mappen eller välj en annan.")
        raise Failure.because(Exit.BLOCKED, sentence.format(folder=target.parent))
    with opened(options) as library:
        own = library.find(options.case)
        write(
            library,
            own,
            target,
            case_password(options, new=True),
            history=not options.without_history,
            files=not options.without_files,
            by=Settings.load().user_name,
        )
    say(_("Ärendet är skrivet till {path}. Lämna lösenordet på annat sätt än filen.").format(path=target))
    return Exit.DONE


def take_in(options: argparse.Namespace) -> int:
    """Import cases that were handed over; each is read, with its password, before anything is stored."""
    from app.storage.handing import read_handed
    from app.storage.sealed import NotHandedOver, WrongCasePassword

    if any(path.suffix.lower() != SUFFIX for path in options.files):
        sentence = _("Lägg in överlämnade filer för sig och ärendefiler för sig. Inget har lagts in.")
        raise Failure.because(Exit.UNKNOWN, sentence)
    password, found = "", []
    for path in options.files:
        if not path.is_file():
            sentence = _("Filen {path} finns inte. Inget har lagts in.")
            raise Failure.because(Exit.UNKNOWN, sentence.format(path=path))
        password = password or case_password(options)
        try:
            found.append(read_handed(path, password))
        except WrongCasePassword as problem:
            raise Failure.because(Exit.WRONG_PASSWORD, str(problem)) from problem
        except NotHandedOver as problem:
            raise Failure.because(Exit.BAD_FILE, str(problem)) from problem
        except OSError as problem:
            sentence = _("Filen {path} går inte att läsa. Inget har lagts in.").format(path=path)
            raise Failure.because(Exit.UNKNOWN, sentence) from problem
    with opened(options, create=True) as library:
        library.actor = _user
        for handed in found:
            _take_one(library, handed, options)
    return Exit.DONE


def _take_one(library: Library, handed: Handed, options: argparse.Namespace) -> None:
    from app.models.pseudonyms import for_paper
    from app.storage.erased import erased_here, undone
    from app.storage.errors import AlreadyThere
    from app.storage.handing import same_case
    from app.storage.handing import take_in as store

    erased = undone(erased_here(library, handed.case))
    own = None if options.copy else same_case(library, handed)
    if own is not None and options.merge:
        _merge(library, own, handed, options.prefer)
    else:
        try:
            own = store(library, handed, copy=options.copy)
        except AlreadyThere as problem:
            how = _("Med --merge slås de ihop, med --copy läggs en kopia in bredvid.")
            raise Failure.because(Exit.BAD_FILE, f"{problem} {how}") from problem
    say(f"{own}  {' '.join(for_paper(handed.case).info.title.split())}")
    if erased:
        complain([f"samkarta: {erased}"])


def _merge(library: Library, own: str, handed: Handed, prefer: Choice | None) -> None:
    """Merge a case with the one that is here. What clashes must have been decided beforehand: nobody is asked."""
    from app.kinds.edit_words import clash_words
    from app.models.pseudonyms import for_paper
    from app.models.threeway import CannotMerge
    from app.storage.handing import merge, sides

    found = sides(library, own, handed)
    if found.clashes and prefer is None:
        here, there = for_paper(found.mine), for_paper(found.theirs)
        lines = [" ".join(clash_words(here, there, clash).split()) for clash in found.clashes]
        sentence = _("Båda har ändrat det här. Välj med --prefer, eller slå ihop i fönstret. Inget har ändrats.")
        raise Failure(Exit.BAD_FILE, *lines, f"samkarta: {sentence}")
    try:
        merge(library, own, found, {clash.name: cast("Choice", prefer) for clash in found.clashes}, handed.files)
    except CannotMerge as problem:
        raise Failure.because(Exit.BAD_FILE, str(problem)) from problem


def case_password(options: argparse.Namespace, *, new: bool = False) -> str:
    """Return the password of a file that is handed over. Raises Failure."""
    if options.case_password_file is not None:
        return first_line(options.case_password_file)
    found = os.environ.get(PASSWORD)
    if found is not None:
        return os.fsencode(found).decode("utf-8", "surrogateescape")
    missing = _("Filen har ett eget lösenord. Ange det i {name} eller med --case-password-file.").format(name=PASSWORD)
    return prompted(missing, new=new)


def _user() -> str | None:
    from app.settings import Settings

    return Settings.load().user_name or None
