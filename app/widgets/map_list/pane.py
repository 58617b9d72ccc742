"""The list with its buttons: what it shows, and what is edited from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from app.document import Document
from app.i18n import _
from app.kinds.registry import figure_kinds, sheet_kinds
from app.models.edits import notes
from app.models.patch import Patch
from app.models.records import Figure, Relation, Wish
from app.widgets.canvas.keyboard import say_of
from app.widgets.canvas.pictures import concerns
from app.widgets.canvas.view import CanvasView
from app.widgets.common.flow import FlowLayout
from app.widgets.common.hidden import hidden_words
from app.widgets.common.style import LOOKS
from app.widgets.map_list.forms import FigureForm, TieForm
from app.widgets.map_list.lines import FIGURES, NOTES, RELATIONS, WISHES, Key, lines
from app.widgets.map_list.menu import row_menu
from app.widgets.map_list.model import MapListModel
from app.widgets.map_list.view import MapListView

_WORDS = {FIGURES: "label", RELATIONS: "label", WISHES: "text"}
"""What F2 writes anew: a figure's name, the words on a relation, what is wished."""


class MapListPane(QWidget):
    """The list of the map that a canvas shows; edits go the canvas' way, so that undo and refusals are the same.

    Emits ``picked(list[Key])`` and ``opened(Key)`` as the view does, and ``left()`` on Esc.
    """

    picked = Signal(list)
    opened = Signal(tuple)
    left = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self.canvas: CanvasView | None = None
        self.menu: QMenu | None = None
        self._stale = True
        self.setObjectName("mapListPane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = MapListModel()
        self.view = MapListView(self.model)
        self.view.edit_with(self._words_of, self._keep)
        self.heading = QLabel()
        self.heading.setObjectName("dockHeading")
        self.buttons = self._make_buttons()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 8, 0)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.buttons)
        column.addWidget(self.view, 1)
        self.view.picked.connect(self.picked)
        self.view.opened.connect(self.opened)
        self.view.left.connect(self.left)
        self.view.removed.connect(self.remove)
        self.view.sign.connect(self._say_of)
        self.view.asked.connect(self._ask_menu)
        document.patched.connect(self._patched)
        document.shown_changed.connect(self._forget)
        LOOKS.changed.connect(self._dress)

    def _make_buttons(self) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder, gap=6)
        for label, press in (
            (_("Ny figur …"), lambda: self.new_figure()),
            (_("Ny relation …"), lambda: self.new_tie(wish=False)),
            (_("Nytt önskemål …"), lambda: self.new_tie(wish=True)),
        ):
            button = QPushButton(label)
            button.setAccessibleName(label.removesuffix(" …"))
            button.clicked.connect(lambda _checked=False, do=press: do())
            row.addWidget(button)
        return holder

    # What it shows

    def show_map(self, canvas: CanvasView | None) -> None:
        """List the map that a canvas shows, or nothing."""
        self.canvas = canvas
        self._renew()

    def select(self, keys: Iterable[Key]) -> None:
        """Select exactly these rows; what is not on the list is passed over."""
        self._refresh()
        self.view.choose(keys)

    def _patched(self, patch: Patch) -> None:
        if concerns(patch):
            self._renew()

    def _forget(self) -> None:
        """Names were hidden or shown: no list, seen or not, keeps those it had."""
        if not self.isVisible():
            self.model.show(())
        self._renew()

    def _renew(self) -> None:
        self._stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        if not self._stale or self.canvas is None:
            return
        self._stale = False
        may = not self.document.read_only
        self.model.may_edit = may
        self.buttons.setVisible(may)
        kind = sheet_kinds()[self.canvas.sheet_kind]
        self.heading.setText(_("{map} som lista").format(map=_(kind.label)))
        self.view.setAccessibleName(self.heading.text())
        self.model.show(lines(self.document.shown, self.canvas.sheet_kind))

    def _dress(self) -> None:
        self.view.measure()
        self.model.repaint()

    # What is edited from it

    def _current(self) -> Key | None:
        index = self.view.currentIndex()
        return self.model.key(index) if index.isValid() else None

    def edit_current(self) -> None:
        """Write the current row anew."""
        self.view.edit(self.view.currentIndex())

    def _words_of(self, key: Key) -> str | None:
        """Return what F2 writes anew, or None: while names are hidden a pseudonym must not become a name."""
        family, name = key
        sheet = self.document.case.sheet_of_kind(self.canvas.sheet_kind) if self.canvas is not None else None
        if self.document.hides(*(("maps", sheet.id) if family == NOTES and sheet is not None else key)):
            self._say(hidden_words(self.document))
            return None
        if family == NOTES and self.canvas is not None:
            note = notes.notes_of(sheet).get(name)
            return note.text or "" if note is not None else None
        record = self.document.case.record(*key)
        if isinstance(record, Figure | Relation):
            return record.label or ""
        return record.text if isinstance(record, Wish) else None

    def _keep(self, key: Key, words: str) -> None:
        family, name = key
        if family == NOTES and self.canvas is not None:
            self.canvas.changes.push_with_places(notes.WRITE, partial(notes.write_note, key=name, text=words))
        else:
            self.set_field(key, _WORDS[family], words.strip())

    def set_field(self, key: Key, field: str, value: object) -> None:
        """Set a field of a record of the list."""
        if self.canvas is not None:
            self.canvas.changes.set_field(*key, field, value)

    def answer(self, wish: str, status: str) -> None:
        """Answer a wish."""
        if self.canvas is not None:
            self.canvas.changes.answer(wish, status)

    def remove(self) -> None:
        """Take what is selected out of the case."""
        keys = self.view.selected_keys()
        if keys and self.canvas is not None:
            self.canvas.changes.remove(keys)

    def _say_of(self, sign: str) -> None:
        """The digits and signs of the canvas say the same here."""
        if self.canvas is not None and self.canvas.changes.may_edit():
            say_of(self.canvas, self.view.selected_keys(), sign)

    def new_figure(self, group: str | None = None) -> None:
        """Ask who is to be set out, and do it."""
        canvas = self.canvas
        if canvas is None or not canvas.changes.may_edit():
            return
        form = FigureForm(self, self.document.shown, group)
        if form.exec() == QDialog.DialogCode.Accepted:
            name, role, area, ring = form.values()
            made = canvas.place_figure(next(iter(figure_kinds())), area, ring, name, role)
            if made is not None:
                self.picked.emit([(FIGURES, made)])

    def new_tie(self, from_: str | None = None, *, wish: bool) -> None:
        """Ask for a relation or a wish between two figures of the map, and make it."""
        canvas, figures = self.canvas, self._figures()
        if canvas is None or not canvas.changes.may_edit():
            return
        if len(figures) < 2:
            self._say(_("En linje går mellan två figurer. Ställ ut en figur till först."))
            return
        chosen = from_ or next((name for family, name in self.view.selected_keys() if family == FIGURES), None)
        form = TieForm(self, self.document.shown, figures, chosen, wish=wish)
        if form.exec() != QDialog.DialogCode.Accepted:
            return
        make = canvas.changes.ask if wish else canvas.changes.relate
        made = make(*form.ends(), form.said())
        if made is not None:
            self.picked.emit([(WISHES if wish else RELATIONS, made)])

    def do(self, action: str) -> bool:
        """Do an action of the canvas as lists do it; return False for one that the list has no way of its own for."""
        known: dict[str, Callable[[], None]] = {
            "new_figure": self.new_figure,
            "new_relation": partial(self.new_tie, wish=False),
            "new_wish": partial(self.new_tie, wish=True),
            "to_area": lambda: self._ask_menu(self.view.visualRect(self.view.currentIndex()).center()),
        }
        if action in known:
            known[action]()
        return action in known

    def _figures(self) -> list[str]:
        """Return the map's figures in the list's order."""
        if self.canvas is None:
            return []
        rows = lines(self.document.shown, self.canvas.sheet_kind)
        return [each.key[1] for row in rows for each in (row, *row.children) if each.key[0] == FIGURES]

    def _ask_menu(self, spot: QPoint) -> None:
        index = self.view.indexAt(spot)
        self.menu = row_menu(self, self.model.key(index) if index.isValid() else None)
        self.menu.popup(self.view.viewport().mapToGlobal(spot))

    def _say(self, sentence: str) -> None:
        if self.canvas is not None:
            self.canvas.message.emit(sentence)

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with the case."""
        super().showEvent(event)
        self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Insert sets out a new figure."""
        if event.key() == Qt.Key.Key_Insert and not event.modifiers():
            self.new_figure()
        else:
            super().keyPressEvent(event)
