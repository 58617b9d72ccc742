"""The page "Utlämnat": what was given to whom when, whether the log is whole, and who holds what is withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from app.i18n import _, ngettext
from app.models.case import Case
from app.models.consent_state import state_of
from app.models.consent_words import named
from app.models.disclosure.entries import Entry, delivered, holders
from app.models.disclosure.recipients import recipients
from app.models.findings.base import listed
from app.widgets.common.log_page import LogPage
from app.widgets.common.pill import Pill
from app.widgets.disclosing.entry_words import entry_lines
from app.widgets.disclosing.opening import hand_out
from app.widgets.services import Paper, ServiceFailed

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

LETTER = "withdrawal-letter"


class DisclosuresPage(LogPage):
    """What the case has handed out, whether that log is whole, and what is to be done about a consent withdrawn."""

    def __init__(self, window: CaseWindow) -> None:
        columns = (_("När"), _("Till"), _("Version"), _("Paket"))
        super().__init__(window, _("Utlämnat"), _("Utlämnat"), _("Vad som lämnades"), columns)
        self.entries: list[Entry] = []
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
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self.heading)
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
        self.split.setSizes([420, 260])
        self.column.addLayout(top)
        for widget in (self.broken, self.notice, self.empty):
            self.column.addWidget(widget)
        self.column.addWidget(self.split, 1)
        self.column.addStretch(0)

    # What it shows

    def shown(self) -> None:
        """Read the log, and begin in it; where nothing has been handed out, at the button that does it."""
        super().shown()
        self.setFocus()

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
        delivered_ones = {each.number for each in delivered(self.entries)}
        words = recipient_words(self._window.document.shown)

        def said(entry: Entry) -> tuple[str, ...]:
            never = _("{name} (blev aldrig lämnat)").format(name=entry.package)
            return (
                entry.at.astimezone().strftime("%Y-%m-%d %H.%M"),
                words.get(entry.recipient, entry.recipient_words),
                str(entry.version),
                entry.package if entry.number in delivered_ones else never,
            )

        given = [each for each in self.entries if each.event == "given"]
        self.fill(((each.number, said(each)) for each in reversed(given)), self.chosen_number())
        self.split.setVisible(bool(given))
        self.empty.setVisible(not given)
        self.give.setEnabled(not self._window.document.read_only)
        self.setFocusProxy(self.list if given else self.give)

    def to_tell(self, number: int | None) -> Iterable[str]:
        """Return what is kept of what was handed out."""
        entry = next((each for each in self.entries if each.number == number), None)
        if entry is None:
            return ()
        failed = next((each for each in self.entries if each.of == entry.number), None)
        return entry_lines(self._window.document.shown, entry, failed)

    def forget(self) -> None:
        """Let go of what was handed out."""
        self.entries = []

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
