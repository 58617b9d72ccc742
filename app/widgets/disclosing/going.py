"""What goes, with the recipient's eyes: the copy's sections, each thing with a box by which it is taken away."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.widgets.common.style import colour, font, scaled
from app.widgets.common.wrapping import wrap_lines
from app.widgets.disclosing.words import Section

_ID = Qt.ItemDataRole.UserRole


class GoingView(QWidget):
    """Emits ``taken(str, bool)`` with an item and whether it is taken away, and ``told(bool)`` when the user wants the
    paper to say that others have measures too.
    """

    taken = Signal(str, bool)
    told = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.about = QLabel(_("Så här läser mottagaren kopian. Bocka av det som inte ska med."))
        self.about.setObjectName("panelSubheading")
        self.about.setWordWrap(True)
        self.list = self._make_list()
        self.more = QCheckBox(_("Skriv i kopian att andra aktörer har fler insatser"))
        self.more.toggled.connect(self.told)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.about)
        column.addWidget(self.list, 1)
        column.addWidget(self.more)

    def _make_list(self) -> QListWidget:
        found = QListWidget()
        wrap_lines(found, _("Det som lämnas"))
        found.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        found.setMinimumHeight(scaled(190))
        found.itemChanged.connect(self._changed)
        return found

    def show_copy(self, sections: Sequence[Section], going: Collection[str], without: Collection[str]) -> None:
        """Show everything that could go. ``going`` are the items that do, ``without`` those that were taken away;
        what goes no longer because something else was taken away is told so.
        """
        place, row = self.list.verticalScrollBar().value(), self.list.currentRow()
        self.list.blockSignals(True)
        self.list.clear()
        for section in sections:
            self._add_heading(section, going)
            for piece in section.pieces:
                self._add(piece.id, piece.text, piece.id in going, piece.id in without)
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self.list.verticalScrollBar().setValue(place)
        self.list.blockSignals(False)

    def _add_heading(self, section: Section, going: Collection[str]) -> None:
        could = [each for each in section.pieces if each.id]
        goes = sum(each.id in going for each in could)
        words = section.title
        if could and goes == len(could):
            words = _("{title} ({n})").format(title=section.title, n=goes)
        elif could:
            words = _("{title} ({n} av {all})").format(title=section.title, n=goes, all=len(could))
        item = QListWidgetItem(words, self.list)
        item.setFont(font(11.5, bold=True))
        item.setForeground(colour("green"))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)

    def _add(self, id_: str, text: str, goes: bool, without: bool) -> None:
        if not id_:
            QListWidgetItem(text, self.list).setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            return
        if not goes and not without:
            text = f"{text}\n" + _("Går inte med, för det som den hör till är bortvalt.")
        item = QListWidgetItem(text, self.list)
        item.setData(_ID, id_)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        item.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable if goes or without else flags)
        item.setCheckState(Qt.CheckState.Checked if goes else Qt.CheckState.Unchecked)
        if not goes:
            item.setForeground(colour("muted"))

    def _changed(self, item: QListWidgetItem) -> None:
        self.taken.emit(str(item.data(_ID)), item.checkState() != Qt.CheckState.Checked)

    def ticks(self) -> dict[str, bool]:
        """Return every item that can be taken away, and whether it goes."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return {str(i.data(_ID)): i.checkState() == Qt.CheckState.Checked for i in items if i.data(_ID)}

    def tick(self, id_: str, on: bool) -> None:
        """Tick an item, or untick it, as the user does."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_ID) == id_:
                self.list.item(row).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
                return
