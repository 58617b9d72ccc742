"""The lock of a library as the windows ask for it (`app.widgets.unlock.keys.Keys`), done with its key file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.i18n import N_, _
from app.widgets.unlock.keys import KeyProblem, Way

if TYPE_CHECKING:
    from app.documents.base import Options, Pages
    from app.drawing.ops import Drawing
    from app.models.case import Case
    from app.storage.data_key import DataKey
    from app.storage.wrapping import Cost

KEYRING_SERVICE = "samkarta"
"""What the keyring lists the library's word under; the name beside it is the library's id, never a path."""


class LibraryKeys:
    """The lock of the library at ``library``. ``key`` is its key while it is open, None while it is locked.

    ``cost`` is what a try of a password is to cost; without it, it is calibrated on this machine.
    """

    def __init__(self, library: Path, key: DataKey | None = None, *, cost: Cost | None = None) -> None:
        self._library = library
        self.key = key
        self._cost = cost

    @property
    def library(self) -> Path:
        """The library's file."""
        return self._library

    def way(self) -> Way:
        """Return how one gets in now; a file that is something else than a library counts as locked."""
        from app.storage.file import plain_library
        from app.storage.unlocking import Door, door_of

        door = door_of(self._library)
        if door is Door.MISSING:
            return Way.NEW
        return Way.PLAIN if door is Door.PLAIN and plain_library(self._library) else Way.LOCKED

    def check(self) -> None:
        """Raise KeyProblem if no password can open the library: its key file is missing or damaged."""
        from app.storage.key_file import KeyFile

        if self.way() is Way.LOCKED:
            with _in_words():
                KeyFile.load(self._library)

    def remedy(self) -> str:
        """Return what a backup can mend: ``"library"`` if that is gone, ``"key"`` if its key file is; else nothing."""
        from app.storage.bringing_back import spare_key_of

        if spare_key_of(self._library) is None:
            return ""
        if self.way() is Way.NEW:
            return "library"
        try:
            self.check()
        except KeyProblem:
            return "key"
        return ""

    def mend(self) -> None:
        """Lay back what `remedy` says from the newest backup that has it."""
        from app.storage.bringing_back import bring_back, mend_key

        with _in_words():
            (bring_back if self.remedy() == "library" else mend_key)(self._library)

    def choose(self, password: str) -> str:
        """Give a new library its password, or encrypt a plain one; return the recovery code."""
        from app.storage.encrypting import encrypt
        from app.storage.unlocking import new_key

        make = encrypt if self.way() is Way.PLAIN else new_key
        with _in_words():
            self.key, code = make(self._library, password, cost=self._cost)
        return code

    def unlock(self, password: str) -> None:
        """Open the lock by the password, and remove what a cut-off encryption left in plain."""
        from app.storage.encrypting import remove_plain
        from app.storage.unlocking import unlock

        with _in_words():
            self.key = unlock(self._library, password)
            remove_plain(self._library)

    def unlock_with_code(self, code: str) -> None:
        """Open the lock by the recovery code."""
        from app.storage.unlocking import unlock_with_code

        with _in_words():
            self.key = unlock_with_code(self._library, code)

    def replace_password(self, password: str) -> None:
        """Give the library another password, when the lock has been opened by the recovery code."""
        from app.storage.unlocking import change_password

        with _in_words():
            change_password(self._library, self._open_key(), password, cost=self._cost)

    def change_password(self, old: str, new: str) -> None:
        """Give the library another password, by the present one."""
        from app.storage.unlocking import change_password, unlock

        with _in_words():
            change_password(self._library, unlock(self._library, old), new, cost=self._cost)

    def new_code(self, password: str) -> str:
        """Make a new recovery code, by the password, and return it; the old one opens nothing any more."""
        from app.storage.unlocking import change_code, unlock

        with _in_words():
            return change_code(self._library, unlock(self._library, password))

    def write_sheet(self, sheet: Drawing, path: Path) -> None:
        """Write a sheet of paper to a PDF file, whole or not at all."""
        from app.documents.base import Document, Shape
        from app.export.base import ExportFailed, write
        from app.models.edits.newcase import empty_case

        class Sheet(Document):
            """One sheet that has nothing of any case."""

            label = N_("Återställningskod till Samkarta")
            shapes = frozenset[Shape]({"pages"})

            def title(self, case: Case) -> str:
                return sheet.title

            def pages(self, case: Case, options: Options) -> Pages:
                return lambda _total: [sheet]

        try:
            write(Sheet(), empty_case("Samkarta", "Samkarta"), path)
        except ExportFailed as problem:
            raise KeyProblem(str(problem)) from problem

    def forget(self) -> None:
        """Let go of the key."""
        self.key = None

    def _open_key(self) -> DataKey:
        if self.key is None:
            raise KeyProblem(_("Biblioteket är låst. Inget har ändrats. Lås upp det först."))
        return self.key

    # The machine's keyring

    @property
    def remembered(self) -> bool:
        """Whether this machine's keyring opens the library."""
        from app.storage.errors import LibraryProblem
        from app.storage.key_file import KeyFile

        try:
            found = KeyFile.load(self._library)
        except LibraryProblem:
            return False
        return found.has_keyring and bool(_kept_word(found.library))

    def unlock_by_machine(self) -> bool:
        """Open the lock by what this machine's keyring remembers; return whether it could be done.

        Without a slot in the key file the keyring is not even asked.
        """
        from app.storage.encrypting import remove_plain
        from app.storage.errors import LibraryProblem
        from app.storage.key_file import KeyFile

        try:
            found = KeyFile.load(self._library)
            word = _kept_word(found.library) if found.has_keyring else None
            self.key = found.unlock_with_keyring(word) if word else None
        except LibraryProblem:
            return False
        if self.key is not None:
            remove_plain(self._library)
        return self.key is not None

    def remember(self, on: bool, password: str = "") -> None:
        """Let this machine's keyring open the library from now on, by the password, or no longer."""
        import keyring
        from keyring.errors import KeyringError

        from app.storage.key_file import KeyFile
        from app.storage.unlocking import unlock

        with _in_words():
            found = KeyFile.load(self._library)
            if not on:
                found.without_keyring().save(self._library)
        try:
            if not on:
                if keyring.get_password(KEYRING_SERVICE, found.library) is not None:
                    keyring.delete_password(KEYRING_SERVICE, found.library)
                return
            with _in_words():
                changed, word = found.with_keyring(unlock(self._library, password))
            keyring.set_password(KEYRING_SERVICE, found.library, word)
        except KeyringError as problem:
            raise KeyProblem(_without_keyring(on)) from problem
        with _in_words():
            changed.save(self._library)


def _without_keyring(on: bool) -> str:
    if on:
        return _(
            "Datorn har ingen nyckelring som går att använda, så lösenordet kan inte kommas ihåg här. "
            "Inget har ändrats. Skriv lösenordet som vanligt."
        )
    return _(
        "Datorns nyckelring svarade inte. Det som ligger kvar där öppnar inte längre biblioteket. "
        "Du behöver inte göra något."
    )


def _kept_word(library: str) -> str | None:
    """Return what this machine's keyring keeps for a library, None if there is neither word nor keyring."""
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(KEYRING_SERVICE, library)
    except KeyringError:
        return None


@contextmanager
def _in_words() -> Iterator[None]:
    from app.storage.errors import LibraryProblem, WrongPassword

    try:
        yield
    except LibraryProblem as problem:
        raise KeyProblem(str(problem), wrong_word=isinstance(problem, WrongPassword)) from problem
    except OSError as problem:
        sentence = _("{path} går inte att läsa eller skriva. Inget har ändrats. Försök igen.")
        raise KeyProblem(sentence.format(path=problem.filename)) from problem
