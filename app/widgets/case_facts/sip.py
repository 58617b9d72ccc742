"""The SIP of the case: whether one is needed, who coordinates it, when it meets, who has a copy."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from app.document import Document
from app.i18n import _
from app.models.edits.removal import remove
from app.models.edits.sip import BEGIN, FAMILY, begin_sip
from app.widgets.common.changes import change
from app.widgets.properties.form import RecordPanel, remove_button


class SipPanel(QFrame):
    """The fields of the case's SIP, or a button to begin one. ``refused(sentence)`` when an edit could not be made."""

    refused = Signal(str)

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
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 10, 14, 12)
        self._column.setSpacing(8)
        for widget in (heading, self.about):
            self._column.addWidget(widget)
        for button in (self.begin, self.drop):
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.refresh()

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
        may = not self.document.read_only
        self.begin.setVisible(may and not there)
        self.drop.setVisible(may and there)

    def read_anew(self) -> None:
        """Make the fields anew: who can be chosen is another, or names are hidden or shown."""
        self.commit()
        self._put(None)
        self.refresh()

    def commit(self) -> None:
        """Hand over what is being typed."""
        if self.fields is not None and self.fields.still_there():
            self.fields.commit_all()

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
