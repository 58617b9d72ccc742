"""The bar under an earlier map: the time line, what happened, playing, going to a day, comparing, taking out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.i18n import N_, _
from app.widgets.common.flow import FlowLayout
from app.widgets.growth.past import Mark
from app.widgets.growth.track import Track

SPEEDS = {"calm": N_("Lugnt"), "even": N_("Lagom"), "fast": N_("Snabbt")}


class GrowthBar(QFrame):
    """Signals: ``step(int)`` by so many moments; ``went_to(int)`` a moment; ``went_to_day(date)``; ``play()``;
    ``compare()`` when comparing is turned on or off or with something else; ``print_wanted()``, ``export_wanted()``.
    """

    step = Signal(int)
    went_to = Signal(int)
    went_to_day = Signal(object)
    play = Signal()
    compare = Signal()
    print_wanted = Signal()
    export_wanted = Signal()
    smooth_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self.track = Track()
        self.track.space.connect(self.play)
        self.when, self.what = QLabel(), QLabel()
        self.when.setObjectName("panelHeading")
        self.what.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._make_buttons()
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 8, 18, 10)
        column.setSpacing(6)
        words = QHBoxLayout()
        words.setSpacing(14)
        words.addWidget(self.when)
        words.addWidget(self.what, 1)
        column.addLayout(words)
        column.addWidget(self.track)
        column.addLayout(self._row())

    def _make_buttons(self) -> None:
        self.previous = self._button(_("Föregående"), lambda: self.step.emit(-1))
        self.next = self._button(_("Nästa"), lambda: self.step.emit(1))
        self.player = self._button(_("Spela upp"), self.play.emit)
        self.now = self._button(_("Nu"), lambda: self.step.emit(10**9))
        self.printer = self._button(_("Skriv ut…"), self.print_wanted.emit)
        self.exporter = self._button(_("Exportera…"), self.export_wanted.emit)
        self.speed = QComboBox()
        self.speed.setAccessibleName(_("Hur snabbt det spelas upp"))
        for key, label in SPEEDS.items():
            self.speed.addItem(_(label), key)
        self.speed.setCurrentIndex(1)
        self.smooth = QCheckBox(_("Mjuka övergångar"))
        self.smooth.toggled.connect(self.smooth_changed)
        self.jump = QPushButton(_("Gå till"))
        self.jump.setMenu(QMenu(self.jump))
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setAccessibleName(_("Gå till en dag"))
        self.day.dateChanged.connect(lambda day: self.went_to_day.emit(date(day.year(), day.month(), day.day())))
        self.comparing = QPushButton(_("Jämför"))
        self.comparing.setObjectName("toggle")
        self.comparing.setCheckable(True)
        self.comparing.setToolTip(_("Visar vad som är nytt, borta, flyttat, ändrat och upplåst."))
        self.comparing.toggled.connect(self._compare_toggled)
        self.other = QComboBox()
        self.other.setAccessibleName(_("Jämför med"))
        self.other.setVisible(False)
        self.other.activated.connect(lambda _row: self.compare.emit())

    def _button(self, words: str, press: object) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(lambda _checked=False: press())  # type: ignore[operator]
        return button

    def _row(self) -> FlowLayout:
        """Return the buttons in as many rows as the width asks for."""
        row = FlowLayout(gap=8)
        going: tuple[QWidget, ...] = (self.previous, self.player, self.next, self.speed, self.smooth)
        finding: tuple[QWidget, ...] = (self.jump, self.day, self.now, self.comparing, self.other)
        for widget in (*going, *finding, self.printer, self.exporter):
            row.addWidget(widget)
        return row

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Offer the beginning, the meetings and now, to go to and to compare with."""
        menu = self.jump.menu()
        menu.clear()
        self.other.clear()
        for mark in marks:
            menu.addAction(mark.name, partial(self.went_to.emit, mark.number))
        for mark in reversed(marks):
            self.other.addItem(_("med: {moment}").format(moment=mark.name), mark.number)

    def show_moment(self, when: str, what: str, day: date | None) -> None:
        """Say when it was and what happened."""
        self.when.setText(when)
        self.what.setText(what)
        self.what.setToolTip(what)
        self.track.setAccessibleDescription(f"{when}. {what}")
        self.day.setEnabled(day is not None)
        if day is not None:
            self.day.blockSignals(True)
            self.day.setDate(QDate(day.year, day.month, day.day))
            self.day.blockSignals(False)

    def show_playing(self, playing: bool) -> None:
        """Offer to pause while it plays."""
        self.player.setText(_("Pausa") if playing else _("Spela upp"))

    def compared_with(self) -> int | None:
        """Return the moment that is compared with, None while nothing is compared."""
        return self.other.currentData(Qt.ItemDataRole.UserRole) if self.comparing.isChecked() else None

    def _compare_toggled(self, on: bool) -> None:
        self.other.setVisible(on)
        self.compare.emit()
