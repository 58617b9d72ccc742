"""One recipient's copy: what rests on what, what goes, what does not, and how it is delivered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.i18n import _
from app.kinds.edit_words import record_name
from app.models.case import Case
from app.models.disclosure.extract import Extract
from app.models.disclosure.verdicts import Verdict
from app.widgets.common.segmented import Segmented
from app.widgets.common.style import scaled
from app.widgets.disclosing.decision import DecisionForm
from app.widgets.disclosing.delivery import DeliveryForm
from app.widgets.disclosing.going import GoingView
from app.widgets.disclosing.paper_view import Make, PaperView
from app.widgets.disclosing.staying import StayingView
from app.widgets.disclosing.wanted import Wanted
from app.widgets.disclosing.words import sections

if TYPE_CHECKING:
    from app.models.deidentify.making import Worded

GOES, STAYS, DECIDED, HOW, PAGES = "goes", "stays", "decided", "how", "pages"
_BOTH = 720
"""So wide, as designed, and the pages stand beside what is told of them."""


class CopyPanel(QWidget):
    """Shows what is `Wanted` for a recipient and writes in it. Emits ``changed()`` when it follows that another
    extract goes, ``typed()`` when it may once the typing is done. ``seen`` is the case as its names may be shown.
    """

    changed = Signal()
    typed = Signal()

    def __init__(self, case: Case, seen: Case, day: date) -> None:
        super().__init__()
        self._case, self._seen, self._day = case, seen, day
        self.wanted: Wanted | None = None
        self.setObjectName("deliveryInside")
        self.heading, self.stopped = QLabel(), QLabel()
        self.heading.setObjectName("panelHeading")
        self.stopped.setObjectName("stopped")
        for label in (self.heading, self.stopped):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.decision = DecisionForm()
        self.going, self.staying, self.delivery = GoingView(), StayingView(), DeliveryForm()
        self.views: dict[str, QWidget] = {
            GOES: self.going,
            STAYS: self.staying,
            DECIDED: self.decision,
            HOW: self.delivery,
        }
        self.paper = PaperView()
        names = {
            GOES: _("Det som lämnas"),
            PAGES: _("Sidorna"),
            STAYS: _("Regel för regel"),
            DECIDED: _("Utan samtycke"),
            HOW: _("Hur det lämnas"),
        }
        self.turn = Segmented(names, _("Visa"))
        self.stack = QStackedWidget()
        for view in self.views.values():
            self.stack.addWidget(view)
        self.turn.chosen.connect(self.show_view)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.heading, self.stopped, self.turn):
            column.addWidget(widget)
        both = QHBoxLayout()
        both.setSpacing(14)
        both.addWidget(self.stack, 4)
        both.addWidget(self.paper, 5)
        column.addLayout(both, 1)
        self.decision.changed.connect(self.changed)
        self.decision.typed.connect(self.typed)
        self.going.taken.connect(self._taken)
        self.going.told.connect(self._told)
        self.staying.said_yes.connect(self._said_yes)
        self.show_view(GOES)

    def turn_to(self, case: Case, seen: Case) -> None:
        """Show copies of another case from here on."""
        if case is not self._case:
            self.paper.show_copy("", None)  # no page of one case stands beside what is told of another
        self._case, self._seen = case, seen

    @property
    def is_wide(self) -> bool:
        """Whether the pages stand beside what is told of them."""
        return self.width() >= scaled(_BOTH)

    def show_view(self, which: object) -> None:
        """Turn to what goes, what stays, how it is delivered, or to the pages where they do not stand beside."""
        self.delivery.commit()
        which = GOES if which == PAGES and self.is_wide else which
        self.turn.show_value(which)
        if which != PAGES:
            self.stack.setCurrentWidget(self.views[str(which)])
        self.turn.button(PAGES).setVisible(not self.is_wide)
        self.stack.setVisible(which != PAGES)
        self.paper.setVisible(which == PAGES or self.is_wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the pages beside where there is room."""
        super().resizeEvent(event)
        self.show_view(self.turn.value())

    def show_copy(
        self, wanted: Wanted, now: Extract, rests: Sequence[str], made: Worded | None = None, *, pdf: Make
    ) -> None:
        """Show a recipient's copy. ``now`` is the extract as it is chosen, ``rests`` what it rests on, ``made`` the
        case's safe words where it is de-identified, ``pdf`` what makes the very PDF.
        """
        self.wanted = None
        self.heading.setText(wanted.recipient.words)
        self._show_decision(wanted)
        self.stopped.setText(self._why_stopped(wanted, now))
        self.stopped.setVisible(now.refusal is not None)
        every = wanted.all_there_is(self._case, self._day, made) if wanted.without else now
        going = {each.id for each in now.verdicts if each.goes and not each.part}
        case = made.case if made is not None else self._case
        pieces = sections(case, every, rests) if every.refusal is None else []
        self.going.show_copy(pieces, going, wanted.without)
        self.going.more.blockSignals(True)
        self.going.more.setChecked(wanted.told)
        self.going.more.blockSignals(False)
        self.going.more.setVisible(every.refusal is None and wanted.recipient.who != "steering_group")
        self.going.about.setVisible(every.refusal is None)
        self.going.list.setVisible(every.refusal is None)
        self.staying.show_rules(now, wanted.yes, self._called)
        self.paper.show_copy(wanted.recipient.id, None if now.refusal is not None else pdf)
        self.wanted = wanted

    def _show_decision(self, wanted: Wanted) -> None:
        possible = wanted.can_be_decided(self._case)
        self.turn.button(DECIDED).setVisible(possible)
        self.decision.show_wanted(wanted)
        if not possible and self.stack.currentWidget() is self.decision:
            self.show_view(GOES)

    def _why_stopped(self, wanted: Wanted, now: Extract) -> str:
        if now.refusal is None:
            return ""
        why = f"{now.refusal.rule}. {now.refusal.why}"
        if wanted.can_be_decided(self._case) and not wanted.decided:
            why += " " + _("Har någon beslutat att lämna ändå? Skriv in beslutet under Utan samtycke.")
        return why

    def _called(self, verdict: Verdict) -> str:
        return record_name(verdict.family, verdict.key, self._seen, self._seen)

    def _taken(self, id_: str, away: bool) -> None:
        self._put("without", id_, away)

    def _said_yes(self, id_: str, yes: bool) -> None:
        self._put("yes", id_, yes)

    def _put(self, which: str, id_: str, on: bool) -> None:
        if self.wanted is None or not id_:
            return
        chosen: set[str] = getattr(self.wanted, which)
        (chosen.add if on else chosen.discard)(id_)
        self.changed.emit()

    def _told(self, on: bool) -> None:
        if self.wanted is not None:
            self.wanted.told = on
            self.changed.emit()
