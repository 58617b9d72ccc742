"""How the case stands, and its way on: followed up, closed, opened again. Also done from the menu."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app.i18n import _
from app.models.case import Case
from app.models.dates import dates, late
from app.models.edits.life import close_case, follow_case, reopen_case
from app.models.patch import Patch
from app.models.promises import promised_but_not_planned
from app.models.records import CASE_STATUSES
from app.widgets.common.changes import change
from app.widgets.common.flow import FlowLayout
from app.widgets.common.messages import ask
from app.widgets.common.pill import Pill

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


def follow(window: CaseWindow) -> None:
    """Let the case be followed up from now on, and say so."""
    _do(window, follow_case, _("Ärendet följs upp. Planen tas upp på varje träff."))


def close(window: CaseWindow) -> None:
    """Close the case today, after saying what is left undone in it."""
    case, today = window.document.case, date.today()
    owed, promised = len(late(dates(case), today)), len(promised_but_not_planned(case))
    parts = [_("Ärendet får läget avslutat i dag, {day}.").format(day=today.isoformat())]
    if owed or promised:
        left = _("Kvar finns försenade datum: {late}, och löften utan rad i planen: {promised}.")
        parts.append(left.format(late=owed, promised=promised))
    parts.append(
        _("Allt finns kvar och går att läsa. Det försvinner från Att göra, och du kan öppna det igen när som helst.")
    )
    window.commit_all()
    if ask(window, _("Avsluta ärendet?"), " ".join(parts), accept=_("Avsluta ärendet")):
        problem = change(window.document, lambda: close_case(window.document.case, today))
        window.toast.say(problem or _("Ärendet är avslutat."))


def reopen(window: CaseWindow) -> None:
    """Open the case again, and say so."""
    _do(window, reopen_case, _("Ärendet är öppnat igen. Datumen syns i Att göra."))


def _do(window: CaseWindow, build: Callable[[Case], Patch], sentence: str) -> None:
    window.commit_all()
    problem = change(window.document, lambda: build(window.document.case))
    window.toast.say(problem or sentence)


class LifePanel(QFrame):
    """The state in words, and the buttons that change it."""

    def __init__(self, window: CaseWindow) -> None:
        super().__init__()
        self.setObjectName("goals")
        self._window, self._document = window, window.document
        heading = QLabel(_("Ärendets gång"))
        heading.setObjectName("goalsHeading")
        self.state = Pill(parent=self)
        self.days = QLabel()
        self.days.setObjectName("panelSubheading")
        self.days.setWordWrap(True)
        self.follow = QPushButton(_("Gå över till uppföljning"))
        self.close_button = QPushButton(_("Avsluta ärendet…"))
        self.reopen = QPushButton(_("Öppna ärendet igen"))
        self.follow.clicked.connect(lambda _checked=False: follow(window))
        self.close_button.clicked.connect(lambda _checked=False: close(window))
        self.reopen.clicked.connect(lambda _checked=False: reopen(window))
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.follow, self.close_button, self.reopen):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        for widget in (heading, self.state, self.days, buttons):
            column.addWidget(widget)
        buttons.setVisible(not self._document.read_only)
        self.refresh()

    def refresh(self) -> None:
        """Show the state as it is now."""
        info = self._document.shown.info
        tone = {"open": "good", "follow_up": "info", "closed": "quiet"}[info.status]
        self.state.say(_(CASE_STATUSES[info.status]), tone)  # type: ignore[arg-type]
        days = (
            _("Öppnat {day}").format(day=info.opened_on.isoformat()) if info.opened_on else "",
            _("Avslutat {day}").format(day=info.closed_on.isoformat()) if info.closed_on else "",
        )
        self.days.setText(", ".join(part for part in days if part))
        self.days.setVisible(any(days))
        closed = info.status == "closed"
        self.follow.setVisible(info.status == "open")
        self.close_button.setVisible(not closed)
        self.reopen.setVisible(info.status != "open")
