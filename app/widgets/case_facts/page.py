"""The page "Ärendet": everything about the case itself in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.i18n import _
from app.models.patch import Patch
from app.widgets.case_facts.facts import FactsPanel
from app.widgets.case_facts.life import LifePanel
from app.widgets.case_facts.lists import AreaList, OrganisationList
from app.widgets.case_facts.sheets import SheetList
from app.widgets.common.scrolling import fill_scrolling
from app.widgets.common.style import LOOKS, scaled

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

_BESIDE = 900  # pixels, as designed, from which the two columns stand beside each other
_FAMILIES = frozenset({"case", "figures", "groups", "organisations", "maps"})


class CaseFactsPage(QFrame):
    """Facts to the left; life, maps, areas and organisations to the right, or below where it is narrow."""

    def __init__(self, window: CaseWindow) -> None:
        super().__init__()
        self.setObjectName("caseFacts")
        self.document = window.document
        self._stale = False
        self.facts = FactsPanel(self.document)
        self.life, self.sheets = LifePanel(window), SheetList(window)
        self.areas, self.organisations = AreaList(self.document), OrganisationList(self.document)
        for each in (self.sheets, self.areas, self.organisations):
            each.refused.connect(window.toast.say)
        heading = QLabel(_("Ärendet"))
        heading.setObjectName("pageHeading")
        inside = QWidget()
        inside.setObjectName("factsInside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addLayout(self._columns())
        column.addStretch(1)
        fill_scrolling(self, inside)
        self.setFocusProxy(self.facts.editors["number"])
        self.document.patched.connect(self._patched)
        self.document.shown_changed.connect(self._read_anew)
        LOOKS.changed.connect(self._turn)

    def _columns(self) -> QBoxLayout:
        facts = QFrame()
        facts.setObjectName("goals")
        self._facts = QVBoxLayout(facts)
        self._facts.setContentsMargins(0, 0, 0, 0)
        self._facts.addWidget(self.facts)
        right = QVBoxLayout()
        right.setSpacing(12)
        for widget in (self.life, self.sheets, self.areas, self.organisations):
            right.addWidget(widget)
        right.addStretch(1)
        self._both = QHBoxLayout()
        self._both.setSpacing(16)
        self._both.addWidget(facts, 1, Qt.AlignmentFlag.AlignTop)
        self._both.addLayout(right, 1)
        return self._both

    def _turn(self) -> None:
        beside = self.width() >= scaled(_BESIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._both.setDirection(direction)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns beside each other, or above one another."""
        super().resizeEvent(event)
        self._turn()

    def _patched(self, patch: Patch) -> None:
        touched = {family for family, _key in patch.touched()}
        if not self.isVisible():
            self._stale = self._stale or bool(touched & _FAMILIES)
        elif "figures" in touched:
            self._read_anew()  # who can be the coordinator is another
        elif touched & _FAMILIES:
            self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was changed while the page was not seen."""
        super().showEvent(event)
        if self._stale:
            self._read_anew()

    def _read_anew(self) -> None:
        self._stale = False
        self._new_facts()
        self._refresh()

    def _new_facts(self) -> None:
        """Make the fields anew: their choices are others, or names are hidden or shown."""
        self.facts.commit_all()
        old, self.facts = self.facts, FactsPanel(self.document)
        self._facts.replaceWidget(old, self.facts)
        old.hide()
        old.deleteLater()
        self.setFocusProxy(self.facts.editors["number"])

    def _refresh(self) -> None:
        self.facts.refresh()
        for each in (self.life, self.sheets, self.areas, self.organisations):
            each.refresh()

    def commit(self) -> None:
        """Hand over what is being typed."""
        self.facts.commit_all()
        self.areas.commit()
        self.organisations.commit()

    def show_record(self, family: str, key: str) -> None:
        """Give an area or organisation the keyboard."""
        for each in (self.areas, self.organisations):
            if key in each.rows:
                each.rows[key].line.setFocus()
