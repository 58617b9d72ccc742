"""The frame of a page with two columns of fields: beside each other, or below one another where it is narrow."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame

from app.document import Document
from app.models.patch import Patch
from app.widgets.common.style import LOOKS, scaled

_BESIDE = 900
"""Pixels, as designed, from which the two columns stand beside each other."""


class ColumnsPage(QFrame):
    """Follows the case while it is seen, and reads what was changed meanwhile when it comes up. A page of this kind
    says which families it tells of, and how to `refresh` its words and to `read_anew` what its fields offer.
    """

    offered: ClassVar[frozenset[str]]
    """The families that its fields offer to choose among."""
    told: ClassVar[frozenset[str]]
    """The other families that it tells of."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.setObjectName("caseFacts")
        self.document = document
        self.both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.both.setSpacing(16)
        self._stale = False

    def follow(self) -> None:
        """Follow the case from here on; called when the page is made."""
        self.document.patched.connect(self._patched)
        self.document.shown_changed.connect(self.read_anew)
        LOOKS.changed.connect(self._turn)

    def refresh(self) -> None:
        """Show the case as it is now; what is being typed stays."""
        raise NotImplementedError

    def make_anew(self) -> None:
        """Make the fields anew: their choices are others, or names are hidden or shown."""
        raise NotImplementedError

    def read_anew(self) -> None:
        """Make the fields anew, and show the case as it is now."""
        self._stale = False
        self.make_anew()
        self.refresh()

    def _patched(self, patch: Patch) -> None:
        touched = {family for family, _key in patch.touched()}
        if not self.isVisible():
            self._stale = self._stale or bool(touched & (self.told | self.offered))
        elif touched & self.offered:
            self.read_anew()
        elif touched & self.told:
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was changed while the page was not seen."""
        super().showEvent(event)
        if self._stale:
            self.read_anew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns beside each other, or above one another."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        beside = self.width() >= scaled(_BESIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self.both.setDirection(direction)
