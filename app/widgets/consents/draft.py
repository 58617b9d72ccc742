"""The mark on the child's plan while it is a draft: consent is missing."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from app.document import Document
from app.i18n import _
from app.models.consent_words import DRAFT, draft_mark, sentence
from app.models.patch import Patch
from app.widgets.common.pill import Pill


class DraftMark(Pill):
    """Says "Utkast – samtycke saknas", with whose; nothing where every guardian has consented.

    ``short`` leaves out whose, and `set_brief` all but that it is a draft; the tip says it.
    """

    def __init__(self, document: Document, parent: QWidget, *, short: bool = False) -> None:
        super().__init__(parent=parent)
        self._document, self._short, self._brief = document, short, False
        document.patched.connect(self._patched)
        document.shown_changed.connect(self.refresh)
        self.refresh()

    def _patched(self, patch: Patch) -> None:
        if any(family in ("consents", "figures") for family, _key in patch.touched()):
            self.refresh()

    def refresh(self) -> None:
        """Say how it stands today."""
        mark = draft_mark(self._document.shown, date.today())
        whole = _("Barnets plan: {mark}").format(mark=mark) if mark else ""
        words = sentence(_(DRAFT) if self._short else mark) if mark else ""
        self.say(_("Utkast") if words and self._brief else words, "warn")
        self.setAccessibleName(whole)
        self.setToolTip(whole)

    def set_brief(self, on: bool) -> None:
        """Say only that it is a draft, where there is no room for more."""
        if on != self._brief:
            self._brief = on
            self.refresh()
