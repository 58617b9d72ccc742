"""What can be done with the lock, from a case's menu and from the library's."""

from __future__ import annotations

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.i18n import _
from app.settings import Settings
from app.widgets.unlock.locking import LOCK_KEYS, lock_of_program


def lock_now() -> None:
    """Lock the program, where there is something to lock."""
    lock = lock_of_program()
    if lock is not None:
        lock.wanted.emit()


def change_password(parent: QWidget) -> None:
    """Ask for the present password and a new one."""
    from app.widgets.unlock.dialogs import PasswordDialog

    lock = lock_of_program()
    if lock is not None:
        PasswordDialog(parent, lock.keys).exec()


def new_code(parent: QWidget) -> None:
    """Ask for the password and show a new recovery code."""
    from app.widgets.unlock.dialogs import NewCodeDialog

    lock = lock_of_program()
    if lock is not None:
        NewCodeDialog(parent, lock.keys).exec()


def own_settings(parent: QWidget, settings: Settings) -> None:
    """Ask for the user's name and when to lock."""
    from app.widgets.unlock.settings_dialog import SettingsDialog

    lock = lock_of_program()
    SettingsDialog(parent, settings, lock.keys if lock is not None else None).exec()


def fill(menu: QMenu, window: QWidget, settings: Settings) -> list[QAction]:
    """Put what can be done with the lock in the menu of a window that has no actions of its own, and return it."""
    made = [
        _added(menu, _("Lås Samkarta"), LOCK_KEYS),
        _added(menu, _("Byt lösenord…")),
        _added(menu, _("Ny återställningskod…")),
        _added(menu, _("Inställningar…"), "Ctrl+,"),
    ]
    does = (lock_now, lambda: change_password(window), lambda: new_code(window), lambda: own_settings(window, settings))
    for action, do in zip(made, does, strict=True):
        action.triggered.connect(lambda _checked=False, do=do: do())
        window.addAction(action)
    menu.aboutToShow.connect(lambda: _grey(made[:3]))
    return made


def _added(menu: QMenu, text: str, keys: str = "") -> QAction:
    action = menu.addAction(text)
    if keys:
        action.setShortcut(QKeySequence(keys))
    return action


def _grey(actions: list[QAction]) -> None:
    for action in actions:
        action.setEnabled(lock_of_program() is not None)
