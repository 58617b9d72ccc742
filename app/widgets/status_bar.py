"""The dark bar at the bottom: when the last edit was stored, how many figures and wishes, what kind of case."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from app.document import Document
from app.i18n import _, ngettext
from app.models.patch import Patch
from app.models.records import CASE_KINDS


class StatusBar(QFrame):
    """Follows the document: every stored edit, every change of the records."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self.setObjectName("statusBar")
        self.stored, self.counts, self.said, self.kind = QLabel(), QLabel(), QLabel(), QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 5, 18, 6)
        row.setSpacing(26)
        for label in (self.stored, self.counts, self.said):
            row.addWidget(label)
        row.addStretch(1)
        self.hidden_names = QLabel()
        row.addWidget(self.hidden_names)
        row.addWidget(self.kind)
        document.stored.connect(self._stored)
        document.patched.connect(self._patched)
        document.shown_changed.connect(self._shown_changed)
        self._stored(document.last_stored)
        self.refresh()

    def say(self, sentence: str) -> None:
        """Show what the canvas or a menu has to say."""
        self.said.setText(sentence)

    def _stored(self, when: datetime | None) -> None:
        if self.document.read_only:
            self.stored.setText(_("Öppnat för läsning"))
        elif when is None:
            self.stored.setText(_("Inget ändrat än"))
        else:
            self.stored.setText(_("Sparat {clock}").format(clock=when.strftime("%H.%M.%S")))

    def _patched(self, _patch: Patch) -> None:
        self.refresh()

    def _shown_changed(self) -> None:
        self.say("")  # what was said may hold a name
        self._say_what_is_hidden()

    def _say_what_is_hidden(self) -> None:
        document = self.document
        protected = _("Skyddade namn visas") if document.revealed else _("Skyddade personuppgifter")
        self.hidden_names.setText(
            _("Namnen är dolda") if document.all_hidden else protected if document.protected else ""
        )
        self.hidden_names.setVisible(bool(self.hidden_names.text()))

    def refresh(self) -> None:
        """Count again."""
        self._say_what_is_hidden()
        case = self.document.case
        figures, wishes = len(case.figures), len(case.wishes)
        blocked = sum(wish.status == "blocked" for wish in case.wishes.values())
        parts = [
            ngettext("{n} figur", "{n} figurer", figures).format(n=figures),
            ngettext("{n} önskemål", "{n} önskemål", wishes).format(n=wishes)
            + (", " + ngettext("{n} blockerat", "{n} blockerade", blocked).format(n=blocked) if blocked else ""),
        ]
        self.counts.setText(" · ".join(parts))
        kind = _(CASE_KINDS[case.info.kind])
        self.kind.setText(_("{kind}, påhittat").format(kind=kind) if case.info.fictional else kind)
