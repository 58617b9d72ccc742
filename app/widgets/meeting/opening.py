"""What a step of an agenda opens in the case's window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_, _
from app.kinds.registry import sheet_kinds
from app.models.agendas import Opens, Step
from app.widgets.meeting.running import running
from app.widgets.pages.base import pages

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

OPENS: dict[Opens, str] = {
    "free": N_("Inget särskilt"),
    "map": N_("En karta"),
    "round_1": N_("Runda 1: stöd"),
    "round_2": N_("Runda 2: behov och svar"),
    "wishes": N_("Önskemålen"),
    "plan": N_("Planen"),
    "follow_up": N_("Planens uppföljning"),
    "notes": N_("Anteckningar"),
    "timeline": N_("Tidslinjen"),
    "wheel": N_("Barnets bästa-hjulet"),
    "sip": N_("SIP"),
}
"""What a step can open, with their Swedish msgids."""

MEETING, PLAN, WISHES = "meeting", "plan", "wishes"


def page_of(step: Step) -> str:
    """Return the page of the window that a step opens."""
    if step.opens == "map":
        wanted = step.sheet or ""
        return wanted if wanted in sheet_kinds() else next(iter(sheet_kinds()))
    if step.opens in (*pages(), PLAN, WISHES):
        return step.opens
    return PLAN if step.opens == "follow_up" else MEETING


def page_name(window: CaseWindow, page: str) -> str:
    """Return what a page is called; nothing for the meeting's own."""
    if page == MEETING:
        return ""
    if page in window.pages:
        return window.pages[page]
    return _(pages()[page].label)


def open_step(window: CaseWindow, step: Step) -> None:
    """Show what a step opens. What is being typed is committed first."""
    window.commit_all()
    window.show_page(page_of(step))


def go_by(window: CaseWindow, by: int) -> None:
    """Go so many steps of the led agenda forward or back, and open what the step opens."""
    leader = running(window)
    if leader.clock is not None:
        go_to(window, leader.clock.at + by)


def go_to(window: CaseWindow, number: int) -> None:
    """Go to a step of the led agenda and open what it opens; beyond the ends nothing happens."""
    leader = running(window)
    clock = leader.clock
    if clock is None or not 0 <= number < len(clock.agenda.steps):
        return
    window.commit_all()
    leader.move(number)
    open_step(window, clock.step)


def finish(window: CaseWindow) -> None:
    """Lead the meeting no longer, and show where what it gave is written down."""
    leader = running(window)
    meeting = leader.meeting
    if meeting is None:
        return
    window.commit_all()
    leader.stop()
    window.show_page(MEETING)
    page = window.more_pages.widgets[MEETING]
    page.describe(meeting)  # type: ignore[attr-defined]
    window.toast.say(_("Träffen är avslutad. Skriv vad som förvånade, vad ni lärde er och när ni ses igen."))
