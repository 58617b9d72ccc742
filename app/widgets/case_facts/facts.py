"""The facts of the case in fields, each edit one undo step; and any one record in a window of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.document import Document
from app.i18n import _
from app.models.edits.life import set_keywords
from app.models.fields import Record
from app.models.records import CaseInfo
from app.widgets.common.opening import fit_on_screen
from app.widgets.properties.editors import LineField
from app.widgets.properties.form import RecordPanel

_ELSEWHERE = ("status", "closed_on")
"""What has its own place: the case's life."""


class FactsPanel(RecordPanel):
    """Number, title, kind, situation, strengths, keywords, coordinator."""

    def __init__(self, document: Document) -> None:
        super().__init__(document, "case", "case", without=_ELSEWHERE)

    def _build(self, cls: type[Record]) -> None:
        super()._build(cls)
        keywords = LineField(_("Nyckelord, med komma emellan"))
        self.add_editor("keywords", keywords, lambda words: set_keywords(self.document.case, words or ""))

    def refresh(self) -> None:
        """Show the case as it is now; the keywords as one line."""
        info = self.record()
        assert isinstance(info, CaseInfo)
        self.say(_("Om ärendet"))
        values = {name: getattr(info, name) for name in self.editors}
        self.show_values({**values, "keywords": ", ".join(info.keywords) or None})


class RecordDialog(QDialog):
    """Everything about one record."""

    def __init__(self, document: Document, family: str, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.panel = RecordPanel(document, family, key)
        self.setWindowTitle(_("Uppgifter"))
        fit_on_screen(self, 480, 560)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self.panel)
        done = QPushButton(_("Klart"))
        done.setObjectName("primary")
        done.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.addWidget(area, 1)
        column.addWidget(done, 0, Qt.AlignmentFlag.AlignRight)

    def done(self, result: int) -> None:
        """Commit what is typed."""
        self.panel.commit_all()
        super().done(result)
