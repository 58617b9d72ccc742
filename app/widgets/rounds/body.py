"""What the three parts of a round have in common: they write down what one actor says, card by card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.models.patch import Patch
from app.models.records import Meeting
from app.widgets.common.changes import change
from app.widgets.properties.form import Panel

if TYPE_CHECKING:
    from app.widgets.canvas.view import CanvasView
    from app.widgets.case_window import CaseWindow


class RoundBody(QWidget):
    """One actor's part of a round. Signals: ``refused(str)``, why something was not taken; ``done()``, when the next
    may be asked; ``aimed(list)``, the keys (family, id) of what is being written about.
    """

    refused = Signal(str)
    done = Signal()
    aimed = Signal(list)

    def __init__(self, window: CaseWindow) -> None:
        super().__init__()
        self._window, self._document = window, window.document
        self.figure = ""
        self.meeting: Meeting | None = None
        self.canvas: CanvasView | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)

    def show_actor(self, figure: str, meeting: Meeting | None) -> None:
        """Show another actor's part, or the same one anew; what is typed for the one before is kept first."""
        self.commit()
        self.figure, self.meeting = figure, meeting
        self.build()
        self.refresh()

    def build(self) -> None:
        """Make what stands here for the actor."""

    def refresh(self) -> None:
        """Show the records as they are now; what is being typed stays."""

    def commit(self) -> None:
        """Hand over everything that is typed but not yet kept."""

    def focus_first(self) -> None:
        """Put the cursor where the first words are typed."""

    def step(self) -> bool:
        """Go on to what the same actor is to say next; return whether there was anything."""
        return False

    def push(self, build: Callable[[], Patch]) -> bool:
        """Make an edit; say why if it was refused. Return whether nothing was refused."""
        problem = change(self._document, build)
        if problem is not None:
            self.refused.emit(problem)
        return problem is None


class Cards:
    """A column of panels, one a record, that follows the records: new ones come last, removed ones go."""

    def __init__(self, make: Callable[[str], Panel]) -> None:
        self.column = QVBoxLayout()
        self.column.setSpacing(8)
        self.by_key: dict[str, Panel] = {}
        self._make = make

    def show_keys(self, keys: Sequence[str]) -> None:
        """Show these records' cards; a card that stays keeps what is being typed in it."""
        for key in [each for each in self.by_key if each not in keys]:
            _put_away(self.by_key.pop(key))
        for at, key in enumerate(keys):
            if key not in self.by_key:
                self.by_key[key] = self._make(key)
                self.column.insertWidget(at, self.by_key[key])
            self.by_key[key].refresh()
        self.by_key = {key: self.by_key[key] for key in keys}

    def clear(self) -> None:
        """Take every card away; what is typed in them is handed over first."""
        self.commit()
        self.show_keys([])

    def commit(self) -> None:
        """Hand over what is typed in the cards."""
        for card in list(self.by_key.values()):
            card.commit_all()


def _put_away(card: QWidget) -> None:
    card.blockSignals(True)
    card.hide()
    parent = card.parentWidget()
    layout = parent.layout() if parent is not None else None
    if layout is not None:
        layout.removeWidget(card)
    card.deleteLater()


def beside(column: QVBoxLayout, *widgets: QWidget) -> QHBoxLayout:
    """Put widgets beside each other at the end of a column; the first takes the room there is."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for at, widget in enumerate(widgets):
        row.addWidget(widget, 1 if at == 0 else 0, Qt.AlignmentFlag.AlignTop)
    column.addLayout(row)
    return row


def framed(panel: Panel) -> Panel:
    """Let a panel look like a card, close about what it holds."""
    panel.setObjectName("roundCard")
    panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    layout: QLayout | None = panel.layout()
    assert layout is not None
    layout.setContentsMargins(14, 10, 14, 12)
    layout.setSpacing(6)
    return panel
