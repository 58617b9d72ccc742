"""The rounds of a meeting: whose turn it is, who has spoken, and when the answers open (handbook ch. 6 and 14).

In the first round every actor is asked how it can support the child; in the second what it needs of each of the
others. Nobody answers a wish before every actor has had its turn, or the facilitator opens the answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.models.case import Case
from app.models.records import Meeting, Wish

Round = Literal["round_1", "round_2"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One actor's turn: whether it has ``spoken`` in the round, ``passed``, is ``present``, or is ``missing``."""

    figure: str
    spoken: bool
    passed: bool
    present: bool
    missing: bool

    @property
    def done(self) -> bool:
        """Whether the actor has had its turn."""
        return self.spoken or self.passed


def order(case: Case, meeting: Meeting) -> list[str]:
    """Return the actors in the order they are asked: as the meeting says, then the others by group and ring.

    Everyone but the child is an actor, missing figures included: who has not spoken must be seen.
    """
    groups = {key: number for number, key in enumerate(case.groups)}
    others = sorted(
        (key for key in case.figures if key != case.child and key not in meeting.round_order),
        key=lambda key: (groups[case.figures[key].group], case.figures[key].ring),
    )
    return [*(key for key in meeting.round_order if key in case.figures and key != case.child), *others]


def turns(case: Case, meeting: Meeting, which: Round) -> list[Turn]:
    """Return everyone's turn in a round, in order."""
    if which == "round_1":
        spoken = {answer.figure for answer in case.support_answers.values()}
    else:
        spoken = {wish.from_ for wish in case.wishes.values()}
    return [
        Turn(
            figure=key,
            spoken=key in spoken,
            passed=key in meeting.passed,
            present=key in meeting.present,
            missing=case.figures[key].status == "missing",
        )
        for key in order(case, meeting)
    ]


def not_spoken(case: Case, meeting: Meeting, which: Round) -> list[str]:
    """Return those who have not had their turn, missing figures included."""
    return [turn.figure for turn in turns(case, meeting, which) if not turn.done]


def next_turn(case: Case, meeting: Meeting, which: Round, after: str | None = None) -> str | None:
    """Return the next after ``after`` who has not had its turn and can have it, from the beginning at the end.

    A missing figure is passed over: nobody sits there to be asked.
    """
    row = [turn for turn in turns(case, meeting, which) if not turn.missing]
    at = next((number for number, turn in enumerate(row) if turn.figure == after), -1)
    following: Sequence[Turn] = [*row[at + 1 :], *row[: at + 1]]
    return next((turn.figure for turn in following if not turn.done), None)


def answers_locked(case: Case, meeting: Meeting | None) -> bool:
    """Return whether the wishes' answers are still locked in a meeting that goes through the second round."""
    if meeting is None or meeting.answers_open:
        return False
    return next_turn(case, meeting, "round_2") is not None


def waits_for_answer(wish: Wish) -> bool:
    """Return whether nothing has been answered to a wish, not even in words."""
    answer = wish.answer
    return answer is None or (answer.status == "unanswered" and not answer.text and not answer.unlock)


def latest_meeting(case: Case) -> str | None:
    """Return the meeting held last, or None if there is none; of several on a day the one noted last."""
    held = list(case.meetings.values())
    return max(enumerate(held), key=lambda each: (each[1].date, each[0]))[1].id if held else None


def asked_in_turn(case: Case, meeting: Meeting) -> list[tuple[str, list[str]]]:
    """Return those who were asked for something, in order, each with the wishes to answer, unanswered ones first."""
    result = []
    for figure in order(case, meeting):
        asked = [key for key, wish in case.wishes.items() if wish.to == figure]
        if asked:
            result.append((figure, sorted(asked, key=lambda key: case.wishes[key].status != "unanswered")))
    return result
