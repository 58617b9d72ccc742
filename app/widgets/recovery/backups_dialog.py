"""The library's backups: when each was made, what it holds, the way back to it, or to one case of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _, ngettext
from app.widgets.common.messages import ask
from app.widgets.common.names import human_time
from app.widgets.common.opening import fit_on_screen
from app.widgets.common.working import Work
from app.widgets.recovery.care import WHYS, Care, Copy, CopyHolds
from app.widgets.services import ServiceFailed


class BackupsDialog(QDialog):
    """Lists the backups. ``whole`` says that the whole library may be put back: no case is open.

    Emits ``changed()`` when the library holds something else than before.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None, care: Care, *, whole: bool) -> None:
        super().__init__(parent)
        self._care, self._whole = care, whole
        self._holds: CopyHolds | None = None
        self.setObjectName("message")
        self.setWindowTitle(_("Säkerhetskopior"))
        fit_on_screen(self, 820, 500)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(10)
        heading = QLabel(_("Säkerhetskopior"))
        heading.setObjectName("dialogHeading")
        column.addWidget(heading)
        column.addWidget(_words(self._about()))
        column.addLayout(self._lists(), 1)
        self.said = _words("")
        self.said.hide()
        column.addWidget(self.said)
        column.addLayout(self._buttons())
        self.reload()

    def _about(self) -> str:
        about = _(
            "Samkarta gör kopior av sig själv: under arbetet, när du stänger och före stora ändringar. De är "
            "krypterade med samma lösenord som biblioteket och ligger i mappen backups bredvid det. Lägg gärna en "
            "kopia på en annan disk ibland."
        )
        if self._whole:
            return about
        return about + " " + _("Gå till biblioteket för att lägga tillbaka allt. Ett enstaka ärende kan du hämta här.")

    def _lists(self) -> QHBoxLayout:
        self.copies, self.cases = QListWidget(), QListWidget()
        row = QHBoxLayout()
        row.setSpacing(16)
        for title, widget in ((_("Kopior"), self.copies), (_("Ärenden i kopian"), self.cases)):
            caption = QLabel(title)
            caption.setObjectName("caption")
            caption.setBuddy(widget)
            widget.setAccessibleName(title)
            widget.setObjectName("careList")
            widget.setTextElideMode(Qt.TextElideMode.ElideRight)
            widget.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(caption)
            column.addWidget(widget, 1)
            row.addLayout(column, 1)
        self.copies.currentRowChanged.connect(lambda _row: self._show())
        self.cases.currentRowChanged.connect(lambda _row: self._enable())
        return row

    def _buttons(self) -> QHBoxLayout:
        self.make = _button(_("Gör en kopia nu"), self.make_one)
        self.fetch = _button(_("Hämta ärendet som kopia"), self.fetch_case)
        self.restore = _button(_("Lägg tillbaka allt…"), self.restore_all)
        self.restore.setVisible(self._whole)
        close = _button(_("Stäng"), self.reject)
        close.setObjectName("primary")
        close.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.make)
        row.addStretch(1)
        for button in (self.fetch, self.restore, close):
            row.addWidget(button)
        return row

    # What is shown

    def reload(self) -> None:
        """Read the list of backups again; the newest is chosen."""
        self._found = list(self._care.copies())
        self.copies.clear()
        for copy in self._found:
            line = f"{human_time(copy.at)} · {_(WHYS.get(copy.why, copy.why))}"
            item = QListWidgetItem(line)
            item.setToolTip(f"{copy.path.name} · {_size(copy.size)}")
            self.copies.addItem(item)
        if self._found:
            self.copies.setCurrentRow(0)
        else:
            self.say(_("Det finns ingen säkerhetskopia än."))
        self._show()

    def chosen(self) -> Copy | None:
        """Return the backup that is chosen."""
        row = self.copies.currentRow()
        return self._found[row] if 0 <= row < len(self._found) else None

    def _show(self) -> None:
        """Show what the chosen backup holds."""
        self.cases.clear()
        self._holds = None
        copy = self.chosen()
        if copy is not None:
            try:
                self._holds = self._care.holds(copy)
            except ServiceFailed as problem:
                self.say(str(problem))
            else:
                self._show_cases(self._holds)
        self._enable()

    def _show_cases(self, holds: CopyHolds) -> None:
        for case in holds.cases:
            changed = _("Ändrat {when}").format(when=human_time(case.changed))
            item = QListWidgetItem(f"{case.name}\n{changed}")
            item.setToolTip(case.name)
            self.cases.addItem(item)
        cases, edits = len(holds.cases), holds.edits
        told = ngettext("Kopian är hel: {n} ärende", "Kopian är hel: {n} ärenden", cases).format(n=cases)
        self.say(told + (", " + ngettext("{n} ändring.", "{n} ändringar.", edits).format(n=edits) if edits else "."))

    def _enable(self) -> None:
        writes = not self._care.why_read_only
        self.make.setEnabled(writes)
        self.restore.setEnabled(writes and self._holds is not None)
        self.fetch.setEnabled(writes and self._holds is not None and self.cases.currentRow() >= 0)

    def say(self, sentence: str) -> None:
        """Show a sentence below the lists."""
        self.said.setText(sentence)
        self.said.setAccessibleName(sentence)
        self.said.setVisible(bool(sentence))

    # What is done

    def make_one(self) -> None:
        """Make a backup now, beside the window."""
        self.make.setEnabled(False)
        self.say(_("Kopierar…"))
        work = Work(self, lambda: self._care.back_up("asked"), calm=ServiceFailed)
        work.done.connect(self._made)
        work.failed.connect(self._not_made)
        work.start()

    def _made(self, copy: object) -> None:
        self.reload()
        if copy is None:
            self.say(_("Det här biblioteket har inget lösenord, så det får inga säkerhetskopior."))

    def _not_made(self, problem: object) -> None:
        self._enable()
        self.say(str(problem))

    def restore_all(self) -> None:
        """Put the chosen backup in the library's place, if the answer is yes."""
        copy = self.chosen()
        if copy is None:
            return
        sentence = _(
            "Biblioteket blir som det var {when}. Det som är där nu tas inte bort: det behålls bredvid, under ett "
            "annat namn, och går att öppna med samma lösenord."
        ).format(when=human_time(copy.at))
        if ask(self, _("Lägg tillbaka säkerhetskopian?"), sentence, accept=_("Lägg tillbaka")):
            self._do(lambda: self._care.restore(copy))

    def fetch_case(self) -> None:
        """Put the chosen case of the backup in the library, beside what is there."""
        copy, row = self.chosen(), self.cases.currentRow()
        if copy is not None and self._holds is not None and 0 <= row < len(self._holds.cases):
            case = self._holds.cases[row]

            def fetch() -> str:
                name = self._care.fetch_case(copy, case.id)
                return _("”{name}” är hämtat som ett eget ärende. Det som redan fanns är orört.").format(name=name)

            self._do(fetch)

    def _do(self, do: Callable[[], str]) -> None:
        try:
            told = do()
        except ServiceFailed as problem:
            self.say(str(problem))
            return
        self.changed.emit()
        self.reload()
        self.say(told)


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _button(text: str, press: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setAccessibleName(text)
    button.clicked.connect(lambda _checked=False: press())
    return button


def _size(size: int) -> str:
    return _("{n} kB").format(n=max(1, round(size / 1024)))
