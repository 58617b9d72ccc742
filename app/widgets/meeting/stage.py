"""Leading a meeting: its agenda's steps, and the one it stands on in big type with what is needed for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.models.agenda_clock import AgendaClock
from app.models.agendas import Agenda, Step
from app.models.edits.fields import set_field
from app.widgets.common.changes import change
from app.widgets.common.hidden import hidden_words
from app.widgets.common.style import LOOKS, scaled
from app.widgets.meeting.opening import MEETING, go_to, open_step, page_name, page_of
from app.widgets.meeting.rows import WordList
from app.widgets.meeting.running import Running
from app.widgets.meeting.words import in_minutes, step_heading, ticking
from app.widgets.properties.editors import LongField

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

_STEPS_WIDE = 270  # pixels at usual text size


class Stage(QWidget):
    """One meeting's agenda. A step that is chosen is shown; Enter, or the button, goes to it."""

    def __init__(self, window: CaseWindow, running: Running, meeting: str) -> None:
        super().__init__()
        self._window, self._running, self.meeting = window, running, meeting
        self.agenda: Agenda | None = running.agenda_of(meeting)
        self.notes = self._notes()
        self.steps = WordList("agendaSteps", _("Dagordningens steg"), bold=True)
        self.none = QLabel()
        self.none.setObjectName("empty")
        self.none.setWordWrap(True)
        self.heading, self.question, self.words = QLabel(), QLabel(), QLabel()
        for label, name in ((self.heading, "stageHeading"), (self.question, "bigQuestion"), (self.words, "bigWords")):
            label.setObjectName(name)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.start = QPushButton()
        self.start.setObjectName("primary")
        self.start.clicked.connect(lambda _checked=False: self._start())
        self.go = QPushButton(_("Gå till det här steget"))
        self.go.clicked.connect(lambda _checked=False: go_to(self._window, self.shown_step))
        self.open = QPushButton()
        self.open.clicked.connect(lambda _checked=False: self._open())
        self.again = QPushButton(_("Börja om klockan"))
        self.again.clicked.connect(lambda _checked=False: self._running.again(self.meeting))
        self._lay_out()
        self.steps.currentRowChanged.connect(lambda _row: self._show_step())
        self.steps.itemActivated.connect(lambda _item: self._activate())
        running.changed.connect(self.refresh)
        running.ticked.connect(self._name_steps)
        LOOKS.changed.connect(self._dress)
        self._dress()
        self.refresh()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("stage")
        self._big = QVBoxLayout(inside)
        self._big.setContentsMargins(30, 22, 30, 22)
        self._big.setSpacing(14)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for button in (self.start, self.go, self.open, self.again):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for label in (self.none, self.heading, self.question, self.words):
            self._big.addWidget(label)
        self._big.addLayout(buttons)
        self._big.addWidget(self.notes)
        self._big.addStretch(1)
        self.area = QScrollArea()
        self.area.setObjectName("stageArea")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.steps)
        row.addWidget(self.area, 1)
        self.setFocusProxy(self.steps)

    def _dress(self) -> None:
        self.steps.setFixedWidth(min(scaled(_STEPS_WIDE), max(200, self.width() // 3)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The steps take a third of the width at most."""
        super().resizeEvent(event)
        self._dress()

    # What is shown

    @property
    def clock(self) -> AgendaClock | None:
        """The meeting's clock, if it has been started."""
        return self._running.clock_of(self.meeting)

    @property
    def led(self) -> bool:
        """Whether this meeting is led now."""
        return self._running.meeting == self.meeting

    @property
    def shown_step(self) -> int:
        """The number of the step that is looked at, from 0."""
        return max(0, self.steps.currentRow())

    def refresh(self) -> None:
        """Show the agenda and where it stands. The step that it went to is the one looked at."""
        agenda = self._running.agenda_of(self.meeting)
        if agenda != self.agenda or self.steps.count() == 0:
            self.agenda = agenda
            self._fill()
        clock = self.clock
        if clock is not None and self.led and self.steps.property("stood") != clock.at:
            self.steps.setProperty("stood", clock.at)
            self.steps.setCurrentRow(clock.at)
        elif clock is None:
            self.steps.setProperty("stood", None)
        self._name_steps()
        self._show_step()

    def _fill(self) -> None:
        self.steps.blockSignals(True)
        self.steps.clear()
        for _step in self.agenda.steps if self.agenda is not None else ():
            self.steps.addItem(QListWidgetItem())
        self.steps.setCurrentRow(0)
        self.steps.blockSignals(False)

    def _name_steps(self) -> None:
        """Say of each step how long it takes, or took, and which one is on."""
        clock = self.clock
        for number, step in enumerate(self.agenda.steps if self.agenda is not None else ()):
            item = self.steps.item(number)
            if item is None:
                return
            words = self._step_line(number, step, clock)
            if item.text() != words:
                item.setText(words)
            bold = item.font()
            bold.setBold(clock is not None and clock.at == number)
            item.setFont(bold)
        self.steps.fit()

    def _step_line(self, number: int, step: Step, clock: AgendaClock | None) -> str:
        name = f"{number + 1}. {step.name}"
        if clock is None:
            return f"{name}\n{in_minutes(step.minutes)}"
        allowed = in_minutes(round(clock.step_allowed(number) / 60))
        spent = clock.step_spent(number)
        if number == clock.at:
            return f"▶ {name}\n" + _("{spent} av {allowed}").format(spent=ticking(spent), allowed=allowed)
        if spent >= 1:
            return f"✓ {name}\n" + _("tog {spent} av {allowed}").format(spent=ticking(spent), allowed=allowed)
        return f"{name}\n{allowed}"

    def _show_step(self) -> None:
        agenda = self.agenda
        for widget in (self.steps, self.heading, self.question, self.words, self.start, self.go, self.open, self.again):
            widget.setVisible(agenda is not None)
        self.none.setVisible(agenda is None)
        if agenda is None:
            self.none.setText(self._why_none())
            self.notes.hide()
            return
        number = min(self.shown_step, len(agenda.steps) - 1)
        step, clock = agenda.steps[number], self.clock
        self.heading.setText(step_heading(step, number, len(agenda.steps)))
        self.question.setText(step.question or "")
        self.question.setVisible(bool(step.question))
        self.words.setText(step.words)
        self.words.setVisible(bool(step.words))
        self.start.setVisible(not self.led)
        self.start.setText(_("Fortsätt träffen") if clock is not None else _("Starta träffen"))
        self.again.setVisible(clock is not None and not self.led)
        self.go.setVisible(self.led and clock is not None and clock.at != number)
        page = page_name(self._window, page_of(step))
        self.open.setText(_("Visa {page}").format(page=page))
        self.open.setVisible(bool(page))
        self._show_inside(step)

    def _why_none(self) -> str:
        record = self._window.document.case.meetings.get(self.meeting)
        if record is None or not record.agenda:
            return _("Träffen har ingen dagordning. Välj en under Om träffen.")
        sentence = _("Dagordningen {id} finns inte här. Träffens uppgifter är kvar. Välj en annan under Om träffen.")
        return sentence.format(id=record.agenda)

    # Notes, where the step opens nothing else

    def _show_inside(self, step: Step) -> None:
        self.notes.setVisible(page_of(step) == MEETING)
        self._fill_notes()

    def _notes(self) -> LongField:
        field = LongField(_("Anteckningar"), least=6)
        field.committed.connect(self._write_notes)
        document = self._window.document
        hidden = document.hides("meetings", self.meeting)
        field.set_read_only(document.read_only or hidden)
        field.setToolTip(hidden_words(document) if hidden else "")
        return field

    def _fill_notes(self) -> None:
        record = self._window.document.shown.meetings.get(self.meeting)
        if record is not None and not (self.notes.property("filled") and self.notes.shown_value() == record.notes):
            self.notes.setProperty("filled", True)
            self.notes.show_value(record.notes)

    def _write_notes(self, value: object) -> None:
        document = self._window.document
        if document.hides("meetings", self.meeting) or self.meeting not in document.case.meetings:
            return
        problem = change(document, lambda: set_field(document.case, "meetings", self.meeting, "notes", value))
        if problem is not None:
            self.notes.refuse(problem)

    def patched(self) -> None:
        """Show the meeting as it is now."""
        if self._running.agenda_of(self.meeting) != self.agenda:
            self.refresh()
        self._fill_notes()

    def commit(self) -> None:
        """Hand over what is being typed."""
        self.notes.commit()

    # What can be done

    def _start(self) -> None:
        self._running.start(self.meeting)
        if self._running.step is not None and self.led:
            open_step(self._window, self._running.step)

    def _open(self) -> None:
        if self.agenda is not None:
            open_step(self._window, self.agenda.steps[self.shown_step])

    def _activate(self) -> None:
        """Enter, or a double click, on a step: go to it, or begin with it."""
        if not self.led:
            chosen = self.shown_step
            self._running.start(self.meeting)
            go_to(self._window, chosen)
        else:
            go_to(self._window, self.shown_step)
