"""The lock on the answers: nobody answers a wish before every actor has had its turn (handbook ch. 6 and 14).

It holds while a meeting goes through the second round: from the step of a led agenda that opens the round, from the
first wish asked in the round's own view, or all day on the day of a meeting whose agenda has the round. A wish that was
answered before may be corrected all the same.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.document import Document
from app.i18n import N_, _
from app.models.edits.making import EditRefused
from app.models.edits.meetings import open_answers
from app.models.patch import Patch
from app.models.records import Meeting, Wish
from app.models.rounds import answers_locked, next_turn, waits_for_answer
from app.widgets.common.changes import change

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

LOCKED = N_("Svaren är låsta tills alla har haft sin tur i runda 2. Inget har ändrats.")
OPEN = N_("Öppna svaren nu")
CLOSE = N_("Lås svaren igen")
_CONCERNS = frozenset({"meetings", "wishes", "figures"})


def lock_of(document: Document) -> AnswerLock:
    """Return the lock on a document's answers, made when it is first asked for."""
    found = document.findChild(AnswerLock)
    return found if isinstance(found, AnswerLock) else AnswerLock(document)


def offer_to_open(window: CaseWindow) -> None:
    """Let a case's window say why an answer was refused, and offer to open the answers."""
    lock = lock_of(window.document)
    lock.knocked.connect(lambda why: window.banner.offer(why, _(OPEN), lock.open))


class AnswerLock(QObject):
    """Signals: ``changed()`` when the answers were locked or opened; ``knocked(str)`` when one was refused, and why."""

    changed = Signal()
    knocked = Signal(str)

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._document = document
        self._begun: str | None = None
        self._passed: set[str] = set()
        self._was = self.locked
        document.guards.append(self._guard)
        document.patched.connect(self._patched)

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that goes through the second round now."""
        meetings = self._document.case.meetings
        if self._begun is not None and self._begun in meetings:
            return meetings[self._begun]
        today = date.today()
        return next((each for each in meetings.values() if each.date == today and _has_second_round(each)), None)

    @property
    def locked(self) -> bool:
        """Whether no wish may be answered yet."""
        case, meeting = self._document.case, self.meeting
        if meeting is None or meeting.answers_open:
            return False
        return answers_locked(case, meeting) or (
            meeting.id == self._begun and any(self.asks_again(each) for each in meeting.passed if each in case.figures)
        )

    @property
    def opened(self) -> bool:
        """Whether the answers were opened before everyone has had its turn, and can be locked again."""
        case, meeting = self._document.case, self.meeting
        return meeting is not None and meeting.answers_open and next_turn(case, meeting, "round_2") is not None

    def asks_again(self, figure: str) -> bool:
        """Return whether one that passed did so in the first round, and still has its turn in the second.

        The meeting's record does not tell the rounds apart; who has answered the first passed in the second.
        """
        case = self._document.case
        answered = any(answer.figure == figure for answer in case.support_answers.values())
        asked = any(wish.from_ == figure for wish in case.wishes.values())
        return not answered and not asked and figure not in self._passed

    def passed(self, figure: str) -> None:
        """An actor passes in the second round."""
        self._passed.add(figure)
        self._tell()

    def holds(self, wish: str) -> bool:
        """Return whether a wish may not be answered yet: one that has an answer may be corrected."""
        record = self._document.case.wishes.get(wish)
        return record is not None and waits_for_answer(record) and self.locked

    def begin(self, meeting: str) -> None:
        """The second round has begun in a meeting."""
        if meeting != self._begun:
            self._begun = meeting
            self._tell()

    def open(self) -> str | None:
        """Open the answers, which can be undone; return None, or why it could not be done."""
        return self._turn(True)

    def close(self) -> str | None:
        """Lock the answers again, which can be undone; return None, or why it could not be done."""
        return self._turn(False)

    def _turn(self, opened: bool) -> str | None:
        meeting = self.meeting
        if meeting is None:
            return None
        return change(self._document, lambda: open_answers(self._document.case, meeting.id, opened))

    def knock(self) -> None:
        """Say that answers are locked, to someone who tried to answer."""
        self.knocked.emit(_(LOCKED))

    def _guard(self, patch: Patch) -> None:
        answers = (
            waits_for_answer(each.before) and not waits_for_answer(each.after)
            for each in patch.changes
            if isinstance(each.before, Wish) and isinstance(each.after, Wish)
        )
        if any(answers) and self.locked:
            self.knock()
            raise EditRefused(_(LOCKED))

    def _patched(self, patch: Patch) -> None:
        if any(family in _CONCERNS for family, _key in patch.touched()):
            self._tell()

    def _tell(self) -> None:
        locked = self.locked
        if locked != self._was:
            self._was = locked
            self.changed.emit()


def _has_second_round(meeting: Meeting) -> bool:
    if meeting.agenda is None:
        return False
    from app.models.own_agendas import all_agendas

    agenda = all_agendas().by_id.get(meeting.agenda)
    return agenda is not None and any(step.opens == "round_2" for step in agenda.steps)
