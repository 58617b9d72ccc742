"""The menu of the start page: what can be done with the whole library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton

from app.i18n import _
from app.widgets.common.icons import icon
from app.widgets.unlock import menu as lock_menu

if TYPE_CHECKING:
    from app.widgets.library.window import LibraryWindow


def more_button(window: LibraryWindow) -> QPushButton:
    """Return the button with the menu."""
    button = QPushButton(icon("menu"), "")
    button.setObjectName("worded")
    button.setAccessibleName(_("Meny"))
    button.setToolTip(_("Lås, lösenord, säkerhetskopior och inställningar"))
    menu = QMenu(button)
    button.setMenu(menu)
    lock_menu.fill(menu, window, window.settings)
    menu.addSeparator()
    menu.addAction(_("Lämna ut ur flera ärenden…"), lambda: hand_out(window))
    menu.addSeparator()
    menu.addAction(_("Säkerhetskopior…"), lambda: show_backups(window))
    menu.addAction(_("Kontrollera biblioteket…"), lambda: check(window))
    menu.addSeparator()
    guide = menu.addAction(_("Användarguide"), lambda: read_guide(window))
    guide.setShortcuts([QKeySequence("Ctrl+F1"), QKeySequence("F1")])
    window.addAction(guide)
    return button


def hand_out(window: LibraryWindow) -> None:
    """Hand out of several cases at once."""
    from app.widgets.disclosing.cases import hand_out_of_several

    hand_out_of_several(window)


def show_backups(window: LibraryWindow) -> None:
    """Show the library's backups; what is put back is seen at once."""
    from app.widgets.recovery.backups_dialog import BackupsDialog

    dialog = BackupsDialog(window, window.services.care, whole=True)
    dialog.changed.connect(window.reload)
    dialog.exec()


def read_guide(window: LibraryWindow) -> None:
    """Show the guide beside the window."""
    from app.widgets.guide.window import show_guide

    show_guide(window)


def check(window: LibraryWindow) -> None:
    """Go through the whole library."""
    from app.widgets.recovery.checking import CheckDialog

    CheckDialog(window, window.services.care).exec()
