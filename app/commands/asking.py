"""Where a command gets a password from.

A password comes from ``SAMKARTA_PASSWORD``, from a file, or from a prompt; never from an argument, which every
other program on the machine could read.
"""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from app.commands.terminal import Exit, Failure
from app.i18n import _

PASSWORD = "SAMKARTA_PASSWORD"
NEW_PASSWORD = "SAMKARTA_NEW_PASSWORD"
CODE = "SAMKARTA_RECOVERY_CODE"
MOST_BYTES = 64 * 1024


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
