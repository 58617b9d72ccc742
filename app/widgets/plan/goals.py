"""The goals above the plan: a few years away, and those that can soon be followed up."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.document import Document
from app.i18n import N_, _
from app.models.edits.goals import add_goal
from app.models.edits.removal import remove
from app.models.patch import Patch
from app.models.readings import readings
from app.models.records import GOAL_STATES, LongTermGoal, ShortTermGoal
from app.widgets.common.changes import change
from app.widgets.common.curve import GoalCurve
from app.widgets.common.icons import icon
from app.widgets.common.pill import Pill
from app.widgets.plan.goal_dialog import GoalDialog
from app.widgets.plan.writing import Words

HEADINGS = {"long_term": N_("Långsiktiga mål"), "short_term": N_("Kortsiktiga mål")}
_ADD = {"long_term": N_("Skriv ett långsiktigt mål…"), "short_term": N_("Skriv ett kortsiktigt mål…")}


class GoalText(Words):
    """A goal's words; commits when it is left."""

    def __init__(self, document: Document, family: str, key: str) -> None:
        super().__init__(document, family, key, "text", _("Mål"), most=4)


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
        self.texts: dict[str, GoalText] = {}
        self._looks: list[tuple[str, LongTermGoal | ShortTermGoal]] = []
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

    def _goals(self) -> dict[str, LongTermGoal | ShortTermGoal]:
        found = self.document.shown.family(self.family).items()
        return {key: goal for key, goal in found if isinstance(goal, LongTermGoal | ShortTermGoal)}

    def _fill(self) -> None:
        """Show the goals; where only words have changed, what is being written in stays."""
        goals = self._goals()
        looks = [(key, goal.changed(text=None)) for key, goal in goals.items()]
        if looks != self._looks:
            self._looks = looks
            self._make(goals)
        for text in self.texts.values():
            text.refill()

    def _make(self, goals: dict[str, LongTermGoal | ShortTermGoal]) -> None:
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.texts = {}
        for key, goal in goals.items():
            self._rows.addWidget(self._row(key, goal))

    def _row(self, key: str, goal: LongTermGoal | ShortTermGoal) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.texts[key] = GoalText(self.document, self.family, key)
        row.addWidget(self.texts[key], 1)
        if isinstance(goal, ShortTermGoal) and readings(goal).points:
            row.addWidget(GoalCurve(goal, parent=holder))
        if isinstance(goal, ShortTermGoal) and goal.state != "open":
            row.addWidget(Pill(_(GOAL_STATES[goal.state]), "good" if goal.state == "reached" else "quiet"))
        if goal.target_date is not None:
            row.addWidget(Pill(goal.target_date.isoformat(), "quiet"))
        measured = isinstance(goal, ShortTermGoal) and not self.document.read_only
        row.addWidget(self._button(_("Mät…") if measured else _("Mer…"), None, partial(self._open, key)))
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

    def commit(self) -> None:
        """Hand over what is being typed in a goal, and a new one that was written."""
        for text in list(self.texts.values()):
            text.commit()
        self._add()

    def _open(self, key: str) -> None:
        GoalDialog(self.document, self.family, key, self).exec()

    def _remove(self, key: str) -> None:
        change(self.document, lambda: remove(self.document.case, [(self.family, key)]))
