"""The page "Utlämnat": what was given to whom when, whether the log is whole, and who holds what is withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _, ngettext
from app.models.case import Case
from app.models.consent_state import state_of
from app.models.consent_words import named
from app.models.disclosure.entries import Entry, delivered, holders
from app.models.disclosure.recipients import recipients
from app.models.findings.base import listed
from app.widgets.common.pill import Pill
from app.widgets.disclosing.entry_words import entry_lines
from app.widgets.disclosing.opening import hand_out
from app.widgets.services import Paper, ServiceFailed

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

LETTER = "withdrawal-letter"
_NUMBER = Qt.ItemDataRole.UserRole


class DisclosuresPage(QWidget):
    """Read anew whenever it comes up; the newest stands first."""

    def __init__(self, window: CaseWindow) -> None:
        super().__init__()
        self._window = window
        self.entries: list[Entry] = []
        heading = QLabel(_("Utlämnat"))
        heading.setObjectName("pageHeading")
        self.chain = Pill()
        self.broken, self.held, self.empty = QLabel(), QLabel(), QLabel()
        self.empty.setText(_("Inget är utlämnat ur ärendet än. Det som lämnas ut skrivs upp här."))
        for label, name in ((self.broken, "stopped"), (self.held, ""), (self.empty, "empty")):
            label.setObjectName(name)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.give = QPushButton(_("Lämna ut…"))
        self.give.setObjectName("primary")
        self.give.clicked.connect(lambda _checked=False: hand_out(window))
        self.letter = QPushButton(_("Skriv brevet…"))
        self.letter.clicked.connect(lambda _checked=False: self.write_letter())
        self.list = self._make_list()
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(_("Vad som lämnades"))
        self._lay_out(heading)
        self.setFocusProxy(self.list)
        window.document.shown_changed.connect(self._read_if_seen)
        window.document.patched.connect(lambda _patch: self._read_if_seen())

    def _make_list(self) -> QTreeWidget:
        found = QTreeWidget()
        found.setObjectName("disclosureLog")
        found.setAccessibleName(_("Utlämnat"))
        found.setHeaderLabels([_("När"), _("Till"), _("Version"), _("Paket")])
        found.setRootIsDecorated(False)
        found.setUniformRowHeights(True)
        found.setAllColumnsShowFocus(True)
        found.header().setStretchLastSection(True)
        found.currentItemChanged.connect(lambda _now, _before: self._tell())
        return found

    def _lay_out(self, heading: QLabel) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(heading)
        top.addWidget(self.chain)
        top.addStretch(1)
        top.addWidget(self.give)
        self.notice = QFrame()
        self.notice.setObjectName("lockedNotice")
        inside = QHBoxLayout(self.notice)
        inside.setContentsMargins(14, 10, 14, 10)
        inside.setSpacing(14)
        inside.addWidget(self.held, 1)
        inside.addWidget(self.letter, 0, Qt.AlignmentFlag.AlignVCenter)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.setObjectName("plain")
        self.split.setHandleWidth(13)
        self.split.addWidget(self.list)
        self.split.addWidget(self.details)
        self.split.setSizes([420, 260])
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        column.addLayout(top)
        for widget in (self.broken, self.notice, self.empty):
            column.addWidget(widget)
        column.addWidget(self.split, 1)
        column.addStretch(0)

    # What it shows

    def shown(self) -> None:
        """The page has come up: read the log anew."""
        self.read()

    def _read_if_seen(self) -> None:
        if self.isVisible():
            self.read()

    def read(self) -> None:
        """Read the case's log, and look whether its chain is whole."""
        try:
            found = self._window.services.given(self._window.library_id)
        except ServiceFailed as problem:
            self.entries = []
            self._show_chain([str(problem)])
        else:
            self.entries = list(found.entries)
            self._show_chain(found.problems)
        self._show_held()
        self._fill()

    def _show_chain(self, problems: Sequence[str]) -> None:
        if problems:
            self.chain.say(_("Loggen är inte hel"), "bad")
        else:
            self.chain.say(_("Loggen är hel") if self.entries else "", "good")
        self.broken.setText("\n".join(problems))
        self.broken.setVisible(bool(problems))

    def _show_held(self) -> None:
        """Say who holds what rests on a consent that is withdrawn."""
        lines = withdrawn_lines(self._window.document.shown, self.entries, date.today())
        self.held.setText("\n\n".join(lines))
        self.notice.setVisible(bool(lines))

    def _fill(self) -> None:
        chosen = self._chosen()
        given = {each.number for each in delivered(self.entries)}
        words = recipient_words(self._window.document.shown)
        self.list.blockSignals(True)
        self.list.clear()
        for entry in reversed([each for each in self.entries if each.event == "given"]):
            when = entry.at.astimezone().strftime("%Y-%m-%d %H.%M")
            never = _("{name} (blev aldrig lämnat)").format(name=entry.package)
            who = words.get(entry.recipient, entry.recipient_words)
            item = QTreeWidgetItem([when, who, str(entry.version), entry.package if entry.number in given else never])
            item.setData(0, _NUMBER, entry.number)
            self.list.addTopLevelItem(item)
            if chosen is not None and entry.number == chosen.number:
                self.list.setCurrentItem(item)
        for column in range(3):
            self.list.resizeColumnToContents(column)
            self.list.setColumnWidth(column, self.list.columnWidth(column) + 16)
        self.list.blockSignals(False)
        newest = self.list.topLevelItem(0)
        if chosen is None and newest is not None:
            self.list.setCurrentItem(newest)
        some = bool(self.list.topLevelItemCount())
        self.split.setVisible(some)
        self.empty.setVisible(not some)
        self.give.setEnabled(not self._window.document.read_only)
        self._tell()

    def _chosen(self) -> Entry | None:
        item = self.list.currentItem()
        number = item.data(0, _NUMBER) if item is not None else None
        return next((each for each in self.entries if each.number == number), None)

    def _tell(self) -> None:
        entry = self._chosen()
        failed = next((each for each in self.entries if entry is not None and each.of == entry.number), None)
        lines = [] if entry is None else entry_lines(self._window.document.shown, entry, failed)
        self.details.setPlainText("\n".join(lines))

    # What is done

    def write_letter(self) -> None:
        """Write the letters to those who hold what rests on a withdrawn consent."""
        window = self._window
        if (
            window.exporter.ask(Paper(LETTER, _("Brev om återkallat samtycke"), ("docx", "pdf")))
            and window.exporter.written
        ):
            window.toast.say(_("Sparad: {path}").format(path=window.exporter.written))
            window.exporter.written = None

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of what was read: names are not kept where nobody looks."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.entries = []
            self.list.clear()
            self.details.clear()


def recipient_words(case: Case) -> dict[str, str]:
    """Return what the case's recipients are called, by their ids."""
    return {each.id: each.words for each in recipients(case)}


def withdrawn_lines(case: Case, entries: Sequence[Entry], today: date) -> list[str]:
    """Return, for each consent that is withdrawn and on which something was given, who holds what."""
    words, lines = recipient_words(case), []
    for key, consent in case.consents.items():
        if state_of(case, consent, today) != "withdrawn":
            continue
        held = holders(entries, [key])
        newest = {each.recipient: each for each in held}
        if not newest:
            continue
        who = listed(
            _("{who} (version {version}, {day})").format(
                who=words.get(each.recipient, each.recipient_words),
                version=each.version,
                day=each.at.astimezone().date(),
            )
            for each in newest.values()
        )
        by = named(case, consent.given_by)
        told = (
            _("Samtycket från {by} återkallades {day}. En kopia har: {who}.")
            if by
            else _("Samtycket återkallades {day}. En kopia har: {who}.")
        )
        count = len(newest)
        ask = ngettext(
            "Skriv till mottagaren att samtycket inte gäller längre.",
            "Skriv till dem att samtycket inte gäller längre.",
            count,
        )
        lines.append(told.format(by=by, day=consent.withdrawn_on, who=who) + " " + ask)
    return lines
