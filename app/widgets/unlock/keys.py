"""What the windows ask of a library's lock. `app.library_keys` does it; every call may take a second or more."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.drawing.ops import Drawing


class Way(Enum):
    """How one gets in."""

    NEW = "new"  # there is no library yet: a password is chosen
    PLAIN = "plain"  # one from before libraries were encrypted: a password is chosen, and it is encrypted
    LOCKED = "locked"


class KeyProblem(Exception):
    """One does not get in, or something was not changed; the message is a whole sentence for the user.

    ``wrong_word`` says that another password or code may do; otherwise the fault lies in a file.
    """

    def __init__(self, sentence: str, *, wrong_word: bool = False) -> None:
        super().__init__(sentence)
        self.wrong_word = wrong_word


class Keys(Protocol):
    """The lock of one library. Every method raises KeyProblem; the key itself is never handed to the windows."""

    @property
    def library(self) -> Path:
        """The library's file."""

    def way(self) -> Way:
        """Return how one gets in now."""

    def check(self) -> None:
        """Raise KeyProblem if no password can open the library: its key file is missing or damaged."""

    def remedy(self) -> str:
        """Return what a backup can mend: ``"library"`` if that is gone, ``"key"`` if its key file is; else nothing."""

    def mend(self) -> None:
        """Lay back what `remedy` says from the newest backup that has it."""

    def choose(self, password: str) -> str:
        """Give a new library its password, or encrypt a plain one; return the recovery code."""

    def unlock(self, password: str) -> None:
        """Open the lock by the password."""

    def unlock_with_code(self, code: str) -> None:
        """Open the lock by the recovery code."""

    def unlock_by_machine(self) -> bool:
        """Open the lock by what this machine's keyring remembers; return whether it could be done."""

    def replace_password(self, password: str) -> None:
        """Give the library another password, when the lock has been opened by the recovery code."""

    def change_password(self, old: str, new: str) -> None:
        """Give the library another password, by the present one."""

    def new_code(self, password: str) -> str:
        """Make a new recovery code, by the password, and return it; the old one opens nothing any more."""

    @property
    def remembered(self) -> bool:
        """Whether this machine's keyring opens the library."""

    def remember(self, on: bool, password: str = "") -> None:
        """Let this machine's keyring open the library from now on, by the password, or no longer."""

    def write_sheet(self, sheet: Drawing, path: Path) -> None:
        """Write a sheet of paper to a PDF file, whole or not at all."""

    def forget(self) -> None:
        """Let go of the key."""
