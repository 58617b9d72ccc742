"""backup, restore: copies of the library, and one of them in its place."""

from __future__ import annotations

import argparse
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.terminal import Exit, Failure, say
from app.commands.words import Parser
from app.i18n import _, ngettext
from app.paths import default_library

if TYPE_CHECKING:
    from app.storage.backups import Contents
    from app.storage.data_key import DataKey

Commands = argparse._SubParsersAction


def add_backup(commands: Commands[Parser], _arguments: object) -> Parser:
    """Add the command `backup`."""
    text = _("Gör en säkerhetskopia av biblioteket, krypterad med samma nyckel, och pröva att den går att öppna.")
    parser = commands.add_parser("backup", help=_("gör en säkerhetskopia"), description=text, allow_abbrev=False)
    parser.add_argument("--to", type=Path, metavar=_("PLATS"), help=_("en ny fil eller en mapp, i stället för backups"))
    parser.set_defaults(command=make_backup)
    return parser


def add_restore(commands: Commands[Parser], _arguments: object) -> Parser:
    """Add the command `restore`."""
    text = _(
        "Lägg tillbaka en säkerhetskopia, utan KOPIA den nyaste hela. Biblioteket som är där nu behålls under ett "
        "annat namn."
    )
    parser = commands.add_parser("restore", help=_("lägg tillbaka en kopia"), description=text, allow_abbrev=False)
    parser.add_argument("backup", nargs="?", metavar=_("KOPIA"), help=_("en fil, eller ett namn ur --list"))
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--list", action="store_true", help=_("visa vilka kopior som finns och vad var och en innehåller"))
    way.add_argument("--case", metavar=_("ÄRENDE"), help=_("hämta bara ett ärende ur kopian, som ett nytt ärende"))
    way.add_argument("--key-file", action="store_true", help=_("lägg bara tillbaka nyckelfilen"))
    way.add_argument("--salvage", action="store_true", help=_("rädda läsbara ärenden ur ett skadat bibliotek"))
    parser.set_defaults(command=restore_library)
    return parser


def make_backup(options: argparse.Namespace) -> int:
    """Make a backup and say where it is and what it holds."""
    from app.commands.opening import failure_of, key_of
    from app.storage.backups import back_up, contents
    from app.storage.errors import LibraryProblem

    library = options.library or default_library()
    try:
        key = key_of(library, options)
        made = back_up(library, key, "asked", to=_target(options.to, library), always=True)
        assert made is not None
        say(f"{made.path}  {_holds(contents(made.path, key))}")
    except LibraryProblem as problem:
        raise failure_of(problem) from problem
    return Exit.DONE


def _target(to: Path | None, library: Path) -> Path | None:
    """Return the new file that a backup is to be. Raises Failure if there is one of that name."""
    if to is None:
        return None
    if to.is_dir():
        to = to / f"{library.stem}.{datetime.now().astimezone().strftime('%Y-%m-%d.%H%M%S')}.samkarta"
    if to.exists():
        sentence = _("{path} finns redan. Inget har skrivits. Välj ett annat namn.")
        raise Failure.because(Exit.BLOCKED, sentence.format(path=to))
    return to


def restore_library(options: argparse.Namespace) -> int:
    """Put a backup in the library's place, or do what the options ask for."""
    from app.commands.opening import failure_of
    from app.storage.errors import LibraryProblem

    library = options.library or default_library()
    try:
        if options.key_file:
            return _mend_key(library)
        if options.salvage:
            return _salvage(library, options)
        if options.list:
            return _list(library, options)
        return _restore(library, options)
    except LibraryProblem as problem:
        raise failure_of(problem) from problem


def _restore(library: Path, options: argparse.Namespace) -> int:
    from app.storage.restoring import fetch_case, restore

    backup = _chosen(library, options)
    key = _key(library, backup, options)
    if options.case:
        from app.commands.opening import opened

        with opened(options) as there:
            own, title = fetch_case(there, backup, key, options.case)
        say(f"{own}  {' '.join(title.split())}")
        return Exit.DONE
    done = restore(library, backup, key)
    say(_("Säkerhetskopian {backup} är biblioteket {path} nu.").format(backup=backup.name, path=library))
    if done.kept_as is not None:
        say(_("Det som var där finns kvar som {path}.").format(path=done.kept_as))
    if said := done.again.told():
        say(said)
    return Exit.DONE


def _chosen(library: Path, options: argparse.Namespace) -> Path:
    """Return the backup that was named: a file, or one of the library's; the newest whole one if none was."""
    from app.storage.backups import backups_of, folder_of, newest_good

    if options.backup:
        for path in (Path(options.backup), folder_of(library) / options.backup):
            if path.is_file():
                return path
        sentence = _("Det finns ingen säkerhetskopia {name}. samkarta restore --list visar de som finns.")
        raise Failure.because(Exit.UNKNOWN, sentence.format(name=options.backup))
    found = backups_of(library)
    good = newest_good(library, _key(library, found[0].path, options)) if found else None
    if good is None:
        sentence = _("Det finns ingen hel säkerhetskopia av {path}. Inget har ändrats.")
        raise Failure.because(Exit.UNKNOWN, sentence.format(path=library))
    return good.path


def _key(library: Path, backup: Path, options: argparse.Namespace) -> DataKey:
    """Return the key of a backup: by its own key file, or by the library's. Raises Failure 6, LibraryProblem."""
    from app.commands.asking import PASSWORD, word
    from app.storage.errors import KeyFileDamaged, KeyFileMissing, WrongPassword
    from app.storage.unlocking import unlock

    password = word(PASSWORD, options.password_file)
    try:
        return unlock(backup, password)
    except (WrongPassword, KeyFileMissing, KeyFileDamaged) as problem:
        with suppress(WrongPassword, KeyFileMissing, KeyFileDamaged):
            if library.exists():
                return unlock(library, password)
        if isinstance(problem, WrongPassword):
            raise Failure.because(Exit.WRONG_PASSWORD, str(problem)) from problem
        raise


def _list(library: Path, options: argparse.Namespace) -> int:
    """Say a line for each backup, the newest first, and a line for each of its cases."""
    from app.storage.backups import backups_of, contents
    from app.storage.errors import LibraryProblem

    found = backups_of(library)
    if not found and not library.exists():
        sentence = _("Det finns inget bibliotek i {path}. Se efter att sökvägen är rätt.")
        raise Failure.because(Exit.UNKNOWN, sentence.format(path=library))
    key = _key(library, found[0].path, options) if found else None
    for each in found:
        try:
            assert key is not None
            held = contents(each.path, key)
        except LibraryProblem as problem:
            say(f"{each.path.name}  {_when(each.at)}  {' '.join(str(problem).split())}")
            continue
        say(f"{each.path.name}  {_when(each.at)}  {_holds(held)}")
        for case in held.cases:
            parts = (case.id, case.number or "", " ".join(case.title.split()))
            say("  " + "  ".join(part for part in parts if part))
    return Exit.DONE


def _mend_key(library: Path) -> int:
    from app.storage.bringing_back import mend_key

    mend_key(library)
    say(_("Nyckelfilen till {path} är tillbakalagd.").format(path=library))
    return Exit.DONE


def _salvage(library: Path, options: argparse.Namespace) -> int:
    from app.commands.opening import key_of
    from app.storage.salvage import STATES, salvage

    done = salvage(library, key_of(library, options))
    for each in done.cases:
        say(f"{each.id}  {_(STATES[each.state])}  {' '.join(each.title.split())}")
    for note in done.notes:
        say(note)
    say(_("Det skadade biblioteket finns kvar som {path}.").format(path=done.kept_as))
    return Exit.DONE


def _when(at: datetime) -> str:
    return at.astimezone().strftime("%Y-%m-%d %H.%M")


def _holds(held: Contents) -> str:
    cases, edits = len(held.cases), held.edits
    return ", ".join(
        (
            ngettext("{n} ärende", "{n} ärenden", cases).format(n=cases),
            ngettext("{n} ändring", "{n} ändringar", edits).format(n=edits),
        )
    )
