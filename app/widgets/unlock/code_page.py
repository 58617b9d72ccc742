"""The page with the recovery code: printed or saved, and one group of it written back before one goes on."""

from __future__ import annotations

import secrets
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from app.i18n import _
from app.widgets.unlock.fields import words
from app.widgets.unlock.keys import KeyProblem, Keys
from app.widgets.unlock.pages import KeyPage, centred

_IN_A_ROW = 3
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})


class CodePage(KeyPage):
    """Shows the code. ``asked`` is the group, from 0, that is to be written back."""

    def __init__(self, code: str, keys: Keys, note: str = "") -> None:
        text = _(
            "Glömmer du lösenordet är den här koden det enda som öppnar biblioteket. Skriv ut den eller skriv av den, "
            "och lås in den. Ha den inte i datorn eller i datorväskan. Den visas bara nu."
        )
        super().__init__(_("Din återställningskod"), text, _("Fortsätt"))
        self._code, self._keys = code, keys
        self.groups = code.split("-")
        self.asked = 1 + secrets.randbelow(len(self.groups) - 1)
        self.fields.addWidget(self._shown())
        self.fields.addLayout(self._ways_out())
        self.said = words()
        self.said.hide()
        self.fields.addWidget(self.said)
        self.proof = QLineEdit()
        self.proof.setMaxLength(12)
        self.add(_("Skriv grupp {number} från papperet").format(number=self.asked + 1), self.proof)
        if note:
            self.fields.addWidget(words(note))

    def _shown(self) -> QFrame:
        """Return the groups, large, each with its number."""
        frame = QFrame()
        frame.setObjectName("recoveryCode")
        grid = QGridLayout(frame)
        grid.setContentsMargins(18, 12, 18, 14)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        for at, group in enumerate(self.groups):
            number = centred(QLabel(str(at + 1)))
            number.setObjectName("caption")
            letters = centred(QLabel(group))
            letters.setObjectName("recoveryGroup")
            letters.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            letters.setAccessibleName(_("Grupp {number}: {letters}").format(number=at + 1, letters=" ".join(group)))
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addWidget(number)
            cell.addWidget(letters)
            grid.addLayout(cell, at // _IN_A_ROW, at % _IN_A_ROW)
        return frame

    def _ways_out(self) -> QHBoxLayout:
        self.printing = QPushButton(_("Skriv ut…"))
        self.printing.clicked.connect(lambda _checked=False: self.print_code())
        self.saving = QPushButton(_("Spara som fil…"))
        self.saving.clicked.connect(lambda _checked=False: self.save_code())
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.printing)
        row.addWidget(self.saving)
        row.addStretch(1)
        return row

    def print_code(self) -> None:
        """Ask which printer and print the code's sheet."""
        from app.widgets.unlock.sheet import ask_and_print_code

        taken = ask_and_print_code(self, self._code, self._keys.library)
        if taken is not None:
            self._say(
                _("Skrivaren har tagit emot koden.")
                if taken
                else _("Skrivaren tog inte emot koden. Försök igen, spara den som fil eller skriv av den.")
            )

    def save_code(self) -> None:
        """Ask where to and save the code's sheet as a PDF or as text."""
        from app.widgets.unlock.sheet import save_code

        kinds = {_("PDF-fil (*.pdf)"): ".pdf", _("Textfil (*.txt)"): ".txt"}
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        suggested = str(Path(folder) / (_("aterstallningskod") + ".pdf"))
        heading = _("Spara återställningskoden")
        chosen, kind = QFileDialog.getSaveFileName(self, heading, suggested, ";;".join(kinds))
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() not in kinds.values():
            path = path.with_name(path.name + kinds.get(kind, ".pdf"))
        try:
            save_code(path, self._code, self._keys)
        except (OSError, KeyProblem):
            self._say(_("Koden kunde inte sparas i {path}. Välj en annan mapp.").format(path=path))
            return
        self._say(_("Sparad: {path} Flytta den till ett ställe som bara du kommer åt.").format(path=path))

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setAccessibleName(sentence)
        self.said.show()

    def complete(self) -> bool:
        """Return whether the group that was asked for is written right."""
        written = "".join(each for each in self.proof.text().upper() if each.isalnum()).translate(_MISREAD)
        group = self.groups[self.asked]
        right = written in (group, f"{self.asked + 1}{group}")  # as it stands on the sheet, with its number
        if not right:
            sentence = _("Det är inte grupp {number}. Jämför med koden ovanför, tecken för tecken.")
            self.trouble.say(sentence.format(number=self.asked + 1))
            self.proof.setFocus()
        return right

    def begin(self) -> None:
        """Begin at the printer."""
        self.printing.setFocus()
