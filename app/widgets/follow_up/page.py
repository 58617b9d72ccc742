"""The page "Uppföljning": the plan row by row at a meeting, what is to be taken up, and the goals."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _, ngettext
from app.models.edits.follow import say_of_row
from app.models.following import FollowUpState, follow_up_state, last_meeting
from app.models.own_agendas import all_agendas
from app.models.patch import Patch
from app.models.records import PLAN_STATUSES
from app.widgets.common.announce import announce
from app.widgets.common.changes import change
from app.widgets.common.flow import FlowLayout
from app.widgets.common.pill import Pill
from app.widgets.common.segmented import Segmented
from app.widgets.common.style import scaled
from app.widgets.follow_up.goals import GoalCards
from app.widgets.follow_up.row_panel import RowPanel
from app.widgets.follow_up.table import FollowTable
from app.widgets.follow_up.take_up import TakeUp
from app.widgets.meeting.running import is_led, running
from app.widgets.meeting.words import meeting_name
from app.widgets.properties.editors import QuietCombo

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

_FAMILIES = frozenset({"plan", "wishes", "short_term", "long_term", "meetings", "figures", "organisations", "consents"})
_PARTS = 200  # pixels that the list or the goals get at least


def _scrolling(inside: QWidget) -> QScrollArea:
    """Return an area that scrolls a widget where there is too little room for it."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area


class FollowUpPage(QFrame):
    """Everything that a follow-up goes through. ``turned()`` when the goals are shown, or what is to be taken up."""

    turned = Signal()

    def __init__(self, window: CaseWindow) -> None:
        super().__init__()
        self._window, self.document = window, window.document
        self.setObjectName("followUp")
        self.meetings = QuietCombo()
        self.meetings.setAccessibleName(_("Vid vilken träff?"))
        self.meetings.activated.connect(lambda _index: self._begin())
        self.late, self.steps, self.unlocked = Pill(), Pill(), Pill()
        self.table = FollowTable(self.document)
        self.row = RowPanel(self.document, self.table.rows)
        self.take_up = TakeUp(self.document)
        self.goals = GoalCards(self.document, lambda: self.table.rows.day)
        self.part = Segmented({"take_up": _("Att ta upp"), "goals": _("Målen")}, _("Vad visas?"))
        self.parts = QStackedWidget()
        self._lay_out()
        self._connect()
        self._fill_meetings()
        self._begin()

    # Building

    def _lay_out(self) -> None:
        states = " · ".join(f"{number} {_(label).lower()}" for number, label in enumerate(PLAN_STATUSES.values(), 1))
        self.hint = QLabel(_("{states} · 0 inget nytt · Enter anteckning").format(states=states))
        self.hint.setObjectName("panelSubheading")
        self.hint.setWordWrap(True)
        self.empty = QLabel(_("Planen har inga rader än. Skriv dem på sidan Plan, så följs de upp här."))
        self.empty.setObjectName("empty")
        self.empty.setWordWrap(True)
        left = QWidget()
        rows = QVBoxLayout(left)
        rows.setContentsMargins(0, 0, 8, 0)
        for widget, share in ((self.empty, 0), (self.table, 1), (self.hint, 0)):
            rows.addWidget(widget, share)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(left)
        self.split.addWidget(self._right())
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.split.setSizes([780, 520])
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 14)
        column.setSpacing(12)
        column.addWidget(self._top())
        column.addWidget(self.split, 1)

    def _top(self) -> QWidget:
        heading = QLabel(_("Uppföljning"))
        heading.setObjectName("pageHeading")
        self.meetings.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.meetings.setSizeAdjustPolicy(QuietCombo.SizeAdjustPolicy.AdjustToContents)
        top = QWidget()
        flow = FlowLayout(top, gap=10)
        for widget in (heading, self.meetings, self.late, self.steps, self.unlocked):
            flow.addWidget(widget)
        return top

    def _right(self) -> QWidget:
        self.parts.addWidget(self.take_up)
        self.parts.addWidget(_scrolling(self.goals))
        self.parts.setMinimumHeight(scaled(_PARTS))
        inside = QWidget()
        inside.setObjectName("followInside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(8, 0, 4, 0)
        column.setSpacing(10)
        column.addWidget(self.row)
        column.addWidget(self.part)
        column.addWidget(self.parts, 1)
        return _scrolling(inside)

    def _connect(self) -> None:
        self.part.show_value("take_up")
        self.part.chosen.connect(self._show_part)
        self.table.picked.connect(self.row.show_row)
        self.table.said.connect(self._say)
        self.table.note_wanted.connect(self.row.note.setFocus)
        self.row.said.connect(self._say)
        self.row.noted.connect(self._note)
        self.row.done.connect(self._noted)
        self.take_up.opened.connect(self.show_record)
        self.goals.refused.connect(self._window.toast.say)
        self.document.patched.connect(self._patched)
        self.document.shown_changed.connect(self._refresh)

    # The meeting

    def _fill_meetings(self) -> None:
        """Offer today without a meeting, and every meeting, the latest first; keep what is chosen.

        A meeting that is being led is the one meant, whenever the page comes up.
        """
        chosen = self.meetings.currentData() if self.meetings.count() and not self._led() else self._usual()
        case, agendas = self.document.shown, all_agendas()
        self.meetings.clear()
        today = _("I dag {day}, utan träff").format(day=date.today().isoformat())
        self.meetings.addItem(today, None)
        for meeting in sorted(case.meetings.values(), key=lambda each: each.date, reverse=True):
            self.meetings.addItem(meeting_name(meeting, agendas.name(meeting.agenda)), meeting.id)
        self.meetings.setCurrentIndex(max(0, self.meetings.findData(chosen)))

    def _usual(self) -> str | None:
        """Return the meeting that is being led, else the one that is held today, or None."""
        led = self._led()
        if led is not None:
            return led
        today = date.today()
        held = [key for key, meeting in self.document.case.meetings.items() if meeting.date == today]
        return held[-1] if held else None

    def _led(self) -> str | None:
        """Return the meeting that is being led in the window, or None."""
        return running(self._window).meeting if is_led(self._window) else None

    def _begin(self) -> None:
        """Follow up at the chosen meeting, or today."""
        self.row.commit()
        self.goals.commit()
        meeting = self.document.case.meetings.get(self.meetings.currentData() or "")
        day = meeting.date if meeting is not None else date.today()
        before = self.table.chosen()
        self.table.rows.begin(day, meeting.id if meeting is not None else None, max(day, date.today()))
        if before is not None:
            self.table.choose(before)
        elif self.table.rows.keys:
            self.table.choose(self.table.rows.keys[0])
        self._refresh()

    # What is said

    def _say(self, state: str) -> None:
        """Say how the chosen row goes, and take the next one."""
        key = self.table.chosen()
        if self.document.read_only:
            self.document.refuse()
            return
        if key is None:
            return
        self.row.commit()
        if self._store(key, status=state or None):
            self.table.go_on()

    def _note(self, key: str, words: str) -> None:
        self._store(key, note=words)

    def _noted(self) -> None:
        self.table.go_on()
        self.table.setFocus()

    def _store(self, key: str, *, note: str | None = None, status: str | None = None) -> bool:
        rows, case = self.table.rows, self.document.case
        problem = change(
            self.document, lambda: say_of_row(case, key, rows.day, meeting=rows.meeting, note=note, status=status)
        )
        if problem is not None:
            self._window.toast.say(problem)
        elif status is None and note is None:
            announce(self.table, _("Inget nytt"))
        return problem is None

    # Showing

    def _show_part(self, part: object) -> None:
        self.parts.setCurrentIndex(1 if part == "goals" else 0)
        self.turned.emit()

    def goals_shown(self) -> bool:
        """Return whether the goals are looked at, not what is to be taken up."""
        return self.parts.currentIndex() == 1

    def _patched(self, patch: Patch) -> None:
        if not self.isVisible():
            return  # everything is read again when the page comes up
        touched = {family for family, _key in patch.touched()}
        if "meetings" in touched:
            self._fill_meetings()
        if touched & _FAMILIES:
            self._refresh()

    def _refresh(self) -> None:
        case, rows = self.document.shown, self.table.rows
        rows.refresh()
        self.row.show_row(self.table.chosen())
        before = last_meeting(case, rows.day)
        since = before.date if before is not None else None
        state = follow_up_state(case, rows.today, since)
        self.take_up.show_state(state, since)
        self.goals.refresh()
        self._count(state)
        some = bool(rows.keys)
        self.table.setVisible(some)
        self.hint.setVisible(some and not self.document.read_only)
        self.empty.setVisible(not some)

    def _count(self, state: FollowUpState) -> None:
        late, steps, unlocked = len(state.late), len(state.due_steps), len(state.unlocked)
        told = ngettext("{n} försenad", "{n} försenade", late).format(n=late)
        self.late.say(told if late else "", "warn")
        told = ngettext("{n} första steg att ta", "{n} första steg att ta", steps).format(n=steps)
        self.steps.say(told if steps else "", "info")
        told = ngettext("{n} upplåst", "{n} upplåsta", unlocked).format(n=unlocked)
        self.unlocked.say(told if unlocked else "", "good")

    def show_record(self, family: str, key: str) -> None:
        """Show a row of the plan, a goal, or the wish on its map."""
        if family == "plan":
            self.table.choose(key)
            self.table.setFocus()
        elif family == "wishes":
            self._window.show_page("collaboration_map")
            self._window.select([(family, key)])
        elif family in ("short_term", "long_term"):
            self.part.show_value("goals")
            self._show_part("goals")
            if key in self.goals.cards:
                self.goals.cards[key].new.setFocus()

    # What the window asks of a page

    def shown(self) -> None:
        """Order the rows anew and take the keyboard."""
        self._fill_meetings()
        self._begin()
        self.table.setFocus()

    def commit(self) -> None:
        """Hand over what is being typed."""
        self.row.commit()
        self.goals.commit()
