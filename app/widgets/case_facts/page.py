"""The page "Ärendet": everything about the case itself in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QVBoxLayout, QWidget

from app.i18n import _
from app.widgets.case_facts.facts import FactsPanel
from app.widgets.case_facts.life import LifePanel
from app.widgets.case_facts.lists import AreaList, OrganisationList
from app.widgets.case_facts.sheets import SheetList
from app.widgets.common.columns_page import ColumnsPage
from app.widgets.common.scrolling import fill_scrolling

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class CaseFactsPage(ColumnsPage):
    """Facts to the left; life, maps, areas and organisations to the right, or below where it is narrow."""

    offered = frozenset({"figures"})  # who can be the coordinator
    told = frozenset({"case", "groups", "organisations", "maps"})

    def __init__(self, window: CaseWindow) -> None:
        super().__init__(window.document)
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
        self.follow()

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
        self.both.addWidget(facts, 1, Qt.AlignmentFlag.AlignTop)
        self.both.addLayout(right, 1)
        return self.both

    def make_anew(self) -> None:
        """Make the fields anew: their choices are others, or names are hidden or shown."""
        self.facts.commit_all()
        old, self.facts = self.facts, FactsPanel(self.document)
        self._facts.replaceWidget(old, self.facts)
        old.hide()
        old.deleteLater()
        self.setFocusProxy(self.facts.editors["number"])

    def refresh(self) -> None:
        """Show the case as it is now; what is being typed stays."""
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
