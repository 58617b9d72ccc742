"""What is written down about one meeting: when, where, who, and what was found."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from app.document import Document
from app.i18n import _
from app.models.edits.fields import set_field
from app.models.own_agendas import all_agendas
from app.models.patch import Patch
from app.models.records import Meeting
from app.widgets.common.style import scaled
from app.widgets.meeting.presence import Presence
from app.widgets.properties.choosing import editor_for
from app.widgets.properties.editors import ChoiceField, FieldEditor, LineField, LongField
from app.widgets.properties.form import Panel

_FACTS = (("date", "agenda"), ("start", "end"), ("facilitator", "documenter"), ("place", "next_meeting"))
_FOUND = ("notes", "surprises", "learned")
_TWO_COLUMNS = 860  # pixels, at usual text size


def read_clock(text: str) -> str | None:
    """Read a time as people type it: 13, 9.30, 0930, 13:00; other words come back as they are."""
    words = text.strip()
    found = re.fullmatch(r"(?:kl\.?\s*)?([0-9]{1,2})(?:\s*[.:]?\s*([0-9]{2}))?", words, re.IGNORECASE)
    if not words or found is None:
        return words or None
    return f"{int(found[1]):02d}:{found[2] or '00'}"


class ClockField(LineField):
    """A time of the day, typed as people write it."""

    def __init__(self, caption: str) -> None:
        super().__init__(caption)
        self.line.setPlaceholderText(_("tt:mm"))

    def _take(self) -> Any:
        return read_clock(self.line.text())


class MeetingForm(Panel):
    """The fields of a meeting, everything editable at any time, each edit one undo step."""

    def __init__(self, document: Document, meeting: str) -> None:
        self.meeting = meeting
        super().__init__(document)
        self.heading.hide()
        self.subheading.hide()
        self.presence = Presence(document, meeting)
        left, right = QWidget(), QWidget()
        outer = self.column
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(28)
        outer.addLayout(self._both)
        outer.addStretch(1)
        self.column = QVBoxLayout(left)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        self._add_facts()
        for name in _FOUND:
            self._add(name)
        self.column.addStretch(1)
        self.column = QVBoxLayout(right)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self.presence)
        self.column.addStretch(1)
        self._both.addWidget(left, 3, Qt.AlignmentFlag.AlignTop)
        self._both.addWidget(right, 2, Qt.AlignmentFlag.AlignTop)
        self.column = outer
        self.refresh()

    def _add_facts(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        for column in range(2):
            grid.setColumnStretch(column, 1)
        for row, names in enumerate(_FACTS):
            for column, name in enumerate(names):
                self._add(name)
                grid.addWidget(self.editors[name], row, column, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(grid)

    def _add(self, name: str) -> None:
        def build(value: Any) -> Patch:
            return set_field(self.document.case, "meetings", self.meeting, name, value)

        self.add_editor(name, self._editor(name), build)

    def _editor(self, name: str) -> FieldEditor:
        usual = editor_for(Meeting, name, self.document.shown)
        if name == "agenda":
            known = {key: each.name for key, each in all_agendas().by_id.items()}
            return ChoiceField(usual.caption.text(), known, optional=True)
        if name in ("start", "end"):
            return ClockField(usual.caption.text())
        if name == "notes":
            return LongField(usual.caption.text(), least=5)
        return usual

    def refresh(self) -> None:
        """Show the meeting as it is now."""
        record = self.document.shown.meetings.get(self.meeting)
        if record is not None:
            self.show_values({name: getattr(record, name) for name in self.editors})
            self.presence.refresh()

    def shows_pseudonyms(self) -> bool:
        """Return whether the meeting is shown with pseudonyms in it."""
        return self.document.hides("meetings", self.meeting)

    def still_there(self) -> bool:
        """Return whether the meeting still exists."""
        return self.meeting in self.document.case.meetings

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Who was there stands beside the rest, or beneath it where it is narrow."""
        super().resizeEvent(event)
        wide = self.width() >= scaled(_TWO_COLUMNS)
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
