"""The pages of a PDF to look at: turn them, go nearer and farther. A sentence stands there while there are none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import _
from app.widgets.printing.pages import PrintedPages
from app.widgets.printing.view import TURN, PageView


class PagesPanel(QWidget):
    """Shows one page at a time. Page Up and Page Down turn, Ctrl with plus, minus and 0 zoom."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.pages: PrintedPages | None = None
        self.page = 0
        self.setAccessibleName(name)
        self.told, self.sentence, self.view = QLabel(), QLabel(), PageView()
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.sentence.setObjectName("empty")
        self.told.setObjectName("panelSubheading")
        self.view.setAccessibleName(name)
        self.before = self._button("‹", _("Förra sidan"), lambda: self.turn(-1))
        self.after = self._button("›", _("Nästa sida"), lambda: self.turn(1))
        self.farther = self._button("−", _("Längre bort"), lambda: self.view.step(-1))
        self.nearer = self._button("+", _("Närmare"), lambda: self.view.step(1))
        self.whole = self._button(_("Hela sidan"), _("Hela sidan"), self.view.fit)
        self.buttons = (self.before, self.after, self.farther, self.nearer, self.whole)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.told, 1)
        for button in self.buttons:
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        column.addWidget(self.sentence)
        column.addStretch(0)
        self.view.zoomed.connect(self._tell)
        self.show_none("")

    def _button(self, words: str, name: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName("pageButton")
        button.setAccessibleName(name)
        button.setToolTip(name if words != name else "")
        button.setAutoDefault(False)
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda _checked=False: do())
        return button

    def show_pages(self, pages: PrintedPages) -> None:
        """Show a PDF; the page that was looked at stays, if there are so many."""
        self.pages = pages
        self.sentence.hide()
        self.view.show()
        for button in self.buttons:
            button.show()
        self.page = min(self.page, len(pages.sizes) - 1)
        self.turn(0)

    def show_none(self, sentence: str) -> None:
        """Show no page, and say why."""
        self.pages, self.view.sheet.pages = None, None
        self.view.hide()
        self.told.setText("")
        for button in self.buttons:
            button.hide()
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def turn(self, by: int) -> None:
        """Turn so many pages, no farther than the first or the last."""
        if self.pages is not None:
            self.page = min(max(self.page + by, 0), len(self.pages.sizes) - 1)
            self.view.show_page(self.pages, self.page)

    def _tell(self) -> None:
        if self.pages is None:
            return
        count = len(self.pages.sizes)
        words = _("Sida {page} av {pages}").format(page=self.page + 1, pages=count)
        self.told.setText(f"{words} · {round(self.view.sheet.zoom * 100)} %")
        self.before.setEnabled(self.page > 0)
        self.after.setEnabled(self.page < count - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down turn the pages; Ctrl with plus and minus goes nearer and farther, with 0 back."""
        key = Qt.Key(event.key())
        if self.view.zoomed_by(event):
            return
        if key in TURN:
            self.turn(TURN[key])
        else:
            super().keyPressEvent(event)
