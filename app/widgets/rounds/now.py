"""Which round is asked in a case's window now: what the group sees on the projector follows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from app.widgets.rounds.asking import Seat, Which

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class Asking(Protocol):
    """A round that is up: what is asked, of whom, and everyone's turn."""

    which: Which
    figure: str

    @property
    def asked(self) -> str:
        """What is asked, word for word."""

    @property
    def sheet_kind(self) -> str:
        """The map that it is asked before."""

    def seats(self) -> Sequence[Seat]:
        """Return everyone's turn, in order."""

    def go_on(self) -> None:
        """Ask the next."""

    def go_back(self) -> None:
        """Ask the one before."""

    def pass_turn(self) -> None:
        """Let the actor pass."""


def round_now(window: CaseWindow) -> RoundNow:
    """Return what knows which round is up in a window, made when it is first asked for."""
    found = window.findChild(RoundNow)
    return found if isinstance(found, RoundNow) else RoundNow(window)


class RoundNow(QObject):
    """Emits ``changed()`` when another round is up, or none, or something was said in it."""

    changed = Signal()

    def __init__(self, window: CaseWindow) -> None:
        super().__init__(window)
        self.round: Asking | None = None

    def come(self, round_: Asking) -> None:
        """A round is up, or something in it is new."""
        self.round = round_
        self.changed.emit()

    def go(self, round_: Asking) -> None:
        """A round is up no more."""
        if self.round is round_:
            self.round = None
            self.changed.emit()
