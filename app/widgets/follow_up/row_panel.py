"""The chosen row: how it goes now, a note, and what was said of it before."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.document import Document
from app.i18n import _
from app.models.edits.follow import said_now
from app.models.records import PLAN_STATUSES, PlanRow
from app.widgets.common.names import actor_name, names
from app.widgets.common.segmented import Segmented
from app.widgets.follow_up.table import NOTHING_NEW, FollowModel
from app.widgets.follow_up.words import said_words, step_words, when_words
from app.widgets.properties.editors import Line


class RowPanel(QFrame):
    """One row. ``said(state)``: see `FollowTable`; ``noted(row id, words)`` when a note was written;
    ``done()`` when Enter ended it."""

    said = Signal(str)
    noted = Signal(str, str)
    done = Signal()

    def __init__(self, document: Document, rows: FollowModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("goals")
        self._document, self._rows = document, rows
        self._key = ""
        self.what, self.details = QLabel(), QLabel()
        self.what.setObjectName("goalsHeading")
        self.details.setObjectName("panelSubheading")
        self.state = Segmented({key: _(label) for key, label in PLAN_STATUSES.items()}, _("Hur går det?"))
        self.state.chosen.connect(lambda state: self.said.emit(str(state)))
        self.nothing = QPushButton(_("Inget nytt"))
        self.nothing.clicked.connect(lambda _checked=False: self.said.emit(NOTHING_NEW))
        self.note = Line()
        self.note.setAccessibleName(_("Anteckning om raden"))
        self.note.setPlaceholderText(_("Anteckna, och tryck Enter…"))
        self.note.editingFinished.connect(self.commit)
        self.note.returnPressed.connect(self.done)
        self.log = QLabel()
        for label in (self.what, self.details, self.log):
            label.setWordWrap(True)
        self._lay_out()

    def _lay_out(self) -> None:
        caption = QLabel(_("Sagt hittills"))
        caption.setObjectName("caption")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.state, 1)
        row.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        column.addWidget(self.what)
        column.addWidget(self.details)
        column.addLayout(row)
        for widget in (self.note, caption, self.log):
            column.addWidget(widget)
        self.caption = caption

    @property
    def key(self) -> str:
        """The id of the row that is shown, or nothing."""
        return self._key

    def show_row(self, key: str | None) -> None:
        """Show a row. What was being typed of another one is committed first."""
        if key != self._key:
            self.commit()
        row = self._document.shown.plan.get(key or "")
        self._key = key or "" if row is not None else ""
        for widget in (self.state, self.nothing, self.note):
            widget.setVisible(row is not None)
            widget.setEnabled(not self._document.read_only)
        if row is None:
            self.what.setText(_("Välj en rad i planen."))
            self._say_log("", "")
            return
        self._show(row)

    def _show(self, row: PlanRow) -> None:
        case = self._document.shown
        said = said_now(row, self._rows.day, self._rows.meeting)
        self.what.setText(row.what)
        step = step_words(case, row)
        parts = (
            names(case, row.who),
            _("Ansvarig: {who}").format(who=actor_name(case, row.responsible)) if row.responsible else "",
            when_words(row),
            _("Första steget: {step}").format(step=step) if step else "",
        )
        lines = "\n".join(reversed([said_words(each) for each in row.log]))
        self._say_log("\n".join(part for part in parts if part), lines or _("Inget är sagt om raden än."))
        self.state.show_value(row.status)
        self.note.setReadOnly(self._document.names_hidden)
        noted = (said.note or "") if said is not None else ""
        if not (self.note.hasFocus() and self.note.isModified()) and self.note.text() != noted:
            self.note.setText(noted)
            self.note.setModified(False)

    def _say_log(self, details: str, log: str) -> None:
        self.details.setText(details)
        self.details.setVisible(bool(details))
        self.log.setText(log)
        for label in (self.caption, self.log):
            label.setVisible(bool(log))

    def commit(self) -> None:
        """Hand over a note that has been written."""
        if not self._key or not self.note.isModified() or self.note.isReadOnly():
            return
        self.note.setModified(False)
        row = self._document.case.plan.get(self._key)
        said = said_now(row, self._rows.day, self._rows.meeting) if row is not None else None
        if row is not None and self.note.text().strip() != ((said.note if said is not None else None) or ""):
            self.noted.emit(self._key, self.note.text())
