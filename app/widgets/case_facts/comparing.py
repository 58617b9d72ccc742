"""Two maps of one kind beside each other, in words."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.document import Document
from app.i18n import _
from app.kinds.registry import sheet_kinds
from app.models.comparing_sheets import SheetDifferences, compare_sheets
from app.models.records import Sheet
from app.widgets.common.names import actor_name, names
from app.widgets.common.opening import fit_on_screen
from app.widgets.common.style import font
from app.widgets.properties.editors import QuietCombo


def sheet_words(document: Document, sheet: Sheet) -> str:
    """Return a map's title, when it was made and with whom."""
    title = sheet.title or _(sheet_kinds()[sheet.kind].label)
    day = sheet.made_on.isoformat() if sheet.made_on is not None else ""
    who = _("med {names}").format(names=names(document.shown, sheet.made_with)) if sheet.made_with else ""
    return " · ".join(part for part in (title, day, who) if part)


class CompareSheets(QDialog):
    """What is different between two maps of one kind; the user chooses which two."""

    def __init__(self, document: Document, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._kind = document, kind
        self.setWindowTitle(_("Jämför kartorna"))
        fit_on_screen(self, 640, 560)
        heading = QLabel(_("Jämför kartorna"))
        heading.setObjectName("dialogHeading")
        sheets = [sheet for sheet in document.shown.sheets.values() if sheet.kind == kind]
        self.first, self.second = QuietCombo(), QuietCombo()
        self.first.setAccessibleName(_("Första kartan"))
        self.second.setAccessibleName(_("Andra kartan"))
        for combo, at in ((self.first, 1), (self.second, 0)):
            for sheet in sheets:
                combo.addItem(sheet_words(document, sheet), sheet.id)
            combo.setCurrentIndex(min(at, len(sheets) - 1))
            combo.activated.connect(lambda _index: self.refresh())
        self.list = QListWidget()
        self.list.setObjectName("takeUp")
        self.list.setAccessibleName(_("Vad som skiljer kartorna"))
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        close = QPushButton(_("Stäng"))
        close.setObjectName("primary")
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(10)
        for widget, share in ((heading, 0), (self.first, 0), (self.second, 0), (self.list, 1)):
            column.addWidget(widget, share)
        column.addLayout(row)
        self.refresh()

    def differences(self) -> SheetDifferences:
        """Return what is different between the two that are chosen."""
        case = self._document.shown
        first, second = case.sheets[self.first.currentData()], case.sheets[self.second.currentData()]
        kind = sheet_kinds()[self._kind]
        return compare_sheets(case, first, second, kind.figures(case, first), kind.figures(case, second))

    def refresh(self) -> None:
        """Tell what is different."""
        found = self.differences()
        self.list.clear()
        first, second = (combo.currentText().split(" · ")[0] for combo in (self.first, self.second))
        self._add_figures(_("Bara på ”{sheet}”").format(sheet=first), found.only_first)
        self._add_figures(_("Bara på ”{sheet}”").format(sheet=second), found.only_second)
        self._add_figures(_("Står närmare barnet på ”{sheet}”").format(sheet=second), found.nearer)
        self._add_figures(_("Står längre från barnet på ”{sheet}”").format(sheet=second), found.farther)
        self._add(_("Lappar bara på ”{sheet}”").format(sheet=first), found.notes_first)
        self._add(_("Lappar bara på ”{sheet}”").format(sheet=second), found.notes_second)
        if not found:
            QListWidgetItem(_("Det är ingen skillnad på vilka som står där och hur nära barnet."), self.list)

    def _add_figures(self, heading: str, figures: Iterable[str]) -> None:
        self._add(heading, (actor_name(self._document.shown, key) for key in figures))

    def _add(self, heading: str, found: Iterable[str]) -> None:
        words = list(found)
        if not words:
            return
        title = QListWidgetItem(heading, self.list)
        title.setFlags(Qt.ItemFlag.ItemIsEnabled)
        title.setFont(font(10.5, bold=True))
        for each in words:
            QListWidgetItem(each, self.list)
