"""What is asked in a round, of whom, and how each one's turn is said in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from app.i18n import N_, _, ngettext
from app.models.case import Case
from app.models.records import Meeting
from app.models.rounds import Turn, asked_in_turn, latest_meeting, turns

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

Which = Literal["round_1", "round_2", "answers"]
State = Literal["done", "passed", "waiting", "missing"]

SUPPORT = N_("Hur kan ni stödja barnet?")
ANSWERS = N_("Kan ni möta önskemålen?")
STATES: dict[State, str] = {
    "done": N_("har haft sin tur"),
    "passed": N_("passade"),
    "waiting": N_("har inte haft sin tur"),
    "missing": N_("saknas"),
}
_USUAL_AGENDA = "traff_4_casearbete"


@dataclass(frozen=True, slots=True)
class Seat:
    """One actor in the row of those who are asked: its state, and what to add to it in words."""

    figure: str
    state: State
    absent: bool
    note: str = ""

    @property
    def waits(self) -> bool:
        """Whether the actor can still be asked: nobody sits on a missing one's chair."""
        return self.state == "waiting"

    def anew(self) -> Seat:
        """Return the seat of one that is to be asked again."""
        return replace(self, state="waiting")


def question(case: Case, meeting: Meeting | None, which: Which) -> str:
    """Return what the round asks, word for word as the handbook has it.

    The second round has two wordings (Träff 2 and Träff 4): the one of the meeting's agenda, else Träff 4's.
    """
    if which == "round_1":
        return SUPPORT
    if which == "answers":
        return _(ANSWERS)
    from app.models.agendas import built_in
    from app.models.own_agendas import all_agendas

    agenda = all_agendas().by_id.get(meeting.agenda) if meeting is not None and meeting.agenda else None
    return (agenda.need if agenda is not None else None) or built_in()[_USUAL_AGENDA].need or ""


def seats(case: Case, meeting: Meeting, which: Which) -> list[Seat]:
    """Return the row of actors in the order they are asked; for the answers those who were asked for something."""
    if which != "answers":
        return [_seat(turn, meeting) for turn in turns(case, meeting, which)]
    found = []
    for figure, wishes in asked_in_turn(case, meeting):
        left = sum(case.wishes[key].status == "unanswered" for key in wishes)
        note = ngettext("{n} att svara på", "{n} att svara på", left).format(n=left) if left else ""
        there = case.figures[figure].status != "missing"
        absent = there and bool(meeting.present) and figure not in meeting.present
        found.append(Seat(figure, "waiting" if left else "done", absent, note))
    return found


def _seat(turn: Turn, meeting: Meeting) -> Seat:
    state: State = "waiting"
    if turn.spoken:
        state = "done"
    elif turn.missing:
        state = "missing"
    elif turn.passed:
        state = "passed"
    return Seat(turn.figure, state, bool(meeting.present) and not turn.present and not turn.missing)


def present_first(row: Sequence[Seat]) -> list[Seat]:
    """Return seats in the order they are asked: those who are absent are spoken for when the others have spoken."""
    return sorted(row, key=lambda seat: seat.absent)


def progress(row: Sequence[Seat], which: Which) -> str:
    """Return how many have had their turn, missing figures counted: who is not there has not spoken."""
    done = sum(each.state in ("done", "passed") for each in row)
    if which == "answers":
        return _("{done} av {all} har svarat").format(done=done, all=len(row))
    return _("{done} av {all} har haft sin tur").format(done=done, all=len(row))


def words(seat: Seat, which: Which) -> str:
    """Return a seat's state in words, for the row and for a screen reader."""
    if which == "answers":
        return seat.note or _("har svarat")
    said = [_(STATES[seat.state])]
    if seat.absent:
        said.append(_("frånvarande"))
    return ", ".join(said)


def briefly(seat: Seat) -> str:
    """Return what the seat's sign does not say by itself."""
    said = [seat.note] if seat.note else []
    if seat.state in ("passed", "missing"):
        said.append(_(STATES[seat.state]))
    if seat.absent:
        said.append(_("frånvarande"))
    return ", ".join(said)


def chosen_meeting(window: CaseWindow, meeting: str | None) -> str | None:
    """Return the meeting that a round belongs to: the one named, else the one being led, else the latest."""
    from app.widgets.meeting.running import is_led, running

    case = window.document.case
    wanted = meeting or (running(window).meeting if is_led(window) else None)
    return wanted if wanted is not None and wanted in case.meetings else latest_meeting(case)
