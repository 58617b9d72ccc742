"""A round: one actor at a time, lit on the map; who has spoken to the left, what is said in the middle."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.i18n import _
from app.models.edits.meetings import hold_meeting, set_passed
from app.models.patch import Patch
from app.models.records import Meeting
from app.widgets.canvas.view import CanvasView
from app.widgets.common.announce import announce
from app.widgets.common.changes import change
from app.widgets.common.flow import FlowLayout
from app.widgets.common.names import actor_name
from app.widgets.common.pill import Pill
from app.widgets.common.style import scaled
from app.widgets.rounds.answering import AnswersBody
from app.widgets.rounds.asking import Seat, Which, chosen_meeting, present_first, question, seats
from app.widgets.rounds.beside import BesideMap
from app.widgets.rounds.body import RoundBody
from app.widgets.rounds.lock import lock_of
from app.widgets.rounds.needs import NeedsBody
from app.widgets.rounds.now import round_now
from app.widgets.rounds.row import TurnRow
from app.widgets.rounds.support import SupportBody

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

SHEETS: dict[Which, str] = {
    "round_1": "case_map",
    "round_2": "collaboration_map",
    "answers": "collaboration_map",
}
"""The map beside each part (handbook ch. 14)."""
NEXT, BACK, PASS = "Ctrl+Return", "Ctrl+Shift+Return", "Alt+P"
_CONCERNS = frozenset({"figures", "groups", "support_answers", "wishes", "meetings", "questions"})
_BODIES: dict[Which, type[RoundBody]] = {"round_1": SupportBody, "round_2": NeedsBody, "answers": AnswersBody}


class RoundView(QFrame):
    """One part of the rounds for a meeting: ``meeting_id``, else the one being led, else the latest, else none.

    Emits ``turn_changed(figure)`` when it is another's turn, "" when nobody is asked. `commit` hands over what is
    typed; `shown` is called when the page comes up.
    """

    turn_changed = Signal(str)

    def __init__(self, window: CaseWindow, meeting_id: str | None, which: Which) -> None:
        super().__init__()
        self.setObjectName("roundView")
        self.which: Which = which
        self._window, self._document = window, window.document
        self._wanted = meeting_id
        self.figure = ""
        self.row = TurnRow(which)
        self.question = QLabel()
        self.question.setObjectName("bigQuestion")
        self.actor = QLabel()
        self.actor.setObjectName("bigActor")
        for label in (self.question, self.actor):
            label.setWordWrap(True)
        self.state = Pill()
        self.body = _BODIES[which](window)
        self.none = QLabel(_("Ingen träff är antecknad. Anteckna en för att kunna passa och låsa svaren."))
        self.hold = QPushButton(_("Anteckna en träff i dag"))
        self.onwards = QPushButton()
        self.back = QPushButton(_("Föregående"))
        self.passing = QPushButton(_("Passa"))
        self.next = QPushButton(_("Nästa aktör"))
        self._lay_out()
        self._connect()

    # Building

    def _lay_out(self) -> None:
        self.none.setObjectName("panelSubheading")
        self.none.setWordWrap(True)
        self.next.setObjectName("primary")
        for button, keys in ((self.back, BACK), (self.passing, PASS), (self.next, NEXT)):
            button.setToolTip(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText))
        self.area = QScrollArea()
        self.area.setObjectName("roundArea")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.setObjectName("roundBody")
        self.area.setWidget(self.body)
        who = QHBoxLayout()
        who.setSpacing(10)
        who.addWidget(self.actor, 1)
        who.addWidget(self.state)
        self.foot = QWidget()
        foot = FlowLayout(self.foot)
        for button in (self.back, self.passing, self.next, self.onwards):
            foot.addWidget(button)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.question)
        column.addLayout(who)
        for widget in (self.none, self.hold):
            column.addWidget(widget)
        column.addWidget(self.area, 1)
        column.addWidget(self.foot)
        self.left = QWidget()
        left = QHBoxLayout(self.left)
        left.setContentsMargins(20, 14, 16, 12)
        left.setSpacing(16)
        left.addWidget(self.row)
        left.addWidget(middle, 1)
        self.beside = BesideMap(self._window, self.left, SHEETS[self.which])
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.beside)

    def _connect(self) -> None:
        self.row.wanted.connect(self.go_to)
        self.body.refused.connect(self._window.toast.say)
        self.body.done.connect(self.go_on)
        self.body.aimed.connect(self._aimed)
        self.beside.picked.connect(self.go_to)
        self.back.clicked.connect(lambda _checked=False: self.go_back())
        self.next.clicked.connect(lambda _checked=False: self.go_on())
        self.passing.clicked.connect(lambda _checked=False: self.pass_turn())
        self.hold.clicked.connect(lambda _checked=False: self._hold())
        self.onwards.clicked.connect(lambda _checked=False: self._onwards())
        for keys, do in ((NEXT, self.go_on), (BACK, self.go_back), (PASS, self.pass_turn)):
            action = QAction(self)
            action.setShortcuts([QKeySequence(each) for each in {keys, keys.replace("Return", "Enter")}])
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _checked=False, do=do: do())
            self.addAction(action)
        self._document.patched.connect(self._patched)
        self._document.shown_changed.connect(self._anew)
        lock_of(self._document).changed.connect(self._opened)

    # Whose turn it is

    @property
    def meeting(self) -> Meeting:
        """The meeting that the round belongs to; where none is noted, one with nothing in it."""
        found = chosen_meeting(self._window, self._wanted)
        return self._document.case.meetings[found] if found is not None else Meeting(id="-", date=date.today())

    @property
    def noted(self) -> bool:
        """Whether there is a meeting to write in."""
        return self.meeting.id in self._document.case.meetings

    @property
    def canvas(self) -> CanvasView | None:
        """The map beside, once it has been seen."""
        return self.beside.canvas

    @property
    def asked(self) -> str:
        """What is asked, word for word."""
        return question(self._document.shown, self.meeting, self.which)

    @property
    def sheet_kind(self) -> str:
        """The map that it is asked before."""
        return SHEETS[self.which]

    def seats(self) -> list[Seat]:
        """Return everyone's turn, in order; who passed in the first round has a turn in the second."""
        row, lock = seats(self._document.case, self.meeting, self.which), lock_of(self._document)
        if self.which != "round_2":
            return row
        return [seat.anew() if seat.state == "passed" and lock.asks_again(seat.figure) else seat for seat in row]

    def go_to(self, figure: str) -> None:
        """Let it be an actor's turn; what is being typed is kept first."""
        if figure == self.figure or figure not in {seat.figure for seat in self.seats()}:
            return
        self.body.commit()
        self.figure = figure
        self.beside.aim(figure, [])
        self.body.show_actor(figure, self.meeting)
        self.area.verticalScrollBar().setValue(0)
        self.body.focus_first()
        self._say()
        self.beside.light(self.figure)
        announce(self, f"{self.actor.text()}. {self.question.text()}")
        self.turn_changed.emit(figure)

    def go_on(self) -> None:
        """Keep what is typed and go on to the next who has not had its turn, from the beginning at the end."""
        self.body.commit()
        if self.body.step():
            return
        row = self.seats()
        at = next((number for number, seat in enumerate(row) if seat.figure == self.figure), -1)
        following = present_first([seat for seat in (*row[at + 1 :], *row[: max(at, 0)]) if seat.waits])
        if following:
            self.go_to(following[0].figure)
        else:
            self._window.toast.say(_("Alla har haft sin tur."))

    def go_back(self) -> None:
        """Go to the one before in the row."""
        row = [seat.figure for seat in self.seats()]
        if self.figure in row:
            self.go_to(row[row.index(self.figure) - 1])

    def pass_turn(self) -> None:
        """The actor passes, which is fine, and the next is asked."""
        self.body.commit()
        if self.which == "answers" or not self.figure or not self.noted:
            return
        meeting = self.meeting.id
        if self.which == "round_2":
            lock_of(self._document).begin(meeting)
            lock_of(self._document).passed(self.figure)
        problem = change(self._document, lambda: set_passed(self._document.case, meeting, self.figure, True))
        self._window.toast.say(problem) if problem is not None else self.go_on()

    def _begin(self) -> None:
        """Let it be the turn of the first who has not had it; where all have, the first one's."""
        row = self.seats()
        if self.figure in {seat.figure for seat in row}:
            return
        self.figure = ""
        first = [*(seat.figure for seat in present_first(row) if seat.waits), *(seat.figure for seat in row)]
        if first:
            self.go_to(first[0])
        else:
            self.body.show_actor("", self.meeting)
            self.turn_changed.emit("")
        self._say()

    # What is shown

    def _say(self) -> None:
        case, row = self._document.shown, self.seats()
        self.row.show_row(case, row, self.figure)
        self.question.setText(self.asked)
        self.actor.setText(actor_name(case, self.figure) if self.figure else "")
        mine = next((seat for seat in row if seat.figure == self.figure), None)
        said = self._state_words(mine) if mine is not None else ""
        self.state.say(said, "warn" if said else "quiet")
        read_only = self._document.read_only
        for widget in (self.none, self.hold):
            widget.setVisible(not self.noted and not read_only)
        self.passing.setVisible(self.which != "answers" and not read_only)
        self.passing.setEnabled(self.noted)
        for button in (self.back, self.next, self.passing):
            button.setEnabled(bool(self.figure) and (button is not self.passing or self.noted))
        self._name_onwards(not any(seat.waits for seat in row) and bool(row))
        if self.isVisible():
            round_now(self._window).come(self)

    @staticmethod
    def _state_words(seat: Seat) -> str:
        if seat.state == "missing":
            return _("Saknas. Någon annan kan svara.")
        if seat.absent:
            return _("Frånvarande. Någon annan kan svara.")
        return _("Passade") if seat.state == "passed" else ""

    def _name_onwards(self, all_done: bool) -> None:
        names = {"round_1": _("Till runda 2"), "round_2": _("Till svaren"), "answers": _("Till planen")}
        self.onwards.setText(names[self.which])
        wanted = "primary" if all_done else ""
        if self.onwards.objectName() != wanted:
            self.onwards.setObjectName(wanted)
            self.onwards.style().unpolish(self.onwards)
            self.onwards.style().polish(self.onwards)

    def _onwards(self) -> None:
        self._window.show_page({"round_1": "round_2", "round_2": "answers", "answers": "plan"}[self.which])

    def _hold(self) -> None:
        problem = change(self._document, lambda: hold_meeting(self._document.case, date.today()))
        if problem is not None:
            self._window.toast.say(problem)

    def _patched(self, patch: Patch) -> None:
        if not self.isVisible() or not any(family in _CONCERNS for family, _key in patch.touched()):
            return
        self.body.meeting = self.meeting
        if self.figure not in self._document.case.figures:
            self._begin()
        else:
            self.body.refresh()
            self._say()
            if any(family == "wishes" for family, _key in patch.touched()):
                self.beside.light(self.figure)

    def _aimed(self, keys: list[tuple[str, str]]) -> None:
        """Show what is being written about on the map, and bring where it is written into view."""
        self.beside.aim(self.figure, keys)
        focus = self.focusWidget()
        if keys and focus is not None and self.body.isAncestorOf(focus):
            self.area.ensureWidgetVisible(focus, 0, scaled(40))

    def _opened(self) -> None:
        """The answers were opened, or locked: go on where they are written."""
        if self.isVisible():
            self._say()
            if self.which == "answers":
                self.body.focus_first()

    def _anew(self) -> None:
        """Names were hidden or shown: every word is read again."""
        if self.isVisible() and self.figure:
            self.body.show_actor(self.figure, self.meeting)
            self._say()

    # Coming and going

    def shown(self) -> None:
        """The page came up: show who is to be asked and put the cursor there."""
        self.body.focus_first()

    def commit(self) -> None:
        """Hand over what is typed."""
        if self.figure in self._document.case.figures:
            self.body.commit()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with the case."""
        super().showEvent(event)
        if event.spontaneous():
            return
        self.body.canvas = self.beside.canvas_shown()
        if self.figure in self._document.case.figures:
            self.body.show_actor(self.figure, self.meeting)
        self._begin()
        self._say()
        self.beside.light(self.figure)

    def hideEvent(self, event: QHideEvent) -> None:
        """What is typed is kept when the view goes."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.commit()
            round_now(self._window).go(self)
