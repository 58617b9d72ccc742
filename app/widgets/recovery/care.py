"""What the windows ask of a library's backups and of its health. `app.library_care` does it.

Every method raises `ServiceFailed` with a whole sentence for the user when it cannot be done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from app.i18n import N_

WHYS = {
    "time": N_("under arbetet"),
    "close": N_("när programmet stängdes"),
    "migration": N_("före en ny version"),
    "erase": N_("före en radering"),
    "restore": N_("före en återläggning"),
    "asked": N_("på begäran"),
}
"""Why a backup was made, as Swedish msgids."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One backup: its file, when it was made (local time), why (a key of `WHYS`), and its bytes."""

    path: Path
    at: datetime
    why: str
    size: int


@dataclass(frozen=True, slots=True)
class CopyCase:
    """One case of a backup; ``name`` is its number and title, a neutral one where somebody has protected identity."""

    id: str
    name: str
    changed: datetime


@dataclass(frozen=True, slots=True)
class CopyHolds:
    """What a backup holds: its cases, and how many edits their logs have."""

    cases: tuple[CopyCase, ...]
    edits: int


@dataclass(frozen=True, slots=True)
class ReadableCase:
    """A case of a damaged library: how it is called, how much of it can be read, in words, and whether all can."""

    name: str
    state: str
    whole: bool
    lost: bool


class Care(Protocol):
    """One library's backups and health. What is marked *slow* may be called in a thread of its own."""

    @property
    def library(self) -> Path:
        """The library's file."""

    @property
    def why_read_only(self) -> str:
        """Why nothing can be written, empty if it can."""

    def unsafe_place(self) -> tuple[str, str]:
        """Return what the settings remember the library by, and why its place is not safe; empty if it is."""

    def copies(self) -> Sequence[Copy]:
        """Return the backups, the newest first."""

    def holds(self, copy: Copy) -> CopyHolds:
        """Return what a backup holds."""

    def is_due(self) -> bool:
        """Return whether there is something new to back up and the last backup is half an hour old."""

    def back_up(self, why: str) -> Copy | None:
        """Make a backup; None if nothing has changed since the last. Slow."""

    def finish_erasing(self) -> None:
        """Do what an erasing could not finish, for lack of room or because the program was killed."""

    def restore(self, copy: Copy) -> str:
        """Put a backup in the library's place, and return what happened, in a sentence. No case may be open."""

    def fetch_case(self, copy: Copy, case_id: str) -> str:
        """Put one case of a backup in the library as a new one, and return how it is called."""

    def look(self) -> Sequence[str]:
        """Return what is wrong with the file, after a quick look. Slow."""

    def check(self) -> Sequence[str]:
        """Return everything that is wrong with the library. Slow."""

    def readable(self) -> Sequence[ReadableCase]:
        """Return what can be read of a damaged library. Slow."""

    def newest_good(self) -> Copy | None:
        """Return the newest backup that is whole. Slow."""

    def salvage(self) -> str:
        """Put a library of all that can be read in the damaged one's place, and return what happened. Slow."""
