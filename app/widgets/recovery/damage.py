"""What is seen in the place of a library that is damaged: what can be read, and the ways on. One page, no dialogs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.settings import Settings
from app.widgets.common.giving_way import give_way
from app.widgets.common.names import human_time
from app.widgets.common.opening import open_where_it_was
from app.widgets.common.style import appearance_of, apply_style, scaled
from app.widgets.common.working import Work
from app.widgets.recovery.care import Care, Copy, ReadableCase
from app.widgets.services import ServiceFailed

_WIDE = 820
"""Pixels, as designed: no wider than the words are easy to read."""


class DamageWindow(QWidget):
    """Says what is readable, saves it, or puts the newest good backup back. ``enter`` opens what is there then, and
    returns a sentence if that cannot be done.
    """

    def __init__(self, care: Care, settings: Settings, problem: str, enter: Callable[[], str]) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        apply_style(application, appearance_of(settings))
        super().__init__()
        self._care, self._enter = care, enter
        self._backup: Copy | None = None
        self._works = 0
        self._closing = False
        self.setObjectName("unlock")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(_("Biblioteket är skadat"))
        open_where_it_was(self, 1080, 680, settings.recall("library"))
        self._build(problem)
        self._read()

    def _build(self, problem: str) -> None:
        across = QHBoxLayout(self)
        across.setContentsMargins(24, 36, 24, 28)
        column = QVBoxLayout()
        column.setSpacing(14)
        middle = QWidget()
        middle.setLayout(column)
        middle.setMaximumWidth(scaled(_WIDE))
        across.addStretch(1)
        across.addWidget(middle, 100)
        across.addStretch(1)
        column.addStretch(1)
        self.heading = _words(_("Biblioteket är skadat"), "pageHeading")
        self.problem = _words(problem, "keyText")
        column.addWidget(self.heading)
        column.addWidget(self.problem)
        self.told = _words(_("Läser det som går att läsa…"), "keyText")
        column.addWidget(self.told)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Ärenden i det skadade biblioteket"))
        self.list.setObjectName("careList")
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(scaled(90))
        self.list.setMaximumHeight(scaled(360))
        column.addWidget(self.list, 6)
        self.offer = _words(_("Letar efter den nyaste hela säkerhetskopian…"), "keyText")
        column.addWidget(self.offer)
        kept = _("Vad du än väljer behålls den skadade filen bredvid, under ett annat namn.")
        self.kept = _words(kept, "panelSubheading")
        column.addWidget(self.kept)
        self.said = _words("", "keyText")
        self.said.hide()
        column.addWidget(self.said)
        column.addLayout(self._buttons())
        column.addStretch(2)

    def _buttons(self) -> QHBoxLayout:
        self.close_button = _button(_("Stäng"), self.close)
        self.salvage = _button(_("Rädda det som går att läsa"), self.save_readable)
        self.restore = _button(_("Lägg tillbaka säkerhetskopian"), self.restore_backup, "primary")
        self.go_on = _button(_("Öppna biblioteket"), self._go_in, "primary")
        self.go_on.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.close_button)
        row.addStretch(1)
        for button in (self.salvage, self.restore, self.go_on):
            row.addWidget(button)
        for button in (self.salvage, self.restore):
            button.setEnabled(False)
        return row

    # What can be done

    def _read(self) -> None:
        self._do(self._care.readable, self._show_readable, lambda problem: self.told.setText(str(problem)))
        self._do(self._care.newest_good, self._show_backup, lambda problem: self.offer.setText(str(problem)))

    def _show_readable(self, found: object) -> None:
        assert isinstance(found, Sequence)
        cases: Sequence[ReadableCase] = found
        for case in cases:
            self.list.addItem(f"{case.name} – {case.state}")
        whole, all_of_them = sum(case.whole for case in cases), len(cases)
        told = ngettext(
            "{whole} av {n} ärende går att läsa helt.", "{whole} av {n} ärenden går att läsa helt.", all_of_them
        )
        self.told.setText(told.format(whole=whole, n=all_of_them))
        self.salvage.setEnabled(any(not case.lost for case in cases))
        if whole and whole == all_of_them:  # then nothing newer than the backup need be given up
            _put_first(self.salvage, self.restore)

    def _show_backup(self, found: object) -> None:
        if not isinstance(found, Copy):
            self.offer.setText(_("Det finns ingen hel säkerhetskopia i mappen backups."))
            return
        self._backup = found
        sentence = _("Den nyaste hela säkerhetskopian är från {when}.").format(when=human_time(found.at))
        try:
            holds = self._care.holds(found)
        except ServiceFailed as problem:
            self.offer.setText(str(problem))
            return
        cases, edits = len(holds.cases), holds.edits
        held = ngettext("Den har {n} ärende", "Den har {n} ärenden", cases).format(n=cases)
        more = ngettext("och {n} ändring.", "och {n} ändringar.", edits).format(n=edits)
        self.offer.setText(f"{sentence} {held} {more}" if edits else f"{sentence} {held}.")
        self.restore.setEnabled(True)

    def save_readable(self) -> None:
        """Put a library of what can be read in the damaged one's place."""
        self._change(self._care.salvage)

    def restore_backup(self) -> None:
        """Put the newest good backup in the damaged one's place."""
        copy = self._backup
        if copy is not None:
            self._change(lambda: self._care.restore(copy))

    def _change(self, do: Callable[[], str]) -> None:
        for button in (self.salvage, self.restore):
            button.setEnabled(False)
        self._say(_("Arbetar…"))
        self._do(do, self._changed, self._not_changed)

    def _changed(self, told: object) -> None:
        self._say(str(told))
        self.heading.setText(_("Biblioteket går att öppna igen"))
        for widget in (self.problem, self.told, self.list, self.offer, self.kept, self.salvage, self.restore):
            widget.hide()
        self.go_on.show()
        self.go_on.setDefault(True)
        self.go_on.setFocus()

    def _not_changed(self, problem: object) -> None:
        self._say(str(problem))
        self.salvage.setEnabled(self.list.count() > 0)
        self.restore.setEnabled(self._backup is not None)

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setAccessibleName(sentence)
        self.said.setVisible(bool(sentence))

    def _go_in(self) -> None:
        trouble = self._enter()
        if trouble:
            self._say(trouble)
            return
        give_way(self)

    def _do(self, do: Callable[[], object], then: Callable[[object], None], failed: Callable[[object], None]) -> None:
        self._works += 1
        work = Work(self, do, calm=ServiceFailed)
        for signal, react in ((work.done, then), (work.failed, failed)):
            signal.connect(self._ended)
            signal.connect(react)
        work.start()

    def _ended(self) -> None:
        self._works -= 1
        if self._closing and not self._works:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close; what is being read or written is waited for."""
        if self._works:
            self._closing = True
            event.ignore()
            return
        super().closeEvent(event)
        self.deleteLater()


def _words(text: str, name: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _put_first(first: QPushButton, other: QPushButton) -> None:
    """Let one of two buttons be the one that is seen first."""
    for button, name in ((first, "primary"), (other, "")):
        button.setObjectName(name)
        button.style().unpolish(button)
        button.style().polish(button)


def _button(text: str, press: Callable[[], object], name: str = "") -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAccessibleName(text)
    button.clicked.connect(lambda _checked=False: press())
    return button
