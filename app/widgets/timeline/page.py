"""The page "Tidslinje" (handbook ch. 6, Träff 3): the board, the questions in sight, and the card that is picked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.documents.timeline import TimelinePaper, day_words
from app.i18n import N_, _
from app.models.edits.removal import remove
from app.models.edits.timeline import actor_in, add_card, move_card
from app.models.loose_days import read_loose
from app.models.patch import Patch
from app.models.timeline import timeline
from app.widgets.common.changes import change
from app.widgets.common.flow import FlowLayout
from app.widgets.common.style import LOOKS, scaled
from app.widgets.growth.exporting import PastExporter
from app.widgets.timeline.board import Board, head_width
from app.widgets.timeline.panel import CardPanel, NotesBox

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

QUESTIONS = (
    N_("Hur arbetar vi i vår verksamhet med ärendet?"),
    N_("Vilka insatser och/eller aktiviteter genomförs, i vilken ordning och av/tillsammans med vem?"),
)
"""The handbook's questions, word for word."""
_TOUCHING = frozenset({"timeline", "groups", "figures", "organisations"})
_SIDE = 330  # pixels of the column beside the board


class TimelinePage(QFrame):
    """The timeline of one case."""

    def __init__(self, window: CaseWindow) -> None:
        super().__init__()
        self.setObjectName("planPage")
        self._window, self._document = window, window.document
        self.board = Board()
        self.board.read_only = self._document.read_only
        self.card: CardPanel | None = None
        self.notes = NotesBox(self._document)
        self.start = QLabel()
        self.start.setObjectName("panelSubheading")
        self.start.setWordWrap(True)
        self.exporter = PastExporter(window, window.document, window.services)
        self._build()
        self._dress()
        LOOKS.changed.connect(self._dress)
        self.board.picked.connect(self._pick)
        self.board.opened.connect(self._open)
        self.board.removed.connect(self._remove)
        self.board.moved.connect(self._move)
        self.board.written.connect(self._write)
        self.notes.refused.connect(window.toast.say)
        self._document.patched.connect(self._patched)
        self._document.shown_changed.connect(self._names_changed)
        self.refresh()

    def _build(self) -> None:
        heading = QLabel(_("Tidslinje"))
        heading.setObjectName("pageHeading")
        printer = QPushButton(_("Skriv ut…"))
        printer.clicked.connect(lambda _checked=False: self.print_shown())
        top = FlowLayout(gap=12)
        top.addWidget(heading)
        top.addWidget(printer)
        asked = QLabel("\n".join(_(question) for question in QUESTIONS))
        asked.setWordWrap(True)
        self.area = self._scrolling(self.board)
        self.beside = QVBoxLayout()
        self.beside.setContentsMargins(0, 0, 0, 0)
        self.beside.addWidget(self.notes)
        self.beside.addStretch(1)
        inside = QWidget()
        inside.setObjectName("planInside")
        inside.setLayout(self.beside)
        self.side = self._scrolling(inside)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addLayout(top)
        left.addWidget(asked)
        left.addWidget(self.start)
        left.addWidget(self.area, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 14, 8, 10)
        row.setSpacing(12)
        row.addLayout(left, 1)
        row.addWidget(self.side)

    @staticmethod
    def _scrolling(inside: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a click beside the cards leaves the keyboard with the card
        area.setWidget(inside)
        return area

    def _dress(self) -> None:
        self.side.setFixedWidth(min(scaled(_SIDE), 560))
        self.refresh()

    # Showing

    def shown(self) -> None:
        """The page has come up."""
        self.refresh()
        self.board.first().setFocus()

    def refresh(self) -> None:
        """Show everything as it is now."""
        case = self._document.shown
        self.board.show_case(case)
        self.notes.refresh()
        start = timeline(case).start
        if start is not None:
            words = _("Startpunkt: {day}. Ett tidigare kort flyttar den.").format(day=day_words(start))
        else:
            words = _("Enas om startpunkten. Skriv det första kortet, till exempel ”mars 2026: Remiss till BUP”.")
        self.start.setText(words)
        if self.card is not None and not self.card.still_there():
            self._close_card()
        elif self.card is not None:
            self.card.refresh()
            self.board.choose(self.card.key)

    def _patched(self, patch: Patch) -> None:
        if self.isVisible() and any(family in _TOUCHING for family, _key in patch.touched()):
            self.refresh()

    def _names_changed(self) -> None:
        self._close_card()
        self.refresh()

    def _pick(self, key: str) -> None:
        """Show a card beside the line."""
        if self.card is None or self.card.key != key:
            self._close_card()
            self.card = CardPanel(self._document, key)
            self.beside.insertWidget(0, self.card)
        self.board.choose(key)
        widget = self.board.cards.get(key)
        if widget is not None:
            self.area.ensureWidgetVisible(widget, head_width() + 30, 40)

    def _close_card(self) -> None:
        if self.card is not None:
            panel, self.card = self.card, None
            if panel.still_there():
                panel.commit_all()
            self.beside.removeWidget(panel)
            panel.hide()
            panel.deleteLater()

    def _open(self, key: str) -> None:
        self._pick(key)
        if self.card is not None:
            self.card.editors["text"].setFocus()

    # Changing

    def _change(self, problem: str | None) -> bool:
        if problem is not None:
            self._window.toast.say(problem)
        return problem is None

    def _write(self, lane: str | None, text: str) -> None:
        """Set a card: "mars 2026: Remiss till BUP"; without a day of its own it gets that of the picked card."""
        case = self._document.case
        said, colon, rest = text.partition(":")
        day = read_loose(said, date.today()) if colon else None
        words = rest if day is not None else text
        if day is None and self.card is not None and self.card.key in self.board.cards:
            day = self.board.spot_of(self.card.key).day
        self.board.lines[lane].clear()
        if not self._change(change(self._document, lambda: add_card(case, words, day=day, lane=lane))):
            self.board.lines[lane].setText(text)

    def _move(self, key: str, lane: str | None, day: str | None) -> None:
        case = self._document.case
        if self._change(change(self._document, lambda: move_card(case, key, day, actor_in(case, key, lane)))):
            self._window.status.say(_("Kortet står på {day}.").format(day=day_words(day or "")))

    def _remove(self, key: str) -> None:
        if self._change(change(self._document, lambda: remove(self._document.case, [("timeline", key)]))):
            self._window.toast.say(_("Kortet är borttaget. Ctrl+Z tar tillbaka det."))
            self.board.first().setFocus()

    def commit(self) -> None:
        """Hand over what is typed in a lane, in the card and in the notes."""
        for lane, line in list(self.board.lines.items()):
            if line.text().strip() and not line.text().strip().endswith(":"):
                self._write(lane, line.text())
        if self.card is not None and self.card.still_there():
            self.card.commit_all()
        self.notes.commit()

    # Taking it out

    def print_shown(self) -> None:
        """Show the timeline as it will be printed, on as many sheets as it takes, and print it."""
        from app.widgets.printing.dialog import print_case

        self.commit()
        print_case(self._window, [TimelinePaper.id])

    def export_shown(self) -> None:
        """Write the timeline to a file."""
        self.commit()
        written = self.exporter.take(TimelinePaper(), self._document.case)
        if written is not None:
            self._window.toast.say(_("Sparad: {path}").format(path=written))
