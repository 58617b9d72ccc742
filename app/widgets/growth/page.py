"""The page "Kartans historia": an earlier map with its time line. While it is up the case is held."""

from __future__ import annotations

from datetime import date, datetime, time
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStyle,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.i18n import N_, _, ngettext
from app.kinds.looking_back import LookBack
from app.kinds.registry import sheet_kinds
from app.kinds.sheet_picture import SheetPicture, compose
from app.models.case import Case
from app.models.replay import Growth
from app.widgets.common.pill import Pill
from app.widgets.common.segmented import Segmented
from app.widgets.common.style import LOOKS, font
from app.widgets.growth.bar import GrowthBar
from app.widgets.growth.differences import DifferenceList
from app.widgets.growth.exporting import PastExporter
from app.widgets.growth.past import Past
from app.widgets.growth.view import PastView
from app.widgets.growth.words import clock_words
from app.widgets.services import ServiceFailed
from app.widgets.sheet_page import SheetPage

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

HELD = N_("Du ser kartans historia, och där kan inget ändras. Tryck Esc för att gå tillbaka till kartan som den är nu.")
SETTING = "smooth"
_INTERVALS = {"calm": 1600, "even": 800, "fast": 200}
_WHOLE_MS = 30_000
"""Played fast, the whole history takes no longer than this."""


class GrowthPage(QWidget):
    """One case's history, read anew whenever the page comes up. ``looked()`` when something else is looked at."""

    looked = Signal()

    def __init__(self, window: CaseWindow) -> None:
        super().__init__()
        self._window = window
        self.past: Past | None = None
        self.view: PastView | None = None
        self.kind = next(iter(sheet_kinds()))
        self.shown_back: LookBack | None = None
        self._shown_case: Case = window.document.shown
        self._number = 0
        self._growth: Growth | None = None
        self.problem = ""
        self.exporter = PastExporter(window, window.document, window.services)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._play_on)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show)
        self._build()
        window.document.shown_changed.connect(self._names_changed)

    def _build(self) -> None:
        self.banner = Pill()
        self.banner.setWordWrap(True)
        self.banner.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        back = QPushButton(_("Tillbaka (Esc)"))
        back.clicked.connect(lambda _checked=False: self.leave())
        self.kinds = Segmented({key: _(each.label) for key, each in sheet_kinds().items()}, _("Karta"))
        self.kinds.chosen.connect(self._choose_kind)
        self._make_room_for_kinds()
        LOOKS.changed.connect(self._make_room_for_kinds)
        top = QHBoxLayout()
        top.setContentsMargins(18, 8, 18, 8)
        top.setSpacing(12)
        top.addWidget(self.banner, 1)
        top.addWidget(self.kinds)
        top.addWidget(back)
        self.list = DifferenceList()
        self.list.hide()
        self.list.chosen.connect(self._light)
        self.middle = QSplitter(Qt.Orientation.Horizontal)
        self.middle.setChildrenCollapsible(False)
        self.middle.addWidget(self.list)
        self.bar = GrowthBar()
        self.bar.smooth.setChecked(self._smooth_at_first())
        self._connect_bar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.middle, 1)
        column.addWidget(self.bar)
        self.setFocusProxy(self.bar.track)

    def _make_room_for_kinds(self) -> None:
        names = [_(each.label) for each in sheet_kinds().values()]
        widest = max(QFontMetrics(font(10, bold=True)).horizontalAdvance(name) for name in names)
        self.kinds.setFixedWidth(len(names) * (widest + 26))

    def _connect_bar(self) -> None:
        bar = self.bar
        bar.step.connect(lambda by: self.go(self._number + by, smoothly=True))
        bar.went_to.connect(lambda number: self.go(number, smoothly=True))
        bar.went_to_day.connect(self._go_to_day)
        bar.track.valueChanged.connect(self._slid)
        bar.play.connect(self.play)
        bar.compare.connect(self._compare_changed)
        bar.print_wanted.connect(self.print_shown)
        bar.export_wanted.connect(self.export_shown)
        bar.smooth_changed.connect(self._remember_smooth)

    # Coming and going

    def showEvent(self, event: QShowEvent) -> None:
        """Hold the case and read its history."""
        super().showEvent(event)
        if event.spontaneous():
            return
        before = self._window.middle.currentWidget()
        if isinstance(before, SheetPage) and before.kind in sheet_kinds():
            self.kind = before.kind
        self._hold(_(HELD))
        self._read()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the case go."""
        super().hideEvent(event)
        if event.spontaneous():
            return
        self.pause()
        self._hold("")
        if isValid(self._window.banner) and self._window.banner.text() == _(HELD):
            self._window.banner.hide()

    def _hold(self, why: str) -> None:
        """Hold the case, or let it go with no reason; the top bar says so, unless it is being taken down itself."""
        self._window.document.hold(why)
        if isValid(self._window.top.export):
            self._window.top.export.setEnabled(not why)
            self._window.top.refresh()

    def shown(self) -> None:
        """The page has come up."""
        self.bar.track.setFocus()

    def leave(self) -> None:
        """Go back to the map as it is now."""
        self._window.show_page(self.kind)

    def _read(self) -> None:
        """Read the history; where the library cannot tell it, what has been done since the case was opened."""
        document, window = self._window.document, self._window
        problem = ""
        try:
            self._growth = window.services.growth(window.library_id)
        except ServiceFailed as failed:
            problem = str(failed)
            self._growth = Growth.of_history(document.case, document.history())
        if self._growth.lost:
            lost = self._growth.lost
            problem = ngettext(
                "{n} steg i historiken går inte att läsa och visas inte. Kartan är hel.",
                "{n} steg i historiken går inte att läsa och visas inte. Kartan är hel.",
                lost,
            ).format(n=lost)
        if problem:
            window.toast.say(problem)
        self.problem = problem
        self._set_up()

    def _set_up(self) -> None:
        """Put one kind of map on the stage and show it as it is now."""
        assert self._growth is not None
        self.kinds.show_value(self.kind)
        self.past = Past(self._growth, self._today(), self._window.document.as_shown, self._window.document.as_on_paper)
        marks = self.past.marks()
        self._number = self.past.last
        self.bar.track.show_growth(self._growth, marks)
        self.bar.show_marks(marks)
        if self.view is not None:
            self.view.setParent(None)
            self.view.deleteLater()
        self.view = PastView(self.past.picture(self._number))
        self.middle.insertWidget(0, self.view)
        self.middle.setStretchFactor(0, 1)
        self.bar.comparing.setChecked(False)
        self._show()
        self.view.fit()

    def _today(self) -> SheetPicture:
        """Return the map as it is on the canvas now."""
        sheet = self._window.sheets.get(self.kind)
        if sheet is None:
            return compose(self._window.document.shown, self.kind, options=self._window.options)
        sheet.canvas.select(sheet.canvas.selected())  # catches up with the case
        return sheet.canvas.sheet.picture

    def _choose_kind(self, kind: str) -> None:
        number = self._number
        self.kind = kind
        self._set_up()
        self.go(number)

    def _names_changed(self) -> None:
        if self.isVisible() and self.past is not None:
            number = self._number
            self._set_up()
            self.go(number)

    # Which moment

    @property
    def number(self) -> int:
        """The moment that is shown."""
        return self._number

    def go(self, number: int, *, smoothly: bool = False) -> None:
        """Show a moment; the nearest there is."""
        if self.past is None:
            return
        self._number = max(0, min(number, self.past.last))
        self.bar.track.blockSignals(True)
        self.bar.track.setValue(self._number)
        self.bar.track.blockSignals(False)
        self.bar.track.update()
        self._show(smoothly=smoothly)

    def _slid(self, number: int) -> None:
        """Follow the slider: at once where it is stepped or jumps, when there is time where it is dragged."""
        by = abs(number - self._number)
        self._number = number
        if self.bar.track.isSliderDown():
            self._soon.start(0)
        else:
            self._show(smoothly=by == 1)

    def _go_to_day(self, day: date) -> None:
        if self.past is not None:
            found = self.past.at_end_of(datetime.combine(day, time()).astimezone())
            self.go(found if found is not None else 0)
            if found is None:
                self._window.toast.say(_("Historien börjar senare. Du ser dess början."))

    def _compare_changed(self) -> None:
        if self.past is not None and self.bar.comparing.isChecked() and self._number == self.bar.compared_with():
            earlier = [mark.number for mark in self.past.marks() if mark.number < self._number]
            self._number = max(earlier, default=0)
        self.go(self._number)

    def _show(self, *, smoothly: bool = False) -> None:
        past, view = self.past, self.view
        if past is None or view is None:
            return
        moment = past.growth.moments[self._number]
        other = self.bar.compared_with()
        self.shown_back, self._shown_case = self._looked_at(past)
        if other is not None:
            self.list.show_lines(self.shown_back.heading, self.shown_back.differences)
        self.list.setVisible(other is not None)
        smoothly = smoothly and self.bar.smooth.isChecked() and other is None
        view.show_state(self.shown_back.picture, self._shown_case, smoothly=smoothly)
        day = moment.at.date() if moment.at is not None else None
        self.bar.show_moment(clock_words(moment.at), past.what(self._number), day)
        self._say_where()
        self.looked.emit()

    def on_stage(self, today: SheetPicture) -> SheetPicture | None:
        """Return what is looked at as it would be on the stage of ``today``; None where there is nothing."""
        if self._growth is None or not self.isVisible():
            return None
        document = self._window.document
        return self._looked_at(Past(self._growth, today, document.as_shown, document.as_on_paper))[0].picture

    def _looked_at(self, past: Past) -> tuple[LookBack, Case]:
        """Return what is looked at now, and its case."""
        other = self.bar.compared_with()
        if other is None:
            return past.looked_at(self._number), past.case(self._number)
        return past.compared(self._number, other)

    def taken_out(self) -> tuple[LookBack, Case] | None:
        """Return what is looked at as papers have it: with the names, as in every print and export."""
        return self._looked_at(self.past.with_names()) if self.past is not None else None

    def _say_where(self) -> None:
        assert self.past is not None and self.shown_back is not None
        if self.bar.compared_with() is not None:
            words = self.shown_back.heading + "."
        elif self._number == self.past.last:
            words = _("Kartan som den är nu. Dra i tidslinjen för att se den som den var.")
        else:
            when = clock_words(self.past.growth.moments[self._number].at)
            words = _("Du ser kartan som den var {when}. Inget kan ändras här.").format(when=when)
        self.banner.say(words, "quiet" if self._number == self.past.last else "warn")
        self.banner.setAccessibleName(words)

    def _light(self, key: tuple[str, str] | None) -> None:
        if self.view is not None:
            self.view.light(key)

    # Playing

    @property
    def playing(self) -> bool:
        """Whether the history is being played."""
        return self._timer.isActive()

    def play(self) -> None:
        """Play from here, from the beginning if this is the end; or pause."""
        if self.playing or self.past is None or self.past.last == 0:
            self.pause()
            return
        self.bar.comparing.setChecked(False)
        if self._number == self.past.last:
            self.go(0)
        self._timer.start(_INTERVALS[str(self.bar.speed.currentData())])
        self.bar.show_playing(True)

    def pause(self) -> None:
        """Stop playing."""
        self._timer.stop()
        self.bar.show_playing(False)

    def _play_on(self) -> None:
        assert self.past is not None
        speed = str(self.bar.speed.currentData())
        self._timer.setInterval(_INTERVALS[speed])
        by = ceil(self.past.last * _INTERVALS[speed] / _WHOLE_MS) if speed == "fast" else 1
        self.go(self._number + max(1, by), smoothly=speed != "fast")
        if self._number == self.past.last:
            self.pause()

    def _smooth_at_first(self) -> bool:
        """Return whether states fade over: as the user chose, else as the system animates or not."""
        chosen = self._window.settings.values.get(SETTING)
        if isinstance(chosen, bool):
            return chosen
        return QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0

    def _remember_smooth(self, smooth: bool) -> None:
        self._window.settings.values[SETTING] = smooth

    # Taking it out

    def print_shown(self) -> None:
        """Open the window for printing with what is shown."""
        from app.widgets.printing.dialog import print_paper

        taken = self.taken_out()
        if taken is not None:
            print_paper(self._window, self._window.services.looking_back(taken[0]), taken[1])

    def export_shown(self) -> None:
        """Write what is shown as PDF or as a picture."""
        taken = self.taken_out()
        if taken is not None:
            written = self.exporter.take(self._window.services.looking_back(taken[0]), taken[1])
            if written is not None:
                self._window.toast.say(_("Sparad: {path}").format(path=written))

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows step, Home and End go to the ends, space plays, Esc goes back."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key == Qt.Key.Key_Space:
            self.play()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.go(self._number + (1 if key == Qt.Key.Key_Right else -1), smoothly=True)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go(0 if key == Qt.Key.Key_Home else 10**9, smoothly=True)
        else:
            super().keyPressEvent(event)
