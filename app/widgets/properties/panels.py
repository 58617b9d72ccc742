"""The panels of a figure, a relation, the case itself, and of several things at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QPushButton

from app.document import Document
from app.i18n import N_, _, ngettext
from app.kinds.registry import tie_kinds
from app.models.edits.ties import reverse_tie
from app.models.records import FIGURE_STATUSES
from app.widgets.common.changes import change
from app.widgets.common.names import ends, full_name
from app.widgets.properties.form import Panel, RecordPanel, remove_button

Remove = Callable[[], None]


class FigurePanel(RecordPanel):
    """The figure that is selected."""

    def __init__(self, document: Document, key: str, remove: Remove) -> None:
        self._is_child = document.case.child == key
        super().__init__(document, "figures", key, without=("ring",) if self._is_child else ())
        if not self._is_child and not document.read_only:
            self.column.insertWidget(self.column.count() - 1, remove_button(_("Ta bort figuren"), remove))

    def titles(self) -> tuple[str, str]:
        """Return the figure's name, and what it is."""
        figure = self.document.shown.figures[self.key]
        protected = [_("Skyddade personuppgifter")] if self.key in self.document.protected else []
        if self._is_child:
            return figure.label, " · ".join([_("Barnet i mitten"), *protected])
        group = self.document.shown.groups[figure.group].label
        return full_name(figure), " · ".join([group, _(FIGURE_STATUSES[figure.status]), *protected])


class RelationPanel(RecordPanel):
    """The relation that is selected."""

    def __init__(self, document: Document, key: str, remove: Remove) -> None:
        super().__init__(document, "relations", key)
        if document.read_only:
            return
        turn = QPushButton(_("Vänd riktningen"))
        turn.clicked.connect(self._turn)
        self.column.insertWidget(self.column.count() - 1, turn)
        self.column.insertWidget(self.column.count() - 1, remove_button(_("Ta bort relationen"), remove))

    def _turn(self) -> None:
        change(self.document, lambda: reverse_tie(self.document.case, "relations", self.key))

    def titles(self) -> tuple[str, str]:
        """Return the relation's quality and its ends."""
        relation = self.document.shown.relations[self.key]
        kind = tie_kinds().get(relation.quality)
        quality = _(kind.label) if kind is not None else relation.quality
        return _("Relation: {quality}").format(quality=quality.lower()), ends(self.document.shown, relation)


class ManyPanel(Panel):
    """Several things are selected."""

    def __init__(self, document: Document, selection: list[tuple[str, str]], remove: Remove) -> None:
        super().__init__(document)
        self._selection = selection
        count = len(selection)
        self.say(
            ngettext("{n} sak är vald", "{n} saker är valda", count).format(n=count),
            _("Dra för att flytta dem tillsammans."),
        )
        if not document.read_only:
            self.column.addWidget(remove_button(_("Ta bort de valda"), remove))
        self.column.addStretch(1)

    def refresh(self) -> None:
        """It shows nothing of the records."""

    def still_there(self) -> bool:
        """Return whether all of them still exist."""
        return all(self.document.case.record(*each) is not None for each in self._selection)


STEPS = (
    N_("Ställ ut figurer runt barnet: skriv en bokstav, dubbelklicka eller dra dem från listan till vänster."),
    N_("Välj Relation eller Önskemål under kartan och dra från en figur till en annan."),
    N_("Svara på önskemålet här till höger: kan, delvis eller blockerat – och vad som skulle låsa upp det."),
    N_("Gör det ni lovar varandra till rader i planen."),
)


class CasePanel(RecordPanel):
    """Nothing is selected: the case itself, and how to begin."""

    def __init__(self, document: Document) -> None:
        # how the case goes on is done on the page "Ärendet", which keeps state and day together
        super().__init__(document, "case", "case", without=("status", "closed_on"))
        self.guide = QLabel("\n\n".join(f"{n}.  {_(step)}" for n, step in enumerate(STEPS, 1)))
        self.guide.setObjectName("guide")
        self.guide.setWordWrap(True)
        self.column.insertWidget(2, self.guide)
        self.refresh()

    def titles(self) -> tuple[str, str]:
        """Return what the panel is about."""
        return _("Ärendet"), _("Inget är valt på kartan.")

    def refresh(self) -> None:
        """Show the case; the guide goes when there are figures, a tie and a plan row."""
        super().refresh()
        if hasattr(self, "guide"):
            case = self.document.case
            self.guide.setVisible(not (case.wishes and case.plan))
