"""The guide's window: chapters on the left, the text on the right, a field that searches all of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.widgets.common.announce import announce
from app.widgets.common.style import LOOKS, colour, scaled, text_scale
from app.widgets.guide.chapters import FIRST, Chapter, chapters
from app.widgets.guide.dressing import dress

WIDE, HIGH = 1080, 760
"""The window's size in pixels where the screen has room for it."""
TEXT_WIDE = 720
"""How wide a line of running text is at the most, in pixels at the usual text size."""
_POINTS, _MARGIN = 11.0, 34


def show_guide(over: QWidget, chapter: str = FIRST) -> GuideWindow:
    """Show the guide beside a window, or bring it forward; it goes with that window."""
    window = over.window()
    guide = window.findChild(GuideWindow)
    if guide is None:
        guide = GuideWindow(window)
    guide.show_chapter(chapter)
    guide.show()
    guide.raise_()
    guide.activateWindow()
    guide.list.setFocus()
    return guide


class _Text(QTextBrowser):
    """A chapter's text, in a column no wider than is good to read. It fetches nothing: links lead to chapters."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("guideText")
        self.setOpenLinks(False)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setAccessibleName(_("Kapitlets text"))

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Load nothing."""
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines as short as is good to read."""
        self.setLineWrapColumnOrWidth(min(scaled(TEXT_WIDE), self.viewport().width() - 2))
        super().resizeEvent(event)


class GuideWindow(QWidget):
    """The guide. Esc closes it; Ctrl+F goes to its search field."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("guide")
        self.setWindowTitle(_("Användarguide"))
        self.search = QLineEdit()
        self.search.setObjectName("search")
        self.search.setPlaceholderText(_("Sök i guiden…"))
        self.search.setAccessibleName(_("Sök i guiden"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self.find_next)
        self.list = QListWidget()
        self.list.setObjectName("guideChapters")
        self.list.setAccessibleName(_("Kapitel"))
        self.list.currentItemChanged.connect(self._chosen)
        self.nothing = QLabel(_("Inget kapitel har de orden."))
        self.nothing.setObjectName("panelSubheading")
        self.nothing.setWordWrap(True)
        self.text = _Text()
        self.text.anchorClicked.connect(self._follow)
        self._shown: Chapter | None = None
        self._lay_out()
        self._filter("")
        LOOKS.changed.connect(self._dress_again)
        room = parent.screen().availableGeometry()
        self.resize(min(scaled(WIDE), room.width() - 40), min(scaled(HIGH), room.height() - 60))

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setContentsMargins(scaled(16), scaled(16), scaled(8), scaled(12))
        side.setSpacing(scaled(10))
        side.addWidget(self.search)
        side.addWidget(self.nothing)
        side.addWidget(self.list, 1)
        left = QWidget()
        left.setObjectName("guideSide")
        left.setLayout(side)
        left.setFixedWidth(scaled(290))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(left)
        across.addWidget(self.text, 1)

    def show_chapter(self, chapter: str) -> None:
        """Show a chapter by its id; one that is not known shows the first."""
        self.search.clear()
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == chapter:
                self.list.setCurrentRow(row)
                return
        self.list.setCurrentRow(0)

    def find_next(self) -> None:
        """Go to the next place where what is searched for stands, from the text's cursor on, round to the beginning."""
        words = self.search.text().split()
        if not words:
            return
        if not self.text.find(words[0]):
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            self.text.find(words[0])
        found = self.text.textCursor().block().text()
        if found:
            announce(self.text, found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the search, then closes; Ctrl+F searches."""
        if event.key() == Qt.Key.Key_Escape:
            if self.search.text():
                self.search.clear()
            else:
                self.close()
        elif event.key() == Qt.Key.Key_F and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.search.setFocus()
            self.search.selectAll()
        else:
            super().keyPressEvent(event)

    def _filter(self, search: str) -> None:
        """List the chapters that have the words; keep the one that is read where it has them."""
        before = self._shown
        self.list.blockSignals(True)
        self.list.clear()
        for each in chapters():
            if each.has(search):
                item = QListWidgetItem(each.title)
                item.setData(Qt.ItemDataRole.UserRole, each.id)
                self.list.addItem(item)
                if before is not None and each.id == before.id:
                    self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self.nothing.setVisible(self.list.count() == 0)
        if self.list.currentRow() < 0 and self.list.count():
            self.list.setCurrentRow(0)
        self._mark()

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        wanted = item.data(Qt.ItemDataRole.UserRole)
        self._shown = next(each for each in chapters() if each.id == wanted)
        self._dress_again()

    def _dress_again(self) -> None:
        if self._shown is None:
            return
        self.text.document().setDefaultFont(self.text.font())
        self.text.setMarkdown(self._shown.text)
        self.text.document().setDocumentMargin(scaled(_MARGIN))
        dress(self.text.document(), _POINTS * text_scale())
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self._mark()

    def _mark(self) -> None:
        """Mark every place in the chapter where the words stand."""
        look = QTextCharFormat()
        look.setBackground(colour("partly_pale"))
        look.setForeground(colour("ink"))
        marks = []
        for word in self.search.text().split():
            cursor = QTextCursor(self.text.document())
            while not (cursor := self.text.document().find(word, cursor, QTextDocument.FindFlag(0))).isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor, mark.format = cursor, look
                marks.append(mark)
        self.text.setExtraSelections(marks)

    def _follow(self, link: QUrl) -> None:
        """Go where a link leads: to another chapter's file."""
        self.show_chapter(link.fileName().removesuffix(".md").partition("-")[2])
