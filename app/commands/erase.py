"""erase: a case, or a person in it, for good."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from app.commands.opening import opened
from app.commands.terminal import Exit, Failure, complain, say
from app.commands.words import Parser
from app.i18n import _, ngettext


def add_erase(commands: argparse._SubParsersAction[Parser], _arguments: Sequence[str]) -> Parser:
    """Add the command `erase`."""
    text = _(
        "Radera ett ärende, eller en person i det, för gott: ur uppgifterna, historiken, sökningen och "
        "säkerhetskopiorna. Det går inte att ångra."
    )
    parser = commands.add_parser(
        "erase", help=_("radera ett ärende eller en person för gott"), description=text, allow_abbrev=False
    )
    parser.add_argument("case", metavar=_("ÄRENDE"), help=_("bibliotekets id eller filens id, se samkarta list"))
    parser.add_argument("--person", metavar=_("FIGUR"), help=_("figurens id; utan det raderas hela ärendet"))
    parser.add_argument("--keep-role", action="store_true", help=_("låt rollen stå kvar utan personen"))
    parser.add_argument(
        "--also", nargs="+", action="extend", default=[], metavar=_("NAMN"), help=_("andra namn på samma person")
    )
    parser.add_argument(
        "--later", action="store_true", help=_("låt säkerhetskopiorna vara tills de är för gamla och tas bort")
    )
    parser.add_argument("--yes", action="store_true", help=_("fråga inte"))
    parser.set_defaults(command=erase)
    return parser


def erase(options: argparse.Namespace) -> int:
    """Erase what was asked for, after a question. Nothing that is said names anybody."""
    from app.models.erasing import CannotErase
    from app.storage.erasing import erase_case, erase_person, look
    from app.storage.erasing_again import finish

    backups = "later" if options.later else "now"
    with opened(options) as library:
        library.actor = _user
        finish(library)
        own = library.find(options.case)
        if options.person is None:
            _confirm(options, _("Hela ärendet raderas för gott."))
            done = erase_case(library, own, backups=backups)  # type: ignore[arg-type]
            say(_("Ärendet är raderat."))
        else:
            try:
                preview = look(
                    library, own, options.person, "role" if options.keep_role else "remove", tuple(options.also)
                )
            except CannotErase as problem:
                raise Failure.because(Exit.UNKNOWN, str(problem)) from problem
            _confirm(options, _what_goes(len(preview.falls), sum(each.sure for each in preview.mentions)))
            done = erase_person(library, own, preview.usual, backups=backups)  # type: ignore[arg-type]
            say(_("Personen är raderad."))
            _tell_doubtful(sum(not each.sure for each in preview.mentions))
    _tell_backups(done.rewritten, done.waiting)
    if not done.history:
        say(_("Historiken gick inte att följa och är borttagen."))
    if done.unfinished:
        sentence = _(
            "Filerna gick inte att skriva om än: disken är full eller upptagen. Krypterade rester ligger kvar i "
            "biblioteket och säkerhetskopiorna tills Samkarta har skrivit om dem. Det sker av sig självt när det "
            "finns plats."
        )
        complain([f"samkarta: {sentence}"])
    if done.failed:
        names = ", ".join(str(path) for path in done.failed)
        sentence = _("De här säkerhetskopiorna gick inte att skriva om och har uppgifterna kvar: {paths}. Ta bort dem.")
        raise Failure.because(Exit.BLOCKED, sentence.format(paths=names))
    return Exit.BLOCKED if done.unfinished else Exit.DONE


def _user() -> str | None:
    from app.settings import Settings

    return Settings.load().user_name or None


def _what_goes(records: int, texts: int) -> str:
    parts = [
        ngettext("{n} uppgift tas bort", "{n} uppgifter tas bort", records).format(n=records),
        ngettext("namnet byts ut i {n} text", "namnet byts ut i {n} texter", texts).format(n=texts),
    ]
    return _("Personen raderas för gott: {what}.").format(what=", ".join(parts))


def _confirm(options: argparse.Namespace, what: str) -> None:
    """Ask whether to go on. Raises Failure where the answer is not yes, or nobody is there to ask."""
    if options.yes:
        return
    complain([what])
    if sys.stdin is None or not sys.stdin.isatty():
        raise Failure.because(Exit.BLOCKED, _("Inget har raderats. Ange --yes för att radera utan fråga."))
    sys.stderr.write(_("Radera? Skriv ja: "))
    sys.stderr.flush()
    answer = sys.stdin.readline().strip().casefold()
    if answer not in (_("ja"), "ja", "yes"):
        raise Failure.because(Exit.BLOCKED, _("Inget har raderats."))


def _tell_doubtful(texts: int) -> None:
    if texts:
        words = ngettext(
            "{n} text har ett namn som även någon annan har, och är som den var. Se efter i fönstret.",
            "{n} texter har ett namn som även någon annan har, och är som de var. Se efter i fönstret.",
            texts,
        )
        say(words.format(n=texts))


def _tell_backups(rewritten: int, waiting: int) -> None:
    if rewritten:
        words = ngettext("{n} säkerhetskopia är omskriven.", "{n} säkerhetskopior är omskrivna.", rewritten)
        say(words.format(n=rewritten))
    if waiting:
        words = ngettext(
            "{n} säkerhetskopia har uppgifterna kvar tills den är för gammal och tas bort.",
            "{n} säkerhetskopior har uppgifterna kvar tills de är för gamla och tas bort.",
            waiting,
        )
        say(words.format(n=waiting))
