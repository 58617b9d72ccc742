"""The maps of the case: which one of each kind is shown, new ones with the child, and the difference between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.i18n import _
from app.models.edits.sheets import drop_sheet, show_sheet
from app.models.patch import Patch
from app.models.records import Sheet
from app.widgets.case_facts.comparing import CompareSheets, sheet_words
from app.widgets.case_facts.facts import RecordDialog
from app.widgets.case_facts.lists import small_button
from app.widgets.case_facts.new_sheet import ask_new_sheet
from app.widgets.common.changes import change
from app.widgets.common.pill import Pill

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

CASE_MAP = "case_map"


class SheetList(QFrame):
    """The maps. ``refused(sentence)`` when something could not be done."""

    refused = Signal(str)

    def __init__(self, window: CaseWindow) -> None:
        super().__init__()
        self.setObjectName("goals")
        self._window, self._document = window, window.document
        heading = QLabel(_("Kartor"))
        heading.setObjectName("goalsHeading")
        about = QLabel(
            _("Efter oron görs gärna en ny karta tillsammans med barnet och familjen, bredvid teamets egen.")
        )
        about.setObjectName("panelSubheading")
        about.setWordWrap(True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.buttons: dict[tuple[str, str], QPushButton] = {}
        self.new = QPushButton(_("Ny karta tillsammans med barnet…"))
        self.new.clicked.connect(lambda _checked=False: ask_new_sheet(window, CASE_MAP))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        column.addWidget(heading)
        column.addWidget(about)
        column.addLayout(self._rows)
        column.addWidget(self.new)
        self.new.setVisible(not self._document.read_only)
        self.refresh()

    def refresh(self) -> None:
        """Show the maps as they are now."""
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = {}
        sheets = self._document.shown.sheets
        several = Counter(sheet.kind for sheet in sheets.values())
        shown: set[str] = set()
        for sheet in sheets.values():
            first = sheet.kind not in shown
            shown.add(sheet.kind)
            self._rows.addWidget(self._row(sheet, first, several[sheet.kind] > 1))

    def _row(self, sheet: Sheet, first: bool, several: bool) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        words = QLabel(sheet_words(self._document, sheet))
        words.setWordWrap(True)
        row.addWidget(words, 1)
        if several and first:
            row.addWidget(Pill(_("Visas"), "good", holder))
            row.addWidget(self._button(sheet, "compare", _("Jämför…"), lambda: self.compare(sheet.kind)))
        elif several and not self._document.read_only:
            row.addWidget(self._button(sheet, "show", _("Visa den här"), lambda: self._show(sheet)))
        row.addWidget(self._button(sheet, "more", _("Mer…"), lambda: self._open(sheet.id)))
        if several and not self._document.read_only:
            row.addWidget(small_button("trash", _("Ta bort kartan"), lambda: self._drop(sheet)))
        return holder

    def _button(self, sheet: Sheet, what: str, words: str, press: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName("quiet")
        button.setAccessibleName(f"{words} {sheet_words(self._document, sheet)}")
        button.clicked.connect(lambda _checked=False: press())
        self.buttons[(sheet.id, what)] = button
        return button

    def _show(self, sheet: Sheet) -> None:
        self._change(lambda: show_sheet(self._document.case, sheet.id))

    def _drop(self, sheet: Sheet) -> None:
        if self._change(lambda: drop_sheet(self._document.case, sheet.id)):
            self._window.toast.say(_("Kartan är borttagen. Figurerna finns kvar. Ctrl+Z ångrar."))

    def _open(self, key: str) -> None:
        RecordDialog(self._document, "maps", key, self).exec()

    def compare(self, kind: str) -> None:
        """Show what is different between the maps of a kind."""
        CompareSheets(self._document, kind, self._window).exec()

    def _change(self, build: Callable[[], Patch]) -> bool:
        problem = change(self._document, build)
        if problem is not None:
            self.refused.emit(problem)
        return problem is None
