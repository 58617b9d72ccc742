"""The pages of the method's rounds: how each can support the child, what each needs, and the answers."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.i18n import N_
from app.widgets.pages.base import Page

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow
    from app.widgets.rounds.asking import Which


class _Round(Page):
    """One part of the rounds, for the meeting that is led, else the latest."""

    @property
    @abstractmethod
    def which(self) -> Which:
        """Which part it is."""

    def make(self, window: CaseWindow) -> QWidget:
        """Return the page."""
        from app.widgets.rounds.view import RoundView

        return RoundView(window, None, self.which)


class RoundOne(_Round):
    """Runda 1."""

    id = "round_1"
    label = N_("Runda 1: stöd")
    order = 11
    keys = ("F6",)
    which = "round_1"


class RoundTwo(_Round):
    """Runda 2."""

    id = "round_2"
    label = N_("Runda 2: behov")
    order = 12
    keys = ("F7",)
    which = "round_2"


class Answers(_Round):
    """Svaren."""

    id = "answers"
    label = N_("Svaren")
    order = 13
    keys = ("F8",)
    which = "answers"
