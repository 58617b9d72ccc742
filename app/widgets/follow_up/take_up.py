"""What a meeting takes up beside the rows: what is late, first steps, what was unlocked, what is blocked still."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QListView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.document import Document
from app.i18n import _
from app.models.case import Case
from app.models.dates import Dated
from app.models.following import FollowUpState
from app.models.todo import KINDS
from app.widgets.common.names import actor_name
from app.widgets.common.style import font
from app.widgets.follow_up.words import ladder_words, wish_words

Line = tuple[str, tuple[str, str]]
"""Words, and the record (family, key) that they are about."""


class TakeUp(QWidget):
    """The list. ``opened(family, key)`` when something in it is chosen."""

    opened = Signal(str, str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.list = QListWidget()
        self.list.setObjectName("takeUp")
        self.list.setAccessibleName(_("Att ta upp"))
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.itemClicked.connect(self._open)
        self.list.itemActivated.connect(self._open)
        self.empty = QLabel(_("Inget är försenat, upplåst eller blockerat."))
        self.empty.setObjectName("panelSubheading")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)

    def show_state(self, state: FollowUpState, since: date | None) -> None:
        """Show what there is; ``since`` is the day of the meeting before."""
        case = self._document.shown
        after = _("Upplåst sedan {day}").format(day=since.isoformat()) if since is not None else _("Upplåst")
        self.list.clear()
        self._add(after, ((wish_words(case, case.wishes[key]), ("wishes", key)) for key in state.unlocked))
        self._add(_("Försenat"), (_dated(case, each) for each in state.late))
        self._add(_("Första steg att ta"), (_dated(case, each) for each in state.due_steps))
        self._add(_("Fortfarande blockerat"), (_blocked(case, key) for key in state.blocked))
        some = bool(self.list.count())
        self.list.setVisible(some)
        self.empty.setVisible(not some)

    def _add(self, heading: str, lines: Iterable[Line]) -> None:
        found = list(lines)
        if not found:
            return
        title = QListWidgetItem(_("{heading} ({n})").format(heading=heading, n=len(found)), self.list)
        title.setFlags(Qt.ItemFlag.ItemIsEnabled)
        title.setFont(font(10.5, bold=True))
        for words, key in found:
            item = QListWidgetItem(words, self.list)
            item.setData(Qt.ItemDataRole.UserRole, key)

    def _open(self, item: QListWidgetItem) -> None:
        key = item.data(Qt.ItemDataRole.UserRole)
        if key is not None:
            self.opened.emit(*key)


def _dated(case: Case, dated: Dated) -> Line:
    who = actor_name(case, dated.who)
    parts = (f"{dated.day.isoformat()} {_(KINDS[dated.kind])}", dated.text, who)
    return " · ".join(part for part in parts if part), (dated.family, dated.key)


def _blocked(case: Case, key: str) -> Line:
    wish = case.wishes[key]
    unlock = wish.answer.unlock if wish.answer is not None else None
    told = _("Låsa upp: {unlock}").format(unlock=unlock) if unlock else ""
    return "\n".join(part for part in (wish_words(case, wish), told, ladder_words(wish)) if part), ("wishes", key)
