"""What is said of one domain: each voice's rating and note, how it was before, the goals, what was promised."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.document import Document
from app.documents.wheel import VOICE_LOOKS
from app.i18n import _
from app.models.case import Case
from app.models.domain_names import domain_name
from app.models.edits.wheel import entry_key, goal_for, rate, tie_goal
from app.models.patch import Patch
from app.models.records import SupportAnswer, WheelEntry, Wish
from app.models.wheel import VOICES, DomainState, Voice, answers_for
from app.widgets.common.changes import change
from app.widgets.common.pill import Pill
from app.widgets.common.segmented import Segmented
from app.widgets.properties.editors import GrowingText, Line
from app.widgets.wheel.moments import Moment

_RATINGS = {number: str(number) for number in range(1, 6)}


class VoiceRow(QWidget):
    """One voice's rating and note at the moment that is shown.

    Emits ``rated(voice, rating)`` and ``noted(voice, text)``.
    """

    rated = Signal(str, object)
    noted = Signal(str, str)

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self.voice = voice
        name = _(VOICE_LOOKS[voice][0])
        self.caption = QLabel(name)
        self.caption.setObjectName("caption")
        self.earlier = QLabel()
        self.earlier.setObjectName("caption")
        self.steps = Segmented(_RATINGS, name, optional=True)
        self.steps.chosen.connect(lambda value: self.rated.emit(self.voice, value))
        self.note = GrowingText(least=1, most=5)
        self.note.setPlaceholderText(_("Anteckning"))
        self.note.setAccessibleName(_("Anteckning: {voice}").format(voice=name))
        self.note.left.connect(self.commit)
        self._shown = ""
        top = QHBoxLayout()
        top.addWidget(self.caption)
        top.addStretch(1)
        top.addWidget(self.earlier)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.steps)
        column.addWidget(self.note)

    def show_entry(self, entry: WheelEntry | None, state: DomainState) -> None:
        """Show what was said at the moment; where nothing was, say what was said last."""
        rating = entry.rating if entry is not None else None
        self.steps.show_value(rating)
        last = state.latest(self.voice)
        words = ""
        if rating is None and last is not None:
            when = last.day.isoformat() if last.day is not None else _("utan datum")
            words = _("senast {n} ({when})").format(n=last.rating, when=when)
        self.earlier.setText(words)
        text = (entry.note if entry is not None else None) or ""
        if text != self._shown or not self.note.hasFocus():
            self._shown = text
            if self.note.toPlainText() != text:
                self.note.setPlainText(text)

    def commit(self) -> None:
        """Hand over the note if it is another."""
        text = self.note.toPlainText().strip()
        if not self.note.isReadOnly() and text != self._shown:
            self._shown = text
            self.noted.emit(self.voice, text)


class DomainPanel(QFrame):
    """One domain at one moment. Emits ``refused(str)`` with a sentence when something could not be changed."""

    refused = Signal(str)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.setObjectName("wheelPanel")
        self.document = document
        self.domain = ""
        self.moment: Moment | None = None
        self.heading = QLabel()
        self.heading.setObjectName("panelHeading")
        self.gap = Pill(parent=self)
        self.rows = {voice: VoiceRow(voice) for voice in VOICES}
        for row in self.rows.values():
            row.rated.connect(self._rate)
            row.noted.connect(self._note)
        self.goals = self._part()
        self.answers = self._part()
        self.past = self._part()
        self.new = Line()
        self.new.setPlaceholderText(_("Skriv ett kortsiktigt mål för området…"))
        self.new.setAccessibleName(_("Nytt mål för området"))
        self.new.returnPressed.connect(self._add_goal)
        self._lay_out()

    @staticmethod
    def _part() -> QVBoxLayout:
        part = QVBoxLayout()
        part.setSpacing(4)
        return part

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 18)
        column.setSpacing(10)
        column.addWidget(self.heading)
        column.addWidget(self.gap)
        column.addWidget(self._caption(_("1 stor oro – 5 styrka")))
        for row in self.rows.values():
            column.addWidget(row)
        column.addWidget(self._heading(_("Mål för området")))
        column.addLayout(self.goals)
        column.addWidget(self.new)
        for part in (self.answers, self.past):
            column.addLayout(part)
        column.addStretch(1)

    @staticmethod
    def _heading(words: str) -> QLabel:
        label = QLabel(words)
        label.setObjectName("goalsHeading")
        return label

    @staticmethod
    def _caption(words: str) -> QLabel:
        label = QLabel(words)
        label.setObjectName("panelSubheading")
        label.setWordWrap(True)
        return label

    # Showing

    def show_domain(self, state: DomainState, moment: Moment) -> None:
        """Show a domain as it was at a moment; what is typed about another one is handed over first."""
        if (self.domain, self.moment) != (state.domain, moment):
            self.commit()
        self.domain, self.moment = state.domain, moment
        case = self.document.shown
        self.heading.setText(domain_name(state.domain))
        self.gap.say(_("Oro utan mål. Knyt ett mål hit, eller skriv ett.") if state.gap else "", "bad")
        read_only = self.document.read_only
        for voice, row in self.rows.items():
            key = entry_key(case, self.domain, voice, moment.meeting) if not self._is_new_day(moment) else None
            entry = case.record("wheel", key) if key is not None else None
            row.show_entry(entry if isinstance(entry, WheelEntry) else None, state)
            row.steps.setEnabled(not read_only)
            row.note.setReadOnly(read_only or self.document.names_hidden)
        self.new.setVisible(not read_only)
        self._show_goals(case)
        self._show_answers(case)
        self._show_past(state)

    @staticmethod
    def _is_new_day(moment: Moment) -> bool:
        return moment.when is not None and moment.meeting is None

    def _show_goals(self, case: Case) -> None:
        _clear(self.goals)
        for family in ("long_term", "short_term"):
            for key, goal in case.family(family).items():
                box = _Tick(str(getattr(goal, "text", None) or ""))
                box.setChecked(self.domain in getattr(goal, "wellbeing", ()))
                box.setEnabled(not self.document.read_only)
                box.clicked.connect(partial(self._tie, family, key))
                self.goals.addWidget(box)

    def _show_answers(self, case: Case) -> None:
        _clear(self.answers)
        found = answers_for(case, self.domain)
        if found:
            self.answers.addWidget(self._heading(_("Lovat som hör hit")))
        for key in found:
            family = "wishes" if key in case.wishes else "support_answers"
            record = case.record(family, key)
            assert isinstance(record, Wish | SupportAnswer)
            who = record.to if isinstance(record, Wish) else record.figure
            self.answers.addWidget(self._caption(f"{case.figures[who].label}: {record.text}"))

    def _show_past(self, state: DomainState) -> None:
        """List the earlier ratings, the latest first, all voices of a day in one line."""
        _clear(self.past)
        days: dict[str, list[str]] = {}
        for voice in VOICES:
            for said in state.ratings[voice]:
                when = said.day.isoformat() if said.day is not None else _("utan datum")
                note = f" ({said.note})" if said.note else ""
                days.setdefault(when, []).append(f"{_(VOICE_LOOKS[voice][0])} {said.rating}{note}")
        if days:
            self.past.addWidget(self._heading(_("Skattat över tid")))
        for when in sorted(days, key=lambda day: (day[:1].isdigit(), day), reverse=True):
            self.past.addWidget(self._caption(f"{when}: " + ", ".join(days[when])))

    # Changing

    def rate(self, voice: str, rating: object) -> None:
        """Rate the domain at the moment that is shown; None takes the rating away."""
        self._rate(voice, rating)

    def _rate(self, voice: str, rating: object) -> None:
        moment = self.moment
        if moment is not None and (rating is None or isinstance(rating, int)):
            self._change(lambda: rate(self.document.case, self.domain, voice, moment.when, rating=rating))

    def _note(self, voice: str, text: str) -> None:
        moment = self.moment
        if moment is not None:
            self._change(lambda: rate(self.document.case, self.domain, voice, moment.when, note=text))

    def _tie(self, family: str, key: str, tied: bool) -> None:
        self._change(lambda: tie_goal(self.document.case, family, key, self.domain, tied))

    def _add_goal(self) -> None:
        text, domain = self.new.text().strip(), self.domain
        self.new.clear()  # before the edit, which shows the panel anew
        if text and not self._change(lambda: goal_for(self.document.case, domain, text)):
            self.new.setText(text)

    def _change(self, build: Callable[[], Patch]) -> bool:
        problem = change(self.document, build)
        if problem is not None:
            self.refused.emit(problem)
        return problem is None

    def commit(self) -> None:
        """Hand over what is typed: notes, and a goal that has been begun."""
        for row in self.rows.values():
            row.commit()
        if self.domain:
            self._add_goal()


class _Tick(QWidget):
    """A box to tick with words that may take several lines, which QCheckBox cannot."""

    clicked = Signal(bool)

    def __init__(self, words: str) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setAccessibleName(words)
        self.box.clicked.connect(self.clicked)
        label = QLabel(words)
        label.setWordWrap(True)
        label.setBuddy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label, 1)
        self.setFocusProxy(self.box)

    def setChecked(self, on: bool) -> None:
        """Show it ticked or not, telling nobody."""
        self.box.setChecked(on)


def _clear(part: QVBoxLayout) -> None:
    while part.count():
        item = part.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
