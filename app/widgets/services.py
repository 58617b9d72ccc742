"""What the windows ask of the rest of the program. `app.application` hands them one that does it.

Every method raises `ServiceFailed` with a whole sentence for the user when it cannot be done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.document import Document
from app.kinds.options import PLAIN, Options
from app.models.case import Case
from app.widgets.disclosing.asking import Disclosing
from app.widgets.keeping import Keeping

if TYPE_CHECKING:
    from app.documents.base import Document as PaperSource
    from app.documents.base import Options as PaperOptions
    from app.kinds.looking_back import LookBack
    from app.models.attached import AttachedFile
    from app.models.deidentify.reviewing import Decision, Review
    from app.models.replay import Growth
    from app.models.templates import Template
    from app.models.todo import CaseDates
    from app.widgets.recovery.care import Care


class ServiceFailed(Exception):
    """Something could not be done; the message says what happened, what was saved and what to do."""


class WrongWord(ServiceFailed):
    """A password does not open what it was given for."""


@dataclass(frozen=True, slots=True)
class CaseCard:
    """One case as the library lists it, of which there may be ten thousand. ``id`` is the library's own."""

    id: str
    case_id: str
    number: str | None
    title: str
    kind: str
    status: str
    figures: int
    wishes: int
    blocked: int
    changed_at: str  # ISO 8601, UTC

    @property
    def changed(self) -> datetime:
        """When it was last changed, local time."""
        return datetime.fromisoformat(self.changed_at).astimezone()


@dataclass(frozen=True, slots=True)
class Found:
    """A record in which a search's words stand. ``case`` is the library's id, ``said`` what stands round them."""

    case: str
    number: str | None
    title: str
    family: str
    key: str
    said: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One thing that can be written: ``kind`` as on the command line, Swedish msgid, suffixes without dot."""

    kind: str
    label: str
    suffixes: tuple[str, ...]


class Services(Keeping, Disclosing, Protocol):
    """The library and the exports, as the windows see them."""

    @property
    def library_path(self) -> Path:
        """The open library's file."""

    @property
    def care(self) -> Care:
        """The library's backups and health."""

    def cases(self) -> Sequence[CaseCard]:
        """Return every case of the library, last changed first."""

    def search(self, words: str) -> list[Found]:
        """Return the records of all cases in which every one of ``words`` begins a word, best first."""

    def open(self, case_id: str) -> Document:
        """Open a case; its edits are stored in the library as they are made."""

    def dates(self, cards: Iterable[CaseCard]) -> tuple[list[CaseDates], list[CaseCard]]:
        """Return what is known of the dates of cases that are late or near, and the cases that must be read for it."""

    def dates_of(self, card: CaseCard) -> CaseDates:
        """Return the dates of a case of the list; read again only when the case has been changed."""

    def keep_dates(self) -> None:
        """Keep the dates that have been read beside their cases, where the library may be written."""

    def growth(self, case_id: str) -> Growth:
        """Return how a case came to be, as its log tells."""

    def waved(self, case_id: str) -> frozenset[str]:
        """Return the findings of a case that have been waved away, by `Finding.mark`."""

    def wave(self, case_id: str, finding: str, away: bool) -> None:
        """Wave a finding of a case away, or bring it back."""

    def review(self, case_id: str) -> Review:
        """Return what has been decided of a case's free texts before it is de-identified."""

    def keep_review(self, case_id: str, decisions: Mapping[str, Decision | None]) -> None:
        """Keep what was decided of texts, by place; None takes a decision back."""

    def attachments(self, case_id: str) -> Sequence[AttachedFile]:
        """Return the files kept with a case, the oldest first, without their contents."""

    def attachment(self, case_id: str, key: str) -> bytes:
        """Return the contents of a file kept with a case."""

    def attach(self, case_id: str, kind: str, name: str, data: bytes) -> AttachedFile:
        """Keep a file with a case, as one of `app.models.attached.KINDS`."""

    def reclassify(self, case_id: str, key: str, kind: str) -> None:
        """Say that a file kept with a case is another one of `app.models.attached.KINDS`."""

    def detach(self, case_id: str, key: str) -> None:
        """Remove a file kept with a case for good."""

    def create(self, title: str, child: str, template: Template | None = None, *, kind: str = "type_case") -> str:
        """Make a case with the child in the middle, and what a template sets out; return its library id."""

    def import_files(self, paths: Sequence[Path], *, copy: bool = False) -> Sequence[str]:
        """Import case files, all or none, and return their library ids."""

    def import_example(self) -> str:
        """Put the example case in the library (or find it there) and return its library id."""

    def remove(self, case_id: str) -> None:
        """Take a case out of the library for good."""

    def papers(self) -> Sequence[Paper]:
        """Return what a case can be written as, in menu order."""

    def looking_back(self, shown: LookBack) -> PaperSource:
        """Return the paper of an earlier map, or of what is different between two times."""

    def write(self, paper: PaperSource, case: Case, path: Path) -> None:
        """Write a paper made by the window, not one of the list, to ``path`` (PDF, SVG or PNG), whole or not at all."""

    def pdf(self, papers: Sequence[PaperSource], case: Case, options: PaperOptions) -> bytes:
        """Return papers as the one PDF that `save_pdf` would write; nothing is put on the disk. Any thread may ask."""

    def save_pdf(self, papers: Sequence[PaperSource], case: Case, path: Path, options: PaperOptions) -> None:
        """Write papers after each other in one PDF, whole or not at all."""

    def export(self, case: Case, kind: str, path: Path, *, paper: str = "auto", looks: Options = PLAIN) -> None:
        """Write a case's paper to ``path``, whole or not at all. ``paper``: ``auto``, ``a4`` or ``a3``.

        ``looks`` is how maps are looked at.
        """
