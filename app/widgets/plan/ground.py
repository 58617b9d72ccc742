"""What the plan stands on, above its rows: strengths first, the child's own words, then the goals."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.document import Document
from app.i18n import N_, _
from app.models.edits.removal import remove
from app.models.edits.voices import FAMILY, add_voice
from app.models.patch import Patch
from app.models.records import ChildVoice
from app.widgets.common.changes import change
from app.widgets.common.icons import icon
from app.widgets.common.style import scaled
from app.widgets.plan.goals import GoalList
from app.widgets.plan.writing import Words

FIRST_QUESTION = N_("Vad är viktigt för dig?")
_WIDE = 900  # pixels, as text is designed, from which the columns stand beside each other


class Strengths(QFrame):
    """Tillgångar: what the child has, in the words of the case."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.setObjectName("goals")
        self._document = document
        heading = QLabel(_("Tillgångar"))
        heading.setObjectName("goalsHeading")
        self.text = Words(document, "case", "case", "strengths", _("Tillgångar"), least=2, most=4)
        self.text.setPlaceholderText(_("Vad fungerar bra? Vad är barnet bra på, och vilka finns omkring?"))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(4)
        column.addWidget(heading)
        column.addWidget(self.text)
        document.patched.connect(self._patched)
        document.shown_changed.connect(self.text.refill)

    def _patched(self, patch: Patch) -> None:
        if ("case", "case") in patch.touched():
            self.text.refill()


class Voices(QFrame):
    """The child's own words: each question with what the child said, and a line for the next question."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.setObjectName("goals")
        self._document = document
        heading = QLabel(_("Barnets egna ord"))
        heading.setObjectName("goalsHeading")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.texts: dict[str, Words] = {}
        self.questions: dict[str, Words] = {}
        self.new = QLineEdit()
        self.new.setPlaceholderText(
            _("Skriv en fråga till barnet, till exempel: {question}").format(question=_(FIRST_QUESTION))
        )
        self.new.setAccessibleName(_("Ny fråga till barnet"))
        self.new.returnPressed.connect(partial(self._add, go_on=True))
        if document.read_only:
            self.new.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(4)
        column.addWidget(heading)
        column.addLayout(self._rows)
        column.addWidget(self.new)
        column.addStretch(1)
        document.patched.connect(self._patched)
        document.shown_changed.connect(self._fill)
        self._fill()

    def _add(self, *, go_on: bool = False) -> None:
        """Write down the question, and ``go_on`` to its answer."""
        question = self.new.text().strip()
        before = set(self._document.case.family(FAMILY))
        if question and change(self._document, lambda: add_voice(self._document.case, question)) is None:
            self.new.clear()
            for key in set(self._document.case.family(FAMILY)) - before if go_on else ():
                self.texts[key].setFocus()

    def _patched(self, patch: Patch) -> None:
        if any(family == FAMILY for family, _key in patch.touched()):
            self._fill()

    def _fill(self) -> None:
        """Show what was said; where the questions are the same, only their words are put right."""
        voices = self._document.shown.family(FAMILY)
        if list(voices) != list(self.texts):
            self._make(list(voices))
        for words in self.fields():
            words.refill()

    def commit(self) -> None:
        """Hand over what is being typed, and a new question that was written."""
        for words in self.fields():
            words.commit()
        self._add()

    def fields(self) -> list[Words]:
        """Return every field that can be written in."""
        return [*self.questions.values(), *self.texts.values()]

    def _holders(self) -> list[QWidget]:
        items = [self._rows.itemAt(at) for at in range(self._rows.count())]
        return [widget for item in items if item is not None and (widget := item.widget()) is not None]

    def _make(self, keys: list[str]) -> None:
        for holder in self._holders():
            self._rows.removeWidget(holder)
            holder.hide()
            holder.deleteLater()
        self.texts, self.questions = {}, {}
        for key in keys:
            self._rows.addWidget(self._row(key))

    def _row(self, key: str) -> QWidget:
        holder = QWidget()
        voice = self._document.shown.family(FAMILY)[key]
        question = Words(self._document, FAMILY, key, "question", _("Fråga till barnet"), most=2)
        question.setProperty("lead", True)
        self.questions[key] = question
        asked = voice.question if isinstance(voice, ChildVoice) and voice.question else _("Det barnet sa")
        self.texts[key] = Words(self._document, FAMILY, key, "text", asked)
        self.texts[key].setPlaceholderText(_("Barnets svar, med barnets ord"))
        both = QVBoxLayout()
        both.setSpacing(0)
        both.addWidget(question)
        both.addWidget(self.texts[key])
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(both, 1)
        if not self._document.read_only:
            row.addWidget(
                _trash(_("Ta bort frågan och svaret"), lambda: self._remove(key)), 0, Qt.AlignmentFlag.AlignTop
            )
        return holder

    def _remove(self, key: str) -> None:
        change(self._document, lambda: remove(self._document.case, [(FAMILY, key)]))


def _trash(name: str, press: Callable[[], None]) -> QPushButton:
    button = QPushButton(icon("trash", "muted"), "")
    button.setObjectName("quiet")
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.clicked.connect(lambda _checked=False: press())
    return button


class Ground(QWidget):
    """Strengths and long-term goals, the child's words, short-term goals: beside each other, or under where narrow.

    ``fold`` is the button that puts all of it away, to give the rows the room.
    """

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.strengths = Strengths(document)
        self.voices = Voices(document)
        self.goals = {family: GoalList(document, family) for family in ("long_term", "short_term")}
        first = QWidget()
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.strengths)
        column.addWidget(self.goals["long_term"])
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        for widget, share in ((first, 3), (self.voices, 3), (self.goals["short_term"], 4)):
            self._row.addWidget(widget, share, Qt.AlignmentFlag.AlignTop)
        self.fold = QPushButton(icon("down", "muted"), _("Tillgångar, barnets ord och mål"))
        self.fold.setObjectName("fold")
        self.fold.setCheckable(True)
        self.fold.setChecked(True)
        self.fold.toggled.connect(self._folded)

    def _folded(self, shown: bool) -> None:
        self.commit()
        self.setVisible(shown)
        self.fold.setIcon(icon("down" if shown else "up", "muted"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in a row where there is room for it, else in a column."""
        super().resizeEvent(event)
        wide = self.width() >= scaled(_WIDE)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def commit(self) -> None:
        """Hand over what is being typed."""
        self.strengths.text.commit()
        self.voices.commit()
        for goals in self.goals.values():
            goals.commit()
