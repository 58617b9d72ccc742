"""The page "Träff": the case's meetings, and the one that is chosen: to lead, or to write down."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.models.case import Case
from app.models.edits.meetings import hold_meeting
from app.models.edits.removal import remove
from app.models.own_agendas import all_agendas
from app.models.patch import Patch
from app.models.records import Meeting
from app.widgets.common.changes import change
from app.widgets.common.icons import icon
from app.widgets.common.segmented import Segmented
from app.widgets.common.style import LOOKS, scaled
from app.widgets.meeting.form import MeetingForm
from app.widgets.meeting.rows import WordList
from app.widgets.meeting.running import running
from app.widgets.meeting.stage import Stage
from app.widgets.meeting.words import in_minutes, meeting_name

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

_LIST_WIDE = 230  # pixels at usual text size
_ID = Qt.ItemDataRole.UserRole
LEAD, ABOUT = "lead", "about"


def today() -> date:
    """Return the day that a new meeting is held."""
    return date.today()


class MeetingPage(QFrame):
    """Meetings to the left, latest first; the chosen one to the right."""

    def __init__(self, window: CaseWindow) -> None:
        super().__init__()
        self.setObjectName("meetingPage")
        self._window, self._document = window, window.document
        self.running = running(window)
        self.meeting: str | None = None
        self.form: MeetingForm | None = None
        self.stage: Stage | None = None
        self.new = QPushButton(icon("plus"), _("Ny träff i dag"))
        self.new.setMenu(QMenu(self.new))
        self.new.menu().aboutToShow.connect(self._offer)
        self.new.setEnabled(not self._document.read_only)
        self.list = WordList("meetingList", _("Träffar"))
        self.empty = QLabel(
            _("Ingen träff än. Tryck Ny träff i dag och välj dagordning. Då visas stegen, frågorna och klockan här.")
        )
        self.heading = QLabel()
        self.heading.setObjectName("pageHeading")
        self.heading.setWordWrap(True)
        self.mode = Segmented({LEAD: _("Dagordning"), ABOUT: _("Om träffen")}, _("Visa"))
        self.mode.show_value(LEAD)
        self.mode.chosen.connect(lambda _value: self._show_mode())
        self.remove = QPushButton(icon("trash", "muted"), "")
        self.problem = QLabel()
        self.body = QStackedWidget()
        self._lay_out()
        self.list.currentItemChanged.connect(self._picked)
        self._document.patched.connect(self._patched)
        self._document.shown_changed.connect(self._anew)
        LOOKS.changed.connect(self._dress)
        self._dress()
        self._fill()
        self.choose(self.running.meeting or self._latest())

    def _lay_out(self) -> None:
        self.empty.setObjectName("empty")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.empty.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.problem.setObjectName("error")
        self.problem.setWordWrap(True)
        self.remove.setObjectName("quiet")
        self.remove.setAccessibleName(_("Ta bort träffen"))
        self.remove.setToolTip(_("Ta bort träffen"))
        self.remove.clicked.connect(lambda _checked=False: self._remove())
        self.left = QWidget()
        left = QVBoxLayout(self.left)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self.new)
        left.addWidget(self.list, 1)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.heading, 1)
        top.addWidget(self.mode)
        top.addWidget(self.remove)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addLayout(top)
        for widget in (self.problem, self.empty):
            right.addWidget(widget)
        right.addWidget(self.body, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 16, 24, 14)
        row.setSpacing(20)
        row.addWidget(self.left)
        row.addLayout(right, 1)

    def _dress(self) -> None:
        self.left.setFixedWidth(min(scaled(_LIST_WIDE), max(200, self.width() // 5)))
        self.mode.setFixedWidth(scaled(250))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list of meetings takes a fifth of the width at most."""
        super().resizeEvent(event)
        self._dress()

    # Which meeting

    def _latest(self) -> str | None:
        """Return the meeting of the latest day, the last written of those."""
        meetings = self._document.case.meetings
        return max(meetings, key=lambda key: (meetings[key].date, list(meetings).index(key)), default=None)

    def _order(self, case: Case) -> list[str]:
        return sorted(case.meetings, key=lambda key: case.meetings[key].date, reverse=True)

    def _fill(self) -> None:
        case, known = self._document.shown, all_agendas()
        self.problem.setText(known.problem or "")
        self.problem.setVisible(known.problem is not None)
        self.list.blockSignals(True)
        self.list.clear()
        for key in self._order(case):
            item = QListWidgetItem(self._line(case.meetings[key], known.name(case.meetings[key].agenda)))
            item.setData(_ID, key)
            self.list.addItem(item)
            if key == self.meeting:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self.list.fit()

    def _line(self, meeting: Meeting, agenda: str) -> str:
        return "\n".join(each for each in (meeting.date.isoformat(), agenda, meeting.place) if each)

    def choose(self, meeting: str | None) -> None:
        """Show a meeting, or that there is none."""
        self.commit()
        self.meeting = meeting
        for row in range(self.list.count()):
            if self.list.item(row).data(_ID) == meeting:
                self.list.blockSignals(True)
                self.list.setCurrentRow(row)
                self.list.blockSignals(False)
        self._build()

    def _picked(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.choose(str(item.data(_ID)))

    def _build(self) -> None:
        """Make stage and form of the chosen meeting."""
        for old in [self.body.widget(at) for at in range(self.body.count())]:
            if old is not None:
                self.body.removeWidget(old)
                old.deleteLater()
        self.form = self.stage = None
        there = self.meeting is not None
        for widget in (self.heading, self.mode, self.remove, self.body):
            widget.setVisible(there)
        self.empty.setVisible(not there)
        self.remove.setEnabled(not self._document.read_only)
        if self.meeting is None:
            return
        self.stage = Stage(self._window, self.running, self.meeting)
        self.form = MeetingForm(self._document, self.meeting)
        self.form.presence.refused.connect(self._window.toast.say)
        area = QScrollArea()
        area.setObjectName("stageArea")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.form)
        self.body.addWidget(self.stage)
        self.body.addWidget(area)
        self._name()
        self._show_mode()

    def _name(self) -> None:
        record = self._document.shown.meetings.get(self.meeting or "")
        if record is not None:
            self.heading.setText(meeting_name(record, all_agendas().name(record.agenda)))

    def describe(self, meeting: str) -> None:
        """Show what is written about a meeting, with the keyboard at what it gave."""
        self.mode.show_value(ABOUT)
        self.choose(meeting)
        if self.form is not None:
            self.form.editors["surprises"].setFocus()

    def _show_mode(self) -> None:
        self.commit()
        self.body.setCurrentIndex(1 if self.mode.value() == ABOUT else 0)

    # Making and taking away

    def _offer(self) -> None:
        """Fill the menu with the agendas as they are now."""
        menu = self.new.menu()
        menu.clear()
        for key, agenda in all_agendas().by_id.items():
            words = _("{agenda} ({time})").format(agenda=agenda.name, time=in_minutes(agenda.minutes))
            menu.addAction(words.replace("&", "&&")).triggered.connect(partial(self._hold, key))
        menu.addSeparator()
        menu.addAction(_("Utan dagordning")).triggered.connect(partial(self._hold, None))
        menu.addAction(_("Dagordningar…")).triggered.connect(self._window.book.actions["agendas"].trigger)

    def _hold(self, agenda: str | None, _checked: bool = False) -> None:
        self.hold(agenda)

    def hold(self, agenda: str | None) -> None:
        """Make a meeting today; who led and wrote last time is proposed again."""
        self._window.commit_all()
        case, before = self._document.case, self._latest()
        last = case.meetings[before] if before is not None else None
        same = {name: getattr(last, name) for name in ("facilitator", "documenter") if last is not None}
        known = set(case.meetings)
        problem = change(self._document, lambda: hold_meeting(case, today(), agenda=agenda, **same))
        if problem is not None:
            self._window.toast.say(problem)
        made = next((key for key in case.meetings if key not in known), None)
        if made is not None:
            self.mode.show_value(LEAD if agenda else ABOUT)
            self.choose(made)
            self.shown()

    def _remove(self) -> None:
        meeting = self.meeting
        if meeting is None:
            return
        self._window.commit_all()
        problem = change(self._document, lambda: remove(self._document.case, [("meetings", meeting)]))
        self._window.toast.say(problem or _("Träffen är borttagen. Ctrl+Z ångrar."))

    # What changes

    def _patched(self, patch: Patch) -> None:
        families = {family for family, _key in patch.touched()}
        if not families & {"meetings", "figures", "groups"}:
            return
        if "meetings" in families:
            self._fill()
        case = self._document.case
        if (self.meeting or "") not in case.meetings:
            self.choose(self._latest())
            return
        self._name()
        if self.form is not None and self.stage is not None:
            self.form.refresh()
            self.stage.patched()

    def _anew(self) -> None:
        """Names were hidden or shown: everything is read again."""
        self._fill()
        self._build()

    def agendas_changed(self) -> None:
        """Agendas were edited: show the meeting's as it is now."""
        self._anew()

    def shown(self) -> None:
        """The page has come up: show the meeting that is led, with its agenda."""
        if self.running.meeting is not None and self.running.meeting != self.meeting:
            self.choose(self.running.meeting)
        there = self.form if self.mode.value() == ABOUT else self.stage
        (there if there is not None else self.list).setFocus()

    def commit(self) -> None:
        """Hand over what is being typed."""
        if self.form is not None:
            self.form.commit_all()
        if self.stage is not None:
            self.stage.commit()
