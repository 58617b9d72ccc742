"""The list of what a search over all cases found."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtWidgets import QLabel, QListView, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.widgets.searching.hits import HitDelegate, HitModel
from app.widgets.services import Found, ServiceFailed, Services

SOON = 120
"""Milliseconds after a letter that is searched: one search for a word typed quickly."""
SHORTEST = 2
"""Letters: with fewer, everything would be found."""


class HitPanel(QWidget):
    """Searches for the words it is given. Emits ``opened(Found)``, ``counted(n)`` and ``failed(sentence)``."""

    opened = Signal(object)
    counted = Signal(int)
    failed = Signal(str)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._words = ""
        self.model = HitModel()
        self.heading = QLabel()
        self.heading.setObjectName("panelSubheading")
        self.list = QListView()
        self.list.setObjectName("hits")
        self.list.setAccessibleName(_("Det som hittades i ärendena"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(HitDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.activated.connect(self._activated)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.heading)
        column.addWidget(self.list, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._search)

    def search(self, words: str) -> None:
        """Search for ``words`` when the hand rests."""
        self._words = words.strip()
        if len(self._words) < SHORTEST:
            self._soon.stop()
            self._show([])
        else:
            self._soon.start()

    def now(self) -> None:
        """Search at once if a search is waiting."""
        if self._soon.isActive():
            self._soon.stop()
            self._search()

    def take_first(self) -> None:
        """Open the first that was found, if anything was."""
        self.now()
        if self.model.hits:
            self.opened.emit(self.model.hits[0])

    def _search(self) -> None:
        try:
            self._show(self._services.search(self._words))
        except ServiceFailed as problem:
            self._show([])
            self.failed.emit(str(problem))

    def _show(self, hits: list[Found]) -> None:
        self.model.show_hits(hits)
        count = len(hits)
        self.heading.setText(ngettext("{n} träff i ärendena", "{n} träffar i ärendena", count).format(n=count))
        if hits:
            self.list.setCurrentIndex(self.model.index(0))
        self.counted.emit(count)

    def _activated(self, index: QModelIndex) -> None:
        self.opened.emit(self.model.hits[index.row()])
