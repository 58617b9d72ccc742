"""How the clock of an agenda is told in words. Colour says the same thing again, never more."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

from app.i18n import _, ngettext
from app.models.agenda_clock import AgendaClock, Mood
from app.models.agendas import Step
from app.models.records import Meeting
from app.widgets.common.names import human_day
from app.widgets.common.pill import Tone

TONES: dict[Mood, Tone] = {"calm": "good", "soon": "warn", "over": "bad"}
_MINUTE = 60.0


def in_minutes(minutes: int) -> str:
    """Return a length of time: "40 min", "3 tim", "3 tim 20 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{n} min").format(n=rest)
    whole = _("{n} tim").format(n=hours)
    return whole + " " + _("{n} min").format(n=rest) if rest else whole


def ticking(seconds: float) -> str:
    """Return a time as a clock shows it: "4:05", "1:02:05"."""
    whole = int(seconds)
    minutes, last = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{last:02d}" if hours else f"{minutes}:{last:02d}"


def step_time(clock: AgendaClock) -> str:
    """Return how long the step has lasted, of how long: "4:05 av 30 min"."""
    allowed = in_minutes(round(clock.step_allowed() / _MINUTE))
    return _("{spent} av {allowed}").format(spent=ticking(clock.step_spent()), allowed=allowed)


def step_state(clock: AgendaClock) -> tuple[str, Tone]:
    """Return what is left of the step, or how far it has gone over, and the tone to say it in."""
    mood, left = clock.step_mood, clock.step_left
    if clock.paused and clock.started:
        return _("Pausad"), "quiet"
    if mood == "over":
        n = max(1, int(-left // _MINUTE))
        return ngettext("{n} min över tiden", "{n} min över tiden", n).format(n=n), TONES[mood]
    if left < _MINUTE:
        return _("Mindre än en minut kvar"), TONES[mood]
    n = ceil(left / _MINUTE)
    return ngettext("{n} min kvar", "{n} min kvar", n).format(n=n), TONES[mood]


def meeting_time(clock: AgendaClock) -> str:
    """Return how long the meeting has lasted, of how long."""
    return _("Träffen {spent} av {planned}").format(
        spent=ticking(clock.meeting_spent), planned=in_minutes(round(clock.meeting_planned / _MINUTE))
    )


def meeting_state(clock: AgendaClock) -> tuple[str, Tone]:
    """Return whether the meeting ends as planned, and the tone to say it in."""
    time = in_minutes(int(abs(clock.behind) // _MINUTE))
    if clock.behind >= _MINUTE:
        return _("{time} efter").format(time=time), "warn"
    if clock.behind <= -_MINUTE:
        return _("{time} före").format(time=time), "good"
    return _("I tid"), "good"


def ends_about(clock: AgendaClock, now: datetime | None = None) -> str:
    """Return when the meeting ends if what is left takes the time it is given."""
    end = (now or datetime.now()) + timedelta(seconds=clock.meeting_left)
    return _("slut ungefär {clock}").format(clock=end.strftime("%H:%M"))


def step_heading(step: Step, number: int, of: int) -> str:
    """Return "Steg 4 av 6 · Runda 1: stöd"."""
    return _("Steg {number} av {of} · {step}").format(number=number + 1, of=of, step=step.name)


def meeting_name(meeting: Meeting, agenda: str) -> str:
    """Return what a meeting is called: its day and its agenda."""
    day = human_day(meeting.date)
    return _("{day} · {agenda}").format(day=day, agenda=agenda) if agenda else day
