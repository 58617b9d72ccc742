"""The goals that can be followed up, each with its curve and a line for the next reading."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app.document import Document
from app.i18n import _
from app.models.edits.goals import measure
from app.models.readings import read_value
from app.models.records import GOAL_STATES
from app.widgets.common.changes import change
from app.widgets.common.curve import GoalCurve
from app.widgets.follow_up.words import reading_words
from app.widgets.properties.editors import Line


class GoalCard(QFrame):
    """One goal. ``refused(sentence)`` when a reading was not taken."""

    refused = Signal(str)

    def __init__(self, document: Document, key: str, day: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("goals")
        self._document, self.key, self._day = document, key, day
        self.text, self.about, self.words = QLabel(), QLabel(), QLabel()
        self.text.setObjectName("goalsHeading")
        self.about.setObjectName("panelSubheading")
        self.curve = GoalCurve(document.shown.short_term[key], large=True, parent=self)
        self.new = Line()
        self.new.setAccessibleName(_("Nytt mätvärde"))
        self.new.editingFinished.connect(self.commit)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        for label in (self.text, self.about, self.words):
            label.setWordWrap(True)
        for widget in (self.text, self.about, self.curve, self.words, self.new):
            column.addWidget(widget)
        self.new.setVisible(not document.read_only)
        self.refresh()

    def refresh(self) -> None:
        """Show the goal as it is now."""
        goal = self._document.shown.short_term.get(self.key)
        if goal is None:
            return
        self.text.setText(goal.text or "")
        parts = (
            _(GOAL_STATES[goal.state]) if goal.state != "open" else "",
            _("Utgångsläge: {text}").format(text=goal.baseline) if goal.baseline else "",
            _("Mäts genom: {text}").format(text=goal.measure) if goal.measure else "",
            _("Måldatum: {day}").format(day=goal.target_date.isoformat()) if goal.target_date else "",
        )
        self.about.setText("\n".join(part for part in parts if part))
        self.about.setVisible(any(parts))
        self.curve.show_goal(goal)
        self.words.setText("\n".join(reading_words(goal)) or _("Inget är mätt än."))
        day = self._day()
        self.new.setPlaceholderText(_("Värde {day}, och Enter…").format(day=day.isoformat()))
        self.new.setReadOnly(self._document.names_hidden)

    def commit(self) -> None:
        """Hand over a reading that has been written; one more on the same day takes the first one's place."""
        words, goal = self.new.text().strip(), self._document.case.short_term.get(self.key)
        if not words or goal is None or self.new.isReadOnly():
            return
        day = self._day()
        at = next((at for at, each in enumerate(goal.measurements) if each.date == day), None)
        problem = change(self._document, lambda: measure(self._document.case, self.key, day, read_value(words), at=at))
        if problem is None:
            self.new.clear()
        else:
            self.refused.emit(problem)


class GoalCards(QWidget):
    """The goals in a column; ``refused(sentence)``."""

    refused = Signal(str)

    def __init__(self, document: Document, day: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("followInside")
        self._document, self._day = document, day
        self.cards: dict[str, GoalCard] = {}
        self.empty = QLabel(_("Planen har inga kortsiktiga mål än. Skriv dem på sidan Plan."))
        self.empty.setObjectName("panelSubheading")
        self.empty.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addWidget(self.empty)
        self._column.addStretch(1)

    def refresh(self) -> None:
        """Show the goals as they are now; a card that stays keeps what is being typed in it."""
        wanted = list(self._document.case.short_term)
        if wanted != list(self.cards):
            for card in self.cards.values():
                card.commit()
                self._column.removeWidget(card)
                card.hide()
                card.deleteLater()
            self.cards = {}
            for at, key in enumerate(wanted, 1):
                self.cards[key] = GoalCard(self._document, key, self._day)
                self.cards[key].refused.connect(self.refused)
                self._column.insertWidget(at, self.cards[key])
        for card in self.cards.values():
            card.refresh()
        self.empty.setVisible(not wanted)

    def commit(self) -> None:
        """Hand over readings that are written but not committed."""
        for card in list(self.cards.values()):
            card.commit()
