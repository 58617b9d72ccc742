"""The lock: putting everything away, the password, the recovery code, the user's own settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_
from app.widgets.actions.base import Action
from app.widgets.unlock import menu
from app.widgets.unlock.locking import LOCK_KEYS, lock_of_program

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class LockNow(Action):
    """Lås."""

    id = "lock"
    label = N_("Lås Samkarta")
    chapter = "case"
    order = 80
    keys = (LOCK_KEYS,)

    def enabled(self, window: CaseWindow) -> bool:
        """There is something to lock; the example has no password."""
        return lock_of_program() is not None

    def run(self, window: CaseWindow) -> None:
        """Commit what is typed, put every window away and ask for the password."""
        menu.lock_now()


class ChangePassword(Action):
    """Byt lösenord."""

    id = "change_password"
    label = N_("Byt lösenord…")
    chapter = "case"
    order = 81

    def enabled(self, window: CaseWindow) -> bool:
        """There is a password."""
        return lock_of_program() is not None

    def run(self, window: CaseWindow) -> None:
        """Ask for the present password and a new one."""
        window.commit_all()
        menu.change_password(window)


class NewRecoveryCode(Action):
    """Ny återställningskod."""

    id = "new_recovery_code"
    label = N_("Ny återställningskod…")
    chapter = "case"
    order = 82

    def enabled(self, window: CaseWindow) -> bool:
        """There is a password."""
        return lock_of_program() is not None

    def run(self, window: CaseWindow) -> None:
        """Ask for the password and show a new code."""
        window.commit_all()
        menu.new_code(window)


class OwnSettings(Action):
    """Inställningar."""

    id = "settings"
    label = N_("Inställningar…")
    chapter = "case"
    order = 83
    keys = ("Ctrl+,",)

    def run(self, window: CaseWindow) -> None:
        """Ask for the user's name and when to lock."""
        window.commit_all()
        menu.own_settings(window, window.settings)
