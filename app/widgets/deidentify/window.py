"""Avidentifiera: read the free texts one by one, think of small places, write a file that tells nobody whose it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QCursor, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.models.deidentify.making import StillTells, case_number, deidentified, hidden_in, still_told, texts_to_review
from app.models.deidentify.reviewing import Decision, Review, Said
from app.models.deidentify.smallness import traits
from app.widgets.common.opening import fit_on_screen
from app.widgets.common.style import scaled
from app.widgets.deidentify.keeping import reviewed
from app.widgets.deidentify.shown_text import Proposal, ShownText, told
from app.widgets.deidentify.small_places import SmallPlaces
from app.widgets.properties.editors import QuietCombo
from app.widgets.services import ServiceFailed

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

CANNOT = frozenset(("calendar", "edit-log", "withdrawal-letter", "layout"))
"""Papers that cannot be de-identified, or need more than a case."""
MOST_TOLD = 10
"""So many of the things found in a text are told beside it; all of them are marked in it."""
UNREAD, WRITTEN, LEFT_OUT = "○", "✓", "–"


class DeidentifyWindow(QDialog):
    """Every decision is kept in the library at once; nothing can be written until every text has one."""

    def __init__(self, window: CaseWindow, parent: QWidget | None = None) -> None:
        super().__init__(parent or window)
        self._services, self._id, self._case = window.services, window.library_id, window.document.case
        self._drafts: dict[str, str] = {}
        self._shown = ""
        self._row = -1
        self._review = reviewed(self._services, self._id, self._case)
        self._texts: list[Said] = texts_to_review(self._case, self._review)
        self._hidden = hidden_in(self._case, date.today())
        self.setObjectName("message")
        self.setWindowTitle(_("Avidentifiera"))
        heading = QLabel(_("Avidentifiera"))
        heading.setObjectName("dialogHeading")
        self.about = QLabel(
            _(
                "Namn, platser, dagar och åldrar byts ut av sig själva. Fri text måste någon läsa: det som kan peka ut "
                "någon är markerat, och du bestämmer om texten får vara med."
            )
        )
        self.about.setWordWrap(True)
        self.list = QListWidget()
        self.list.setObjectName("careList")
        self.list.setAccessibleName(_("Texter att läsa"))
        self.original, self.found, self.proposal = ShownText(), QLabel(), Proposal()
        self.small = SmallPlaces()
        self.accept_text, self.leave_out = (
            QPushButton(_("Använd texten och gå vidare")),
            QPushButton(_("Lämna utanför")),
        )
        self.papers, self.count, self.said = QuietCombo(), QLabel(), QLabel()
        self.write, self.close_button = QPushButton(_("Skriv filen…")), QPushButton(_("Stäng"))
        self._lay_out(heading)
        self._fill()
        self._connect()

    # Building

    def _lay_out(self, heading: QLabel) -> None:
        for label in (self.found, self.said):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setObjectName("error")
        self.said.hide()
        self.papers.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.papers.setAccessibleName(_("Vad som skrivs"))
        self.accept_text.setObjectName("primary")
        right, inside = QScrollArea(), QWidget()
        right.setObjectName("plain")
        inside.setObjectName("plainInside")
        right.setWidgetResizable(True)
        right.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        right.setWidget(inside)
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 0, 2, 0)
        column.setSpacing(8)
        for name, field in ((_("Som den är skriven"), self.original), (_("Som den blir"), self.proposal)):
            caption = QLabel(name)
            caption.setObjectName("caption")
            caption.setBuddy(field)
            column.addWidget(caption)
            column.addWidget(field, 1)
            if field is self.original:
                column.addWidget(self.found)
        column.addLayout(_row(None, self.leave_out, self.accept_text))
        column.addWidget(self.small)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setObjectName("plain")
        split.setChildrenCollapsible(False)
        self.list.setMinimumWidth(scaled(240))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        split.addWidget(self.list)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(26, 20, 26, 18)
        whole.setSpacing(10)
        for widget in (heading, self.about):
            whole.addWidget(widget)
        whole.addWidget(split, 1)
        whole.addWidget(self.said)
        whole.addLayout(_row(self.count, self.papers, self.close_button, self.write))
        fit_on_screen(self, 1060, 760)
        split.setSizes([self.width() // 3, self.width() * 2 // 3])

    def _fill(self) -> None:
        for _said in self._texts:
            self.list.addItem(QListWidgetItem(""))
            self._mark(self.list.count() - 1)
        for paper in self._services.papers():
            if paper.kind not in CANNOT:
                self.papers.addItem(_(paper.label), paper)
        waiting = self._review.waiting(self._texts)
        self.list.setCurrentRow(self._texts.index(waiting[0]) if waiting else 0)
        self._show()
        self._tell()
        self.proposal.setFocus()

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._go_to)
        self.accept_text.clicked.connect(lambda: self._decide(self.proposal.toPlainText()))
        self.leave_out.clicked.connect(lambda: self._decide(None))
        self.write.clicked.connect(self.ask_and_write)
        self.close_button.clicked.connect(self.accept)
        for button in (self.accept_text, self.leave_out, self.write, self.close_button):
            button.setAutoDefault(False)
        for button, keys in ((self.accept_text, "Ctrl+Return"), (self.leave_out, "Ctrl+Shift+Return")):
            button.setShortcut(QKeySequence(keys))
            button.setToolTip(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText))

    # Reading

    @property
    def current(self) -> Said | None:
        """The text that is read now."""
        row = self.list.currentRow()
        return self._texts[row] if 0 <= row < len(self._texts) else None

    def _go_to(self, _row: int) -> None:
        self._put_aside(self._row)
        self._show()

    def _show(self) -> None:
        said = self.current
        self.original.show_text(said)
        self.found.setText(
            told(said.marks, said.text, MOST_TOLD) if said is not None else _("Ärendet har ingen fri text.")
        )
        decision = self._review.of(said) if said is not None else None
        kept = decision.text if decision is not None else None
        self._shown = kept if kept is not None else said.proposal if said is not None else ""
        self._row = self.list.currentRow()
        self.proposal.setPlainText(self._shown if said is None else self._drafts.get(said.place, self._shown))
        for widget in (self.accept_text, self.leave_out, self.proposal):
            widget.setEnabled(said is not None)

    def _decide(self, text: str | None) -> None:
        """Keep what was decided of the text, and go to the next that nobody has read. One that still tells is not
        accepted: it is said at once what it tells."""
        said = self.current
        if said is None:
            return
        told = still_told(text, self._hidden) if text is not None else ""
        if told:
            self._complain(_("Texten har kvar {what}. Ändra den eller lämna den utanför.").format(what=told))
            self.proposal.setFocus()
            return
        if text is not None and not text.strip():
            text = None
        decision = Decision(said.print, text)
        try:
            self._services.keep_review(self._id, {said.place: decision})
        except ServiceFailed as problem:
            self._complain(str(problem))
            return
        self._complain("")
        self._drafts.pop(said.place, None)
        self._shown = self.proposal.toPlainText()
        self._review = Review({**self._review.decisions, said.place: decision})
        row = self.list.currentRow()
        self._mark(row)
        self._tell()
        order = [*range(row + 1, len(self._texts)), *range(row)]
        following = next((at for at in order if self._review.of(self._texts[at]) is None), None)
        if following is not None:
            self.list.setCurrentRow(following)
            self.proposal.setFocus()

    def _mark(self, row: int) -> None:
        said = self._texts[row]
        decision = self._review.of(said)
        sign, words = UNREAD, _("inte läst")
        if decision is not None:
            sign, words = (LEFT_OUT, _("lämnas utanför")) if decision.text is None else (WRITTEN, _("är med"))
        item = self.list.item(row)
        item.setText(f"{sign}  {said.called} · {' '.join(said.text.split())[:60]}")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{said.called}, {words}")
        item.setToolTip(said.called)

    def _tell(self) -> None:
        waiting = len(self._review.waiting(self._texts))
        read = _("{read} av {all} texter lästa").format(read=len(self._texts) - waiting, all=len(self._texts))
        self.count.setText(read)
        self.write.setEnabled(waiting == 0)
        self.write.setToolTip(_("Läs alla texter först.") if waiting else "")
        decided = (self._review.of(each) for each in self._texts)
        self.small.show_traits(traits(self._case, [each.text for each in decided if each is not None and each.text]))

    def _complain(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))

    # Writing

    def ask_and_write(self) -> Path | None:
        """Ask where to, and write the paper there if nothing in it tells who it is about; return where it is."""
        paper = self.papers.currentData()
        filters = {_("{suffix}-fil (*.{ending})").format(suffix=s.upper(), ending=s): s for s in paper.suffixes}
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        stem = f"{case_number(self._id)}-{_(paper.label)}".replace(" ", "-").replace("/", "-")
        suggested = str(Path(folder) / f"{stem}.{paper.suffixes[0]}")
        chosen, kind = QFileDialog.getSaveFileName(self, _("Skriv filen"), suggested, ";;".join(filters))
        if not chosen:
            return None
        path = Path(chosen)
        if path.suffix.lower().lstrip(".") not in paper.suffixes:
            path = path.with_name(f"{path.name}.{filters.get(kind, paper.suffixes[0])}")
        return self._written(paper.kind, path)

    def _written(self, kind: str, path: Path) -> Path | None:
        QApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
        try:
            case = deidentified(self._case, self._review, self._id, date.today())
            self._services.export(case, kind, path)
        except (StillTells, ServiceFailed) as problem:
            self._complain(str(problem))
            return None
        finally:
            QApplication.restoreOverrideCursor()
        self._complain("")
        self.count.setText(_("{file} är skriven. Allt i den är genomsökt.").format(file=path.name))
        return path

    # What is being typed

    def _put_aside(self, row: int) -> None:
        """Keep what was typed of a text that is left without a decision, so that it is there when one comes back."""
        if not 0 <= row < len(self._texts):
            return
        said, typed = self._texts[row], self.proposal.toPlainText()
        if typed == self._shown:
            self._drafts.pop(said.place, None)
        else:
            self._drafts[said.place] = typed

    def done(self, result: int) -> None:
        """Keep in the library what was typed and not yet used: a person has written it."""
        self._put_aside(self.list.currentRow())
        by_place = {each.place: each for each in self._texts}
        kept = {place: Decision(by_place[place].print, text.strip() or None) for place, text in self._drafts.items()}
        if kept:
            try:
                self._services.keep_review(self._id, kept)
            except ServiceFailed as problem:
                self._complain(str(problem))
                return
        super().done(result)


def _row(first: QWidget | None, *rest: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    if first is not None:
        row.addWidget(first)
    row.addStretch(1)
    for widget in rest:
        row.addWidget(widget)
    return row
