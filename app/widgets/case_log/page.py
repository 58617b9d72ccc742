"""The page "Ändringslogg": every edit of the case with when, who and what, narrowed to a person or a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _, ngettext
from app.kinds.edit_words import Told, told
from app.models.folding import fold
from app.widgets.common.search import SearchField
from app.widgets.common.style import scaled
from app.widgets.properties.editors import QuietCombo
from app.widgets.services import ServiceFailed

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

KIND = "edit-log"
"""The paper that the log is exported as."""
_NUMBER = Qt.ItemDataRole.UserRole


class CaseLogPage(QWidget):
    """Read anew whenever it comes up; the newest edit stands first."""

    def __init__(self, window: CaseWindow) -> None:
        super().__init__()
        self._window = window
        self.lines: list[Told] = []
        heading = QLabel(_("Ändringslogg"))
        heading.setObjectName("pageHeading")
        self.count = QLabel()
        self.count.setObjectName("panelSubheading")
        self.count.setWordWrap(True)
        self.who = self._combo(_("Vem"))
        self.day = self._combo(_("Dag"))
        self.search = SearchField(_("Sök i loggen…"), _("Sök i loggen"))
        self.search.textChanged.connect(lambda _words: self._show())
        self.export = QPushButton(_("Exportera…"))
        self.export.clicked.connect(lambda _checked=False: self.export_shown())
        self.list = self._make_list()
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setAccessibleName(_("Vad som ändrades"))
        self.details.setTabChangesFocus(True)
        self._lay_out(heading)
        self.setFocusProxy(self.list)
        window.document.shown_changed.connect(self._read_if_seen)
        window.document.patched.connect(lambda _patch: self._read_if_seen())

    def _combo(self, name: str) -> QComboBox:
        combo = QuietCombo()
        combo.setAccessibleName(name)
        combo.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        combo.currentIndexChanged.connect(lambda _index: self._show())
        return combo

    def _make_list(self) -> QTreeWidget:
        found = QTreeWidget()
        found.setObjectName("mapList")
        found.setAccessibleName(_("Ändringar"))
        found.setHeaderLabels([_("När"), _("Vem"), _("Vad")])
        found.setRootIsDecorated(False)
        found.setUniformRowHeights(True)
        found.setAllColumnsShowFocus(True)
        found.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        found.header().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        found.header().setStretchLastSection(True)
        found.currentItemChanged.connect(lambda _now, _before: self._tell())
        return found

    def _lay_out(self, heading: QLabel) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(8)
        for caption, field in ((_("Vem"), self.who), (_("Dag"), self.day)):
            label = QLabel(caption)
            label.setObjectName("caption")
            label.setBuddy(field)
            tools.addWidget(label)
            tools.addWidget(field)
        self.search.setMinimumWidth(scaled(220))
        tools.addWidget(self.search)
        tools.addStretch(1)
        tools.addWidget(self.export)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self.details)
        split.setSizes([500, 160])
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(10)
        column.addWidget(heading)
        column.addWidget(self.count)
        column.addLayout(tools)
        column.addWidget(split, 1)

    # What it shows

    def shown(self) -> None:
        """The page has come up: read the log anew."""
        self.read()

    def _read_if_seen(self) -> None:
        if self.isVisible():
            self.read()

    def read(self) -> None:
        """Read the whole log, and keep what was chosen to see of it."""
        window = self._window
        try:
            growth = window.services.growth(window.library_id)
        except ServiceFailed as problem:
            self.lines = []
            self._fill()
            self.count.setText(str(problem))
            return
        document = window.document
        self.lines = list(told(growth, document.as_shown, kept=not document.names_hidden))[::-1]
        self._fill()
        self._show()

    def _fill(self) -> None:
        for combo, first, values in (
            (self.who, _("Alla"), dict.fromkeys(line.who for line in self.lines if line.who)),
            (self.day, _("Alla dagar"), dict.fromkeys(day for line in self.lines if (day := _day(line)))),
        ):
            before = combo.currentData()
            combo.blockSignals(True)
            combo.clear()
            combo.addItem(first, None)
            for value in values:
                combo.addItem(value, value)
            combo.setCurrentIndex(max(combo.findData(before), 0) if before is not None else 0)
            combo.blockSignals(False)

    def chosen_lines(self) -> list[Told]:
        """Return the lines that the choices and the search leave, the newest first."""
        who, day, words = self.who.currentData(), self.day.currentData(), fold(self.search.text()).split()
        return [
            line
            for line in self.lines
            if (who is None or line.who == who)
            and (day is None or _day(line) == day)
            and all(word in fold(" ".join((line.what, *line.details))) for word in words)
        ]

    def _show(self) -> None:
        lines = self.chosen_lines()
        count = ngettext("{n} ändring", "{n} ändringar", len(lines)).format(n=len(lines))
        self.count.setText(count if len(lines) == len(self.lines) else _("{n} visas").format(n=count))
        self.list.blockSignals(True)
        self.list.clear()
        items = []
        for line in lines:
            item = QTreeWidgetItem([_when(line), line.who or _("ej angivet"), line.what])
            item.setData(0, _NUMBER, line.number)
            item.setToolTip(2, line.what)
            items.append(item)
        self.list.addTopLevelItems(items)
        for column in (0, 1):
            self.list.resizeColumnToContents(column)
            self.list.setColumnWidth(column, self.list.columnWidth(column) + 16)
        self.list.blockSignals(False)
        if items:
            self.list.setCurrentItem(items[0])
        self._tell()

    def _tell(self) -> None:
        item = self.list.currentItem()
        number = item.data(0, _NUMBER) if item is not None else None
        line = next((each for each in self.lines if each.number == number), None)
        said = [] if line is None else [line.what, "", *(line.details or (_("Inga fler detaljer."),))]
        self.details.setPlainText("\n".join(said))

    # What is done

    def export_shown(self) -> None:
        """Write the whole log as a paper or a table; what may leave the program, whatever is shown."""
        window = self._window
        window.exporter.ask(next(paper for paper in window.services.papers() if paper.kind == KIND))

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of what was read: names are not kept where nobody looks."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.lines = []
            self.list.clear()
            self.details.clear()


def _day(line: Told) -> str:
    return line.at.date().isoformat() if line.at is not None else ""


def _when(line: Told) -> str:
    return f"{_day(line)}  {line.at.strftime('%H.%M')}" if line.at is not None else _("tid okänd")
