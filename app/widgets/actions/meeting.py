"""Leading a meeting's agenda by keys, wherever in the case one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_
from app.widgets.actions.base import Action

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow
    from app.widgets.meeting.running import Running


def _running(window: CaseWindow) -> Running:
    from app.widgets.meeting.running import running

    return running(window)


class _Lead(Action):
    """Something done with the agenda that is led; only while one is."""

    chapter = "go"

    def enabled(self, window: CaseWindow) -> bool:
        """An agenda is being led."""
        from app.widgets.meeting.running import is_led

        return is_led(window)


class NextStep(_Lead):
    """Nästa steg i träffen."""

    id = "meeting_next"
    label = N_("Nästa steg i träffen")
    order = 40
    keys = ("Ctrl+PgDown",)

    def run(self, window: CaseWindow) -> None:
        """Go to the next step and open what it opens."""
        from app.widgets.meeting.opening import go_by

        go_by(window, 1)


class StepBack(_Lead):
    """Föregående steg i träffen."""

    id = "meeting_back"
    label = N_("Föregående steg i träffen")
    order = 41
    keys = ("Ctrl+PgUp",)

    def run(self, window: CaseWindow) -> None:
        """Go back a step and open what it opens."""
        from app.widgets.meeting.opening import go_by

        go_by(window, -1)


class PauseClock(_Lead):
    """Pausa klockan, eller låt den gå."""

    id = "meeting_pause"
    label = N_("Pausa träffens klocka, eller låt den gå")
    order = 42
    keys = ("F9",)

    def run(self, window: CaseWindow) -> None:
        """Let the clock stand, or go on."""
        _running(window).pause()


class Stretch(_Lead):
    """Ge steget fem minuter till."""

    id = "meeting_stretch"
    label = N_("Ge steget fem minuter till")
    order = 43
    keys = ("Shift+F9",)

    def run(self, window: CaseWindow) -> None:
        """Give the step that is led five more minutes."""
        _running(window).stretch()


class Finish(_Lead):
    """Avsluta träffen."""

    id = "meeting_finish"
    label = N_("Avsluta träffen och skriv ner hur den var")
    order = 44

    def run(self, window: CaseWindow) -> None:
        """Lead it no longer, and show where it is described."""
        from app.widgets.meeting.opening import finish

        finish(window)


class StopLeading(_Lead):
    """Sluta leda träffen."""

    id = "meeting_stop"
    label = N_("Sluta leda träffen")
    order = 45

    def run(self, window: CaseWindow) -> None:
        """Put the bar away; the clock stands until the meeting is started again."""
        _running(window).stop()


class EditAgendas(Action):
    """Dagordningar."""

    id = "agendas"
    label = N_("Dagordningar…")
    chapter = "case"
    order = 42

    def run(self, window: CaseWindow) -> None:
        """Copy, edit and delete agendas."""
        from app.widgets.meeting.agendas_window import AgendasWindow

        AgendasWindow(window).exec()
        _running(window).agendas_changed()
        page = window.more_pages.widgets.get("meeting")
        if page is not None:
            page.agendas_changed()  # type: ignore[attr-defined]
