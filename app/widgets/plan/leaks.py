"""Lovat men inte i planen: what was promised or offered and has no row yet, always in sight with its count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.document import Document
from app.i18n import N_, _, ngettext
from app.models.case import Case
from app.models.edits.plan import rows_from
from app.models.patch import Patch
from app.models.promises import (
    anything_promised,
    blocked_without_a_step,
    offered_but_not_planned,
    promised_but_not_planned,
)
from app.models.records import PlanRow
from app.widgets.common.changes import change
from app.widgets.common.icons import icon, status_icon
from app.widgets.common.names import actor_name, ends
from app.widgets.common.style import LOOKS, colour, font, scaled

Key = tuple[str, str]
Index = QModelIndex | QPersistentModelIndex
_PAD = 7
_TOUCHING = frozenset({"wishes", "plan", "support_answers", "figures"})
_KEY = Qt.ItemDataRole.UserRole
TITLE = N_("Lovat men inte i planen")
_SECTIONS = (
    (N_("Önskemål som kan mötas"), "wishes", promised_but_not_planned),
    (N_("Stöd som har erbjudits"), "support_answers", offered_but_not_planned),
    (N_("Blockerat, och inget steg i planen låser upp det"), "wishes", blocked_without_a_step),
)


def _nothing_left(case: Case) -> str:
    """Return the sentence that stands where nothing is left to plan."""
    return _("Allt som lovats står i planen") if anything_promised(case) else _("Inget är lovat ännu")


def leaks(case: Case) -> list[Key]:
    """Return what was promised or offered and is in neither plan, (family, id)."""
    promised = [("wishes", key) for key in promised_but_not_planned(case)]
    return promised + [("support_answers", key) for key in offered_but_not_planned(case)]


def lights(case: Case, keys: Iterable[Key]) -> list[Key]:
    """Return what to light on a map for wishes, answers and plan rows: arrows, and figures for answers."""
    found: list[Key] = []
    for family, key in keys:
        if family == "plan":
            row = case.record("plan", key)
            origin = row.origin if isinstance(row, PlanRow) else ()
            found += lights(case, [("wishes" if each in case.wishes else "support_answers", each) for each in origin])
        elif family == "support_answers" and key in case.support_answers:
            found.append(("figures", case.support_answers[key].figure))
        elif case.record(family, key) is not None:
            found.append((family, key))
    return list(dict.fromkeys(found))


class LeakButton(QPushButton):
    """Says how much that was promised has no row, and opens the list of it; calm when everything has one."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("leaks")
        self.setCheckable(True)
        self._document = document
        self._short = False
        document.patched.connect(self._patched)
        document.shown_changed.connect(self.count)
        self.count()

    def _patched(self, patch: Patch) -> None:
        if any(family in _TOUCHING for family, _key in patch.touched()):
            self.count()

    def count(self) -> int:
        """Count again, and return how many there are."""
        case = self._document.shown
        wishes, answers = len(promised_but_not_planned(case)), len(offered_but_not_planned(case))
        said = [
            ngettext("{n} önskemål som kan mötas", "{n} önskemål som kan mötas", wishes).format(n=wishes),
            ngettext("{n} erbjudet stöd", "{n} erbjudna stöd", answers).format(n=answers),
        ]
        n = wishes + answers
        words = f"{_(TITLE)}: {n}" if n else _nothing_left(case)
        self.setProperty("tone", "warn" if n else "good" if anything_promised(case) else "calm")
        self.setText(str(n) if self._short and n else words)
        self.setAccessibleName(words)
        self.setToolTip(f"{words} ({', '.join(said)})" if n else words)
        self.setVisible(bool(case.support_answers or case.wishes))
        self.style().unpolish(self)
        self.style().polish(self)
        return n

    def set_short(self, short: bool) -> None:
        """Say only the number where there is no room for the words."""
        if short != self._short:
            self._short = short
            self.count()

    def wide(self) -> int:
        """Return how wide it is with its words, in pixels."""
        return self.fontMetrics().horizontalAdvance(self.accessibleName()) + scaled(34)


class _LeakDelegate(QStyledItemDelegate):
    """Paints a line of the list: its sign, who, and under it all the words."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, sign and words."""
        self.initStyleOption(option, index)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, colour("green_pale"))
        room = option.rect.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        head, _break, words = str(index.data() or "").partition("\n")
        if words:
            side = scaled(18)
            option.icon.paint(painter, QRect(room.x(), room.y(), side, side))
            room = room.adjusted(side + _PAD, 0, 0, 0)
        painter.setPen(colour("ink" if words else "muted"))
        painter.setFont(font(10.5 if words else 9.5, bold=True))
        high = self._high(head, room.width(), painter.font())
        painter.drawText(room, Qt.TextFlag.TextWordWrap, head)
        painter.setFont(font(10.5))
        painter.drawText(room.adjusted(0, high, 0, 0), Qt.TextFlag.TextWordWrap, words)
        painter.setPen(colour("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room of the words at the width of the list."""
        view = self.parent()
        assert isinstance(view, QListWidget)
        width = view.viewport().width()
        head, _break, words = str(index.data() or "").partition("\n")
        room = width - 2 * _PAD - (scaled(18) + _PAD if words else 0)
        high = self._high(head, room, font(10.5 if words else 9.5, bold=True))
        high += self._high(words, room, font(10.5)) if words else 0
        return QSize(width, high + 2 * _PAD + 1)

    @staticmethod
    def _high(words: str, width: int, face: QFont) -> int:
        flags = int(Qt.TextFlag.TextWordWrap.value)
        return QFontMetrics(face).boundingRect(QRect(0, 0, max(20, width), 4000), flags, words).height()


class LeakList(QListWidget):
    """The list. Enter makes rows of what is chosen. Emits ``pointed(keys)`` and ``wanted(keys)``, (family, id)."""

    pointed = Signal(list)
    wanted = Signal(list)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.setObjectName("leakList")
        self.setAccessibleName(_(TITLE))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setWordWrap(True)
        self.setItemDelegate(_LeakDelegate(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._document, self._filling, self._stale = document, False, False
        self.itemSelectionChanged.connect(self._point)
        self.itemDoubleClicked.connect(lambda _item: self.want())
        document.patched.connect(self._patched)
        document.shown_changed.connect(self.fill)
        LOOKS.changed.connect(self.fill)
        self.fill()

    def _patched(self, patch: Patch) -> None:
        if any(family in _TOUCHING for family, _key in patch.touched()):
            self._stale = not self.isVisible()
            if not self._stale:
                self.fill()

    def showEvent(self, event: QShowEvent) -> None:
        """What changed unseen is listed."""
        super().showEvent(event)
        if self._stale:
            self.fill()

    def fill(self) -> None:
        """List everything anew; the cursor stays where it was in the list."""
        self._filling, self._stale = True, False
        at, case = self.currentRow(), self._document.shown
        self.clear()
        for title, family, look in _SECTIONS:
            found = look(case)
            if found:
                self._add_title(f"{_(title)}: {len(found)}")
            for key in found:
                self._add(case, family, key)
        if not self.count():
            self._add_title(_nothing_left(case))
        self.setCurrentRow(max(0, min(at, self.count() - 1)))
        if self.currentItem() is not None and not self.currentItem().flags() & Qt.ItemFlag.ItemIsSelectable:
            self.setCurrentRow(min(self.currentRow() + 1, self.count() - 1))
        self.clearSelection()
        self._filling = False

    def _add_title(self, words: str) -> None:
        item = QListWidgetItem(words, self)
        item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _add(self, case: Case, family: str, key: str) -> None:
        if family == "wishes":
            wish = case.wishes[key]
            words = f"{case.wish_number(key)}. {ends(case, wish)}\n{wish.text}"
            item = QListWidgetItem(status_icon(wish.status), words, self)
        else:
            answer = case.support_answers[key]
            item = QListWidgetItem(icon("plus", "can"), f"{actor_name(case, answer.figure)}\n{answer.text}", self)
        item.setData(_KEY, (family, key))
        item.setToolTip(words if family == "wishes" else item.text())

    def chosen(self) -> list[Key]:
        """Return what is chosen in the list, from the top."""
        rows = sorted(self.row(item) for item in self.selectedItems())
        return [tuple(data) for row in rows if (data := self.item(row).data(_KEY))]

    def follow(self, keys: Sequence[Key]) -> None:
        """Show as chosen what was selected on the map, without telling anyone."""
        self._filling = True
        for row in range(self.count()):
            data = self.item(row).data(_KEY)
            self.item(row).setSelected(bool(data) and bool(set(lights(self._document.case, [tuple(data)])) & set(keys)))
        self._filling = False

    def want(self) -> None:
        """Ask for rows of what is chosen."""
        if self.chosen():
            self.wanted.emit(self.chosen())

    def _point(self) -> None:
        if not self._filling:
            self.pointed.emit(self.chosen())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter makes rows; Esc is the drawer's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.want()
        else:
            super().keyPressEvent(event)


class LeakDrawer(QFrame):
    """The list with its buttons. Emits ``pointed(keys)``, ``planned(rows)``, ``refused(sentence)``, ``closed()``."""

    pointed = Signal(list)
    planned = Signal(list)
    refused = Signal(str)
    closed = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("leakDrawer")
        self._document = document
        self.list = LeakList(document)
        self.list.pointed.connect(self.pointed)
        self.list.wanted.connect(self.make_rows)
        self.list.itemSelectionChanged.connect(self._able)
        title = QLabel(_(TITLE))
        title.setObjectName("goalsHeading")
        title.setMinimumWidth(1)
        self.shut = QPushButton(icon("close", "muted"), "")
        self.shut.setObjectName("quiet")
        self.shut.setAccessibleName(_("Stäng listan"))
        self.shut.setToolTip(_("Stäng listan"))
        self.shut.clicked.connect(self.closed)
        self.make = QPushButton(_("Gör till rad"))
        self.make.setObjectName("worded")
        self.make.setToolTip(_("Enter gör rader av det som är markerat."))
        self.make.clicked.connect(self.list.want)
        if document.read_only:
            self.make.hide()
        top = QHBoxLayout()
        top.addWidget(title, 1)
        top.addWidget(self.make)
        top.addWidget(self.shut)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 4, 4, 4)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        self._able()

    def sizeHint(self) -> QSize:
        """Return the width that the words are easy to read at."""
        return QSize(scaled(360), scaled(160))

    def _able(self) -> None:
        self.make.setEnabled(bool(self.list.chosen()))

    def make_rows(self, keys: Sequence[Key]) -> None:
        """Make one row of each wish or answer, as one step."""
        case = self._document.case
        before = set(case.plan)
        problem = change(self._document, lambda: rows_from(case, keys))
        if problem is not None:
            self.refused.emit(problem)
        new = [key for key in case.plan if key not in before]
        if new:
            self.planned.emit(new)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the list away."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
