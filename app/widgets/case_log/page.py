"""The page "Ändringslogg": every edit of the case with when, who and what, narrowed to a person or a day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from app.i18n import _, ngettext
from app.kinds.edit_words import Told, told
from app.models.folding import fold
from app.widgets.common.log_page import LogPage
from app.widgets.common.search import SearchField
from app.widgets.common.style import scaled
from app.widgets.properties.editors import QuietCombo
from app.widgets.services import ServiceFailed

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

KIND = "edit-log"
"""The paper that the log is exported as."""


class CaseLogPage(LogPage):
    """The case's edits."""

    def __init__(self, window: CaseWindow) -> None:
        columns = (_("När"), _("Vem"), _("Vad"))
        super().__init__(window, _("Ändringslogg"), _("Ändringar"), _("Vad som ändrades"), columns)
        self.lines: list[Told] = []
        self.count = QLabel()
        self.count.setObjectName("panelSubheading")
        self.count.setWordWrap(True)
        self.who = self._combo(_("Vem"))
        self.day = self._combo(_("Dag"))
        self.search = SearchField(_("Sök i loggen…"), _("Sök i loggen"))
        self.search.textChanged.connect(lambda _words: self._show())
        self.export = QPushButton(_("Exportera…"))
        self.export.clicked.connect(lambda _checked=False: self.export_shown())
        self._lay_out()

    def _combo(self, name: str) -> QComboBox:
        combo = QuietCombo()
        combo.setAccessibleName(name)
        combo.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        combo.currentIndexChanged.connect(lambda _index: self._show())
        return combo

    def _lay_out(self) -> None:
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
        self.split.setSizes([500, 160])
        for widget in (self.heading, self.count):
            self.column.addWidget(widget)
        self.column.addLayout(tools)
        self.column.addWidget(self.split, 1)

    # What it shows

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
        self.fill((line.number, (_when(line), line.who or _("ej angivet"), line.what)) for line in lines)

    def to_tell(self, number: int | None) -> Iterable[str]:
        """Return what an edit changed."""
        line = next((each for each in self.lines if each.number == number), None)
        return () if line is None else (line.what, "", *(line.details or (_("Inga fler detaljer."),)))

    def forget(self) -> None:
        """Let go of the edits."""
        self.lines = []

    # What is done

    def export_shown(self) -> None:
        """Write the whole log as a paper or a table; what may leave the program, whatever is shown."""
        window = self._window
        window.exporter.ask(next(paper for paper in window.services.papers() if paper.kind == KIND))


def _day(line: Told) -> str:
    return line.at.date().isoformat() if line.at is not None else ""


def _when(line: Told) -> str:
    return f"{_day(line)}  {line.at.strftime('%H.%M')}" if line.at is not None else _("tid okänd")
