"""What the windows ask of the rest of the program to hand out a case's plan.

Every method raises `ServiceFailed` (`app.widgets.services`) with a whole sentence for the user when it cannot be done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from app.models.deidentify.hidden import Hidden
    from app.models.disclosure.entries import Entry
    from app.models.disclosure.extract import Extract

T = TypeVar("T")
Progress = Callable[[int, int, str], None]
"""Told how many packages are done, of how many, and whose is made now."""


class Here(Protocol):
    """Runs something on the windows' own thread, where the library may be asked, and returns its answer."""

    def __call__(self, do: Callable[[], T], /) -> T:
        """Run it; what it raises is raised."""


class Giving(Protocol):
    """Packages that are ready to be made, on any thread."""

    def __call__(self, here: Here, progress: Progress, cancelled: Callable[[], bool], /) -> Sequence[Path]:
        """Make them, all or none, and return where they stand."""


@dataclass(frozen=True, slots=True)
class Gift:
    """One recipient's package. ``formats`` None is all that suit; an empty ``pattern`` is the program's own name.

    ``hidden`` is what is looked for in every byte of a package that is de-identified, None where it is not.
    ``choices`` are what the user took away (``without``) and what the guardian said yes to (``yes``), for the log.
    """

    extract: Extract
    target: Path
    zipped: bool = False
    formats: frozenset[str] | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    pattern: str = ""
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    hidden: Hidden | None = None


@dataclass(frozen=True, slots=True)
class GivenLog:
    """What has been given out of a case, oldest first, and in sentences what is wrong with the log's chain."""

    entries: Sequence[Entry]
    problems: Sequence[str]


@dataclass(frozen=True, slots=True)
class Checked:
    """A package that was looked at: in sentences what is wrong with it, and the line of the log that gave it."""

    problems: Sequence[str]
    given: Entry | None


class Disclosing(Protocol):
    """The part of the services that hands out."""

    def rests_on(self, extract: Extract) -> Sequence[str]:
        """Return in sentences what a disclosure rests on, as the package says it."""

    def package_name(self, case_id: str, gift: Gift) -> str:
        """Return what a package will be called, as far as can be said before it is made."""

    def plan_pdf(self, case_id: str, gift: Gift) -> Callable[[], bytes]:
        """Return what makes the ``plan.pdf`` that would leave now, on any thread; nothing is put on the disk."""

    def giving(self, gifts: Sequence[tuple[str, Gift]]) -> Giving:
        """Return packages, each of the case with its id, ready to be made: all or none."""

    def new_rows(self, case_id: str) -> Mapping[str, int]:
        """Return, for every recipient who may have something now, how many plan rows would go that it has not had."""

    def given(self, case_id: str) -> GivenLog:
        """Return what has been given out of a case, and whether the log is whole."""

    def check_package(self, case_id: str, path: Path) -> Checked:
        """Look at a package, folder or zip file, and in the case's log for it."""
