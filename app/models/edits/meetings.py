"""Meetings: held, who came, what was answered, who passed, when the answers were opened."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from app.i18n import N_, _
from app.models.case import Case
from app.models.edits.making import EditRefused, added, made, new_id, record_of, replaced, with_values
from app.models.patch import Patch
from app.models.records import Meeting, PlanLog, PlanRow, Questions, SupportAnswer

HOLD = N_("Ny träff")
COME = N_("Ändra närvaro")
PASS = N_("Passa")
SUPPORT = N_("Svara på stödfrågan")
OPEN = N_("Öppna svaren")
FOLLOW = N_("Följ upp rad i planen")
ASKED = N_("Välj frågornas ordalydelse")


def hold_meeting(case: Case, day: date, *, agenda: str | None = None, **values: Any) -> Patch:
    """Make a meeting on a day. Raises EditRefused if a value is not allowed."""
    meeting = made(Meeting, {"id": new_id(), "date": day, "agenda": agenda, **values})
    return Patch(HOLD, (added(case, "meetings", meeting),))


def set_present(case: Case, meeting: str, figure: str, present: bool) -> Patch:
    """Note that a figure came, or did not; in the order of the figures."""
    return set_all_present(case, meeting, (figure,), present)


def set_all_present(case: Case, meeting: str, figures: Collection[str], present: bool) -> Patch:
    """Note of several figures at once that they came, or did not; in the order of the figures."""
    before = record_of(case, "meetings", meeting, Meeting)
    there = {*before.present, *figures} if present else set(before.present) - set(figures)
    after = with_values(before, present=tuple(key for key in case.figures if key in there))
    return Patch(COME, replaced(case, "meetings", meeting, after))


def set_passed(case: Case, meeting: str, figure: str, passed: bool) -> Patch:
    """Note that an actor passed its turn, which is fine, or did not after all."""
    before = record_of(case, "meetings", meeting, Meeting)
    others = tuple(key for key in before.passed if key != figure)
    after = with_values(before, passed=(*others, figure) if passed else others)
    return Patch(PASS, replaced(case, "meetings", meeting, after))


def open_answers(case: Case, meeting: str, opened: bool = True) -> Patch:
    """Let the wishes be answered from now on, or lock the answers again."""
    before = record_of(case, "meetings", meeting, Meeting)
    return Patch(OPEN, replaced(case, "meetings", meeting, with_values(before, answers_open=opened)))


def answer_support(case: Case, figure: str, text: str, *, reported_by: str | None = None) -> Patch:
    """Write an actor's answer to how it can support the child; ``reported_by`` told it on behalf of an absent one.

    Raises EditRefused if nothing is said, or the figure would report itself.
    """
    if not text.strip():
        raise EditRefused(_("Skriv svaret, eller välj att passa."))
    if reported_by == figure:
        reported_by = None
    answer = made(SupportAnswer, {"id": new_id(), "figure": figure, "text": text, "reported_by": reported_by})
    return Patch(SUPPORT, (added(case, "support_answers", answer),))


def ask_questions(case: Case, *, support: str | None = None, need: str | None = None) -> Patch:
    """Write down which wording of the key questions was asked; None leaves one as it is."""
    before = case.record("questions", "questions")
    values = {name: words for name, words in (("support", support), ("need", need)) if words is not None}
    if not isinstance(before, Questions):
        return Patch(ASKED, (added(case, "questions", made(Questions, values)),)) if values else Patch(ASKED)
    return Patch(ASKED, replaced(case, "questions", "questions", with_values(before, **values)))


def follow_row(
    case: Case, row: str, day: date, *, meeting: str | None = None, note: str | None = None, status: str | None = None
) -> Patch:
    """Say at a meeting how a row of the plan goes: its state, a note; both may be left out ("inget nytt")."""
    before = record_of(case, "plan", row, PlanRow)
    said = made(PlanLog, {"date": day, "meeting": meeting, "note": (note or "").strip() or None, "status": status})
    values: dict[str, Any] = {"log": (*before.log, said)}
    if status is not None:
        values["status"] = status
    return Patch(FOLLOW, replaced(case, "plan", row, with_values(before, **values)))
