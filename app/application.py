"""The composition root: the one place where storage, exports and windows meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from app.case_disclosing import DisclosesCases
from app.case_keeping import KeepsCases
from app.document import Document
from app.i18n import _
from app.kinds.options import PLAIN, Options
from app.models.case import Case
from app.paths import resources
from app.widgets.services import CaseCard, Found, Paper, ServiceFailed

if TYPE_CHECKING:
    from app.documents.base import Document as PaperSource
    from app.documents.base import Options as PaperOptions
    from app.kinds.looking_back import LookBack
    from app.models.attached import AttachedFile
    from app.models.deidentify.reviewing import Decision, Review
    from app.models.replay import Growth
    from app.models.templates import Template
    from app.models.todo import CaseDates
    from app.storage.library import Library
    from app.widgets.recovery.care import Care

EXAMPLE = "case_a.yaml"


class LibraryServices(KeepsCases, DisclosesCases):
    """What the windows ask for (`app.widgets.services.Services`), done with an open library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._documents: WeakValueDictionary[str, Document] = WeakValueDictionary()
        self._dates: dict[str, tuple[str, CaseDates]] = {}
        self._unkept: list[tuple[str, CaseDates]] = []

    @property
    def library_path(self) -> Path:
        """The open library's file."""
        return self._library.path

    @cached_property
    def care(self) -> Care:
        """The library's backups and health."""
        from app.library_care import LibraryCare

        return LibraryCare.of(self._library)

    def cases(self) -> Sequence[CaseCard]:
        """Return every case of the library, last changed first."""
        with _failing_calmly():
            found = self._library.summaries()
        return [
            CaseCard(
                each.id, each.case_id, each.number, each.title, each.kind, each.status,
                each.figures, each.wishes, each.blocked, each.changed_at,
            )
            for each in found
        ]  # fmt: skip

    def search(self, words: str) -> list[Found]:
        """Return the records of all cases in which every one of ``words`` begins a word, best first."""
        with _failing_calmly():
            return [Found(**asdict(hit)) for hit in self._library.search(words)]

    def open(self, case_id: str) -> Document:
        """Open a case. One that is open already is handed out again: a case has one undo stack."""
        document = self._documents.get(case_id)
        if document is None:
            with _failing_calmly():
                case, history = self._library.load(case_id)
                sink = None if self._library.read_only else self._library.sink(case_id)
            document = Document(case, sink, history, why_read_only=self._library.why_read_only)
            self._documents[case_id] = document
        return document

    def dates(self, cards: Iterable[CaseCard]) -> tuple[list[CaseDates], list[CaseCard]]:
        """Return what is known of the dates of cases that are late or near, and the cases that must be read for it."""
        from app.models.dates import SOON

        with _failing_calmly():
            known, unread = self._library.dates(date.today() + timedelta(SOON)), self._library.undated()
        return known, [card for card in cards if card.id in unread]

    def dates_of(self, card: CaseCard) -> CaseDates:
        """Return the dates of a case of the list, as they may be shown; read again only when it has been changed."""
        from app.models.protection import protected_figures
        from app.models.pseudonyms import for_paper
        from app.models.todo import FAMILIES, case_dates

        kept = self._dates.get(card.id)
        if kept is None or kept[0] != card.changed_at:
            with _failing_calmly():
                case = self._library.parts(card.id, FAMILIES)
                if protected_figures(case):
                    case = for_paper(self._library.case(card.id))
                kept = card.changed_at, case_dates(card.id, case)
            self._dates[card.id] = kept
            self._unkept.append(kept)
        return kept[1]

    def keep_dates(self) -> None:
        """Keep the dates that have been read beside their cases. Where that cannot be done they are read next time."""
        if self._unkept and not self._library.read_only:
            with suppress(ServiceFailed), _failing_calmly():
                self._library.keep_dates(self._unkept)
        self._unkept.clear()

    def growth(self, case_id: str) -> Growth:
        """Return how a case came to be, as its log tells."""
        with _failing_calmly():
            return self._library.growth(case_id)

    def waved(self, case_id: str) -> frozenset[str]:
        """Return the findings of a case that have been waved away."""
        with _failing_calmly():
            return self._library.waved(case_id)

    def wave(self, case_id: str, finding: str, away: bool) -> None:
        """Wave a finding of a case away, or bring it back."""
        with _failing_calmly():
            self._library.wave(case_id, finding, away)

    def review(self, case_id: str) -> Review:
        """Return what has been decided of a case's free texts before it is de-identified."""
        with _failing_calmly():
            return self._library.review(case_id)

    def keep_review(self, case_id: str, decisions: Mapping[str, Decision | None]) -> None:
        """Keep what was decided of texts, by place; None takes a decision back."""
        with _failing_calmly():
            self._library.keep_review(case_id, decisions)

    def attachments(self, case_id: str) -> Sequence[AttachedFile]:
        """Return the files kept with a case, the oldest first, without their contents."""
        with _failing_calmly():
            return self._library.attachments(case_id)

    def attachment(self, case_id: str, key: str) -> bytes:
        """Return the contents of a file kept with a case."""
        with _failing_calmly():
            return self._library.attachment(case_id, key)

    def attach(self, case_id: str, kind: str, name: str, data: bytes) -> AttachedFile:
        """Keep a file with a case, as one of `app.models.attached.KINDS`."""
        with _failing_calmly():
            return self._library.attach(case_id, kind, name, data)

    def reclassify(self, case_id: str, key: str, kind: str) -> None:
        """Say that a file kept with a case is of another kind."""
        with _failing_calmly():
            self._library.reclassify(case_id, key, kind)

    def detach(self, case_id: str, key: str) -> None:
        """Remove a file kept with a case for good."""
        with _failing_calmly():
            self._library.detach(case_id, key)

    def create(self, title: str, child: str, template: Template | None = None, *, kind: str = "type_case") -> str:
        """Make a case with the child in the middle, and what a template sets out; return its library id."""
        from app.models.templates import Template as AnyTemplate
        from app.models.templates import started

        case = started(template or AnyTemplate(title=title), title, child, date.today(), kind)
        with _failing_calmly():
            return self._library.add([case])[0]

    def import_files(self, paths: Sequence[Path], *, copy: bool = False) -> Sequence[str]:
        """Import case files, all or none, and return their library ids."""
        from app.case_files import BadFiles, read_cases

        with _failing_calmly():
            try:
                cases = read_cases(paths)
            except BadFiles as bad:
                lines = "\n".join(bad.lines())
                raise ServiceFailed(_("Inget har lagts in, för filen har fel:") + "\n\n" + lines) from bad
            return self._library.add(cases, copy=copy)

    def import_example(self) -> str:
        """Put the example case in the library (or find it there) and return its library id."""
        from app.case_files import read_cases

        with _failing_calmly():
            cases = read_cases([resources() / "examples" / EXAMPLE])
            there = (each.id for each in self._library.summaries() if each.case_id == cases[0].info.id)
            return next(there, None) or self._library.add(cases)[0]

    def remove(self, case_id: str) -> None:
        """Take a case out of the library for good."""
        with _failing_calmly():
            self._library.remove(case_id)
        self._documents.pop(case_id, None)

    def papers(self) -> Sequence[Paper]:
        """Return what a case can be written as, in menu order."""
        from app.export.base import papers

        return [Paper(each.kind, each.label, tuple(each.suffixes)) for each in papers()]

    def looking_back(self, shown: LookBack) -> PaperSource:
        """Return the paper of an earlier map, or of what is different between two times."""
        from app.documents.looking_back import LookBackPaper

        return LookBackPaper(shown)

    def pdf(self, papers: Sequence[PaperSource], case: Case, options: PaperOptions) -> bytes:
        """Return papers as the one PDF that `save_pdf` would write; nothing is put on the disk. Any thread may ask."""
        from app.documents.joined import Joined
        from app.export.base import ExportFailed
        from app.export.pdf import as_pdf

        try:
            return as_pdf(Joined(papers), case, options)
        except ExportFailed as problem:
            raise ServiceFailed(str(problem)) from problem

    def save_pdf(self, papers: Sequence[PaperSource], case: Case, path: Path, options: PaperOptions) -> None:
        """Write papers after each other in one PDF, whole or not at all."""
        from app.documents.joined import Joined
        from app.export.base import ExportFailed, write

        try:
            write(Joined(papers), case, path, options)
        except ExportFailed as problem:
            raise ServiceFailed(str(problem)) from problem

    def write(self, paper: PaperSource, case: Case, path: Path) -> None:
        """Write a paper made by the window to ``path``, whole or not at all."""
        from app.export.base import ExportFailed, write

        try:
            write(paper, case, path)
        except ExportFailed as problem:
            raise ServiceFailed(str(problem)) from problem

    def export(self, case: Case, kind: str, path: Path, *, paper: str = "auto", looks: Options = PLAIN) -> None:
        """Write a case's paper to ``path``, whole or not at all. ``paper``: ``auto``, ``a4`` or ``a3``."""
        from app.documents.edit_log import EditLog
        from app.documents.withdrawal_letter import WithdrawalLetter
        from app.export.base import ExportFailed, export

        own = next((key for key, document in self._documents.items() if document.case is case), None)
        if kind == EditLog.id:
            return self.write(EditLog(self.growth(own) if own is not None else None), case, path)
        if kind == WithdrawalLetter.id and own is not None:
            return self.write(self.letter(own, case), case, path)

        try:
            export(case, kind, path, paper=paper, looks=looks)
        except ExportFailed as problem:
            raise ServiceFailed(str(problem)) from problem


@contextmanager
def _failing_calmly() -> Iterator[None]:
    from app.storage.errors import LibraryProblem

    try:
        yield
    except LibraryProblem as problem:
        raise ServiceFailed(str(problem)) from problem
    except OSError as problem:
        sentence = _("Filen {path} finns inte eller går inte att läsa. Inget har lagts in.")
        raise ServiceFailed(sentence.format(path=problem.filename)) from problem
