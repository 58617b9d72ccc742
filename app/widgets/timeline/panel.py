"""Beside the timeline: the card that is picked, and the notes on how the process should be different."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from app.document import Document
from app.documents.timeline import DIFFERENT, day_words
from app.i18n import _
from app.models.edits.fields import set_field
from app.models.edits.making import EditRefused
from app.models.edits.removal import remove
from app.models.edits.timeline import add_note
from app.models.loose_days import read_loose
from app.models.patch import Patch
from app.models.records import TimelineCard
from app.models.timeline import timeline
from app.widgets.common.changes import change
from app.widgets.properties.choosing import record_choices
from app.widgets.properties.editors import ChoiceField, GrowingText, Line, LineField, LongField
from app.widgets.properties.form import Panel, remove_button


class LooseDayField(LineField):
    """A day as people say it; what cannot be understood is said, and stays."""

    def _put(self, value: Any) -> None:
        super()._put(day_words(value) if value else None)

    def _take(self) -> Any:
        text = self.line.text().strip()
        if not text or (self._shown and text == day_words(self._shown)):
            return self._shown if text else None
        return read_loose(text, date.today()) or text


class CardPanel(Panel):
    """Everything about one card."""

    def __init__(self, document: Document, key: str) -> None:
        super().__init__(document)
        self.key = key
        case = document.shown
        actors = record_choices(case, ("organisations", "figures"))
        people = record_choices(case, ("figures",))
        self.add_editor("text", LongField(_("Vad gjordes?")), partial(self._set, "text"))
        for name, caption in (("date", _("När?")), ("until", _("Till och med"))):
            field = LooseDayField(caption)
            field.line.setPlaceholderText(_("mars 2026, v. 43, 2026-10-06"))
            self.add_editor(name, field, partial(self._set_day, name))
        for name, caption, choices in (
            ("actor", _("Vem gjorde det?"), actors),
            ("responsible", _("Ansvarig"), people),
        ):
            choice = ChoiceField(caption, choices, optional=True)
            self.add_editor(name, choice, partial(self._set, name))
        if not document.read_only:
            self.column.addWidget(remove_button(_("Ta bort kortet"), self.remove))
        self.refresh()

    def _set(self, name: str, value: Any) -> Patch:
        return set_field(self.document.case, "timeline", self.key, name, value)

    def _set_day(self, name: str, value: Any) -> Patch:
        if value is not None and read_loose(str(value), date.today()) != value:
            raise EditRefused(_("Skriv till exempel mars 2026, v. 43, 2025 eller 2026-10-06. Dagen är inte ändrad."))
        return self._set(name, value)

    def remove(self) -> None:
        """Take the card away; Ctrl+Z brings it back."""
        change(self.document, lambda: remove(self.document.case, [("timeline", self.key)]))

    def still_there(self) -> bool:
        """Return whether the card still exists."""
        return self.document.case.record("timeline", self.key) is not None

    def refresh(self) -> None:
        """Show the card as it is now."""
        record = self.document.shown.record("timeline", self.key)
        if isinstance(record, TimelineCard):
            self.say(_("Kort"), day_words(record.date or ""))
            self.show_values({name: getattr(record, name) for name in self.editors})


class NoteText(GrowingText):
    """One note; commits when it is left, and goes when it is emptied."""

    def __init__(self, document: Document, key: str) -> None:
        super().__init__(least=1, most=8)
        self._document, self.key = document, key
        self.setAccessibleName(_("Anteckning"))
        self._words = str(getattr(document.shown.record("timeline", key), "text", None) or "")
        self.setPlainText(self._words)
        self.setReadOnly(document.read_only or document.names_hidden)
        self.left.connect(self.commit)

    def commit(self) -> None:
        """Hand over the words if they have changed."""
        case, text = self._document.case, self.toPlainText().strip()
        if self.isReadOnly() or text == self._words or case.record("timeline", self.key) is None:
            return
        self._words = text
        if text:
            change(self._document, lambda: set_field(case, "timeline", self.key, "text", text))
        else:
            change(self._document, lambda: remove(case, [("timeline", self.key)]))


class NotesBox(QFrame):
    """The handbook's question to the finished line, and what the group answers. Emits ``refused(str)``."""

    refused = Signal(str)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.setObjectName("goals")
        self.document = document
        question = QLabel(_(DIFFERENT))
        question.setObjectName("goalsHeading")
        question.setWordWrap(True)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(4)
        self.new = Line()
        self.new.setPlaceholderText(_("Skriv en anteckning…"))
        self.new.setAccessibleName(_("Ny anteckning: hur borde processen se ut?"))
        self.new.returnPressed.connect(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        column.addWidget(question)
        column.addLayout(self.rows)
        column.addWidget(self.new)
        self.new.setVisible(not document.read_only)
        self.notes: list[NoteText] = []

    def refresh(self) -> None:
        """Show the notes as they are now; nothing is built anew while the same ones stand there."""
        keys = timeline(self.document.shown).notes
        words = [str(getattr(self.document.shown.record("timeline", key), "text", None) or "") for key in keys]
        if [(note.key, note.toPlainText().strip()) for note in self.notes] == list(zip(keys, words, strict=True)):
            return
        for note in self.notes:
            note.blockSignals(True)
            self.rows.removeWidget(note)
            note.hide()
            note.deleteLater()
        self.notes = [NoteText(self.document, key) for key in keys]
        for note in self.notes:
            self.rows.addWidget(note)
            note.show()

    def add(self) -> None:
        """Note what is typed in the line."""
        text = self.new.text().strip()
        self.new.clear()  # before the edit, which shows the notes anew
        problem = change(self.document, lambda: add_note(self.document.case, text)) if text else None
        if problem is not None:
            self.new.setText(text)
            self.refused.emit(problem)

    def commit(self) -> None:
        """Hand over what is typed."""
        for note in list(self.notes):
            note.commit()
        self.add()
