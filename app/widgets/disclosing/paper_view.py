"""The pages that the recipient will see: made of the very bytes that would leave, beside the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.i18n import _
from app.widgets.common.style import scaled
from app.widgets.common.working import Work
from app.widgets.printing.pages import PrintedPages
from app.widgets.printing.panel import PagesPanel
from app.widgets.services import ServiceFailed

REST_MS = 150
"""How long nothing else is chosen before the pages are made."""

Make = Callable[[], Callable[[], bytes]]
"""Asked on the windows' thread; what it returns makes the PDF on any. Raises ServiceFailed."""


class PaperView(QWidget):
    """Shows one copy's pages; they are made when they are looked at, and the last copy asked for is the one shown."""

    def __init__(self) -> None:
        super().__init__()
        self._make: Make | None = None
        self._whose = ""
        self._working: Make | None = None
        self.data: bytes | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._begin)
        about = QLabel(_("Med mottagarens ögon: sidorna i plan.pdf, som den lämnas."))
        about.setObjectName("panelSubheading")
        about.setWordWrap(True)
        self.panel = PagesPanel(_("Sidorna som mottagaren får"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(about)
        column.addWidget(self.panel, 1)
        self.setMinimumSize(scaled(300), scaled(230))

    @property
    def busy(self) -> bool:
        """Whether pages are being made, or are about to be."""
        return self._working is not None or self._rest.isActive()

    def show_copy(self, whose: str, make: Make | None) -> None:
        """Show another copy, or the same as it is chosen now. ``make`` None: nothing goes, so there are no pages."""
        if whose != self._whose:
            self.panel.page = 0
            self.panel.show_none("")
        self._whose, self._make, self.data = whose, make, None
        if make is None:
            self._rest.stop()
            self.panel.show_none(_("Inget lämnas hit, så det finns inga sidor."))
        elif self.isVisible():
            self._rest.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Make the pages, now that they are looked at."""
        super().showEvent(event)
        if self._make is not None and self.data is None:
            self._rest.start()

    def _begin(self) -> None:
        make = self._make
        if make is None or self._working is not None:
            return
        if self.panel.pages is None:
            self.panel.show_none(_("Sidorna görs…"))
        try:
            ready = make()
        except ServiceFailed as problem:
            self.panel.show_none(str(problem))
            return
        self._working = make
        work = Work(self, lambda: _pages(ready), calm=ServiceFailed)
        work.done.connect(self._made)
        work.failed.connect(self._failed)
        work.start()

    def _made(self, found: object) -> None:
        if self._is_old():
            return
        assert isinstance(found, PrintedPages)
        self.data = found.data
        self.panel.show_pages(found)

    def _failed(self, sentence: str) -> None:
        if not self._is_old():
            self.panel.show_none(sentence or _("Sidorna kunde inte visas, för programmet gjorde fel."))

    def _is_old(self) -> bool:
        """Whether something else is wanted since the work began; then that is made."""
        old, self._working = self._working is not self._make, None
        if old:
            self._begin()
        return old


def _pages(make: Callable[[], bytes]) -> PrintedPages:
    return PrintedPages.of(make())
