"""The recipients once more (rule R9), the packages as they are made, and what became of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.models.findings.base import listed
from app.widgets.common.announce import announce
from app.widgets.common.wrapping import Wrapping
from app.widgets.disclosing.recipients_list import Line, RecipientsList


class ConfirmPage(QWidget):
    """Asks for the recipients once more. Emits ``changed()`` when another set of them is ticked."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[str, Line] = {}
        self._wanted: frozenset[str] = frozenset()
        self.asked, self.said = QLabel(), QLabel()
        self.asked.setWordWrap(True)
        self.said.setWordWrap(True)
        self.said.setObjectName("error")
        self.list = RecipientsList(_("Mottagarna en gång till"))
        self.list.ticked.connect(lambda _id, _on: self._look())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.asked)
        column.addWidget(self.list, 1)
        column.addWidget(self.said)

    def ask(self, lines: Sequence[Line], wanted: Collection[str]) -> None:
        """Ask for the ``wanted`` among the recipients; nobody is ticked."""
        self._lines = {each.id: each for each in lines}
        self._wanted = frozenset(wanted)
        count = len(self._wanted)
        words = ngettext(
            "Du har valt {n} mottagare. Bocka för den igen, så att inget går till fel ställe.",
            "Du har valt {n} mottagare. Bocka för dem igen, så att inget går till fel ställe.",
            count,
        )
        self.asked.setText(words.format(n=count))
        self.list.fill(lines)
        self.list.setCurrentRow(0)
        self._look()

    def is_confirmed(self) -> bool:
        """Return whether just those who were chosen are ticked."""
        return bool(self._wanted) and frozenset(self.list.all_ticked()) == self._wanted

    def _look(self) -> None:
        odd = [self._lines[each].words for each in self.list.all_ticked() if each not in self._wanted]
        sentence = _("Du valde inte {who} nyss. Bocka av, eller gå tillbaka och välj om.").format(who=listed(odd))
        self.said.setText(sentence if odd else "")
        self.changed.emit()


class WorkingPage(QWidget):
    """Tells how far the packages have come."""

    def __init__(self) -> None:
        super().__init__()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setObjectName("packages")
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Så många paket är klara"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        column.addStretch(2)

    def begin(self, count: int) -> None:
        """Nothing is made yet."""
        self.bar.setRange(0, count)
        self.bar.setValue(0)
        self.words.setText(_("Paketen görs…"))

    def tell(self, done: int, of: int, whose: str) -> None:
        """Say whose package is made now."""
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        if whose:
            self.words.setText(_("Paket {n} av {all}: {who}…").format(n=done + 1, all=of, who=whose))
        else:
            self.words.setText(_("Klart."))

    def cancelling(self) -> None:
        """Say that it is being stopped."""
        self.words.setText(_("Avbryter…"))


class DonePage(QWidget):
    """Says what was written, or why nothing was."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: Sequence[Path] = ()
        self.heading, self.words = QLabel(), QLabel()
        self.heading.setObjectName("panelHeading")
        for label in (self.heading, self.words):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.list = QListWidget()
        self.list.setObjectName("handedList")
        self.list.setAccessibleName(_("Paketen"))
        self.list.setWordWrap(True)
        self.list.setItemDelegate(Wrapping(self.list))
        self.open = QPushButton(_("Öppna mappen"))
        self.open.clicked.connect(lambda _checked=False: self.open_folder())
        row = QHBoxLayout()
        row.addWidget(self.open)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.heading)
        column.addWidget(self.words)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        column.addStretch(0)

    def tell_done(self, paths: Sequence[Path]) -> None:
        """Say what was written."""
        self.paths = paths
        count = len(paths)
        self.heading.setText(ngettext("{n} paket är klart", "{n} paket är klara", count).format(n=count))
        self.words.setText(
            _(
                "Det står i utlämnandeloggen, på sidan Utlämnat. Ett paket är inte krypterat: skicka det bara på ett "
                "sätt som din verksamhet har godkänt, och ta bort det från datorn när mottagaren har det."
            )
        )
        self.list.clear()
        self.list.addItems([f"{path.name}\n{path.parent}" for path in paths])
        self.list.show()
        self.open.show()
        announce(self, self.heading.text())

    def tell_failed(self, sentence: str) -> None:
        """Say why nothing was given."""
        self.paths = ()
        self.heading.setText(_("Inget har lämnats ut"))
        self.words.setText(sentence)
        self.list.hide()
        self.open.hide()
        announce(self, sentence)

    def open_folder(self) -> None:
        """Show the folder of the chosen package, or of the first, in the computer's own file manager."""
        if self.paths:
            at = max(self.list.currentRow(), 0)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.paths[at].parent)))
