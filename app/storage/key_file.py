"""The key file of a library: its data key, wrapped by the password and by the recovery code.

It lies beside the library with ``.key`` after its name, and once more as a spare. A new password writes these two
anew and leaves the library itself as it is. docs/security.md tells the format.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import uuid
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.i18n import _
from app.paths import settle_folder, write_whole
from app.storage.data_key import DataKey
from app.storage.errors import KeyFileDamaged, KeyFileMissing, LibraryNotWritable, WrongPassword

FORMAT = "samkarta-key"
VERSION = 1
MOST_BYTES = 64 * 1024


def key_file_of(library: Path) -> Path:
    """Return where the key file of a library lies."""
    return library.with_name(library.name + ".key")


def spare_of(library: Path) -> Path:
    """Return where the spare of a library's key file lies."""
    return library.with_name(library.name + ".key.spare")


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What a key file says. ``library`` is the id it shares with nothing else; ``slots`` are the wrapped keys."""

    library: str
    slots: tuple[dict[str, Any], ...]

    @classmethod
    def made(cls, key: DataKey, password: str, *, cost: Any = None) -> tuple[KeyFile, str]:
        """Return a new key file for ``key`` and the recovery code to be printed.

        ``cost`` is an `app.storage.wrapping.Cost`; without it, it is calibrated on this machine.
        """
        empty = cls(str(uuid.uuid4()), ())
        return empty.with_password(key, password, cost=cost).with_new_code(key)

    def with_password(self, key: DataKey, password: str, *, cost: Any = None) -> KeyFile:
        """Return the key file with another password; the recovery code stays as it is."""
        from app.storage.wrapping import calibrated, wrap_by_password

        return self._with(wrap_by_password(key.raw, password, cost or calibrated(), self._bound))

    def with_new_code(self, key: DataKey) -> tuple[KeyFile, str]:
        """Return the key file with a new recovery code, and the code; the old one no longer opens it."""
        from app.storage.wrapping import new_code, wrap_by_code

        code = new_code()
        return self._with(wrap_by_code(key.raw, code, self._bound)), code

    def with_keyring(self, key: DataKey) -> tuple[KeyFile, str]:
        """Return the key file with a slot for this machine's keyring, and the word that the keyring is to keep."""
        from app.storage.wrapping import new_word, wrap_by_machine

        word = new_word()
        return self._with(wrap_by_machine(key.raw, word, self._bound)), word

    def without_keyring(self) -> KeyFile:
        """Return the key file without the slot of a machine's keyring."""
        return replace(self, slots=tuple(each for each in self.slots if each["kind"] != "keyring"))

    @property
    def has_keyring(self) -> bool:
        """Whether some machine's keyring opens the library."""
        return any(each["kind"] == "keyring" for each in self.slots)

    def _with(self, slot: dict[str, Any]) -> KeyFile:
        kept = tuple(each for each in self.slots if each["kind"] != slot["kind"])
        return replace(self, slots=tuple(sorted((*kept, slot), key=lambda each: str(each["kind"]))))

    def unlock(self, password: str) -> DataKey:
        """Return the data key. Costs one derivation. Raises WrongPassword, or KeyFileDamaged."""
        found = self._opened("password", password)
        if found is None:
            raise WrongPassword(_("Lösenordet stämmer inte. Inget har ändrats. Försök igen eller använd koden."))
        return found

    def unlock_with_code(self, code: str) -> DataKey:
        """Return the data key. Raises WrongPassword, or KeyFileDamaged."""
        from app.storage.wrapping import read_code

        try:
            read_code(code)
        except ValueError as problem:
            sentence = _("Återställningskoden är inte rätt skriven. Jämför den tecken för tecken med papperet.")
            raise WrongPassword(sentence) from problem
        found = self._opened("recovery", code)
        if found is None:
            raise WrongPassword(_("Återställningskoden hör inte till det här biblioteket. Inget har ändrats."))
        return found

    def unlock_with_keyring(self, word: str) -> DataKey | None:
        """Return the data key by the word that a keyring kept, None if it is another's. Raises KeyFileDamaged."""
        return self._opened("keyring", word) if self.has_keyring else None

    def _opened(self, kind: str, word: str) -> DataKey | None:
        from app.storage.wrapping import unwrap

        try:
            slot = next(each for each in self.slots if each["kind"] == kind)
            raw = unwrap(slot, word, self._bound)
            return None if raw is None else DataKey(raw)
        except (StopIteration, ValueError, KeyError, TypeError) as problem:
            raise KeyFileDamaged(_damaged()) from problem

    @property
    def _bound(self) -> bytes:
        """What every slot is bound to: a slot of another library's key file does not open this one."""
        return f"{FORMAT}/{VERSION}/{self.library}".encode()

    # Files

    def text(self) -> str:
        """Return the key file as it is written."""
        body = {"format": FORMAT, "version": VERSION, "library": self.library, "slots": list(self.slots)}
        return json.dumps({**body, "checksum": _checksum(body)}, indent=1) + "\n"

    @classmethod
    def of_text(cls, text: str) -> KeyFile:
        """Return what a key file says. Raises KeyFileDamaged."""
        try:
            body = json.loads(text)
            checksum = body.pop("checksum")
            if checksum != _checksum(body) or body["format"] != FORMAT or body["version"] != VERSION:
                raise ValueError("another checksum, format or version")
            return cls(str(body["library"]), tuple(dict(each) for each in body["slots"]))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
            raise KeyFileDamaged(_damaged()) from problem

    @classmethod
    def load(cls, library: Path) -> KeyFile:
        """Return the key file of a library, or its spare if the first is gone or damaged; mend the one that is.

        Two that are whole but differ are left so: only unlocking can tell which is the library's own.
        Raises KeyFileMissing or KeyFileDamaged.
        """
        first, spare = _read(key_file_of(library)), _read(spare_of(library))
        found = first if isinstance(first, KeyFile) else spare
        if isinstance(found, KeyFile):
            if not (isinstance(first, KeyFile) and isinstance(spare, KeyFile)):
                found.mend(library)
            return found
        if first is None and spare is None:
            raise KeyFileMissing(
                _(
                    "Nyckelfilen {key} saknas, och utan den går {path} inte att öppna. Filen är orörd. "
                    "Är den ett bibliotek: lägg tillbaka nyckelfilen bredvid, till exempel ur en säkerhetskopia. "
                    "Välj annars en annan fil."
                ).format(key=key_file_of(library).name, path=library)
            )
        raise KeyFileDamaged(_damaged(key_file_of(library)))

    @classmethod
    def candidates(cls, library: Path) -> tuple[KeyFile, ...]:
        """Return what may open a library: its key file, and its spare where that is whole and says something else,
        as after a killed change of password or when another library's key file was laid here.

        Raises KeyFileMissing or KeyFileDamaged.
        """
        first, spare = cls.load(library), _read(spare_of(library))
        return (first, spare) if isinstance(spare, KeyFile) and spare != first else (first,)

    def mend(self, library: Path) -> None:
        """Let the key file and its spare be this one, if they can be written; a later opening may do it otherwise."""
        if os.access(library.parent, os.W_OK):
            with contextlib.suppress(LibraryNotWritable):
                self.save(library)

    def save(self, library: Path) -> None:
        """Write the key file and its spare, one after the other. Raises LibraryNotWritable; one of them is whole."""
        for path in (key_file_of(library), spare_of(library)):
            try:
                write_whole(path, self.text(), private=True)
            except OSError as problem:
                raise LibraryNotWritable(_not_written(path)) from problem
        settle_folder(library.parent)


def put_aside(library: Path) -> None:
    """Give the key file of a library that is gone another name: the library may only have been moved."""
    for path in (key_file_of(library), spare_of(library)):
        if path.exists():
            path.rename(path.with_name(f"{path.name}.{uuid.uuid4().hex[:8]}.old"))


def keep_copy(library: Path, present: KeyFile) -> None:
    """Keep a copy of a library's key file under another name, before another takes its place.

    Raises LibraryNotWritable.
    """
    path = key_file_of(library)
    try:
        write_whole(path.with_name(f"{path.name}.{uuid.uuid4().hex[:8]}.old"), present.text(), private=True)
    except OSError as problem:
        raise LibraryNotWritable(_not_written(path)) from problem


def _not_written(path: Path) -> str:
    return _(
        "Nyckelfilen {path} kunde inte skrivas. Den gamla gäller. "
        "Se efter att det finns plats och att du får skriva i mappen."
    ).format(path=path)


def _read(path: Path) -> KeyFile | KeyFileDamaged | None:
    try:
        with path.open("rb") as file:
            return KeyFile.of_text(file.read(MOST_BYTES).decode())
    except FileNotFoundError:
        return None
    except (KeyFileDamaged, OSError, ValueError):
        return KeyFileDamaged()


def _checksum(body: dict[str, Any]) -> str:
    plain = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _damaged(path: Path | None = None) -> str:
    name = f" {path}" if path else ""
    return _(
        "Nyckelfilen{name} är skadad, och utan den går biblioteket inte att öppna. Biblioteket är orört. "
        "Lägg tillbaka nyckelfilen ur en säkerhetskopia."
    ).format(name=name)
