"""Going through a round: the next actor, the one before, passing. Their keys stand in the round's own view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_
from app.widgets.actions.base import Action
from app.widgets.rounds.now import Asking, round_now

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class _InRound(Action):
    """Something done in the round that is up."""

    chapter = "go"

    def enabled(self, window: CaseWindow) -> bool:
        """A round is up."""
        return round_now(window).round is not None

    def run(self, window: CaseWindow) -> None:
        """Do it in the round."""
        asking = round_now(window).round
        if asking is not None:
            self.in_round(asking)

    def in_round(self, asking: Asking) -> None:
        """Do it in this round."""
        raise NotImplementedError


class NextActor(_InRound):
    """Nästa aktör."""

    id = "round_next"
    label = N_("Nästa aktör i rundan")
    order = 14

    def in_round(self, asking: Asking) -> None:
        """Ask the next one."""
        asking.go_on()


class LastActor(_InRound):
    """Föregående aktör."""

    id = "round_back"
    label = N_("Föregående aktör i rundan")
    order = 15

    def in_round(self, asking: Asking) -> None:
        """Ask the one before."""
        asking.go_back()


class PassTurn(_InRound):
    """Passa."""

    id = "round_pass"
    label = N_("Aktören passar i rundan")
    order = 16
    edits = True

    def in_round(self, asking: Asking) -> None:
        """Let the actor pass."""
        asking.pass_turn()
