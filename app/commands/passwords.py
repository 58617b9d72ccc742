"""Where a command gets the password of a library from, and the command `password`.

A password comes from ``SAMKARTA_PASSWORD``, from a file, or from a prompt; never from an argument, which every
other program on the machine could read.
"""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.terminal import Exit, Failure, complain, say
from app.i18n import _
from app.paths import default_library

if TYPE_CHECKING:
    from app.storage.data_key import DataKey

PASSWORD = "SAMKARTA_PASSWORD"
NEW_PASSWORD = "SAMKARTA_NEW_PASSWORD"
CODE = "SAMKARTA_RECOVERY_CODE"
MOST_BYTES = 64 * 1024


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
            _tell_code(code)
            return key
        if door is Door.PLAIN and plain_library(path):
            complain([_("Biblioteket {path} är inte krypterat. Nu krypteras det.").format(path=path)])
            key, code = encrypt(path, word(PASSWORD, file, new=True))
            _tell_code(code)
            complain([_("Den okrypterade filen är överskriven och borttagen. På en SSD kan rester ligga kvar.")])
            return key
        if door is Door.PLAIN or (door is Door.MISSING and create):
            return DataKey.fresh()  # somebody else's file, or a folder that is not there: opening it says so
        key = unlock(path, word(PASSWORD, file) if door is Door.LOCKED else "")
    except WrongPassword as problem:
        raise Failure.because(Exit.WRONG_PASSWORD, str(problem)) from problem
    remove_plain(path)
    return key


def word(name: str, file: Path | None, *, new: bool = False) -> str:
    """Return a password: from a file that was named, from the environment's ``name``, or from a prompt.

    Raises Failure.
    """
    if file is not None:
        return first_line(file)
    found = os.environ.get(name)
    if found is not None:
        return os.fsencode(found).decode("utf-8", "surrogateescape")  # whatever the terminal's own letters are
    return prompted(_missing(name), new=new)


def _missing(name: str) -> str:
    if name == NEW_PASSWORD:
        return _(
            "Det nya lösenordet saknas. Inget har ändrats. Ange det i {name} eller med --new-password-file."
        ).format(name=name)
    if name == CODE:
        return _("Återställningskoden saknas. Inget har ändrats. Ange den i {name} eller med --password-file.").format(
            name=name
        )
    return _("Biblioteket är krypterat. Ange lösenordet i {name} eller med --password-file.").format(name=name)


def prompted(missing: str, *, new: bool = False) -> str:
    """Return a password that is asked for, twice if it is ``new``. Raises Failure, ``missing`` if nobody is there."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise Failure.because(Exit.WRONG_PASSWORD, missing)
    try:
        first = getpass.getpass(_("Nytt lösenord: ") if new else _("Lösenord: "))
        if new and first != getpass.getpass(_("Samma lösenord igen: ")):
            raise Failure.because(Exit.WRONG_PASSWORD, _("Lösenorden är inte lika. Inget har ändrats. Försök igen."))
    except EOFError as problem:
        raise Failure.because(Exit.WRONG_PASSWORD, _("Inget lösenord angavs. Inget har ändrats.")) from problem
    return first


def first_line(file: Path) -> str:
    """Return the first line of a password file. Raises Failure."""
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES).decode("utf-8-sig").split("\n", 1)[0].rstrip("\r")
    except (OSError, ValueError) as problem:
        sentence = _("Lösenordsfilen {path} går inte att läsa. Inget har ändrats.")
        raise Failure.because(Exit.UNKNOWN, sentence.format(path=file)) from problem


def _tell_code(code: str) -> None:
    """Tell the recovery code once, on standard error: standard output is for other programs."""
    complain(
        [
            _("Återställningskod: {code}").format(code=code),
            _("Skriv ut eller skriv av koden och lås in den. Den öppnar biblioteket om lösenordet glöms."),
        ]
    )


def change(options: argparse.Namespace) -> int:
    """Give the library another password, or a new recovery code."""
    from app.storage.errors import LibraryProblem, WrongPassword
    from app.storage.unlocking import change_code, change_password, unlock_with_code

    path = options.library or default_library()
    try:
        by_code = options.with_code
        key = unlock_with_code(path, word(CODE, options.password_file)) if by_code else key_of(path, options)
        if options.new_code:
            _tell_code(change_code(path, key))
            say(_("Biblioteket {path} har en ny återställningskod. Den gamla gäller inte längre.").format(path=path))
            return Exit.DONE
        change_password(path, key, word(NEW_PASSWORD, options.new_password_file, new=True))
    except WrongPassword as problem:
        raise Failure.because(Exit.WRONG_PASSWORD, str(problem)) from problem
    except LibraryProblem as problem:
        from app.commands.libraries import failure_of

        raise failure_of(problem) from problem
    say(_("Biblioteket {path} har ett nytt lösenord.").format(path=path))
    return Exit.DONE
