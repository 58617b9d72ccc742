"""The page "Barnets bästa-hjulet": the wheel, and beside it the domain that is chosen."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.documents.wheel import VOICE_LOOKS, WheelPaper
from app.i18n import _, ngettext
from app.models.domain_names import domain_name, own_names
from app.models.patch import Patch
from app.models.wheel import wheel
from app.widgets.common.flow import FlowLayout
from app.widgets.common.pill import Pill
from app.widgets.common.style import LOOKS, scaled
from app.widgets.growth.exporting import PastExporter
from app.widgets.properties.editors import QuietCombo
from app.widgets.wheel.moments import Moment, moments
from app.widgets.wheel.names import NamesDialog
from app.widgets.wheel.panel import DomainPanel
from app.widgets.wheel.view import WheelView

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

_TOUCHING = frozenset({"wheel", "meetings", "long_term", "short_term", "plan", "wishes", "support_answers"})
_PANEL = 400  # pixels that the chosen domain's words are wide


class WheelPage(QFrame):
    """The wheel of one case, rated and shown at the meeting that is chosen."""

    def __init__(self, window: CaseWindow) -> None:
        super().__init__()
        self.setObjectName("planPage")
        self._window, self._document = window, window.document
        self._list: list[Moment] = []
        self.when = QuietCombo()
        self.when.setAccessibleName(_("Vilken träff skattningen hör till"))
        self.when.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.when.activated.connect(self._choose_moment)
        self.gaps = Pill(parent=self)
        self.view = WheelView()
        self.view.read_only = self._document.read_only
        self.panel = DomainPanel(self._document)
        self.exporter = PastExporter(window, window.document, window.services)
        self._build()
        self._dress()
        LOOKS.changed.connect(self._dress)
        self.view.chosen.connect(lambda _domain, _voice: self._show_panel())
        self.view.rated.connect(self._rate)
        self.view.opened.connect(lambda: self.panel.rows[self.view.voice].note.setFocus())  # type: ignore[index]
        self.panel.refused.connect(window.toast.say)
        self._document.patched.connect(self._patched)
        self._document.shown_changed.connect(self.refresh)
        self.setFocusProxy(self.view)
        self.refresh()

    def _build(self) -> None:
        heading = QLabel(_("Barnets bästa-hjulet"))
        heading.setObjectName("pageHeading")
        names = QPushButton(_("Områdenas namn…"))
        names.clicked.connect(lambda _checked=False: self.rename())
        printer = QPushButton(_("Skriv ut…"))
        printer.clicked.connect(lambda _checked=False: self.print_shown())
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self.panel)
        top = FlowLayout(gap=12)
        for widget in (heading, self.when, names, printer, self.gaps):
            top.addWidget(widget)
        voices = " · ".join(f"{letter} {_(label)}" for label, letter, _colour in VOICE_LOOKS.values())
        self.said = QLabel(_("{voices}. Klicka i en tårtbit, eller använd pilarna och 1–5.").format(voices=voices))
        self.said.setObjectName("panelSubheading")
        self.said.setWordWrap(True)
        left = QVBoxLayout()
        left.setContentsMargins(24, 14, 12, 12)
        left.setSpacing(8)
        left.addLayout(top)
        left.addWidget(self.said)
        left.addWidget(self.view, 1)
        holder = QWidget()
        holder.setLayout(left)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(holder, 1)
        row.addWidget(self.area)

    def _dress(self) -> None:
        self.area.setFixedWidth(min(scaled(_PANEL), 640))
        self.when.setFixedWidth(scaled(230))

    # Showing

    @property
    def moment(self) -> Moment:
        """The moment that the wheel is shown and rated at."""
        return self._list[max(0, self.when.currentIndex())]

    def shown(self) -> None:
        """The page has come up; the day may be another than when it was made."""
        self.refresh()
        self.view.setFocus()

    def refresh(self) -> None:
        """Show everything as it is now, at the moment that was chosen."""
        before = self.moment if self._list else None
        self._list = moments(self._document.shown, date.today())
        wanted = 0
        for number, each in enumerate(self._list):
            if before is not None and each.when == before.when:
                wanted = number
        self.when.blockSignals(True)
        self.when.clear()
        self.when.addItems([each.name for each in self._list])
        self.when.setCurrentIndex(wanted)
        self.when.blockSignals(False)
        self._show()

    def _show(self) -> None:
        states = wheel(self._document.shown, self.moment.until)
        self.view.show_states(states)
        found = [domain_name(state.domain) for state in states if state.gap]
        words = ngettext(
            "{n} område med oro saknar mål: {names}", "{n} områden med oro saknar mål: {names}", len(found)
        )
        self.gaps.say(words.format(n=len(found), names=", ".join(found)) if found else "", "bad")
        self._show_panel()

    def _show_panel(self) -> None:
        states = wheel(self._document.shown, self.moment.until)
        self.panel.show_domain(next(each for each in states if each.domain == self.view.domain), self.moment)

    def _choose_moment(self, _row: int) -> None:
        self.panel.commit()
        self._show()

    def _patched(self, patch: Patch) -> None:
        if self.isVisible() and any(family in _TOUCHING for family, _key in patch.touched()):
            self.refresh()

    # Changing

    def _rate(self, domain: str, voice: str, rating: object) -> None:
        self.panel.rate(voice, rating)
        said = _("Skattningen är borttagen") if rating is None else _("{n} av 5").format(n=rating)
        who = _(VOICE_LOOKS[voice][0])  # type: ignore[index]
        self._window.status.say(f"{domain_name(domain)}, {who}: {said}. " + _("Ctrl+Z ångrar."))

    def rename(self) -> None:
        """Let the user give the domains other names."""
        self.commit()
        if NamesDialog(self).exec():
            self.refresh()
        problem = own_names().problem
        if problem:
            self._window.toast.say(problem)

    def commit(self) -> None:
        """Hand over what is typed."""
        self.panel.commit()

    # Taking it out

    def print_shown(self) -> None:
        """Show the wheel as it will be printed, and print it."""
        from app.widgets.printing.dialog import print_case

        self.commit()
        print_case(self._window, [WheelPaper.id], [WheelPaper(self.moment.until)])

    def export_shown(self) -> None:
        """Write the wheel as it is shown to a file."""
        self.commit()
        written = self.exporter.take(WheelPaper(self.moment.until), self._document.case)
        if written is not None:
            self._window.toast.say(_("Sparad: {path}").format(path=written))
