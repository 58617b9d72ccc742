"""Starting the program: a window at once, the library and the case in it as soon as they have been read.

Nothing here that is imported at the top is more than the first window needs; a test holds that.
"""

from __future__ import annotations

import gc
import linecache
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QSettings, QSocketNotifier, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from app import __version__
from app.faults import write_down
from app.i18n import _, language
from app.settings import Settings
from app.unfinished import remove_left
from app.widgets.first_window import FirstWindow

if TYPE_CHECKING:
    from app.application import LibraryServices
    from app.library_keys import LibraryKeys
    from app.session import Session
    from app.storage.data_key import DataKey

BLOCKED = 4
"""The exit code when the library or the case cannot be opened."""
_CALM_MS = 1500
"""How long after the window is shown that what can wait is done."""


def run_window(library: Path | None, *, open_case: str | None = None, key: DataKey | None = None) -> int:
    """Show the library at ``library``, made if there is none, or one of its cases, until the last window closes.

    With no library the example is shown, in a library that is thrown away. Without its ``key`` the user is asked for
    the password. Returns an exit code.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # it would look through everything installed
    gc.disable()  # nothing that is made while the program starts goes before it ends
    application = _bare_application()
    start = _Start(application, library, open_case, key)
    try:
        with start.held, _stopping_on_signals(application):
            start.first.show()
            return application.exec()
    finally:
        gc.enable()  # a program that was closed before it had calmed down
        # the last window and the user may both have asked to quit: a request left over would end the next event loop
        QCoreApplication.removePostedEvents(application, QEvent.Type.Quit.value)


def build_window(library: Path, key: DataKey, open_case: str) -> int:
    """Make the window of a case and close it again, away from the user's settings: the self-test."""
    from app.application import LibraryServices
    from app.storage.library import Library

    application = make_application()
    faults: list[str] = []
    sys.excepthook = lambda _kind, problem, _trace: faults.append(write_down(problem))
    settings = Settings.load(library.with_name("settings.json"))
    with Library.open(library, key) as opened:
        for window in (FirstWindow(settings), _window(LibraryServices(opened), settings, open_case)):
            window.show()
            application.processEvents()
            window.close()
            application.processEvents()
    return 1 if faults else 0


class _Start:
    """The way from the first window to the real one. ``held`` holds what is to be closed at the end."""

    def __init__(
        self, application: QApplication, library: Path | None, open_case: str | None, key: DataKey | None = None
    ) -> None:
        self.held = ExitStack()
        self.settings = Settings.load()
        self.first = FirstWindow(self.settings, case=library is None or open_case is not None)
        self._application = application
        self._library, self._case, self._given = library, open_case, key
        self._session: Session | None = None
        self._folder = ExitStack()
        self.first.seen.connect(self._go_on, Qt.ConnectionType.QueuedConnection)

    def _go_on(self) -> None:
        """Read everything and show the real window, or the page that asks for the password, or say why not and end."""
        try:
            reason = self._open()
        except Exception as problem:
            reason = write_down(problem)
        if reason:
            QMessageBox.critical(self.first, _("Samkarta"), reason)
            self._application.exit(BLOCKED)
            return
        if not self.first.isVisible():  # closed already: nobody wants the window
            self._application.quit()
            return
        from app.widgets.common.giving_way import give_way

        give_way(self.first)
        QTimer.singleShot(_CALM_MS, _calm_down)

    def _open(self) -> str:
        """Show the real window, or the one that asks for the password. Return why it cannot be done, or nothing."""
        make_application()
        remove_left()
        from app.library_keys import LibraryKeys

        keys = LibraryKeys(*self._place())
        self._session = self._new_session(keys)
        self.held.callback(self._end)
        code = _try_quietly(keys) if keys.key is None else ""
        self._application.processEvents()  # the user may have moved the first window, or closed it
        if not self.first.isVisible():
            return ""
        place = self.first.saveGeometry()
        if keys.key is not None and not code:
            return self._session.enter(place)
        self._session.ask(place, code)
        return ""

    def _new_session(self, keys: LibraryKeys) -> Session:
        from app.session import Session

        lockable = self._library is not None
        example = self._show_example if lockable else None
        return Session(self._application, self.settings, keys, self._make, lockable=lockable, example=example)

    def _end(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session.deleteLater()

    def _place(self) -> tuple[Path, DataKey | None]:
        """Return where the library lies and its key, if there is no need to ask for it: a library that is thrown away
        has one that nobody else will ever have."""
        return (self._library, self._given) if self._library is not None else _thrown_away(self.held)

    def _make(self, services: LibraryServices, settings: Settings) -> QWidget:
        return _window(services, settings, self._case) if self._library is not None else _example(services, settings)

    # The example, before there is a password

    def _show_example(self) -> str:
        """Show the example in place of the page that asks for a first password; the page comes back when the last
        window of the example is closed. Returns a sentence if it cannot be done.
        """
        from app.library_keys import LibraryKeys
        from app.session import Session

        folder = ExitStack()
        keys = LibraryKeys(*_thrown_away(folder))
        example = Session(self._application, self.settings, keys, _example, lockable=False)
        trouble = example.enter()
        if trouble:
            folder.close()
            return trouble
        from app.widgets.recovery.keeper import tell

        tell(_("Det här är exemplet. Prova fritt: inget sparas. Stäng fönstret när du vill börja på riktigt."))
        self._end()
        self._session = example
        self._folder = self.held.enter_context(folder)
        self._application.setQuitOnLastWindowClosed(False)
        self._application.lastWindowClosed.connect(self._leave_example, Qt.ConnectionType.QueuedConnection)
        return ""

    def _leave_example(self) -> None:
        from app.library_keys import LibraryKeys

        self._application.lastWindowClosed.disconnect(self._leave_example)
        self._application.setQuitOnLastWindowClosed(True)
        self._end()
        self._folder.close()
        self._session = self._new_session(LibraryKeys(*self._place()))
        self._session.ask()


def _thrown_away(held: ExitStack) -> tuple[Path, DataKey]:
    """Return where a library that is thrown away when ``held`` is left may lie, and its key."""
    import tempfile

    from app.storage.data_key import DataKey

    folder = held.enter_context(tempfile.TemporaryDirectory(prefix="samkarta-"))
    return Path(folder) / "demo.samkarta", DataKey.fresh()


def _example(services: LibraryServices, settings: Settings) -> QWidget:
    return _window(services, settings, services.import_example())


def _try_quietly(keys: LibraryKeys) -> str:
    """Open the lock by what needs no user: a script's environment, or this computer's keyring where that was chosen.

    Returns the recovery code of a library whose password was chosen so: it is to be shown.
    """
    from app.widgets.unlock.keys import KeyProblem, Way

    password = os.environ.get("SAMKARTA_PASSWORD")
    try:
        way = keys.way()
        if password and way is Way.LOCKED:
            keys.unlock(password)
        elif password and way is Way.NEW:
            return keys.choose(password)
        elif way is Way.LOCKED:
            keys.unlock_by_machine()
    except KeyProblem:
        keys.forget()  # the user is asked, and told why
    return ""


def _calm_down() -> None:
    """Do what can wait until the map is seen: let go of what starting took."""
    linecache.clearcache()  # PySide reads the source of every module that is imported, through the cache
    gc.enable()
    gc.freeze()


def _window(services: LibraryServices, settings: Settings, open_case: str | None) -> QWidget:
    if open_case is not None:
        from app.widgets.case_window import CaseWindow

        return CaseWindow(services.open(open_case), services, settings, open_case)
    from app.widgets.library.window import LibraryWindow

    return LibraryWindow(services, settings)


def _bare_application() -> QApplication:
    """Return the one QApplication as it is enough for the first window."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(["samkarta"])
    application.setApplicationName("samkarta")
    application.setApplicationDisplayName("Samkarta")
    application.setApplicationVersion(__version__)
    sys.excepthook = _Fault()
    return application


def make_application() -> QApplication:
    """Return the one QApplication: with the program's fonts, Qt's own words in Swedish, and calm faults."""
    from app.widgets.common.style import apply_style

    application = _bare_application()
    apply_style(application)
    _teach_qt(application)
    # Qt's file dialogue would keep the folders that were looked into, whatever they are called
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
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
