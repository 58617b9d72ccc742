"""The bar of the agenda that is led, above whatever page is up: step, question, clocks, and what leads on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import _
from app.widgets.actions.base import actions
from app.widgets.common.announce import announce
from app.widgets.common.icons import icon
from app.widgets.common.pill import Pill
from app.widgets.common.style import scaled
from app.widgets.meeting.running import Running
from app.widgets.meeting.words import ends_about, meeting_state, meeting_time, step_heading, step_state, step_time

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

_WORDS = 300  # pixels at usual text size that step and question get before anything else does


class MeetingBar(QFrame):
    """Hidden while no agenda is led. Its buttons do what the actions of the same keys do."""

    def __init__(self, window: CaseWindow, running: Running) -> None:
        super().__init__()
        self.setObjectName("meetingBar")
        self._window, self._running = window, running
        self.heading = QPushButton()
        self.heading.setObjectName("stepName")
        self.heading.setToolTip(_("Visa träffen"))
        self.heading.clicked.connect(lambda _checked=False: window.show_page("meeting"))
        self.question = QLabel()
        self.question.setObjectName("stepQuestion")
        self.question.setWordWrap(True)
        self.step_clock, self.meeting_clock = QLabel(), QLabel()
        self.step_pill, self.meeting_pill = Pill(), Pill()
        self.back = self._button("back", "meeting_back")
        self.pause = self._button("pause", "meeting_pause")
        self.more = QPushButton(_("+5 min"))
        self._lead(self.more, "meeting_stretch")
        self.next = QPushButton(_("Nästa"))
        self.next.setObjectName("primary")
        self._name_next("meeting_next")
        self.next.clicked.connect(lambda _checked=False: self._go_on())
        self.close_button = self._button("close", "meeting_stop")
        self._said = ""
        self._lay_out()
        running.changed.connect(self.refresh)
        running.ticked.connect(self._tick)
        self.refresh()

    def _button(self, picture: str, action: str) -> QPushButton:
        button = QPushButton(icon(picture, "muted"), "")
        button.setObjectName("quiet")
        self._lead(button, action)
        return button

    def _lead(self, button: QPushButton, action: str) -> None:
        self._name_button(button, action)
        button.clicked.connect(lambda _checked=False: self._window.book.actions[action].trigger())

    def _name_button(self, button: QPushButton, action: str) -> None:
        label = _(actions()[action].label)
        keys = self._window.book.actions[action].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        button.setAccessibleName(label)
        button.setToolTip(f"{label} ({keys})" if keys else label)

    def _name_next(self, action: str) -> None:
        """Let the large button say what it does now: after the last step the meeting ends."""
        self.next.setText(_("Avsluta") if action == "meeting_finish" else _("Nästa"))
        self._name_button(self.next, action)

    def _go_on(self) -> None:
        clock = self._running.clock
        if clock is not None:
            self._window.book.actions["meeting_finish" if clock.last else "meeting_next"].trigger()

    def _lay_out(self) -> None:
        words = QWidget()
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        words.setMinimumWidth(200)
        said = QVBoxLayout(words)
        said.setContentsMargins(0, 0, 0, 0)
        said.setSpacing(0)
        said.addWidget(self.heading, 0, Qt.AlignmentFlag.AlignLeft)
        said.addWidget(self.question)
        self.of_step, self.of_meeting = QWidget(), QWidget()
        for holder, clock, pill in (
            (self.of_step, self.step_clock, self.step_pill),
            (self.of_meeting, self.meeting_clock, self.meeting_pill),
        ):
            clock.setObjectName("clock")
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            column.addWidget(clock, 0, Qt.AlignmentFlag.AlignRight)
            column.addWidget(pill, 0, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 12, 6)
        row.setSpacing(10)
        row.addWidget(words, 1)
        for widget in (
            self.of_step,
            self.of_meeting,
            self.pause,
            self.more,
            self.back,
            self.next,
            self.close_button,
        ):
            row.addWidget(widget)

    def refresh(self) -> None:
        """Show the step that is led, or nothing."""
        clock = self._running.clock
        self.setVisible(clock is not None)
        if clock is None:
            return
        name = step_heading(clock.step, clock.at, len(clock.agenda.steps))
        self.heading.setText(name)
        self.heading.setAccessibleName(name)
        self.question.setText(clock.step.question or clock.step.words)
        asks = clock.step.question is not None
        if self.question.property("asks") != asks:
            self.question.setProperty("asks", asks)
            self.question.style().unpolish(self.question)
            self.question.style().polish(self.question)
        self.question.setToolTip(clock.step.words)
        self.question.setVisible(bool(self.question.text()))
        self.pause.setIcon(icon("play" if clock.paused else "pause", "muted"))
        self.back.setEnabled(clock.at > 0)
        self._name_next("meeting_finish" if clock.last else "meeting_next")
        self._tick()
        announce(self, f"{name}. {self.question.text()}")

    def _tick(self) -> None:
        clock = self._running.clock
        if clock is None:
            return
        self.step_clock.setText(step_time(clock))
        self.meeting_clock.setText(meeting_time(clock))
        self.step_pill.say(*step_state(clock))
        self.meeting_pill.say(*meeting_state(clock))
        self.of_meeting.setToolTip(ends_about(clock, self._running.today()))
        mood = clock.step_mood
        if mood != self._said and mood != "calm":
            announce(self, step_state(clock)[0])
        self._said = mood
        self._fit()

    def _fit(self) -> None:
        """Where it is narrow, or text is large, the meeting's clock goes first: it stands on the meeting's page too."""
        row = self.layout()
        assert row is not None
        others = (self.of_step, self.pause, self.more, self.back, self.next, self.close_button)
        taken = sum(each.sizeHint().width() + row.spacing() for each in others) + scaled(_WORDS) + 40
        self.of_meeting.setVisible(taken + self.of_meeting.sizeHint().width() <= self.width())
        self.more.setVisible(taken <= self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room there is."""
        super().resizeEvent(event)
        self._fit()
