"""The command line: `samkarta`. Reads what is asked for and hands it to the command."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from app import __version__
from app.commands.backups import add_backup, add_restore
from app.commands.deidentifying import add_deidentified, add_review
from app.commands.disclose import add_disclose, add_verify
from app.commands.erase import add_erase
from app.commands.handing import add_hand_over, add_merging
from app.commands.search import add_search
from app.commands.terminal import Exit, Failure, complain, speak_safely
from app.commands.words import Parser, teach_argparse
from app.discreet import forbid_dumps, telling_no_values
from app.documents.paper_sizes import CHOICES
from app.faults import write_down
from app.i18n import LANGUAGES, _, use_language

Command = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. Never lets a traceback out."""
    speak_safely()
    arguments = list(sys.argv[1:] if argv is None else argv)
    use_language(_language(arguments))
    try:
        options = _parser(arguments).parse_args(arguments)
        command: Command = options.command
        forbid_dumps()
        with telling_no_values():
            code = command(options)
        if sys.stdout is not None:
            sys.stdout.flush()
        return int(code)
    except Failure as failure:
        complain(failure.lines)
        return int(failure.code)
    except KeyboardInterrupt:
        return int(Exit.STOPPED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads on; do not say so at exit
        return int(Exit.DONE)
    except OSError as problem:
        told = write_down(problem)
        if problem.filename is not None:
            told = _unreachable(problem.filename)
        complain(["samkarta: " + told])
        return int(Exit.BROKEN if problem.filename is None else Exit.BLOCKED)
    except Exception as problem:
        complain(["samkarta: " + write_down(problem)])
        return int(Exit.BROKEN)


def _unreachable(path: str | bytes) -> str:
    """Return what is said of a file that nothing nearer has a sentence for: a name that is too long, a lost disk."""
    sentence = _(
        "{path} går inte att läsa eller skriva. Det som var sparat är kvar. "
        "Se efter att sökvägen är rätt, att disken är inkopplad och att det finns plats."
    )
    return sentence.format(path=os.fsdecode(path))


def _language(arguments: Sequence[str]) -> str:
    """Return the language to speak: that of ``--lang``, else of SAMKARTA_LANG, else the user's setting."""
    for position, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang" and position + 1 < len(arguments):
            return arguments[position + 1]
    from app.settings import Settings

    return os.environ.get("SAMKARTA_LANG") or Settings.load().language or "sv"


def _parser(arguments: Sequence[str]) -> Parser:
    teach_argparse()
    parser = Parser(
        prog="samkarta",
        description=_("Kartan, önskemålen och planen runt ett barn, på din egen dator."),
        epilog=_("Utan kommando öppnas fönstret. samkarta KOMMANDO --help säger mer om ett kommando."),
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version", action="version", version=f"samkarta {__version__}", help=_("visa programmets version och avsluta")
    )
    parser.add_argument(
        "--self-test", action="store_const", const=_self_test, dest="command", help=_("pröva att programmet är helt")
    )
    _common(parser, default=None)
    parser.set_defaults(command=_window)
    commands = parser.add_subparsers(title=_("kommandon"), metavar=_("KOMMANDO"), parser_class=Parser)
    own = (_add_demo, _add_import, _add_list, _add_export, _add_findings, _add_check, _add_password)
    given = (add_search, add_review, add_disclose, add_verify, add_erase, add_hand_over, add_backup, add_restore)
    for add in (*own, *given):
        _common(add(commands, arguments), default=argparse.SUPPRESS)
    return parser


def _common(parser: Parser, default: str | None) -> None:
    """Add what goes with every command."""
    parser.add_argument(
        "--library",
        type=Path,
        metavar=_("FIL"),
        default=default,
        help=_("biblioteket att använda, i stället för ditt eget"),
    )
    parser.add_argument(
        "--password-file",
        type=Path,
        metavar=_("FIL"),
        default=default,
        help=_("fil vars första rad är bibliotekets lösenord; annars SAMKARTA_PASSWORD eller en fråga"),
    )
    parser.add_argument(
        "--lang", choices=list(LANGUAGES), default=default, help=_("språk: sv (svenska) eller en (engelska)")
    )


def _add_demo(commands: argparse._SubParsersAction[Parser], _arguments: Sequence[str]) -> Parser:
    text = _("Öppna exemplet i ett bibliotek som slängs när du stänger. Utan skärm ritas det till filer i build/demo.")
    parser = commands.add_parser("demo", help=_("öppna exemplet"), description=text, allow_abbrev=False)
    parser.add_argument(
        "--render", type=Path, metavar=_("MAPP"), help=_("rita exemplets kartor och plan till filer i MAPP")
    )
    parser.set_defaults(command=_demo)
    return parser


def _add_import(commands: argparse._SubParsersAction[Parser], _arguments: Sequence[str]) -> Parser:
    text = _(
        "Lägg in ärenden från filer (.yaml, .yml, .json), alla eller inget, eller överlämnade ärenden "
        "(.samkarta-case). Biblioteket skapas om det inte finns."
    )
    parser = commands.add_parser("import", help=_("lägg in ärenden från filer"), description=text, allow_abbrev=False)
    parser.add_argument("files", nargs="+", type=Path, metavar=_("FIL"), help=_("en ärendefil"))
    parser.add_argument("--copy", action="store_true", help=_("lägg in en kopia även om biblioteket redan har ärendet"))
    add_merging(parser)
    parser.set_defaults(command=_import)
    return parser


def _add_list(commands: argparse._SubParsersAction[Parser], _arguments: Sequence[str]) -> Parser:
    text = _("Visa bibliotekets ärenden, det senast ändrade först: bibliotekets id, filens id, läge och casenamn.")
    parser = commands.add_parser("list", help=_("visa bibliotekets ärenden"), description=text, allow_abbrev=False)
    parser.add_argument("--json", action="store_true", help=_("som JSON, för andra program"))
    parser.set_defaults(command=_list)
    return parser


def _add_export(commands: argparse._SubParsersAction[Parser], arguments: Sequence[str]) -> Parser:
    text = _("Skriv ut ett ärende, en karta eller planen till en fil. Filens ändelse säger vilket format.")
    parser = commands.add_parser(
        "export",
        help=_("skriv ett ärende, en karta eller planen till en fil"),
        description=text,
        epilog=_kinds_told() if "export" in arguments and {"-h", "--help"} & set(arguments) else None,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("case", metavar=_("ÄRENDE"), help=_("bibliotekets id eller filens id, se samkarta list"))
    parser.add_argument("--as", dest="kind", required=True, metavar=_("SLAG"), help=_("vad som skrivs, se nedan"))
    parser.add_argument("--to", type=Path, required=True, metavar=_("FIL"), help=_("filen som skrivs"))
    parser.add_argument(
        "--paper",
        choices=CHOICES,
        default="auto",
        help=_(
            "pappret; auto tar det minsta där alla ord går att läsa. a4 och a3 finns för alla dokument; "
            "a2, a1, a0 och tiled (ark att tejpa ihop) för kartorna, hjulet och tidslinjen"
        ),
    )
    parser.add_argument("--dpi", type=int, default=200, metavar=_("TAL"), help=_("för PNG: punkter per tum"))
    parser.add_argument("--transparent", action="store_true", help=_("för PNG och SVG: utan bakgrund"))
    parser.add_argument("--sheet", metavar=_("KARTA"), help=_("för layout: vilken karta, till exempel case-map"))
    add_deidentified(parser)
    parser.set_defaults(command=_export)
    return parser


def _add_findings(commands: argparse._SubParsersAction[Parser], _arguments: Sequence[str]) -> Parser:
    text = _("Visa vad ett ärende visar: vad som är lovat men inte står i planen, vem som saknas, vad som saknar svar.")
    parser = commands.add_parser("findings", help=_("visa vad ett ärende visar"), description=text, allow_abbrev=False)
    parser.add_argument("case", metavar=_("ÄRENDE"), help=_("bibliotekets id eller filens id, se samkarta list"))
    parser.add_argument("--json", action="store_true", help=_("som JSON, för andra program"))
    parser.set_defaults(command=_findings)
    return parser


def _add_check(commands: argparse._SubParsersAction[Parser], _arguments: Sequence[str]) -> Parser:
    text = _("Gå igenom biblioteket: filen, tabellerna, hänvisningarna och loggen. Inget ändras. 0 är helt, 5 är fel.")
    parser = commands.add_parser("check", help=_("gå igenom biblioteket"), description=text, allow_abbrev=False)
    parser.set_defaults(command=_check)
    return parser


def _add_password(commands: argparse._SubParsersAction[Parser], _arguments: Sequence[str]) -> Parser:
    text = _("Byt bibliotekets lösenord. Det nya tas ur SAMKARTA_NEW_PASSWORD, en fil eller en fråga.")
    parser = commands.add_parser("password", help=_("byt bibliotekets lösenord"), description=text, allow_abbrev=False)
    parser.add_argument(
        "--new-password-file", type=Path, metavar=_("FIL"), help=_("fil vars första rad är det nya lösenordet")
    )
    parser.add_argument(
        "--with-code",
        action="store_true",
        help=_("öppna med återställningskoden (SAMKARTA_RECOVERY_CODE, fil eller fråga) i stället för lösenordet"),
    )
    parser.add_argument("--new-code", action="store_true", help=_("gör en ny återställningskod i stället"))
    parser.set_defaults(command=_password)
    return parser


def _kinds_told() -> str:
    from app.commands.papers import kinds

    found = kinds()
    width = max(map(len, found))
    lines = [f"  {kind:<{width}}  {', '.join('.' + each for each in suffixes)}" for kind, suffixes in found.items()]
    return "\n".join([_("SLAG och filändelser:"), *lines])


# Each command is imported when it is run, so that one without windows starts without Qt.


def _window(options: argparse.Namespace) -> int:
    from app.commands.windows import show_window

    return show_window(options)


def _demo(options: argparse.Namespace) -> int:
    from app.commands.windows import demo

    return demo(options)


def _self_test(options: argparse.Namespace) -> int:
    from app.commands.windows import self_test

    return self_test(options)


def _import(options: argparse.Namespace) -> int:
    from app.commands.libraries import import_files

    return import_files(options)


def _list(options: argparse.Namespace) -> int:
    from app.commands.libraries import list_cases

    return list_cases(options)


def _export(options: argparse.Namespace) -> int:
    from app.commands.papers import export_case

    return export_case(options)


def _findings(options: argparse.Namespace) -> int:
    from app.commands.findings import tell_findings

    return tell_findings(options)


def _check(options: argparse.Namespace) -> int:
    from app.commands.libraries import check_library

    return check_library(options)


def _password(options: argparse.Namespace) -> int:
    from app.commands.passwords import change

    return change(options)
