"""The SIP of the case: who coordinates it, how it is and what is needed, who has approved, where it failed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.document import Document
from app.i18n import _, ngettext
from app.models.edits.removal import remove
from app.models.edits.sip import BEGIN, ENTRIES, FAMILY, begin_sip
from app.widgets.case_facts.sip_entries import EntryList
from app.widgets.common.changes import change
from app.widgets.properties.form import RecordPanel, remove_button


class SipPanel(QFrame):
    """The case's SIP, or a button to begin one.

    ``refused(sentence)`` when an edit could not be made; ``plan_wanted()`` when goals and measures are to be written.
    """

    refused = Signal(str)
    plan_wanted = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.setObjectName("goals")
        self.document = document
        self.fields: RecordPanel | None = None
        heading = QLabel(_("SIP"))
        heading.setObjectName("goalsHeading")
        self.about = QLabel(
            _("Samordnad individuell plan: när barnet behöver insatser från flera som ska stämma ihop.")
        )
        self.about.setObjectName("panelSubheading")
        self.about.setWordWrap(True)
        self.begin = QPushButton(_(BEGIN))
        self.begin.clicked.connect(lambda _checked=False: self._begin())
        self.drop = remove_button(_("Ta bort SIP"), self._drop)
        self.lists = {part: EntryList(document, part) for part in ENTRIES}
        for each in self.lists.values():
            each.refused.connect(self.refused)
        self.planned = self._planned()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 10, 14, 12)
        self._column.setSpacing(8)
        for widget in (heading, self.about):
            self._column.addWidget(widget)
        self._column.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.lists["needs"], self.planned, self.lists["approvals"], self.lists["deviations"]):
            self._column.addWidget(part)
        self._column.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignLeft)
        self.refresh()

    def _planned(self) -> QWidget:
        """Return the line that says where the SIP's goals and measures stand."""
        heading = QLabel(_("Mål och insatser"))
        heading.setObjectName("caption")
        self.plan_words = QLabel()
        self.plan_words.setObjectName("panelSubheading")
        self.plan_words.setWordWrap(True)
        self.to_plan = QPushButton(_("Till planen"))
        self.to_plan.clicked.connect(lambda _checked=False: self.plan_wanted.emit())
        holder = QWidget()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.plan_words, 1)
        row.addWidget(self.to_plan, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(4)
        column.addWidget(heading)
        column.addLayout(row)
        return holder

    def _say_plan(self) -> None:
        case = self.document.case
        goals = len(case.long_term) + len(case.short_term)
        rows = sum(row.kind == "child" for row in case.plan.values())
        told = (
            ngettext("{n} mål", "{n} mål", goals).format(n=goals),
            ngettext("{n} insats", "{n} insatser", rows).format(n=rows),
        )
        words = _("SIP:en tar sina mål och insatser från barnets plan: {goals} och {measures}.")
        self.plan_words.setText(words.format(goals=told[0], measures=told[1]))

    def refresh(self) -> None:
        """Show the SIP as it is now; what is being typed stays."""
        there = self.document.case.record(FAMILY, FAMILY) is not None
        if there and self.fields is None:
            self._put(RecordPanel(self.document, FAMILY, FAMILY))
        elif there and self.fields is not None:
            self.fields.refresh()
        elif not there:
            self._put(None)
        if self.fields is not None:
            self.fields.heading.hide()  # the frame has it
        for each in self.lists.values():
            each.refresh()
            each.setVisible(there)
        self.planned.setVisible(there)
        self._say_plan()
        may = not self.document.read_only
        self.begin.setVisible(may and not there)
        self.drop.setVisible(may and there)

    def read_anew(self) -> None:
        """Make the fields anew: who can be chosen is another, or names are hidden or shown."""
        self.commit()
        self._put(None)
        for each in self.lists.values():
            each.read_anew()
        self.refresh()

    def commit(self) -> None:
        """Hand over what is being typed."""
        if self.fields is not None and self.fields.still_there():
            self.fields.commit_all()
        for each in self.lists.values():
            each.commit()

    def _put(self, fields: RecordPanel | None) -> None:
        old, self.fields = self.fields, fields
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        if fields is not None:
            fields.column.setContentsMargins(0, 0, 0, 0)
            self._column.insertWidget(self._column.indexOf(self.begin), fields)

    def _begin(self) -> None:
        problem = change(self.document, lambda: begin_sip(self.document.case))
        if problem is not None:
            self.refused.emit(problem)
        elif self.fields is not None:
            self.fields.editors["coordinator"].setFocus()

    def _drop(self) -> None:
        problem = change(self.document, lambda: remove(self.document.case, [(FAMILY, FAMILY)]))
        if problem is not None:
            self.refused.emit(problem)
