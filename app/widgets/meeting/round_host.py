"""The view of a round, as a step of the agenda shows it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

from app.i18n import _

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


def round_view(window: CaseWindow, meeting: str, which: str) -> QWidget:
    """Return the view of ``round_1`` or ``round_2`` for a meeting."""
    try:
        made: QWidget = import_module("app.widgets.rounds.view").RoundView(window, meeting, which)
    except ModuleNotFoundError:
        made = QLabel(_("Skriv svaren på kartan."))
        made.setObjectName("empty")
    return made
