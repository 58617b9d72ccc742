"""The letterhead and the papers' standing texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_
from app.widgets.actions.base import Action

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class Letterhead(Action):
    """Brevhuvud och fasta texter."""

    id = "letterhead"
    label = N_("Brevhuvud och fasta texter …")
    chapter = "case"
    order = 62

    def run(self, window: CaseWindow) -> None:
        """Open the window of the letterhead and the texts."""
        from app.widgets.letterhead.window import LetterheadWindow

        LetterheadWindow(window).open()
