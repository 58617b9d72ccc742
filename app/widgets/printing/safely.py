"""The case de-identified for the printer: as its texts have been reviewed, with a way to review the rest."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.i18n import ngettext
from app.models.deidentify.making import Deidentified, StillTells, case_number, deidentified, texts_to_review
from app.models.deidentify.reviewing import Review
from app.widgets.deidentify.keeping import reviewed
from app.widgets.services import ServiceFailed

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class Safely:
    """What a case is de-identified with. `case` may be asked for beside the window; the rest is the window's."""

    def __init__(self, window: CaseWindow) -> None:
        self._window, self._case, self._id = window, window.document.case, window.library_id
        self._review = Review()
        self.waiting = 0
        """How many texts nobody has read, so that they are left out."""

    def read(self) -> None:
        """Read what has been decided until now. Raises ServiceFailed."""
        self._review = reviewed(self._window.services, self._id, self._case)
        self.waiting = len(self._review.waiting(texts_to_review(self._case, self._review)))

    @property
    def number(self) -> str:
        """What stands for the case's number."""
        return case_number(self._id)

    @property
    def said(self) -> str:
        """What there is to say of the texts that are left out (translated); empty where all have been read."""
        if not self.waiting:
            return ""
        sentence = ngettext(
            "{n} text har ingen granskat. Den är inte med.",
            "{n} texter har ingen granskat. De är inte med.",
            self.waiting,
        )
        return sentence.format(n=self.waiting)

    def case(self) -> Deidentified:
        """Return the case de-identified. Raises ServiceFailed where an accepted text tells what is hidden."""
        try:
            return deidentified(self._case, self._review, self._id, date.today())
        except StillTells as problem:
            raise ServiceFailed(str(problem)) from problem

    def ask(self, parent: QWidget) -> None:
        """Open the window where the texts are read, and read anew what has been decided. Raises ServiceFailed."""
        from app.widgets.deidentify.window import DeidentifyWindow

        DeidentifyWindow(self._window, parent).exec()
        self.read()
