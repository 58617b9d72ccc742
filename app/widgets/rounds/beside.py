"""The map beside the words of a round: who is asked is lit on it, and what is written about is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from app.widgets.canvas.scene import FIGURES, Key
from app.widgets.canvas.view import CanvasView
from app.widgets.common.style import LOOKS, scaled

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

_WORDS, _NARROW, _LEAST = 720, 860, 300
"""Pixels: what the words take, below which width there is no room for the map (at usual text size), and its least."""


class BesideMap(QSplitter):
    """Words to the left, the map to the right. Emits ``picked(figure)`` when one is picked on the map.

    The map is laid out when it is first seen.
    """

    picked = Signal(str)

    def __init__(self, window: CaseWindow, words: QWidget, kind: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._window, self._kind = window, kind
        self.canvas: CanvasView | None = None
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.addWidget(words)
        LOOKS.changed.connect(self._share)

    def canvas_shown(self) -> CanvasView:
        """Return the map, made the first time."""
        if self.canvas is None:
            self.canvas = CanvasView(self._window.document, self._kind, self, options=self._window.options)
            self.canvas.message.connect(self._window.status.say)
            self.canvas.offer_more = self._window.book.offer
            self.canvas.selection_changed.connect(self._picked)
            self.addWidget(self.canvas)
            self.setStretchFactor(1, 1)
            self._share()
        self.canvas.set_options(self._window.options)
        return self.canvas

    def light(self, figure: str) -> None:
        """Light the one who is asked, with its lines."""
        if self.canvas is not None and figure:
            self.canvas.select([(FIGURES, figure)])
            self.canvas.show_key((FIGURES, figure))

    def aim(self, figure: str, keys: Sequence[Key]) -> None:
        """Show what is being written about: a wish that there is, or one on its way from a figure to another."""
        if self.canvas is None:
            return
        sheet = self.canvas.sheet
        self.canvas.light([key for key in keys if key[0] == "wishes"])
        ends = [(FIGURES, figure), *(key for key in keys if key[0] == FIGURES)]
        sheet.clear_momentary()
        if len(ends) > 1 and all(map(sheet.has, ends)):
            sheet.set_target(ends[1][1])
            sheet.show_rubber(*map(sheet.middle_of, ends))

    def _picked(self, keys: list[Key]) -> None:
        if len(keys) == 1 and keys[0][0] == FIGURES:
            self.picked.emit(keys[0][1])

    def _share(self) -> None:
        """Give the map what the words leave; without room it gives way to them."""
        if self.canvas is not None:
            width, words = self.width(), scaled(_WORDS)
            self.canvas.setVisible(width >= scaled(_NARROW))
            words = max(width // 3, min(words, width - _LEAST))
            self.setSizes([words, max(_LEAST, width - words)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._share()
