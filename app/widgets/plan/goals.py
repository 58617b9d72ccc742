"""The goals above the plan: a few years away, and those that can soon be followed up."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.document import Document
from app.i18n import N_, _
from app.models.edits.fields import set_field
from app.models.edits.goals import add_goal
from app.models.edits.removal import remove
from app.models.patch import Patch
from app.models.records import GOAL_STATES, LongTermGoal, ShortTermGoal
from app.widgets.common.changes import change
from app.widgets.common.icons import icon
from app.widgets.common.pill import Pill
from app.widgets.properties.editors import GrowingText
from app.widgets.properties.form import RecordPanel

HEADINGS = {"long_term": N_("Långsiktiga mål"), "short_term": N_("Kortsiktiga mål")}
_ADD = {"long_term": N_("Skriv ett långsiktigt mål…"), "short_term": N_("Skriv ett kortsiktigt mål…")}


class GoalText(GrowingText):
    """A goal's words; commits when it is left."""

    def __init__(self, document: Document, family: str, key: str) -> None:
        super().__init__(least=1, most=4)
        self.setObjectName("goalText")
        self.setAccessibleName(_("Mål"))
        self._document, self._family, self._key = document, family, key
        self.setPlainText(self._words())
        self.setReadOnly(document.read_only or document.names_hidden)
        self.left.connect(self.commit)

    def _words(self) -> str:
        goal = self._document.shown.family(self._family)[self._key]
        return str(getattr(goal, "text", None) or "")

    def commit(self) -> None:
        """Hand over the words if they have changed."""
        case, text = self._document.case, self.toPlainText().strip()
        if self.isReadOnly():
            return
        if self._key in case.family(self._family) and text != self._words():
            change(self._document, lambda: set_field(case, self._family, self._key, "text", text or None))


class GoalDialog(QDialog):
    """Everything about one goal."""

    def __init__(self, document: Document, family: str, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Mål"))
        self.resize(460, 560)
        self.panel = RecordPanel(document, family, key)
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


class GoalList(QFrame):
    """The goals of one family, and a line to write the next one in."""

    def __init__(self, document: Document, family: str) -> None:
        super().__init__()
        self.document, self.family = document, family
        self.setObjectName("goals")
        heading = QLabel(_(HEADINGS[family]))
        heading.setObjectName("goalsHeading")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.new = QLineEdit()
        self.new.setPlaceholderText(_(_ADD[family]))
        self.new.setAccessibleName(_(_ADD[family]))
        self.new.returnPressed.connect(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        column.addWidget(heading)
        column.addLayout(self._rows)
        column.addWidget(self.new)
        self.new.setVisible(not document.read_only)
        column.addStretch(1)
        document.patched.connect(self._patched)
        document.shown_changed.connect(self._fill)
        self._fill()

    def _add(self) -> None:
        text = self.new.text().strip()
        if text and change(self.document, lambda: add_goal(self.document.case, self.family, text)) is None:
            self.new.clear()

    def _patched(self, patch: Patch) -> None:
        if any(family == self.family for family, _key in patch.touched()):
            self._fill()

    def _fill(self) -> None:
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for key, goal in self.document.shown.family(self.family).items():
            assert isinstance(goal, LongTermGoal | ShortTermGoal)
            self._rows.addWidget(self._row(key, goal))

    def _row(self, key: str, goal: LongTermGoal | ShortTermGoal) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(GoalText(self.document, self.family, key), 1)
        if isinstance(goal, ShortTermGoal) and goal.state != "open":
            row.addWidget(Pill(_(GOAL_STATES[goal.state]), "good" if goal.state == "reached" else "quiet"))
        if goal.target_date is not None:
            row.addWidget(Pill(goal.target_date.isoformat(), "quiet"))
        row.addWidget(self._button(_("Mer…"), None, partial(self._open, key)))
        if not self.document.read_only:
            row.addWidget(self._button("", "trash", partial(self._remove, key)))
        return holder

    @staticmethod
    def _button(text: str, picture: str | None, press: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName("quiet")
        if picture is not None:
            button.setIcon(icon(picture, "muted"))
            button.setAccessibleName(_("Ta bort målet"))
            button.setToolTip(_("Ta bort målet"))
        button.clicked.connect(lambda _checked=False: press())
        return button

    def _open(self, key: str) -> None:
        GoalDialog(self.document, self.family, key, self).exec()

    def _remove(self, key: str) -> None:
        change(self.document, lambda: remove(self.document.case, [(self.family, key)]))
