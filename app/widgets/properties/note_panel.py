"""The panel of a note on the sheet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.document import Document
from app.i18n import _
from app.models.edits.notes import notes_of
from app.widgets.properties.form import Panel


class NotePanel(Panel):
    """A note is selected: what it says, and what can be done with it on the map."""

    def __init__(self, document: Document, key: str) -> None:
        super().__init__(document)
        self._key = key
        self.say(_("Lapp"), _("Tryck F2 för att skriva, dra för att flytta, Delete för att ta bort."))
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.column.addWidget(self.words)
        self.column.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Show the note's words as they are now."""
        found = (notes_of(sheet).get(self._key) for sheet in self.document.shown.sheets.values())
        self.words.setText(next((note.text or "" for note in found if note is not None), ""))

    def still_there(self) -> bool:
        """The canvas says when it is gone."""
        return True
