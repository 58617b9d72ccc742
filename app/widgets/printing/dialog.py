"""The window for printing: what is to go along to the left, how it will look to the right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.documents.base import Document as PaperSource
from app.i18n import _
from app.kinds.options import Options as Looks
from app.models.case import Case
from app.widgets.common.messages import tell
from app.widgets.common.style import scaled
from app.widgets.printing.choice import Choice, printable
from app.widgets.printing.choosing import Choosing, advice
from app.widgets.printing.making import Made, Maker
from app.widgets.printing.printer import ask_for_printer, file_of, print_file
from app.widgets.printing.safely import Safely
from app.widgets.printing.view import TURN, PageView, Strip
from app.widgets.services import ServiceFailed

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow
    from app.widgets.services import Services

SETTING = "printing"


class PrintDialog(QDialog):
    """Chooses papers, shows them as they will be printed, prints them or saves them as one PDF.

    ``said`` is the sentence to tell afterwards; empty where nothing was done.
    """

    def __init__(
        self,
        parent: QWidget | None,
        services: Services,
        case: Case,
        looks: Looks,
        papers: Sequence[PaperSource],
        safely: Safely | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Skriv ut"))
        self._services, self._case, self._looks, self._safely = services, case, looks, safely
        self._papers = {paper.id: paper for paper in papers}
        self.made: Made | None = None
        self.said = ""
        self.maker = Maker(self, self._make)
        self.maker.made.connect(self._show)
        self.maker.failed.connect(self._tell)
        self.choosing = Choosing(papers)
        self.choosing.changed.connect(self._choose)
        self.choosing.safe.setVisible(safely is not None)
        self.strip, self.view = Strip(), PageView()
        self.strip.picked.connect(self._turn)
        self.view.zoomed.connect(self._retell)
        self._build()

    def _build(self) -> None:
        self.nearer = self._button("+", _("Närmare"), lambda: self.view.step(1))
        self.farther = self._button("−", _("Längre bort"), lambda: self.view.step(-1))
        self.whole = self._button(_("Hela sidan"), _("Hela sidan"), self.view.fit)
        self.page_told, self.note = QLabel(), QLabel()
        self.note.setWordWrap(True)
        self.save = self._button(_("Spara som PDF…"), _("Spara som PDF…"), self.save_pdf)
        self.print = self._button(_("Skriv ut…"), _("Skriv ut…"), self.print_pages)
        self.print.setObjectName("primary")
        self.print.setDefault(True)
        self.review = self._button(_("Granska texterna…"), _("Granska texterna…"), self._review)
        self.review.hide()
        cancel = self._button(_("Avbryt"), _("Avbryt"), self.reject)
        above = QHBoxLayout()
        above.addWidget(self.page_told, 1)
        for each in (self.farther, self.nearer, self.whole):
            above.addWidget(each)
        shown = QHBoxLayout()
        shown.addWidget(self.strip)
        shown.addWidget(self.view, 1)
        right = QVBoxLayout()
        right.addLayout(above)
        right.addLayout(shown, 1)
        told = QHBoxLayout()
        told.addWidget(self.note, 1)
        told.addWidget(self.review)
        right.addLayout(told)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.choosing)
        middle.addLayout(right, 1)
        below = QHBoxLayout()
        below.addStretch(1)
        for button in (cancel, self.save, self.print):
            below.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addLayout(middle, 1)
        column.addLayout(below)
        most = self.screen().availableSize()
        self.resize(min(scaled(1180), most.width() - 60), min(scaled(920), most.height() - 90))

    def _button(self, words: str, name: str, do: object) -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(name)
        button.setToolTip(name if words != name else "")
        button.setAutoDefault(False)
        button.clicked.connect(do)
        return button

    # Choosing and looking

    def show_choice(self, choice: Choice) -> None:
        """Show a choice and make its pages."""
        self.choosing.show_choice(choice)
        self._choose()

    def _choose(self) -> None:
        choice = self.choosing.choice()
        self.made = None
        self._enable()
        if not self._read_review(choice):
            return
        if choice.kinds:
            self.note.setText(_("Sidorna görs…"))
            self.maker.ask(choice)
        else:
            self.note.setText(_("Välj minst ett dokument."))

    def _read_review(self, choice: Choice) -> bool:
        """Read what has been decided of the texts, where it matters; return whether that could be done."""
        self.review.setVisible(choice.safe)
        try:
            if choice.safe and self._safely is not None:
                self._safely.read()
        except ServiceFailed as problem:
            self._tell(str(problem))
            return False
        return True

    def _review(self) -> None:
        """Let the texts be read, and make the pages anew."""
        assert self._safely is not None
        try:
            self._safely.ask(self)
        except ServiceFailed as problem:
            self._tell(str(problem))
            return
        self._choose()

    def _case_of(self, choice: Choice) -> Case:
        """Return the case that a choice's papers are made of. Raises ServiceFailed where it cannot be de-identified."""
        return self._safely.case() if choice.safe and self._safely is not None else choice.case(self._case)

    def _chosen(self, choice: Choice) -> list[PaperSource]:
        return [self._papers[kind] for kind in choice.kinds]

    def _make(self, choice: Choice) -> tuple[bytes, float | None]:
        """Make the pages; runs beside the window. Where a size was asked for it is found out what fits on it."""
        case, options = self._case_of(choice), choice.options(self._looks)
        data = self._services.pdf(self._chosen(choice), case, options)
        asked = self._chosen(choice) if choice.paper in ("a4", "a3") else []
        sizes = [size for each in asked if (size := each.smallest_words(case, options)) is not None]
        return data, min(sizes, default=None)

    def _show(self, made: Made) -> None:
        if made.choice != self.choosing.choice():
            return
        self.made = made
        left_out = self._safely.said if made.choice.safe and self._safely is not None else ""
        self.note.setText(" ".join(each for each in (advice(made), left_out) if each))
        self.strip.show_pages(made.small)
        self._enable()

    def _tell(self, sentence: str) -> None:
        self.note.setText(sentence)

    def _turn(self, page: int) -> None:
        if self.made is not None and page >= 0:
            self.view.show_page(self.made.pages, page)

    def _retell(self) -> None:
        if self.made is None:
            return
        page = _("Sida {page} av {pages}").format(page=self.view.sheet.page + 1, pages=len(self.made.pages.sizes))
        self.page_told.setText(f"{page} · {round(self.view.sheet.zoom * 100)} %")

    def _enable(self) -> None:
        for each in (self.print, self.save, self.nearer, self.farther, self.whole):
            each.setEnabled(self.made is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl with plus and minus goes nearer and farther, with 0 back; Page Up and Page Down turn the pages."""
        key = Qt.Key(event.key())
        if self.view.zoomed_by(event):
            return
        if key in TURN:
            self.strip.setCurrentRow(min(max(self.strip.currentRow() + TURN[key], 0), self.strip.count() - 1))
        else:
            super().keyPressEvent(event)

    # Taking it out

    def print_pages(self) -> None:
        """Ask which printer, and print what is shown."""
        made = self.made
        printer = ask_for_printer(self) if made is not None else None
        if made is None or printer is None:
            return
        if (path := file_of(printer)) is not None:
            self._write(made.choice, path)  # what Qt writes in a file can neither be archived nor read aloud
            return
        if not print_file(made.pages, printer, grey=made.choice.grey):
            tell(
                self, _("Utskriften gick inte"), _("Skrivaren tog inte emot sidorna. Försök igen, eller spara som PDF.")
            )
            return
        self.said = _("Utskrivet.")
        self.accept()

    def save_pdf(self) -> None:
        """Ask where to, and write what is shown as one file."""
        if self.made is None:
            return
        choice = self.made.choice
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        number = self._safely.number if choice.safe and self._safely is not None else self._case.info.number or ""
        words = f"{number} {_(self._papers[choice.kinds[0]].label)}"
        stem = re.sub(r'[\\/:*?"<>|\s]+', "-", words).strip("-. ")[:90]
        suggested = str(Path(folder) / f"{stem}.pdf")
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Spara som PDF"), suggested, "PDF (*.pdf)")
        if not chosen:
            return
        self._write(choice, Path(chosen) if chosen.lower().endswith(".pdf") else Path(chosen + ".pdf"))

    def _write(self, choice: Choice, path: Path) -> None:
        """Write a choice's papers as one file."""
        try:
            self._services.save_pdf(self._chosen(choice), self._case_of(choice), path, choice.options(self._looks))
        except ServiceFailed as problem:
            tell(self, _("Exporten gick inte"), str(problem))
            return
        self.said = _("Sparad: {path}").format(path=path)
        self.accept()


def print_case(window: CaseWindow, kinds: Sequence[str], instead: Sequence[PaperSource] = ()) -> None:
    """Open the window with some papers chosen. ``instead`` are papers that stand in for those of the same kind."""
    own = {paper.id: paper for paper in instead}
    papers = [own.get(paper.id, paper) for paper in printable()]
    case, looks = window.document.case, window.options
    _open(window, PrintDialog(window, window.services, case, looks, papers, Safely(window)), kinds)


def print_paper(window: CaseWindow, paper: PaperSource, case: Case) -> None:
    """Open the window with one paper, made of ``case``, that only a page knows: there is nothing else to choose."""
    _open(window, PrintDialog(window, window.services, case, window.options, [paper]), [paper.id])


def _open(window: CaseWindow, dialog: PrintDialog, kinds: Sequence[str]) -> None:
    before = window.settings.values.get(SETTING)
    dialog.show_choice(Choice.remembered(before if isinstance(before, dict) else {}, tuple(kinds)))
    dialog.exec()
    window.settings.values[SETTING] = dialog.choosing.choice().to_remember()
    if dialog.said:
        window.toast.say(dialog.said)
    dialog.deleteLater()
