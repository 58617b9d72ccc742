"""The list of what is different, in words, beside the map; choosing a line lights it on the map."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.kinds.difference_words import Told, headed
from app.widgets.common.style import font


class DifferenceList(QWidget):
    """Emits ``chosen(key)`` with the (family, key) of the line that is chosen, None for a heading."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("palette")
        self.heading = QLabel()
        self.heading.setObjectName("panelHeading")
        self.heading.setWordWrap(True)
        self.list = QListWidget()
        self.list.setObjectName("picksList")
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setSpacing(2)
        self.setMinimumWidth(300)
        self.list.setAccessibleName(_("Vad som är annorlunda"))
        self.list.currentItemChanged.connect(self._chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.addWidget(self.heading)
        column.addWidget(self.list, 1)

    def show_lines(self, span: str, lines: Sequence[Told]) -> None:
        """Show the differences under their headings."""
        count = ngettext("{n} skillnad", "{n} skillnader", len(lines)).format(n=len(lines))
        self.heading.setText(count)
        self.list.setAccessibleDescription(span)
        self.list.blockSignals(True)
        self.list.clear()
        for heading, those in headed(list(lines)):
            title = QListWidgetItem(heading, self.list)
            title.setFont(font(10.5, bold=True))
            title.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for line in those:
                item = QListWidgetItem(line.sentence, self.list)
                item.setData(Qt.ItemDataRole.UserRole, line.about)
        if not lines:
            QListWidgetItem(_("Inget är annorlunda på kartan."), self.list).setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.list.blockSignals(False)

    def sentences(self) -> list[str]:
        """Return the lines as they stand, headings too."""
        return [self.list.item(row).text() for row in range(self.list.count())]

    def _chosen(self, item: QListWidgetItem | None, _before: object) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole) if item is not None else None)
