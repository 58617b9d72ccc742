"""disclose and verify: each recipient's own package, and whether a package is as it was handed out."""

from __future__ import annotations

import argparse
import getpass
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.deidentifying import add_deidentified, wants_deidentified, worded_case
from app.commands.opening import opened
from app.commands.terminal import Exit, Failure, say
from app.commands.words import Parser
from app.i18n import _

if TYPE_CHECKING:
    from app.models.case import Case
    from app.models.deidentify.making import Worded
    from app.models.disclosure.basis import Decision
    from app.models.disclosure.extract import Extract
    from app.models.disclosure.profiles import Profile
    from app.models.disclosure.verdicts import Choices
    from app.package.handing import Order


def add_disclose(commands: argparse._SubParsersAction[Parser], _arguments: Sequence[str]) -> Parser:
    """Add the command `disclose`."""
    text = _(
        "Gör ett paket till varje mottagare, med just det som mottagaren får ha. Alla görs eller inget. "
        "7 betyder att en regel säger nej."
    )
    parser = commands.add_parser("disclose", help=_("lämna ut planen"), description=text, allow_abbrev=False)
    parser.add_argument(
        "case", nargs="+", metavar=_("ÄRENDE"), help=_("bibliotekets id eller filens id, se samkarta list")
    )
    parser.add_argument(
        "--recipient",
        nargs="+",
        action="extend",
        required=True,
        metavar=_("ID"),
        help=_("mottagare: en organisation (id eller namn), en vårdnadshavare, barnet eller steering_group"),
    )
    parser.add_argument("--to", type=Path, metavar=_("MAPP"), help=_("mappen som paketen läggs i"))
    parser.add_argument("--zip", action="store_true", help=_("paketen som zip-filer"))
    add_deidentified(parser)
    parser.add_argument(
        "--without", nargs="+", action="extend", default=[], metavar=_("ID"), help=_("uppgifter att ta bort")
    )
    parser.add_argument(
        "--item",
        nargs="+",
        action="extend",
        default=[],
        metavar=_("ID"),
        help=_("uppgifter som vårdnadshavaren har sagt ja till en och en (R6)"),
    )
    parser.add_argument("--tell-more", action="store_true", help=_("säg att andra aktörer har fler insatser"))
    parser.add_argument("--decided-by", metavar=_("NAMN"), help=_("vem som beslutat att lämna utan samtycke (R7)"))
    parser.add_argument("--paragraph", metavar=_("TEXT"), help=_("paragrafen som beslutet vilar på"))
    parser.add_argument("--because", metavar=_("TEXT"), help=_("varför det behövs"))
    parser.add_argument("--preview", action="store_true", help=_("visa vad som skulle lämnas, och gör inget paket"))
    parser.set_defaults(command=disclose)
    return parser


def add_verify(commands: argparse._SubParsersAction[Parser], _arguments: Sequence[str]) -> Parser:
    """Add the command `verify`."""
    text = _("Kontrollera ett paket, en mapp eller en zip-fil. 0 är helt, 5 är fel.")
    parser = commands.add_parser("verify", help=_("kontrollera ett paket"), description=text, allow_abbrev=False)
    parser.add_argument("package", type=Path, metavar=_("PAKET"), help=_("paketets mapp eller zip-fil"))
    parser.set_defaults(command=verify_package)
    return parser


def verify_package(options: argparse.Namespace) -> int:
    """Say whether a package is as it was handed out."""
    from app.package.verifying import verify

    try:
        found = verify(options.package)
    except FileNotFoundError as problem:
        sentence = _("Det finns inget paket i {path}.").format(path=options.package)
        raise Failure.because(Exit.UNKNOWN, sentence) from problem
    except OSError as problem:
        sentence = _("Paketet {path} går inte att läsa.").format(path=options.package)
        raise Failure.because(Exit.BLOCKED, sentence) from problem
    if found:
        raise Failure(Exit.UNSOUND, *(f"samkarta: {line}" for line in found))
    say(_("Paketet {path} är helt.").format(path=options.package))
    return Exit.DONE


def disclose(options: argparse.Namespace) -> int:
    """Make the packages that were asked for, and say their paths; nothing where a rule forbids one of them."""
    from app.package.handing import hand_out
    from app.package.problems import Forbidden, HandingFailed

    with opened(options) as library:
        orders, extracts = [], []
        cases = {each: library.case(each) for each in dict.fromkeys(library.find(each) for each in options.case)}
        _see_to_it(cases.values(), [*options.without, *options.item])
        for library_id, case in cases.items():
            made = worded_case(case, library, library_id, options) if wants_deidentified(options) else None
            found = _extracts(case, options, made)
            extracts += found
            if not options.preview:
                orders += [_order(library_id, each, options, made) for each in found]
        if options.preview:
            return _preview(extracts)
        try:
            paths = hand_out(orders, library, by=_user())
        except Forbidden as problem:
            told = [f"samkarta: {each.recipient}: {each.rule}. {each.why}" for each in problem.stops]
            raise Failure(Exit.FORBIDDEN, *told) from problem
        except HandingFailed as problem:
            raise Failure.because(Exit.BLOCKED, str(problem)) from problem
    for path in paths:
        say(str(path))
    return Exit.DONE


def _see_to_it(cases: Iterable[Case], items: Iterable[str]) -> None:
    """Raise where what is to be taken away or sent along is in none of the cases: a slip would let it out."""
    from app.models.disclosure.verdicts import item_id

    known = {item_id(family, key) for case in cases for family, some in case.records().items() for key in some}
    for each in items:
        if each not in known:
            sentence = _("Det finns ingen uppgift {id} att ta bort eller ta med. Inget har lämnats ut. Se --preview.")
            raise Failure.because(Exit.UNKNOWN, sentence.format(id=each))


def _extracts(case: Case, options: argparse.Namespace, made: Worded | None) -> list[Extract]:
    from app.models.deidentify.extracting import deidentified_extract
    from app.models.disclosure.extract import extract
    from app.models.disclosure.recipients import NoSuchRecipient, recipient

    found = []
    for id_ in dict.fromkeys(options.recipient):
        try:
            whom = recipient(case, _named(case, id_))
        except NoSuchRecipient as problem:
            raise Failure.because(Exit.UNKNOWN, str(problem)) from problem
        if whom is None:
            sentence = _("R0. Bara organisationer, vårdnadshavare, barnet och styrgruppen kan vara mottagare.")
            raise Failure(Exit.FORBIDDEN, f"samkarta: {id_}: {sentence}")
        wanted = (whom, date.today(), _choices(options), _decision(options))
        found.append(extract(case, *wanted) if made is None else deidentified_extract(case, made, *wanted))
    return found


def _named(case: Case, words: str) -> str:
    """Return the id of the one organisation that is called so: ids are each case's own. Else the words."""
    ids = [key for key, each in case.organisations.items() if each.name.casefold() == words.casefold()]
    known = words in case.organisations or words in case.figures
    return ids[0] if len(ids) == 1 and not known else words


def _choices(options: argparse.Namespace) -> Choices:
    from app.models.disclosure.verdicts import Choices

    return Choices(frozenset(options.without), frozenset(options.item), options.tell_more)


def _decision(options: argparse.Namespace) -> Decision | None:
    from app.models.disclosure.basis import Decision

    by, paragraph, because = (each or "" for each in (options.decided_by, options.paragraph, options.because))
    return Decision(by, paragraph, because, date.today()) if by or paragraph or because else None


def _order(library_id: str, extract: Extract, options: argparse.Namespace, made: Worded | None) -> Order:
    from app.package.contents import Wishes
    from app.package.handing import Order
    from app.package.naming import PATTERN

    profile = _profile(extract)
    folder = options.to or (Path(profile.folder).expanduser() if profile and profile.folder else None)
    if folder is None:
        sentence = _("Ange med --to vilken mapp paketet till {who} ska läggas i.")
        raise Failure.because(Exit.UNKNOWN, sentence.format(who=extract.recipient.words))
    return Order(
        library_id,
        extract,
        folder,
        zipped=options.zip or bool(profile and profile.zip),
        wishes=Wishes(profile.formats, profile.metadata) if profile else Wishes(),
        pattern=(profile.pattern if profile else None) or PATTERN,
        choices={"without": options.without, "yes": options.item},
        hidden=None if made is None else made.hidden,
    )


def _profile(extract: Extract) -> Profile | None:
    from app.models.disclosure.profiles import ProfilesUnreadable, profile_of, profiles

    if extract.recipient.who != "organisation":
        return None
    try:
        return profile_of(extract.recipient.words, profiles())
    except ProfilesUnreadable as problem:
        raise Failure.because(Exit.BLOCKED, str(problem)) from problem


def _preview(extracts: Sequence[Extract]) -> int:
    """Say what would go and what would not, rule by rule; nothing is made."""
    for each in extracts:
        say(each.recipient.words)
        if each.refusal is not None:
            say(f"  {each.refusal.rule}  {each.refusal.why}")
        for verdict in each.verdicts:
            sign = "+" if verdict.goes else "-"
            name = " ".join(part for part in (verdict.id, verdict.part) if part)
            say(f"  {sign} {verdict.rule:<3} {name}: {verdict.why}")
    if any(each.refusal is not None for each in extracts):
        return Exit.FORBIDDEN
    return Exit.DONE


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
