"""Everybody who can be given a copy, each with how it stands with the consents; boxes say who is to have one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from app.i18n import _
from app.widgets.common.style import colour, font
from app.widgets.common.wrapping import wrap_lines

_ID = Qt.ItemDataRole.UserRole
_LONG = re.compile(r"[^\W\d_]{16}(?=[^\W\d_]{4})")
_MAY_BREAK = "\u200b"
_PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


@dataclass(frozen=True, slots=True)
class Line:
    """One recipient, by ``id``, with what is told under the name; or, without an id, a heading."""

    id: str
    words: str
    told: str = ""


class RecipientsList(QListWidget):
    """Emits ``shown(str)`` with the recipient whose copy is looked at, and ``ticked(str, bool)``."""

    shown = Signal(str)
    ticked = Signal(str, bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        wrap_lines(self, name)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.currentItemChanged.connect(self._turned)
        self.itemChanged.connect(
            lambda item: self.ticked.emit(str(item.data(_ID)), item.checkState() == Qt.CheckState.Checked)
        )

    def _turned(self, now: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if now is not None and now.data(_ID):
            self.shown.emit(str(now.data(_ID)))

    def fill(self, lines: Sequence[Line]) -> None:
        """Set the recipients out, nobody ticked."""
        self.blockSignals(True)
        self.clear()
        for each in lines:
            told = "\n".join(part for part in (each.words, each.told) if part)
            item = QListWidgetItem(_LONG.sub(rf"\g<0>{_MAY_BREAK}", told), self)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
            if each.id:
                item.setData(_ID, each.id)
                item.setFlags(_PLAIN | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Unchecked)
            else:
                item.setFont(font(11.5, bold=True))
                item.setForeground(colour("green"))
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.blockSignals(False)

    def allow(self, id_: str, may: bool, ticked: bool) -> None:
        """Say whether a recipient can be given anything, and whether it is to have it."""
        item = self.item_of(id_)
        self.blockSignals(True)
        item.setFlags(_PLAIN | Qt.ItemFlag.ItemIsUserCheckable if may else _PLAIN)
        item.setData(Qt.ItemDataRole.CheckStateRole, None)
        if may:
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        item.setForeground(colour("ink" if may else "muted"))
        item.setToolTip("" if may else _("Inget får lämnas hit nu."))
        self.blockSignals(False)

    def item_of(self, id_: str) -> QListWidgetItem:
        """Return the line of a recipient. Raises StopIteration if there is none."""
        lines = (self.item(row) for row in range(self.count()))
        return next(line for line in lines if line.data(_ID) == id_)

    def tick(self, id_: str, on: bool = True) -> None:
        """Tick a recipient, or untick it, as the user does."""
        self.item_of(id_).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def all_ticked(self) -> list[str]:
        """Return the recipients that are ticked."""
        lines = (self.item(row) for row in range(self.count()))
        return [str(line.data(_ID)) for line in lines if line.checkState() == Qt.CheckState.Checked]

    def look_at(self, id_: str) -> None:
        """Look at a recipient's copy."""
        self.setCurrentItem(self.item_of(id_))
