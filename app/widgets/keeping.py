"""What the windows ask of the library that concerns a case as a whole: erasing, handing over, merging, reviewing.

Every method raises `ServiceFailed` (`app.widgets.services`) with a whole sentence for the user when it cannot be done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from app.models.case import Case
    from app.models.erasing import Erasure, Preview, Way
    from app.models.threeway import Choice, Name, Sides

HANDED = ".samkarta-case"
"""How the name of a file ends that a case is handed over in."""


@dataclass(frozen=True, slots=True)
class ErasedCount:
    """What was erased: ``records`` gone, ``changed`` ones, ``lines`` of the log; backups that no longer, still,
    or by a fault hold it. ``history`` is False where the log had to go; ``unfinished`` is True where the library's file
    has still to be rewritten.
    """

    records: int
    changed: int
    lines: int
    history: bool
    rewritten: int
    waiting: int
    failed: tuple[Path, ...]
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class HandedCase:
    """A case in a file that was handed over, read and not yet stored.

    ``same`` is the library's id of the case where the library has it, ``sides`` the two laid against each other.
    ``content`` is for `Keeping` alone. ``erased`` says in sentences what was erased here and would come back.
    """

    case: Case
    by: str
    at: datetime
    history: int
    files: tuple[str, ...]
    same: str | None
    sides: Sides | None
    content: Any
    erased: str = ""


@dataclass(frozen=True, slots=True)
class DueCase:
    """A closed case that comes up for review: the library's id, when it was closed, since when it is due."""

    case: str
    closed: date
    since: date


class Keeping(Protocol):
    """The part of the services that keeps, erases and hands over whole cases."""

    def backups(self) -> int:
        """Return how many backups of the library there are."""

    def look_for(self, case_id: str, figure: str, way: Way, also: Sequence[str] = ()) -> Preview:
        """Return what erasing a person from a case would do."""

    def erase_person(self, case_id: str, erasure: Erasure, *, later: bool = False) -> ErasedCount:
        """Erase a person from a case for good; its windows must be opened anew. ``later`` leaves the backups alone."""

    def erase_case(self, case_id: str, *, later: bool = False) -> ErasedCount:
        """Erase a case for good."""

    def hand_over(self, case_id: str, path: Path, password: str, *, history: bool, files: bool) -> None:
        """Write a case to an encrypted file with a password of its own."""

    def read_handed(self, path: Path, password: str) -> HandedCase:
        """Read a file that was handed over. Raises WrongWord for a password that does not open it."""

    def take_in(self, handed: HandedCase, *, copy: bool = False) -> str:
        """Put a handed-over case in the library and return its library id."""

    def merge(self, handed: HandedCase, choices: Mapping[Name, Choice]) -> int:
        """Make one case of a handed-over one and the library's; return how many records were changed."""

    def due_for_review(self, months: int) -> Sequence[DueCase]:
        """Return the closed cases that have been kept so many months, the longest due first."""

    def kept_until(self, case_id: str) -> date | None:
        """Return until when a closed case is kept, None if nothing was said."""

    def keep_until(self, case_id: str, until: date) -> None:
        """Keep a closed case until a day, when it comes up again."""
