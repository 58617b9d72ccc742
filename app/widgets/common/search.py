"""A field to search with: a magnifying glass before the words, and a button that empties it."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from app.i18n import _
from app.widgets.common.icons import icon


class SearchField(QLineEdit):
    """``hint`` stands in it while it is empty, ``name`` is what a screen reader calls it."""

    def __init__(self, hint: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.addAction(icon("search", "faint"), QLineEdit.ActionPosition.LeadingPosition)
        self._name_buttons(name)
        self.setClearButtonEnabled(True)
        self._name_buttons(_("Töm sökfältet"))

    def _name_buttons(self, name: str) -> None:
        """Name those of Qt's own small buttons that have no name yet."""
        for button in self.findChildren(QToolButton):
            if not button.accessibleName():
                button.setAccessibleName(name)
