"""A library's backups and health as the windows ask for them (`app.widgets.recovery.care.Care`), done by storage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from app.i18n import _, ngettext
from app.widgets.recovery.care import Copy, CopyCase, CopyHolds, ReadableCase
from app.widgets.services import ServiceFailed

if TYPE_CHECKING:
    from app.storage.backups import Backup, Why
    from app.storage.data_key import DataKey
    from app.storage.library import Library
    from app.storage.restoring import Restored


class LibraryCare:
    """The backups and the health of the library at ``library``; ``opened`` is the library while it is open."""

    def __init__(self, library: Path, key: Callable[[], DataKey | None], opened: Library | None = None) -> None:
        self._path, self._key_now, self._opened = library, key, opened

    @classmethod
    def of(cls, library: Library) -> LibraryCare:
        """Return the care of an open library."""
        return cls(library.path, lambda: library.key, library)

    @property
    def library(self) -> Path:
        """The library's file."""
        return self._path

    @property
    def why_read_only(self) -> str:
        """Why nothing can be written, empty if it can."""
        return self._opened.why_read_only if self._opened is not None else ""

    @property
    def _key(self) -> DataKey:
        key = self._key_now()
        if key is None:
            raise ServiceFailed(_("Biblioteket är låst. Inget har ändrats. Lås upp det först."))
        return key

    def unsafe_place(self) -> tuple[str, str]:
        """Return what the settings remember the library by, and why its place is not safe; empty if it is."""
        from app.storage.places import mark_of, place_of

        place = place_of(self._path)
        return mark_of(self._path), place.told(self._path) if place is not None else ""

    # Backups

    def copies(self) -> Sequence[Copy]:
        """Return the backups, the newest first."""
        from app.storage.backups import backups_of

        return [_copy(each) for each in backups_of(self._path)]

    def holds(self, copy: Copy) -> CopyHolds:
        """Return what a backup holds."""
        from app.storage.backups import contents

        with _in_words():
            held = contents(copy.path, self._key)
        names = [" · ".join(part for part in (each.number, each.title) if part) for each in held.cases]
        cases = [CopyCase(each.id, name, each.changed) for each, name in zip(held.cases, names, strict=True)]
        return CopyHolds(tuple(cases), held.edits)

    def is_due(self) -> bool:
        """Return whether there is something new to back up and the last backup is half an hour old."""
        from app.storage.backups import EVERY_SECONDS, backups_of, has_changed
        from app.storage.key_file import key_file_of

        if self.why_read_only or not key_file_of(self._path).exists():
            return False
        newest = next(iter(backups_of(self._path)), None)
        old = newest is None or abs((datetime.now(UTC) - newest.at).total_seconds()) >= EVERY_SECONDS
        with _in_words():
            return old and has_changed(self._path)

    def back_up(self, why: str) -> Copy | None:
        """Make a backup; None if nothing has changed since the last, or if nobody has a password to the library."""
        from app.storage.backups import back_up
        from app.storage.key_file import key_file_of

        if not key_file_of(self._path).exists():
            return None
        with _in_words():
            made = back_up(self._path, self._key, cast("Why", why), always=why == "asked")
        return _copy(made) if made is not None else None

    def finish_erasing(self) -> None:
        """Do what an erasing could not finish, in the open library's own thread."""
        from app.storage.erased import rest_of

        if self._opened is None or self.why_read_only:
            return
        with _in_words():
            if rest_of(self._opened):
                from app.storage.erasing_again import finish

                finish(self._opened)

    def restore(self, copy: Copy) -> str:
        """Put a backup in the library's place, and return what happened, in a sentence. No case may be open."""
        from app.storage.restoring import restore

        with _in_words():
            if self._opened is not None:
                done = self._opened.while_closed(lambda key: restore(self._path, copy.path, key))
            else:
                done = restore(self._path, copy.path, self._key)
        return _put_back(copy, done)

    def fetch_case(self, copy: Copy, case_id: str) -> str:
        """Put one case of a backup in the library as a new one, and return how it is called."""
        from app.storage.restoring import fetch_case

        assert self._opened is not None
        with _in_words():
            return fetch_case(self._opened, copy.path, self._key, case_id)[1]

    # Health

    def look(self) -> Sequence[str]:
        """Return what is wrong with the file, after a quick look."""
        from app.storage.file_check import check_file

        with _in_words():
            return check_file(self._path, self._key, known=True)

    def check(self) -> Sequence[str]:
        """Return everything that is wrong with the library."""
        from app.storage.check import check

        with _in_words():
            return check(self._path, self._key, known=True)

    def readable(self) -> Sequence[ReadableCase]:
        """Return what can be read of a damaged library."""
        from app.storage.salvage import STATES, readable

        with _in_words():
            found = readable(self._path, self._key)
        return [
            ReadableCase(each.title, _(STATES[each.state]), each.state not in ("part", "lost"), each.state == "lost")
            for each in found
        ]

    def newest_good(self) -> Copy | None:
        """Return the newest backup that is whole."""
        from app.storage.backups import newest_good

        with _in_words():
            found = newest_good(self._path, self._key)
        return _copy(found) if found is not None else None

    def salvage(self) -> str:
        """Put a library of all that can be read in the damaged one's place, and return what happened."""
        from app.storage.salvage import salvage

        with _in_words():
            done = salvage(self._path, self._key)
        saved = sum(each.state != "lost" for each in done.cases)
        told = [
            ngettext("{n} ärende är räddat.", "{n} ärenden är räddade.", saved).format(n=saved),
            _("Det skadade biblioteket finns kvar som {name}.").format(name=done.kept_as.name) if done.kept_as else "",
            *done.notes,
        ]
        return " ".join(part for part in told if part)


def _copy(backup: Backup) -> Copy:
    return Copy(backup.path, backup.at.astimezone(), backup.why, backup.size)


def _put_back(copy: Copy, done: Restored) -> str:
    told = [_("Säkerhetskopian från {when} är biblioteket nu.").format(when=copy.at.strftime("%Y-%m-%d %H.%M"))]
    if done.kept_as is not None:
        told.append(_("Det som var där finns kvar som {name}.").format(name=done.kept_as.name))
    return " ".join(part for part in (*told, done.again.told()) if part)


@contextmanager
def _in_words() -> Iterator[None]:
    from app.storage.errors import LibraryProblem

    try:
        yield
    except LibraryProblem as problem:
        raise ServiceFailed(str(problem)) from problem
    except OSError as problem:
        sentence = _("Det gick inte: disken är full eller svarar inte. Inget har ändrats.")
        raise ServiceFailed(sentence) from problem
