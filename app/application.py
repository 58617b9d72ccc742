"""The composition root: the one place where storage, exports and windows meet."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from PySide6.QtCore import QLibraryInfo, QSocketNotifier, QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from app import __version__
from app.document import Document
from app.faults import write_down
from app.i18n import _, language
from app.models.case import Case
from app.paths import resources
from app.settings import Settings
from app.widgets.services import CaseCard, Paper, ServiceFailed

if TYPE_CHECKING:
    from app.documents.base import Document as PaperSource
    from app.models.replay import Growth
    from app.storage.library import Library

EXAMPLE = "case_a.yaml"


class LibraryServices:
    """What the windows ask for (`app.widgets.services.Services`), done with an open library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._documents: WeakValueDictionary[str, Document] = WeakValueDictionary()

    @property
    def library_path(self) -> Path:
        """The open library's file."""
        return self._library.path

    def cases(self) -> Sequence[CaseCard]:
        """Return every case of the library, last changed first."""
        with _failing_calmly():
            found = [asdict(summary) for summary in self._library.summaries()]
        return [CaseCard(**{key: value for key, value in each.items() if key != "created"}) for each in found]

    def open(self, case_id: str) -> Document:
        """Open a case. One that is open already is handed out again: a case has one undo stack."""
        document = self._documents.get(case_id)
        if document is None:
            with _failing_calmly():
                case, history = self._library.load(case_id)
                sink = None if self._library.read_only else self._library.sink(case_id)
            document = Document(case, sink, history)
            self._documents[case_id] = document
        return document

    def growth(self, case_id: str) -> Growth:
        """Return how a case came to be, as its log tells."""
        with _failing_calmly():
            return self._library.growth(case_id)

    def create(self, title: str, child: str) -> str:
        """Make an empty case with the child in the middle and return its library id."""
        from app.models.edits.newcase import empty_case

        with _failing_calmly():
            return self._library.add([empty_case(title, child)])[0]

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

    def write(self, paper: PaperSource, case: Case, path: Path) -> None:
        """Write a paper made by the window to ``path``, whole or not at all."""
        from app.export.base import ExportFailed, write

        try:
            write(paper, case, path)
        except ExportFailed as problem:
            raise ServiceFailed(str(problem)) from problem

    def export(self, case: Case, kind: str, path: Path, *, paper: str = "auto") -> None:
        """Write a case's paper to ``path``, whole or not at all. ``paper``: ``auto``, ``a4`` or ``a3``."""
        from app.export.base import ExportFailed, export

        try:
            export(case, kind, path, paper=paper)
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


def run_window(library: Path, *, open_case: str | None = None, only_build: bool = False) -> int:
    """Show the library at ``library``, made if there is none, or one of its cases, until the last window closes.

    ``only_build`` makes the window and closes it again, away from the user's settings: the self-test.
    Returns an exit code.
    """
    from app.storage.errors import LibraryProblem
    from app.storage.library import Library

    application = make_application()
    if only_build:
        return _build_only(application, library, open_case)
    settings = Settings.load()
    try:
        opened = Library.open(library, create=True)
    except LibraryProblem as problem:
        QMessageBox.critical(None, _("Samkarta"), str(problem))
        return 4
    with opened:
        try:
            window = _window(LibraryServices(opened), settings, open_case)
        except ServiceFailed as problem:
            QMessageBox.critical(None, _("Samkarta"), str(problem))
            return 4
        window.show()
        with _stopping_on_signals(application):
            return application.exec()


def _build_only(application: QApplication, library: Path, open_case: str | None) -> int:
    from app.storage.library import Library

    faults: list[str] = []
    sys.excepthook = lambda _kind, problem, _trace: faults.append(write_down(problem))
    with Library.open(library, create=True) as opened:
        window = _window(LibraryServices(opened), Settings.load(library.with_name("settings.json")), open_case)
        window.show()
        application.processEvents()
        window.close()
        application.processEvents()
    return 1 if faults else 0


def _window(services: LibraryServices, settings: Settings, open_case: str | None) -> QWidget:
    if open_case is not None:
        from app.widgets.case_window import CaseWindow

        return CaseWindow(services.open(open_case), services, settings, open_case)
    from app.widgets.library.window import LibraryWindow

    return LibraryWindow(services, settings)


def make_application() -> QApplication:
    """Return the one QApplication: with the program's fonts, Qt's own words in Swedish, and calm faults."""
    from app.widgets.common.style import apply_style

    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(["samkarta"])
    application.setApplicationName("samkarta")
    application.setApplicationDisplayName("Samkarta")
    application.setApplicationVersion(__version__)
    apply_style(application)
    _teach_qt(application)
    sys.excepthook = _Fault()
    return application


def _teach_qt(application: QApplication) -> None:
    """Give Qt's stock dialogs the language in use; English is what they speak untaught."""
    translator = QTranslator(application)
    if translator.load(f"qtbase_{language()}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)


@contextmanager
def _stopping_on_signals(application: QApplication) -> Iterator[None]:
    """Close the windows properly on Ctrl+C and on a request to end.

    Python sees a signal only when it runs, and Qt waits without it, so the signal is made to wake Qt.
    """
    numbers = (signal.SIGINT, signal.SIGTERM)
    earlier = [signal.signal(number, lambda found, _frame: application.exit(128 + found)) for number in numbers]
    try:
        with _signals_waking_qt():
            yield
    finally:
        for number, handler in zip(numbers, earlier, strict=True):
            signal.signal(number, handler)


@contextmanager
def _signals_waking_qt() -> Iterator[None]:
    if os.name != "posix":  # elsewhere the console ends the program itself
        yield
        return
    ours, pythons = os.pipe()
    os.set_blocking(pythons, False)
    notifier = QSocketNotifier(ours, QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda: os.read(ours, 64))
    earlier = signal.set_wakeup_fd(pythons)
    try:
        yield
    finally:
        signal.set_wakeup_fd(earlier)
        notifier.setEnabled(False)
        os.close(ours)
        os.close(pythons)


class _Fault:
    """Says once for each place that something went wrong, and lets the work go on."""

    def __init__(self) -> None:
        self._told: set[tuple[str, int]] = set()
        self._telling = False

    def __call__(self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        sentence = write_down(problem)
        place = _innermost(trace)
        if self._telling or place in self._told:
            return
        self._told.add(place)
        self._telling = True
        try:
            QMessageBox.warning(QApplication.activeWindow(), _("Samkarta"), sentence)
        finally:
            self._telling = False


def _innermost(trace: TracebackType | None) -> tuple[str, int]:
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return (trace.tb_frame.f_code.co_filename, trace.tb_lineno) if trace is not None else ("", 0)
