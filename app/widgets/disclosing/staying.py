"""What does not go and why, rule by rule; what the guardian can say yes to has a box of its own (R6, R4)."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.models.disclosure.extract import Extract
from app.models.disclosure.verdicts import ANSWER, RULES, Verdict
from app.widgets.common.style import colour, font, scaled
from app.widgets.common.wrapping import Wrapping
from app.widgets.disclosing.words import Ruled, by_rule, counted

_ID = Qt.ItemDataRole.UserRole


class _Branches(Wrapping):
    """Breaks a tree's lines in the room that is left right of their branches, which Qt does not tell a delegate."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return how large a line is."""
        tree, depth, above = self.parent(), 1, index.parent()
        assert isinstance(tree, QTreeWidget)
        while above.isValid():
            depth, above = depth + 1, above.parent()
        inside = QStyleOptionViewItem(option)
        inside.rect = QRect(0, 0, max(tree.viewport().width() - depth * tree.indentation(), 1), 1)
        return super().sizeHint(inside, index)


class RuleTree(QTreeWidget):
    """A tree whose lines are broken anew when it becomes wider or narrower."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()


class StayingView(QWidget):
    """Emits ``said_yes(str, bool)`` with an item and whether the guardian (or the child) has said yes to it."""

    said_yes = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        about = QLabel(
            _(
                "Reglerna bestämmer. Där det finns en ruta får uppgiften lämnas om vårdnadshavaren har sagt ja till "
                "just den, eller barnet till sina egna ord. Resten kan ingen lägga till."
            )
        )
        about.setObjectName("panelSubheading")
        about.setWordWrap(True)
        self.tree = RuleTree()
        self.tree.setObjectName("ruleTree")
        self.tree.setAccessibleName(_("Regel för regel"))
        self.tree.setHeaderHidden(True)
        self.tree.setWordWrap(True)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.tree.setMinimumHeight(scaled(190))
        self.tree.setItemDelegate(_Branches(self.tree))
        self.tree.itemChanged.connect(self._changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(about)
        column.addWidget(self.tree, 1)

    def show_rules(self, found: Extract, yes: Collection[str], called: Callable[[Verdict], str]) -> None:
        """Show every rule with what it keeps. ``yes`` are the items that have been said yes to; ``called`` names the
        record of a verdict.
        """
        opened = {top.data(0, _ID) for top in self._rules() if top.isExpanded()}
        place = self.tree.verticalScrollBar().value()
        self.tree.blockSignals(True)
        self.tree.clear()
        for rule in by_rule(found):
            top = self._rule(rule, found)
            for why, some in rule.stays:
                self._sentence(top, why, some, called)
            agreed = [v for v in found.verdicts if v.rule == rule.rule and v.goes and v.id in yes and not v.part]
            self._agreed(top, agreed, called)
            top.setExpanded(rule.rule in opened or self._asks(top))
        self.tree.verticalScrollBar().setValue(place)
        self.tree.blockSignals(False)

    def _rules(self) -> list[QTreeWidgetItem]:
        root = self.tree.invisibleRootItem()
        return _children(root) if root is not None else []

    def _rule(self, rule: Ruled, found: Extract) -> QTreeWidgetItem:
        words = f"{rule.rule}  {_(RULES[rule.rule])}\n{counted(rule, found)}"
        top = QTreeWidgetItem(self.tree, [words])
        top.setData(0, _ID, rule.rule)
        if rule.goes or rule.kept:
            top.setFont(0, font(bold=True))
        else:
            top.setForeground(0, colour("muted"))
        return top

    def _sentence(
        self, top: QTreeWidgetItem, why: str, some: tuple[Verdict, ...], called: Callable[[Verdict], str]
    ) -> None:
        line = QTreeWidgetItem(top, [f"{why} ({len(some)})"])
        for each in some:
            item = QTreeWidgetItem(line, [_part(each, called)])
            if each.by_item and each.part != ANSWER:
                self._box(item, each.id, on=False)
        line.setExpanded(any(each.by_item for each in some))

    def _agreed(self, top: QTreeWidgetItem, some: list[Verdict], called: Callable[[Verdict], str]) -> None:
        if some:
            line = QTreeWidgetItem(top, [_("Lämnas, för svaret är ja ({n})").format(n=len(some))])
            for each in some:
                self._box(QTreeWidgetItem(line, [_part(each, called)]), each.id, on=True)
            line.setExpanded(True)

    @staticmethod
    def _box(item: QTreeWidgetItem, id_: str, *, on: bool) -> None:
        item.setData(0, _ID, id_)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    @staticmethod
    def _asks(top: QTreeWidgetItem) -> bool:
        return any(line.isExpanded() for line in _children(top))

    def _changed(self, item: QTreeWidgetItem, _column: int) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsUserCheckable and item.data(0, _ID):
            self.said_yes.emit(str(item.data(0, _ID)), item.checkState(0) == Qt.CheckState.Checked)

    def boxes(self) -> dict[str, QTreeWidgetItem]:
        """Return the lines that have a box, by their items."""
        lines = [line for top in self._rules() for line in _children(top)]
        return {str(item.data(0, _ID)): item for line in lines for item in _children(line) if item.data(0, _ID)}


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [child for at in range(item.childCount()) if (child := item.child(at)) is not None]


def _part(verdict: Verdict, called: Callable[[Verdict], str]) -> str:
    return _("Svaret på: {what}").format(what=called(verdict)) if verdict.part == ANSWER else called(verdict)
