"""The way to hand out and to check a package from a case's window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import _
from app.models.disclosure.whitelist import UnlistedField, see_to_it
from app.widgets.common.messages import tell

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.widgets.case_window import CaseWindow
    from app.widgets.disclosing.window import DiscloseWindow


def hand_out(window: CaseWindow) -> None:
    """Open the window in which the case's plan is handed out; not while names are hidden, nor where no log can be."""
    if window.document.names_hidden:
        window.toast.say(_("Visa namnen först, så att du ser vem som får vad."))
        return
    if window.document.read_only:
        window.document.refuse()
        return
    if not may_hand_out(window):
        return
    window.commit_all()
    dialog = window_of(window)
    dialog.exec()
    dialog.deleteLater()
    page = window.more_pages.widgets.get("disclosures")
    if page is not None and window.page == "disclosures":
        window.more_pages.shown("disclosures")


def may_hand_out(parent: QWidget) -> bool:
    """Return whether the table names every field there is (rule R13); tell where it does not."""
    try:
        see_to_it()
    except UnlistedField as problem:
        sentence = _(
            "R13. Fältet {field} står inte i tabellen över vad som får lämnas. Inget har lämnats ut. Uppdatera "
            "Samkarta, eller meddela den som ansvarar för det."
        )
        tell(parent, _("Inget kan lämnas ut"), sentence.format(field=problem))
        return False
    return True


def window_of(window: CaseWindow) -> DiscloseWindow:
    """Return the window in which a case's plan is handed out."""
    from app.widgets.disclosing.handout import CaseAtHand
    from app.widgets.disclosing.window import DiscloseWindow

    document = window.document
    return DiscloseWindow(window, window.services, [CaseAtHand(window.library_id, document.case, document.shown)])


def check_package(window: CaseWindow) -> None:
    """Open the window in which a package is checked."""
    from app.widgets.disclosing.checking import CheckWindow

    dialog = CheckWindow(window, window.services, window.library_id)
    dialog.exec()
    dialog.deleteLater()
