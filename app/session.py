"""A library and its windows over one run of the program: opened with its key, locked, and opened again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QObject, QThread, QTimer
from PySide6.QtWidgets import QWidget

from app.application import LibraryServices
from app.i18n import _
from app.library_care import LibraryCare
from app.library_keys import LibraryKeys
from app.settings import Settings
from app.storage.errors import LibraryDamaged, LibraryProblem
from app.storage.library import Library
from app.widgets.recovery.damage import DamageWindow
from app.widgets.recovery.keeper import Keeper
from app.widgets.services import ServiceFailed
from app.widgets.unlock.locking import Lock, Watch
from app.widgets.unlock.putting_away import Places, forget_cases, hide_everything, note_places, put_away, set_out
from app.widgets.unlock.window import UnlockWindow

MakeWindow = Callable[[LibraryServices, Settings], QWidget]

_AGAIN_MS = 20
_PATIENCE = 100
"""So many times a dialog that was closed is waited for before its windows are put away all the same."""
_CALM_MS = 1500
"""How long after windows are shown that what can wait is done."""


class Session(QObject):
    """Opens the library of ``keys`` and shows the window that ``make`` makes; locks it, and sets out again what was
    seen. Without ``lockable`` the library is one that is thrown away, and there is nothing to lock. ``example`` shows
    the example in the place of the page that asks for a first password, and returns a sentence if it cannot be done.
    """

    def __init__(
        self,
        parent: QObject,
        settings: Settings,
        keys: LibraryKeys,
        make: MakeWindow,
        *,
        lockable: bool = True,
        example: Callable[[], str] | None = None,
    ) -> None:
        super().__init__(parent)
        self._within = parent
        self._settings, self._keys, self._make, self._example = settings, keys, make, example
        self._places: Places | None = None
        self._waits = 0
        self.library: Library | None = None
        self.window: QWidget | None = None
        self.unlocking: UnlockWindow | None = None
        self.damage: DamageWindow | None = None
        self._keeper: Keeper | None = None
        self._watch = Watch(self, lambda: settings.idle_minutes)
        self._watch.rested.connect(self.lock)
        self._watch.locked.connect(self.lock)
        self._lockable = lockable
        self._lock: Lock | None = None

    # In

    def enter(self, place: QByteArray | None = None) -> str:
        """Open the library with the key that `keys` has and show its windows, the first at ``place``.

        Returns a sentence if it cannot be done; nothing is open then.
        """
        key = self._keys.key
        if key is None:
            return _("Biblioteket är låst. Inget har ändrats. Lås upp det först.")
        try:
            self.library = Library.open(self._keys.library, key, create=self._places is None, hold=self._lockable)
            self._offer_lock()
            self.library.actor = lambda: self._settings.user_name or None
            services = LibraryServices(self.library)
            if self._places is None:
                self.window = self._make(services, self._settings)
                if place is not None:
                    self.window.restoreGeometry(place)
            else:
                self.window = set_out(self._places, services, self._settings)
        except (LibraryProblem, ServiceFailed) as problem:
            self._close_library()
            if not isinstance(problem, LibraryDamaged) and not isinstance(problem.__cause__, LibraryDamaged):
                return str(problem)
            self._show_damage(str(problem))
            return ""
        self.window.show()
        self.window.activateWindow()
        self._places = None
        if self._lockable:
            self._watch.start()
        QTimer.singleShot(_CALM_MS, self, self._calm_down)
        if self._lockable:
            self._keep(self.library)
        return ""

    def _offer_lock(self) -> None:
        """Let windows find the lock, for as long as the library is open."""
        if self._lockable:
            self._lock = Lock(self._within, self._keys)
            self._lock.wanted.connect(self.lock)

    def _keep(self, library: Library) -> None:
        """Back the library up from here on, look at its file, and tell what one should know of it."""
        self._keeper = Keeper(self, LibraryCare.of(library), self._settings)
        self._keeper.damaged.connect(self._found_damaged)
        self._keeper.start()

    def _found_damaged(self, problem: str) -> None:
        """Put everything away, and show what can be read and the ways on."""
        if self.library is None or self._places is not None:
            return
        self._watch.stop()
        note_places()  # what is typed is committed
        put_away()
        self.window = None
        self._close_library()
        self._show_damage(problem)

    def _show_damage(self, problem: str) -> None:
        care = LibraryCare(self._keys.library, lambda: self._keys.key)
        self.damage = made = DamageWindow(care, self._settings, problem, self.enter)
        made.destroyed.connect(self._without_damage)
        made.show()
        made.activateWindow()
        if self._lockable:
            self._watch.start()

    def _without_damage(self) -> None:
        self.damage = None

    def ask(self, place: QByteArray | None = None, code: str = "") -> UnlockWindow:
        """Show the window in which the user gets in, at ``place``: with the recovery ``code`` of a library that has
        just been given a password, if there is one.
        """
        said = "\n".join(self._places.said) if self._places is not None else ""
        made = UnlockWindow(
            self._keys,
            self._settings,
            self._enter_from_lock,
            locked=self._places is not None,
            said=said,
            code=code,
            example=self._example,
        )
        if place is not None:
            made.restoreGeometry(place)
        self.unlocking = made
        made.show()
        made.activateWindow()
        return made

    def _enter_from_lock(self) -> str:
        assert self.unlocking is not None
        while self._waits:  # unlocked again before what was seen had been put away
            self._put_away()
        place = self.unlocking.saveGeometry()
        return self.enter(None if self._places is not None else place)

    def _calm_down(self) -> None:
        """Read what the first edit takes, when what is seen is there."""
        if self.library is not None and self.window is not None:
            self.library.prepare_to_write()

    # Out

    def lock(self) -> None:
        """Put everything away: what is typed is committed, the windows are hidden at once, then closed, the library
        is closed and its key let go of. Does nothing while it is locked already.
        """
        if self._lockable and self.library is None and self.damage is not None and self.damage.isVisible():
            self._lock_damage(self.damage)
        if not self._lockable or self.library is None or self._places is not None:
            return
        self._watch.stop()
        self._places = note_places()
        front = self._places.cases[0].geometry if self._places.cases else self._places.library
        page = self.ask(front)
        hide_everything(page)
        self._waits = _PATIENCE
        self._go_on()

    def _lock_damage(self, damage: DamageWindow) -> None:
        """Put the page of a damaged library away, which names its cases; what it is at work on is finished unseen."""
        self._watch.stop()
        hide_everything(self.ask(damage.saveGeometry()))
        damage.close()
        self._keys.forget()

    def _go_on(self) -> None:
        """Wait until the dialogs that were closed have ended, for what asked them goes on then; then put away."""
        if not self._waits:
            return
        self._waits -= 1
        if self._waits and QThread.currentThread().loopLevel() > 1:
            QTimer.singleShot(_AGAIN_MS, self, self._go_on)
            return
        self._put_away()

    def _put_away(self) -> None:
        self._waits = 0
        documents = put_away()
        self.window = None
        self._close_library()
        self._keys.forget()
        QTimer.singleShot(0, self, lambda: forget_cases(documents))

    def _close_library(self) -> None:
        if self._keeper is not None:
            self._keeper.stop()
            self._keeper.deleteLater()
            self._keeper = None
        if self.library is not None:
            self.library.close()
            self.library = None
        if self._lock is not None:
            self._lock.setParent(None)
            self._lock.deleteLater()
            self._lock = None

    def close(self) -> None:
        """End: back the library up if it has been changed, and close it."""
        self._watch.stop()
        if self._keeper is not None:
            self._keeper.leave()
        self._close_library()
        self._keys.forget()
