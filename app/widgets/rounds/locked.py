"""What stands where answers are locked, or were opened early: who has not had its turn, and a button for the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app.document import Document
from app.i18n import _, ngettext
from app.models.rounds import turns
from app.widgets.common.names import actor_name
from app.widgets.rounds.lock import CLOSE, OPEN, lock_of

_NAMED = 6
"""At most this many of those who wait are named."""


class LockedNotice(QFrame):
    """Says that the answers are locked, and offers to open them; or to lock them again. Its owner shows it."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.setObjectName("lockedNotice")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.open = QPushButton(_(OPEN))
        self.open.clicked.connect(lambda _checked=False: lock_of(document).open())
        self.close_again = QPushButton(_(CLOSE))
        self.close_again.clicked.connect(lambda _checked=False: lock_of(document).close())
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(self.words)
        for button in (self.open, self.close_again):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        document.patched.connect(self.refresh)  # a lambda would outlive the widget
        document.shown_changed.connect(self.refresh)
        self.refresh()

    def refresh(self, *_patch: object) -> None:
        """Say how it is now, and name those who have not had their turn."""
        lock, case = lock_of(self._document), self._document.shown
        may = not self._document.read_only
        self.open.setVisible(may and lock.locked)
        self.close_again.setVisible(may and lock.opened)
        waiting = []
        if lock.meeting is not None and not lock.opened:
            row = turns(self._document.case, lock.meeting, "round_2")
            left = [turn for turn in row if not turn.missing and (not turn.done or lock.asks_again(turn.figure))]
            waiting = [actor_name(case, turn.figure) for turn in left]
        said = [_("Svaren öppnades innan alla har haft sin tur i runda 2.")]
        if not lock.opened:
            said = [_("Ingen svarar än. Svaren öppnas när alla har haft sin tur i runda 2.")]
        if waiting:
            names = ", ".join(waiting[:_NAMED])
            more = len(waiting) - _NAMED
            if more > 0:
                names += " " + ngettext("och {n} till", "och {n} till", more).format(n=more)
            said.append(_("Kvar: {names}.").format(names=names))
        self.words.setText(" ".join(said))
        self.setAccessibleName(self.words.text())
