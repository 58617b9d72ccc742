"""The sheet of shortcuts (F1): every action by chapter with its keys, and the canvas's own keys. Searchable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.i18n import _
from app.widgets.actions.base import CHAPTERS, Chapter, actions
from app.widgets.canvas.keyboard import KEYS
from app.widgets.common.style import scaled
from app.widgets.plan.keyboard import KEYS as PLAN_KEYS

COLUMNS, FEW = 3, 12
"""The columns at most, and how many rows are too few for another."""
WIDE, HIGH = 1300, 700
"""The sheet's size in pixels where the window has room for it."""
_LEFT, _RIGHT = 26, 18
_LONG = 34  # letters that a sentence has room for on one line of a column


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One row: what to press and what it does, in the language in use."""

    chapter: Chapter
    keys: str
    words: str

    def answers_to(self, search: str) -> bool:
        """Return whether every word of ``search`` is in the row or in its chapter's name."""
        text = f"{self.keys} {self.words} {_(CHAPTERS[self.chapter])}".casefold()
        return all(word in text for word in search.casefold().split())


def key_rows(pages: Mapping[str, str]) -> list[KeyRow]:
    """Return every row, chapter by chapter; ``pages`` are the window's pages by key, which Ctrl and a digit show."""
    found: list[KeyRow] = []
    for chapter in CHAPTERS:
        if chapter == "go":
            found.append(KeyRow(chapter, f"{_native('Ctrl+1')} … {len(pages)}", ", ".join(pages.values())))
        for action in actions().values():
            if action.chapter == chapter and action.keys:
                keys = "  ".join(_native(each) for each in action.keys[:2])
                found.append(KeyRow(chapter, keys, _(action.label).rstrip(" …")))
        lines = [line for line in (*KEYS, *PLAN_KEYS) if line.chapter == chapter]
        found += [KeyRow(chapter, _(line.keys), _(line.says)) for line in lines]
    return found


def _native(keys: str) -> str:
    """Return keys as they are written on this computer, in the language in use."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


class ShortcutSheet(QDialog):
    """Every key of the case window. Esc closes it."""

    def __init__(self, pages: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts")
        self.setWindowTitle(_("Kortkommandon"))
        self.rows = key_rows(pages)
        self.search = QLineEdit()
        self.search.setObjectName("search")
        self.search.setPlaceholderText(_("Sök bland kortkommandona…"))
        self.search.setAccessibleName(_("Sök bland kortkommandona"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._fill)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.nothing = QLabel(_("Inget kortkommando svarar mot det du söker."))
        self.nothing.setObjectName("panelSubheading")
        column = QVBoxLayout(self)
        column.setContentsMargins(_LEFT, 20, _RIGHT, 16)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(self.nothing)
        column.addWidget(self.area, 1)
        room = parent.window().size()
        self.resize(min(scaled(WIDE), room.width() - 40), min(scaled(HIGH), room.height() - 60))
        self.search.setFocus()

    def _head(self) -> QHBoxLayout:
        heading = QLabel(_("Kortkommandon"))
        heading.setObjectName("pageHeading")
        foot = QLabel(_("Esc stänger."))
        foot.setObjectName("panelSubheading")
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(heading)
        row.addWidget(self.search, 1)
        row.addWidget(foot)
        return row

    def shown(self) -> list[KeyRow]:
        """Return the rows that answer to what is searched for."""
        return [row for row in self.rows if row.answers_to(self.search.text())]

    def _fill(self, _search: str) -> None:
        room = self.width() - _LEFT - _RIGHT - self.area.verticalScrollBar().sizeHint().width()
        most = min(COLUMNS, 1 + len(self.shown()) // FEW)
        for columns in range(most, 0, -1):
            inside = self._inside(columns)
            if inside.minimumSizeHint().width() <= room:
                break
        self.area.setWidget(inside)
        self.nothing.setVisible(not self.shown())

    def _inside(self, columns: int) -> QWidget:
        inside = QWidget()
        inside.setObjectName("shortcutRows")
        across = QHBoxLayout(inside)
        across.setContentsMargins(0, 0, 8, 0)
        across.setSpacing(24)
        for rows in _in_columns(self.shown(), columns):
            across.addWidget(_column(rows), 1, Qt.AlignmentFlag.AlignTop)
        return inside

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use as many columns as there is room for."""
        super().resizeEvent(event)
        self._fill("")


def _weight(row: KeyRow) -> float:
    return 1.0 if len(row.words) <= _LONG else 1.75


def _in_columns(rows: Sequence[KeyRow], count: int) -> list[list[KeyRow]]:
    """Return the rows in order in ``count`` columns about equally high; a chapter's heading counts as two rows."""
    whole = sum(map(_weight, rows)) + 2.0 * len({row.chapter for row in rows})
    columns: list[list[KeyRow]] = [[] for _each in range(count)]
    used, before = 0.0, ""
    for row in rows:
        height = _weight(row) + (2.0 if row.chapter != before else 0.0)
        at = min(int((used + height / 2) / max(whole, 1.0) * count), count - 1)
        columns[at].append(row)
        used, before = used + height, row.chapter
    return columns


def _column(rows: Iterable[KeyRow]) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(1, 1)
    before, line = "", 0
    for row in rows:
        if row.chapter != before:
            heading = QLabel(_(CHAPTERS[row.chapter]).upper())
            heading.setObjectName("paletteHeading")
            grid.addWidget(heading, line, 0, 1, 2)
            before, line = row.chapter, line + 1
        keys, words = QLabel(row.keys), QLabel(row.words)
        keys.setObjectName("keycap")
        words.setWordWrap(True)
        words.setAccessibleName(f"{row.words} {row.keys}")
        grid.addWidget(keys, line, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words, line, 1, Qt.AlignmentFlag.AlignVCenter)
        line += 1
    return holder
