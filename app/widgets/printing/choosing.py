"""The choices beside the preview, as boxes; and what there is to say about a choice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.documents.base import Document as PaperSource
from app.documents.map_page import SMALLEST_PT
from app.i18n import _, ngettext
from app.widgets.common.style import scaled
from app.widgets.printing.choice import PAPERS, Choice
from app.widgets.printing.making import Made

A3_LONG = 421.0
"""Millimetres that a page may be long and still be no poster."""


class Choosing(QScrollArea):
    """Which papers, the paper's size, and what goes along. Emits ``changed()``."""

    changed = Signal()

    def __init__(self, papers: Sequence[PaperSource]) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 10, 0)
        self._column.setSpacing(3)
        heading = QLabel(_("Skriv ut"))
        heading.setObjectName("dialogHeading")
        self._column.addWidget(heading)
        self._caption(_("Dokument"))
        self.papers = {paper.id: self._box(_(paper.label)) for paper in papers}
        alone = len(papers) == 1
        for box in self.papers.values():
            box.setDisabled(alone)
        self.paper = QComboBox()
        for paper, label in PAPERS.items():
            self.paper.addItem(_(label), paper)
        self.paper.setAccessibleName(_("Papper"))
        self.paper.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self._caption(_("Papper")).setBuddy(self.paper)
        self._column.addWidget(self.paper)
        self._caption(_("Ta med"))
        self.legend = self._box(_("Teckenförklaring"))
        self.notes = self._box(_("Anteckningar på kartan"))
        self._caption(_("Så här"))
        self.grey = self._box(_("I gråskala"))
        self.hidden = self._box(_("Byt namnen mot roller"))
        self.hidden.setHidden(alone)  # a paper that a page made has its names already
        self.safe = self._box(_("Avidentifierad"))
        self.safe.setToolTip(_("Också utan platser, dagar och åldrar. Fri text är med som den är granskad."))
        self.safe.toggled.connect(self.hidden.setDisabled)
        self._column.addStretch(1)
        self.setWidget(inside)
        self.setMinimumWidth(max(scaled(250), inside.minimumSizeHint().width() + 24))
        self.setMaximumWidth(scaled(340))

    def _caption(self, words: str) -> QLabel:
        caption = QLabel(words)
        caption.setObjectName("caption")
        self._column.addSpacing(8)
        self._column.addWidget(caption)
        return caption

    def _box(self, words: str) -> QCheckBox:
        box = QCheckBox(words)
        box.toggled.connect(lambda _on: self.changed.emit())
        self._column.addWidget(box)
        return box

    def choice(self) -> Choice:
        """Return what is chosen."""
        return Choice(
            tuple(kind for kind, box in self.papers.items() if box.isChecked()),
            str(self.paper.currentData()),
            self.legend.isChecked(),
            self.notes.isChecked(),
            self.grey.isChecked(),
            self.hidden.isChecked(),
            self.safe.isChecked(),
        )

    def show_choice(self, choice: Choice) -> None:
        """Show a choice without telling anyone."""
        self.blockSignals(True)
        for kind, box in self.papers.items():
            box.setChecked(kind in choice.kinds)
        self.paper.setCurrentIndex(max(0, self.paper.findData(choice.paper)))
        for box, on in (
            (self.legend, choice.legend),
            (self.notes, choice.notes),
            (self.grey, choice.grey),
            (self.hidden, choice.hidden),
            (self.safe, choice.safe),
        ):
            box.setChecked(on)
        self.blockSignals(False)


def advice(made: Made) -> str:
    """Return what there is to say about how a choice turned out: how many sheets, and what is hard to read."""
    count = len(made.pages.sizes)
    said = [ngettext("{n} sida.", "{n} sidor.", count).format(n=count)]
    if made.choice.paper == "auto" and any(max(size) > A3_LONG for size in made.pages.sizes):
        said.append(
            _("Orden blir för små på A3. Därför blir det en affisch. Den kan också delas på ark som tejpas ihop.")
        )
    if made.smallest is not None and made.smallest < SMALLEST_PT:
        points = f"{made.smallest:.1f}".replace(".", ",")
        said.append(
            _("De minsta orden blir {points} punkter och svåra att läsa. Välj hellre en affisch.").format(points=points)
        )
    if made.choice.safe:
        said.append(_("Allt är genomsökt: inget av det som skulle döljas står kvar."))
    elif made.choice.hidden:
        said.append(_("Det som står i löpande text kan ändå peka ut någon. Läs igenom innan du lämnar ut."))
    return " ".join(said)
