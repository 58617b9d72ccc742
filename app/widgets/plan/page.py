"""The plan beneath the canvas, and the plan as a page of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.document import Document
from app.i18n import _, ngettext
from app.widgets.common.flow import FlowLayout
from app.widgets.common.icons import icon
from app.widgets.common.messages import Message
from app.widgets.common.scrolling import fill_scrolling
from app.widgets.common.style import LOOKS, scaled
from app.widgets.consents.draft import DraftMark
from app.widgets.plan.arrange_bar import ArrangeBar
from app.widgets.plan.columns import FULL, SHORT
from app.widgets.plan.ground import Ground
from app.widgets.plan.leaks import Key, LeakButton, LeakDrawer, lights
from app.widgets.plan.menu import fill_menu
from app.widgets.plan.table import PlanTable

_DRAWER = 250  # pixels that the plan beneath the map has while what was promised is listed
_NARROW = 560  # pixels under which rows and list do not stand beside each other
_ROWS = 250  # pixels that the rows of the plan get at least on their page


class _Plan(QFrame):
    """What dock and page share: heading, table, buttons, and the list of what was promised and has no row.

    Emits ``pointed(keys)`` with what is to be lit on the map, (family, id), and ``said(sentence)`` with what is to be
    told.
    """

    row_picked = Signal(str)
    pointed = Signal(list)
    said = Signal(str)

    def __init__(self, document: Document, table: PlanTable) -> None:
        super().__init__()
        self.document, self.table = document, table
        self.read_only = document.read_only
        table.row_picked.connect(self._picked)
        table.plan.refused.connect(self.said)
        table.edits.said.connect(self.said)
        table.edits.unread.connect(self._tell_unread)
        table.menu_wanted.connect(self._offer)
        self.heading = QLabel(_("Gemensam handlingsplan"))
        self.draft = DraftMark(document, self, short=isinstance(self, PlanDock))
        self.leaks = LeakButton(document, self)
        self.leaks.toggled.connect(self._show_drawer)
        self.drawer = LeakDrawer(document)
        self.drawer.hide()
        self.drawer.pointed.connect(lambda keys: self.pointed.emit(lights(document.case, keys)))
        self.drawer.planned.connect(self._planned)
        self.drawer.refused.connect(self.said)
        self.drawer.closed.connect(self.close_drawer)
        self.buttons: list[QPushButton] = [] if self.read_only else self._made_buttons()
        self.beside = QSplitter(Qt.Orientation.Horizontal)
        self.beside.setChildrenCollapsible(False)
        self.beside.setHandleWidth(1)
        self.beside.addWidget(table)
        self.beside.addWidget(self.drawer)
        self.beside.setStretchFactor(0, 1)

    def _made_buttons(self) -> list[QPushButton]:
        edits = self.table.edits
        self.up = self._button("up", _("Flytta upp raden"), lambda: edits.move(-1))
        self.down = self._button("down", _("Flytta ner raden"), lambda: edits.move(1))
        self.drop = self._button("trash", _("Ta bort raden"), edits.remove)
        self.rows = QPushButton(_("Raderna"))
        self.rows.setObjectName("worded")
        self.rows.setAccessibleName(_("Vad som kan göras med de markerade raderna"))
        menu = QMenu(self.rows)
        menu.aboutToShow.connect(lambda: fill_menu(menu, self.table))
        self.rows.setMenu(menu)
        self.new = QPushButton(icon("plus"), _("Ny rad"))
        self.new.clicked.connect(lambda _checked=False: self.table.write_new())
        return [self.up, self.down, self.drop, self.rows, self.new]

    def _button(self, picture: str, name: str, press: Callable[[], None]) -> QPushButton:
        button = QPushButton(icon(picture, "muted"), "")
        button.setObjectName("quiet")
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(lambda _checked=False: press())
        return button

    def _offer(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill_menu(menu, self.table)
        menu.popup(where)

    def _tell_unread(self, pasted: str, lines: Sequence[str]) -> None:
        sentence = pasted + " " + _("Det här gick inte att tolka och står som text under Hur?:")
        told = Message(self, _("Inklistrat"), sentence, lines=lines, accept=_("Stäng"))
        told.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        told.open()

    # What was promised, and back

    def _picked(self, row: str) -> None:
        self.row_picked.emit(row)
        self.pointed.emit(lights(self.document.case, [("plan", row)]))

    def follow(self, keys: Sequence[Key]) -> None:
        """Show the rows that grew out of what is selected on the map, without telling anyone."""
        case = self.document.case
        figures = {key for family, key in keys if family == "figures"}
        origins = {key for family, key in keys if family == "wishes"}
        origins |= {key for key, answer in case.support_answers.items() if answer.figure in figures}
        self.table.follow([key for key, row in case.plan.items() if origins & set(row.origin)] if origins else [])
        self.drawer.list.follow(keys)

    def origins(self) -> list[Key]:
        """Return what to light on a map for what is chosen: in the list, where it has the keyboard, else the rows."""
        case = self.document.case
        if self.drawer.list.hasFocus():
            return lights(case, self.drawer.list.chosen())
        return lights(case, [("plan", row) for row in self.table.chosen_rows()])

    def open_drawer(self) -> None:
        """Show what was promised and has no row, and give it the keyboard."""
        self.leaks.setChecked(True)
        self.drawer.list.setFocus()

    def close_drawer(self) -> None:
        """Put the list away; the rows have the keyboard."""
        self.leaks.setChecked(False)
        self.table.setFocus()

    def _show_drawer(self, on: bool) -> None:
        self.drawer.setVisible(on)
        alone = on and self.beside.width() < scaled(_NARROW)
        self.table.setVisible(not alone)
        if on:
            wide = min(scaled(380), max(self.beside.width() // 2, 200))
            self.beside.setSizes([self.beside.width() - wide, wide])

    def _planned(self, rows: Sequence[str]) -> None:
        """Show new rows; the keyboard stays where it was, for the next."""
        self.table.choose_all(rows)
        said = ngettext("{n} rad står i planen.", "{n} rader står i planen.", len(rows))
        self.said.emit(said.format(n=len(rows)))

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
        self.top = QHBoxLayout()
        self.top.setSpacing(10)
        for each in (self.fold, self.heading, self.draft, self.leaks):
            self.top.addWidget(each)
        self.top.addStretch(1)
        for button in self.buttons:
            self.top.addWidget(button)
        self.heading.setMinimumWidth(1)
        self._low: int | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 16, 8)
        column.setSpacing(4)
        column.addLayout(self.top)
        column.addWidget(self.beside, 1)
        document.patched.connect(lambda _patch: self._fit())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the count is only a number: it is never out of sight."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        menu = [] if self.read_only else [self.rows]
        for each in menu:
            each.setVisible(not self.fold.isChecked())
        self.heading.setText(_("Gemensam handlingsplan"))
        self.draft.set_brief(False)
        if self._crowded(self.leaks.wide()):
            self.draft.set_brief(True)
        self.leaks.set_short(self._crowded(self.leaks.wide()))
        if self._crowded(self.leaks.sizeHint().width()):
            for each in menu:  # what it offers is a right click away
                each.hide()
        if self._crowded(self.leaks.sizeHint().width()):
            self.heading.setText(_("Plan"))

    def _crowded(self, count: int) -> bool:
        """Return whether a count so wide, in pixels, has no room beside the others."""
        shown = [each for each in (self.fold, self.draft, *self.buttons) if each.isVisibleTo(self)]
        taken = self.heading.sizeHint().width() + sum(each.sizeHint().width() + self.top.spacing() for each in shown)
        return taken + count + 3 * self.top.spacing() + 28 > self.width()

    def open_drawer(self) -> None:
        """Unfold, and show what was promised and has no row."""
        self.fold.setChecked(False)
        super().open_drawer()

    def _show_drawer(self, on: bool) -> None:
        if on and self.fold.isChecked():
            self.fold.setChecked(False)
        self._lift(on)
        super()._show_drawer(on)

    def _lift(self, on: bool) -> None:
        """Take more of the map's room while the list is shown, and give it back."""
        above = self.parentWidget()
        if not isinstance(above, QSplitter) or self.fold.isChecked():
            return
        sizes = above.sizes()
        high = min(scaled(_DRAWER), sum(sizes) // 2)
        if on and sizes[-1] < high:
            self._low = sizes[-1]
            above.setSizes([sum(sizes) - high, high])
        elif not on and self._low is not None:
            above.setSizes([sum(sizes) - self._low, self._low])
            self._low = None

    def set_folded(self, on: bool) -> None:
        """Show only the heading, or everything."""
        self.fold.setChecked(on)
        self.fold.setIcon(icon("up" if on else "down", "muted"))
        self.beside.setVisible(not on)
        self.table.setVisible(not on)
        for button in self.buttons:
            button.setVisible(not on)
        if on:
            self.leaks.setChecked(False)
        self.setMaximumHeight(self.minimumSizeHint().height() if on else 16777215)
        self._fit()
        self.folded.emit(on)


class PlanPage(_Plan):
    """The whole plan: strengths, the child's words, goals, and every column of the rows."""

    def __init__(self, document: Document) -> None:
        super().__init__(document, PlanTable(document, FULL))
        self.setObjectName("planPage")
        self.heading.setObjectName("pageHeading")
        self.ground = Ground(document)
        self.goals = self.ground.goals
        self.bar = ArrangeBar(self.table)
        top = FlowLayout(gap=10)
        for each in (self.heading, self.draft, self.leaks, self.ground.fold, *self.buttons):
            top.addWidget(each)
        bar = FlowLayout(gap=10)
        for widget in self.bar.widgets:
            bar.addWidget(widget)
        inside = QWidget()
        inside.setObjectName("planInside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 14, 24, 14)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.ground)
        column.addLayout(bar)
        column.addWidget(self.beside, 1)
        fill_scrolling(self, inside)
        self._dress()
        LOOKS.changed.connect(self._dress)

    def _dress(self) -> None:
        self.beside.setMinimumHeight(scaled(_ROWS))

    def commit(self) -> None:
        """Hand over what is being typed in a cell, a goal, or among the child's words."""
        super().commit()
        self.ground.commit()
