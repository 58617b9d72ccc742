"""The plan beneath the canvas, and the plan as a page of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.document import Document
from app.i18n import _, ngettext
from app.models.patch import Patch
from app.models.promises import promised_but_not_planned
from app.widgets.common.icons import icon
from app.widgets.common.pill import Pill
from app.widgets.common.style import LOOKS, scaled
from app.widgets.plan.columns import FULL, SHORT
from app.widgets.plan.goals import GoalList
from app.widgets.plan.table import PlanTable

_ROWS = 190  # pixels that the rows of the plan get at least on their page


class PromisesPill(Pill):
    """Says how many promised things are not in the plan; hidden when all are."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._document = document
        document.patched.connect(self._patched)
        document.shown_changed.connect(self.count)
        self.count()

    def _patched(self, patch: Patch) -> None:
        if any(family in ("wishes", "plan") for family, _key in patch.touched()):
            self.count()

    def count(self) -> int:
        """Count again, and return how many there are."""
        case = self._document.shown
        missing = promised_but_not_planned(case)
        n = len(missing)
        words = ngettext("{n} lovad sak saknas i planen", "{n} lovade saker saknas i planen", n).format(n=n)
        self.say(words if n else "", "warn")
        lines = [f"{case.wish_number(key)}. {case.wishes[key].text}" for key in missing]
        self.setToolTip("\n".join(lines))
        return n


class _Plan(QFrame):
    """What dock and page share: heading, pill, buttons and table."""

    row_picked = Signal(str)
    refused = Signal(str)

    def __init__(self, document: Document, table: PlanTable) -> None:
        super().__init__()
        self.table = table
        self.read_only = document.read_only
        self.table.row_picked.connect(self.row_picked)
        self.table.plan.refused.connect(self.refused)
        self.pill = PromisesPill(document, self)
        self.heading = QLabel(_("Gemensam handlingsplan"))
        self.top = QHBoxLayout()
        self.top.setSpacing(10)
        self.top.addWidget(self.heading)
        self.top.addWidget(self.pill)
        self.top.addStretch(1)
        if not document.read_only:
            self._add_buttons()

    def _add_buttons(self) -> None:
        self.up = self._button("up", _("Flytta upp raden"), lambda: self.table.move_row(-1))
        self.down = self._button("down", _("Flytta ner raden"), lambda: self.table.move_row(1))
        self.drop = self._button("trash", _("Ta bort raden"), self.table.remove_row)
        self.new = QPushButton(icon("plus"), _("Ny rad"))
        self.new.clicked.connect(lambda _checked=False: self.table.write_new())
        self.top.addWidget(self.new)

    def _button(self, picture: str, name: str, press: Callable[[], None]) -> QPushButton:
        button = QPushButton(icon(picture, "muted"), "")
        button.setObjectName("quiet")
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(lambda _checked=False: press())
        self.top.addWidget(button)
        return button

    def commit(self) -> None:
        """Hand over what is being typed."""
        self.table.commit()


class PlanDock(_Plan):
    """The plan in short beneath the canvas; folds to its heading. Emits ``folded(bool)``."""

    folded = Signal(bool)

    def __init__(self, document: Document) -> None:
        super().__init__(document, PlanTable(document, SHORT))
        self.setObjectName("planDock")
        self.heading.setObjectName("dockHeading")
        self.fold = QPushButton(icon("down", "muted"), "")
        self.fold.setObjectName("quiet")
        self.fold.setCheckable(True)
        self.fold.setAccessibleName(_("Fäll ihop planen"))
        self.fold.setToolTip(_("Fäll ihop planen"))
        self.fold.toggled.connect(self.set_folded)
        self.top.insertWidget(0, self.fold)
        self.pill.setMinimumWidth(1)  # it goes before the heading is cut
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 16, 8)
        column.setSpacing(4)
        column.addLayout(self.top)
        column.addWidget(self.table, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the heading and the buttons have the room; the pill stands on the plan's own page too."""
        super().resizeEvent(event)
        shown = [each for each in self.findChildren(QPushButton) if each.isVisibleTo(self)]
        taken = self.heading.sizeHint().width() + sum(each.sizeHint().width() + self.top.spacing() for each in shown)
        room = self.width() - taken - 3 * self.top.spacing() - 28
        self.pill.setVisible(bool(self.pill.text()) and self.pill.sizeHint().width() <= room)

    def set_folded(self, on: bool) -> None:
        """Show only the heading, or everything."""
        self.fold.setChecked(on)
        self.fold.setIcon(icon("up" if on else "down", "muted"))
        self.table.setVisible(not on)
        if not self.read_only:
            for button in (self.up, self.down, self.drop, self.new):
                button.setVisible(not on)
        self.setMaximumHeight(self.minimumSizeHint().height() if on else 16777215)
        self.folded.emit(on)


class PlanPage(_Plan):
    """The whole plan: goals, and every column of the rows."""

    def __init__(self, document: Document) -> None:
        super().__init__(document, PlanTable(document, FULL))
        self.setObjectName("planPage")
        self.heading.setObjectName("pageHeading")
        self.goals = {family: GoalList(document, family) for family in ("long_term", "short_term")}
        goals = QHBoxLayout()
        goals.setSpacing(14)
        for family, each in self.goals.items():
            goals.addWidget(each, 2 if family == "long_term" else 3, Qt.AlignmentFlag.AlignTop)
        inside = QWidget()
        inside.setObjectName("planInside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 16, 24, 14)
        column.setSpacing(12)
        column.addLayout(self.top)
        column.addLayout(goals)
        column.addWidget(self.table, 1)
        self._scroll_in(inside)
        self._dress()
        LOOKS.changed.connect(self._dress)

    def _scroll_in(self, inside: QWidget) -> None:
        """Let the page scroll where text is so large that goals and rows do not fit."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _dress(self) -> None:
        self.table.setMinimumHeight(scaled(_ROWS))

    def commit(self) -> None:
        """Hand over what is being typed in a cell or a goal."""
        super().commit()
        focus = self.focusWidget()
        if isinstance(focus, QWidget):
            focus.clearFocus()
