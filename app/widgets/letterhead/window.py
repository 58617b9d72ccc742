"""The window in which the letterhead and the papers' standing texts are written. They hold for every case."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.documents.base import documents
from app.i18n import _
from app.models.standing_texts import kinds_with_texts
from app.widgets.common.style import scaled
from app.widgets.letterhead.head_form import HeadForm
from app.widgets.letterhead.texts_form import TextsForm

HEAD = ""
"""Stands for the letterhead in the list; a paper stands by its kind."""


class LetterheadWindow(QDialog):
    """The list to the left, the form of what is chosen to the right. What is typed is stored on the way out of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self.setWindowTitle(_("Brevhuvud och fasta texter"))
        self.form: HeadForm | TextsForm | None = None
        heading = QLabel(_("Brevhuvud och fasta texter"))
        heading.setObjectName("dialogHeading")
        self.about = QLabel(_("De gäller i alla ärenden. Skriv aldrig namn på barn eller familjer här."))
        self.about.setObjectName("panelSubheading")
        self.about.setWordWrap(True)
        self.said = QLabel()
        self.said.setObjectName("error")
        self.said.setAccessibleName(_("Vad som hände"))
        self.said.setWordWrap(True)
        self.said.hide()
        self.list = self._make_list()
        self.room = QScrollArea()
        self.room.setWidgetResizable(True)
        self.room.setFrameShape(QFrame.Shape.NoFrame)
        self.room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.finish = QPushButton(_("Klart"))
        self.finish.setObjectName("primary")
        self.finish.setAutoDefault(False)
        self.finish.clicked.connect(self.accept)
        parts = QHBoxLayout()
        parts.setSpacing(18)
        parts.addWidget(self.list)
        parts.addWidget(self.room, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(10)
        for widget in (heading, self.about):
            column.addWidget(widget)
        column.addLayout(parts, 1)
        column.addWidget(self.said)
        column.addWidget(self.finish, 0, Qt.AlignmentFlag.AlignRight)
        most = self.screen().availableSize()
        self.resize(min(scaled(980), most.width() - 40), min(scaled(760), most.height() - 80))
        self.list.setCurrentRow(0)

    def _make_list(self) -> QListWidget:
        found = QListWidget()
        found.setObjectName("consentList")
        found.setAccessibleName(_("Vad du ändrar"))
        found.setFixedWidth(scaled(250))
        found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        labels = {kind: _(documents()[kind].label) for kind in kinds_with_texts() if kind in documents()}
        for kind, label in ((HEAD, _("Brevhuvud")), *sorted(labels.items(), key=lambda each: each[1])):
            item = QListWidgetItem(label, found)
            item.setData(Qt.ItemDataRole.UserRole, kind)
        found.currentItemChanged.connect(lambda now, _before: self._open(now))
        return found

    def choose(self, kind: str) -> None:
        """Choose a paper by its kind, or the letterhead (`HEAD`)."""
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == kind:
                self.list.setCurrentRow(row)

    def _open(self, item: QListWidgetItem) -> None:
        """Store what is typed and show the form of what was chosen; what cannot be stored stays to be seen to."""
        if self.form is not None and not self.form.commit():
            return
        kind = str(item.data(Qt.ItemDataRole.UserRole))
        form = HeadForm() if kind == HEAD else TextsForm(kind)
        form.said.connect(self._say)
        self.form = form
        self.room.setWidget(form)
        self._say(form.problem or "")

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))

    def done(self, result: int) -> None:
        """Store what is typed; where that cannot be done the window stays, with the reason."""
        if self.form is None or self.form.commit():
            super().done(result)
