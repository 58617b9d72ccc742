"""Opening the library that a command names: its key, its problems as exit codes, the user's own folder."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.asking import PASSWORD, word
from app.commands.terminal import Exit, Failure, complain
from app.i18n import _
from app.paths import default_library

if TYPE_CHECKING:
    from app.storage.data_key import DataKey
    from app.storage.errors import LibraryProblem
    from app.storage.library import Library


@contextmanager
def opened(options: argparse.Namespace, *, create: bool = False) -> Iterator[Library]:
    """Open the library that was named, or the user's own; its problems become failures with the right exit code."""
    from app.storage.errors import LibraryProblem
    from app.storage.library import Library

    path = options.library or default_library()
    try:
        if options.library is None and create:
            make_home()
        with Library.open(path, key_of(path, options, create=create), create=create) as library:
            library.actor = _actor
            yield library
    except LibraryProblem as problem:
        raise failure_of(problem) from problem


def _actor() -> str | None:
    """Return what the user is called in the log, as the settings have it."""
    from app.settings import Settings

    return Settings.load().user_name or None


def failure_of(problem: LibraryProblem) -> Failure:
    """Return a library's problem as the failure of a command, with its exit code."""
    from app.storage.errors import AlreadyThere, CaseUnknown, LibraryMissing

    if isinstance(problem, LibraryMissing | CaseUnknown):
        return Failure.because(Exit.UNKNOWN, str(problem))
    if isinstance(problem, AlreadyThere):
        return Failure.because(Exit.BAD_FILE, str(problem) + " " + _("Med --copy läggs en kopia in bredvid."))
    return Failure.because(Exit.BLOCKED, str(problem))


def make_home() -> None:
    """Make the folder of the user's own library, which only the user may look into."""
    folder = default_library().parent
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        sentence = _("Mappen {path} går inte att skapa. Se efter att du får skriva där, eller ange --library.")
        raise Failure.because(Exit.BLOCKED, sentence.format(path=folder)) from problem


def key_of(path: Path, options: argparse.Namespace | None = None, *, create: bool = False) -> DataKey:
    """Return the key of the library at ``path``: asked for, made with a new library, or with a plain one's encryption.

    Raises Failure 6 for a wrong or missing password, LibraryProblem for the rest.
    """
    from app.storage.data_key import DataKey
    from app.storage.encrypting import encrypt, remove_plain
    from app.storage.errors import WrongPassword
    from app.storage.file import plain_library
    from app.storage.unlocking import Door, door_of, new_key, unlock

    door = door_of(path)
    file = getattr(options, "password_file", None)
    try:
        if door is Door.MISSING and create and path.parent.is_dir():
            key, code = new_key(path, word(PASSWORD, file, new=True))
            tell_code(code)
            return key
        if door is Door.PLAIN and plain_library(path):
            complain([_("Biblioteket {path} är inte krypterat. Nu krypteras det.").format(path=path)])
            key, code = encrypt(path, word(PASSWORD, file, new=True))
            tell_code(code)
            complain([_("Den okrypterade filen är överskriven och borttagen. På en SSD kan rester ligga kvar.")])
            return key
        if door is Door.PLAIN or (door is Door.MISSING and create):
            return DataKey.fresh()  # somebody else's file, or a folder that is not there: opening it says so
        key = unlock(path, word(PASSWORD, file) if door is Door.LOCKED else "")
    except WrongPassword as problem:
        raise Failure.because(Exit.WRONG_PASSWORD, str(problem)) from problem
    remove_plain(path)
    return key


def tell_code(code: str) -> None:
    """Tell the recovery code once, on standard error: standard output is for other programs."""
    complain(
        [
            _("Återställningskod: {code}").format(code=code),
            _("Skriv ut eller skriv av koden och lås in den. Den öppnar biblioteket om lösenordet glöms."),
        ]
    )
