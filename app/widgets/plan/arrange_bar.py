"""The bar over the plan: which plan, under which headings, in which order, and a search."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from app.i18n import N_, _
from app.models.records import PLAN_KINDS
from app.widgets.common.icons import icon
from app.widgets.common.segmented import Segmented
from app.widgets.common.style import LOOKS, scaled
from app.widgets.plan.arranging import GROUPS, Arrangement
from app.widgets.plan.table import PlanTable
from app.widgets.properties.editors import QuietCombo

_BOTH = N_("Båda planerna")


class ArrangeBar(QObject):
    """The widgets that say how a table's rows are shown; ``widgets`` in the order they stand in."""

    def __init__(self, table: PlanTable) -> None:
        super().__init__(table)
        self._table = table
        kinds = {"": _(_BOTH), **{key: _(label) for key, label in PLAN_KINDS.items()}}
        self.kind = Segmented(kinds, _("Vilken plan"))
        self.kind.chosen.connect(lambda value: self._arrange(kind=str(value)))
        self.group = self._combo(_("Gruppera raderna"), {key: _(label) for key, label in GROUPS.items()})
        self.group.activated.connect(lambda _at: self._arrange(group=self.group.currentData()))
        orders = {"": _("I planens ordning")}
        orders |= {each.key: _("Sortera: {column}").format(column=_(each.heading)) for each in table.plan.columns}
        self.sort = self._combo(_("Sortera raderna"), orders)
        self.sort.activated.connect(lambda _at: self._arrange(sort=self.sort.currentData(), falling=False))
        self.falling = QPushButton()
        self.falling.setObjectName("quiet")
        self.falling.setCheckable(True)
        self.falling.clicked.connect(lambda on: self._arrange(falling=on))
        self.search = QLineEdit()
        self.search.setObjectName("search")
        self.search.setPlaceholderText(_("Sök i planen…"))
        self.search.setAccessibleName(_("Sök i planen"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda words: self._arrange(search=words))
        order = QWidget()
        row = QHBoxLayout(order)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.sort)
        row.addWidget(self.falling)
        self.none = QLabel(_("Ingen rad svarar mot det du söker."))
        self.none.setObjectName("panelSubheading")
        self.widgets: tuple[QWidget, ...] = (self.kind, self.group, order, self.search, self.none)
        table.arranged.connect(self._show)
        table.plan.modelReset.connect(self._count)
        self._dress()
        LOOKS.changed.connect(self._dress)
        self._show()

    @staticmethod
    def _combo(name: str, choices: dict[str, str]) -> QuietCombo:
        combo = QuietCombo()
        combo.setAccessibleName(name)
        combo.setToolTip(name)
        combo.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for value, label in choices.items():
            combo.addItem(label, value)
        return combo

    def _dress(self) -> None:
        for widget, width in ((self.kind, 336), (self.group, 172), (self.sort, 204), (self.search, 190)):
            widget.setFixedWidth(scaled(width))

    def _arrange(self, **values: object) -> None:
        self._table.arrange(replace(self._table.plan.arrangement, **values))  # type: ignore[arg-type]

    def _show(self) -> None:
        """Show how the rows stand now, also when a heading of the table was clicked."""
        how: Arrangement = self._table.plan.arrangement
        self.kind.show_value(how.kind)
        self.group.setCurrentIndex(self.group.findData(how.group))
        self.sort.setCurrentIndex(self.sort.findData(how.sort))
        self.falling.setEnabled(bool(how.sort))
        self.falling.setChecked(how.falling)
        self.falling.setIcon(icon("down" if how.falling else "up", "muted"))
        name = _("Störst eller sist i alfabetet först") if how.falling else _("Minst eller först i alfabetet först")
        self.falling.setToolTip(name)
        self.falling.setAccessibleName(name)
        self._count()

    def _count(self) -> None:
        self.none.setVisible(bool(self._table.plan.arrangement.search.strip()) and not self._table.plan.keys)
