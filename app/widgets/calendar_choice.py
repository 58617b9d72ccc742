"""Which dates go to the calendar, and how much they tell. Asked before the file is."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.documents.calendar import Calendar
from app.i18n import N_, _
from app.models.todo import KINDS

_WORDS = {
    **KINDS,
    "first_step": N_("Första stegen i planen"),
    "due": N_("Sista dagen för planens rader"),
    "follow_up": N_("Uppföljningar av planens rader"),
    "goal": N_("Målens datum"),
    "consent": N_("När samtycket går ut"),
    "meeting": N_("Träffar"),
    "sip": N_("SIP-möten"),
}
"""What each kind of date is called where several are meant (Swedish msgids)."""


class CalendarChoice(QDialog):
    """Asks which kinds of date are wanted. Everything that is coming is, until somebody says else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self.setWindowTitle(_("Datum till kalendern"))
        self.setMinimumWidth(460)
        heading = QLabel(_("Datum till kalendern"))
        heading.setObjectName("dialogHeading")
        about = QLabel(
            _(
                "Kalendrar delas med andra. Därför får den bara ärendets nummer, vad det gäller och roller, aldrig "
                "barnets namn."
            )
        )
        about.setWordWrap(True)
        self.kinds = {kind: self._box(_(label), True) for kind, label in _WORDS.items()}
        self.only_coming = self._box(_("Bara från och med i dag"), True)
        self.roles = self._box(_("Skriv ut rollen på den som ser till det"), True)
        self.remind = self._box(_("Påminn dagen innan"), False)
        self.save = QPushButton(_("Välj fil…"))
        self.save.setObjectName("primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self.accept)
        self.cancel = QPushButton(_("Avbryt"))
        self.cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(6)
        column.addWidget(heading)
        column.addWidget(about)
        grid = QGridLayout()
        for at, box in enumerate(self.kinds.values()):
            grid.addWidget(box, at // 2, at % 2)
        column.addLayout(grid)
        column.addSpacing(8)
        for box in (self.only_coming, self.roles, self.remind):
            column.addWidget(box)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        column.addLayout(row)
        self._check()

    def _box(self, words: str, ticked: bool) -> QCheckBox:
        box = QCheckBox(words)
        box.setChecked(ticked)
        box.toggled.connect(self._check)
        return box

    def _check(self) -> None:
        if hasattr(self, "save"):
            self.save.setEnabled(any(box.isChecked() for box in self.kinds.values()))

    def paper(self) -> Calendar:
        """Return what was chosen, as the paper to write."""
        return Calendar(
            [kind for kind, box in self.kinds.items() if box.isChecked()],
            only_coming=self.only_coming.isChecked(),
            roles=self.roles.isChecked(),
            remind=self.remind.isChecked(),
        )


def ask_dates(parent: QWidget | None) -> Calendar | None:
    """Ask which dates are wanted; return the paper, None if it was called off."""
    dialog = CalendarChoice(parent)
    return dialog.paper() if dialog.exec() == QDialog.DialogCode.Accepted else None
