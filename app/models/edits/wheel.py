"""Barnets bästa-hjulet: rated by child, guardians and professionals; goals tied to a domain."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from app.i18n import N_
from app.models.case import Case
from app.models.edits.fields import set_field
from app.models.edits.goals import add_goal
from app.models.edits.making import added, existing, made, position, replaced, with_values
from app.models.edits.meetings import hold_meeting
from app.models.patch import Change, Patch
from app.models.records import LongTermGoal, Meeting, ShortTermGoal, WheelEntry

RATE = N_("Skatta i hjulet")
NOTE = N_("Anteckna i hjulet")
TIE = N_("Knyt mål till område")

When = str | date | None
"""A meeting's id; a day, whose meeting is made if there is none; or None: outside every meeting."""


class _Kept:
    """Stands for a value that stays as it is."""


KEPT: Final = _Kept()


def rate(
    case: Case, domain: str, voice: str, when: When, rating: int | None | _Kept = KEPT, note: str | None | _Kept = KEPT
) -> Patch:
    """Say how a domain is for the child in one voice's eyes, 1 great concern to 5 strength, with a note.

    There is one entry a domain, voice and meeting: what was said before at the same meeting is replaced, and an entry
    left with neither rating nor note goes. Raises EditRefused for what the format does not allow.
    """
    values: dict[str, Any] = {}
    if not isinstance(rating, _Kept):
        values["rating"] = rating
    if not isinstance(note, _Kept):
        values["note"] = (note or "").strip() or None
    label = RATE if "rating" in values else NOTE
    first, meeting = _meeting(case, when)
    key = entry_key(case, domain, voice, meeting) if not first else None
    if key is None:
        entry = made(WheelEntry, {"domain": domain, "voice": voice, **values})
        if entry.rating is None and entry.note is None:
            return Patch(label)
        change = added(case, "wheel", entry)
        if meeting is not None:
            filled = with_values(entry, meeting=meeting)
            change = Change(change.family, change.key, change.at, None, filled)
        return Patch(label, (*first.changes, change))
    before = existing(case, "wheel", key)
    after = with_values(before, **values)
    if isinstance(after, WheelEntry) and after.rating is None and after.note is None:
        return Patch(label, (Change("wheel", key, position(case, "wheel", key), before, None),))
    return Patch(label, replaced(case, "wheel", key, after))


def entry_key(case: Case, domain: str, voice: str, meeting: str | None) -> str | None:
    """Return the key of what a voice said of a domain at a meeting (the last, if a file has several), or None."""
    found = None
    for key, entry in case.family("wheel").items():
        if isinstance(entry, WheelEntry) and (entry.domain, entry.voice, entry.meeting) == (domain, voice, meeting):
            found = key
    return found


def tie_goal(case: Case, family: str, key: str, domain: str, tied: bool) -> Patch:
    """Tie a goal (``long_term`` or ``short_term``) to a domain, or let it loose. Raises EditRefused."""
    goal = existing(case, family, key)
    assert isinstance(goal, LongTermGoal | ShortTermGoal)
    others = tuple(each for each in goal.wellbeing if each != domain)
    wellbeing = (*others, domain) if tied else others
    if tied and domain in goal.wellbeing:
        return Patch(TIE)
    return Patch(TIE, set_field(case, family, key, "wellbeing", wellbeing).changes)


def goal_for(case: Case, domain: str, text: str) -> Patch:
    """Write a new short-term goal that is tied to a domain from the beginning. Raises EditRefused."""
    patch = add_goal(case, "short_term", text)
    (change,) = patch.changes
    assert change.after is not None
    tied = with_values(change.after, wellbeing=(domain,))
    return Patch(patch.label, (Change(change.family, change.key, change.at, None, tied),))


def _meeting(case: Case, when: When) -> tuple[Patch, str | None]:
    """Return the patch that makes the meeting of a day where there is none, and the meeting's id."""
    if not isinstance(when, date):
        return Patch(RATE), when
    held = next((key for key, meeting in reversed(list(case.meetings.items())) if meeting.date == when), None)
    if held is not None:
        return Patch(RATE), held
    patch = hold_meeting(case, when)
    (change,) = patch.changes
    assert isinstance(change.after, Meeting)
    return patch, change.key
