"""The column on the right: the properties of what is selected, or what the map shows, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.i18n import _
from app.widgets.common.segmented import Segmented
from app.widgets.findings.panel import FindingsPanel
from app.widgets.properties.panel import PropertiesPanel

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

PROPERTIES, FINDINGS = "properties", "findings"


class SidePanel(QWidget):
    """Two leaves under their tabs. How many findings there are stands on their tab."""

    def __init__(self, properties: PropertiesPanel, window: CaseWindow) -> None:
        super().__init__()
        self.setObjectName("palette")
        self._window = window
        self.findings = FindingsPanel(
            window.document, window.services, window.library_id, self.isVisible, window.settings
        )
        self.tabs = Segmented({PROPERTIES: _("Egenskaper"), FINDINGS: _("Kartan visar")}, _("Till höger"))
        self.tabs.show_value(PROPERTIES)
        self.tabs.chosen.connect(self.turn_to)
        self.stack = QStackedWidget()
        self.stack.addWidget(properties)
        self.stack.addWidget(self.findings)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        above = QVBoxLayout()
        above.setContentsMargins(14, 10, 14, 2)
        above.addWidget(self.tabs)
        column.addLayout(above)
        column.addWidget(self.stack, 1)
        self.findings.lit.connect(self._light)
        self.findings.picked.connect(window.select)
        self.findings.counted.connect(self._count)
        self.findings.failed.connect(window.banner.say)

    @property
    def leaf(self) -> str:
        """Which leaf is up: ``properties`` or ``findings``."""
        return FINDINGS if self.stack.currentWidget() is self.findings else PROPERTIES

    def turn_to(self, leaf: str) -> None:
        """Show a leaf; what is being typed in the other is committed first."""
        self._window.properties.commit_all()
        self.tabs.show_value(leaf)
        self.stack.setCurrentIndex((PROPERTIES, FINDINGS).index(leaf))
        if leaf == PROPERTIES:
            self._light(())

    def _light(self, keys: tuple[tuple[str, str], ...]) -> None:
        if self._window.sheet is not None:
            self._window.sheet.canvas.light(keys)

    def _count(self, number: int) -> None:
        words = _("Kartan visar {n}").format(n=number) if number else _("Kartan visar")
        tab = self.tabs.button(FINDINGS)
        if tab.text() != words:
            tab.setText(words)
            tab.setAccessibleName(words)

    def showEvent(self, event: QShowEvent) -> None:
        """Count what has come to be found while the column was away."""
        super().showEvent(event)
        self.findings.look()
