"""The command `password`: another password, or another recovery code."""

from __future__ import annotations

import argparse

from app.commands.asking import CODE, NEW_PASSWORD, word
from app.commands.opening import failure_of, key_of, tell_code
from app.commands.terminal import Exit, Failure, say
from app.i18n import _
from app.paths import default_library


def change(options: argparse.Namespace) -> int:
    """Give the library another password, or a new recovery code."""
    from app.storage.errors import LibraryProblem, WrongPassword
    from app.storage.unlocking import change_code, change_password, unlock_with_code

    path = options.library or default_library()
    try:
        by_code = options.with_code
        key = unlock_with_code(path, word(CODE, options.password_file)) if by_code else key_of(path, options)
        if options.new_code:
            tell_code(change_code(path, key))
            say(_("Biblioteket {path} har en ny återställningskod. Den gamla gäller inte längre.").format(path=path))
            return Exit.DONE
        change_password(path, key, word(NEW_PASSWORD, options.new_password_file, new=True))
    except WrongPassword as problem:
        raise Failure.because(Exit.WRONG_PASSWORD, str(problem)) from problem
    except LibraryProblem as problem:
        raise failure_of(problem) from problem
    say(_("Biblioteket {path} har ett nytt lösenord.").format(path=path))
    return Exit.DONE
