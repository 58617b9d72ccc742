"""The canvas: one sheet of an open case, to look at and to work on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.document import Document
from app.drawing.geometry import Point
from app.drawing.to_qt import register_fonts
from app.i18n import _
from app.kinds.options import PLAIN, Options
from app.kinds.registry import sheet_kinds
from app.models.patch import Patch
from app.widgets.canvas import keyboard
from app.widgets.canvas.card import Card
from app.widgets.canvas.changes import Changes
from app.widgets.canvas.drop import MIME_FIGURE, carried
from app.widgets.canvas.hint import EmptyHint
from app.widgets.canvas.inline_editor import InlineEditor
from app.widgets.canvas.menu import context_menu
from app.widgets.canvas.noting import Noting
from app.widgets.canvas.pictures import Pictures, concerns
from app.widgets.canvas.pointer import Finger, Pointer
from app.widgets.canvas.scene import FIGURES, CanvasScene, Key
from app.widgets.canvas.sheet_view import SheetView
from app.widgets.canvas.tools import tools
from app.widgets.canvas.tools.base import Tool
from app.widgets.canvas.tools.connect import Connecting
from app.widgets.canvas.tools.place import Placing
from app.widgets.common.hidden import hidden_words
from app.widgets.common.style import LOOKS, theme_now

if TYPE_CHECKING:
    from app.widgets.actions.base import Place

WAIT_MS = 200
"""How long a better picture waits for hands to rest, each time it is tried."""

__all__ = ["MIME_FIGURE", "CanvasView"]

Over = TypeVar("Over", InlineEditor, Card)


class CanvasView(SheetView):
    """One sheet of ``document``. Keys are (family, key), family ``figures``, ``relations`` or ``wishes``.

    Signals: ``selection_changed(list[Key])``; ``zoom_changed(float)``, 1.0 being true size; ``tool_changed(str)``;
    ``message(str)``, a sentence for the status bar.
    """

    selection_changed = Signal(list)
    tool_changed = Signal(str)
    message = Signal(str)

    def __init__(
        self, document: Document, sheet_kind: str, parent: QWidget | None = None, *, options: Options = PLAIN
    ) -> None:
        register_fonts()
        pictures = Pictures(sheet_kind, options)
        super().__init__(CanvasScene(pictures.of(document.shown)), parent)
        self._take_pictures(pictures)
        self.document = document
        self.sheet_kind = sheet_kind
        self.changes = Changes(document, sheet_kind, self.message.emit, self._standing)
        self.placing = Placing(self)
        self.connecting = Connecting(self)
        self.noting = Noting(self)
        self.editor: InlineEditor | Card | None = None
        self.menu: QMenu | None = None
        self.offer_more: Callable[[QMenu, Place], None] | None = None
        self.walked_from: str | None = None
        self._tools = tools()
        self._tool = self._tools["move"]
        self.pointer = Pointer(self)
        self.fingers.hand = Finger(self)
        self._selected: list[Key] = []
        self._stale = False
        kind = sheet_kinds().get(sheet_kind)
        self.setAccessibleName(_(kind.label) if kind is not None else sheet_kind)
        self.setAcceptDrops(True)
        self._hint = EmptyHint(self)
        self.wear(theme_now())
        LOOKS.changed.connect(self._wear)
        self.moved.connect(self._follow)
        document.patched.connect(self._patched)
        document.shown_changed.connect(self._shown_changed)

    # What the window asks for

    def select(self, keys: Iterable[Key]) -> None:
        """Select exactly these; those that do not stand on the sheet are passed over."""
        self._refresh()
        before, self._selected = self._selected, list(self.sheet.set_selected(keys))
        figures = [name for family, name in self._selected if family == FIGURES]
        self.sheet.offer_handle(figures[0] if len(self._selected) == len(figures) == 1 else None)
        if before != self._selected:
            self.selection_changed.emit(self.selected())

    def selected(self) -> list[Key]:
        """Return what is selected, in the order it was."""
        return list(self._selected)

    def light(self, keys: Iterable[Key]) -> None:
        """Light these with what hangs on them and dim the rest; with no keys the selection decides again."""
        self.sheet.set_lit(keys)

    def set_options(self, options: Options) -> None:
        """Look at the sheet in another way; what is selected stays so."""
        if options != self._pictures.options:
            self._pictures.stop()
            self._take_pictures(Pictures(self.sheet_kind, options))
            self._shown_anew()

    @property
    def at_rest(self) -> bool:
        """Whether the sheet is laid out for good; a large one is sketched at first."""
        return self._pictures.at_rest

    def fit(self) -> None:
        """Show the whole sheet, and go on doing so while the window changes size."""
        self._refresh()
        super().fit()

    def set_tool(self, name: str) -> None:
        """Take up a tool: ``move``, ``relation`` or ``wish``. Raises KeyError for another name."""
        self.cancel()
        if self._tool.name != name:
            self._tool = self._tools[name]
            self.pointer.show_cursor()
            self.tool_changed.emit(name)

    def tool(self) -> str:
        """Return the name of the tool in hand."""
        return self._tool.name

    @property
    def tool_in_hand(self) -> Tool:
        """The tool itself."""
        return self._tool

    def delete_selected(self) -> None:
        """Take away what is selected."""
        if self._selected:
            self.changes.remove(self._selected)

    def rename_selected(self) -> None:
        """Open a field over the name of the figure, or the words of the tie or note, that was selected last."""
        if self.noting.edit_selected() or not self._selected or not self.changes.may_edit():
            return
        family, name = self._selected[-1]
        if self.document.hides(family, name):
            self.message.emit(hidden_words(self.document))
            return
        if family == FIGURES:
            self.placing.rename(name)
        else:
            self.connecting.reword((family, name))

    def place_figure(
        self,
        kind: str,
        group: str | None,
        ring: int | None,
        label: str,
        role: str | None = None,
        pos: Point | None = None,
    ) -> str | None:
        """Put a figure on the sheet, select it and return its id; without ``pos`` (mm) the layout finds it a place."""
        self._refresh()
        return self.placing.put(label, role=role, kind=kind, group=group, ring=ring, at=pos)

    # What tools and keys ask for

    def cancel(self) -> None:
        """Drop whatever is going on: a drag, an open field, an open choice."""
        self.pointer.drop()
        if self.editor is not None:
            self.editor.drop()
        if self.connecting.menu is not None:
            self.connecting.menu.drop()

    def step_back(self) -> None:
        """Esc: drop what is going on, else put the tool away, else select nothing."""
        if self.pointer.busy:
            self.cancel()
        elif self._tool.name != "move":
            self.set_tool("move")
        else:
            self.select([])

    def edit_words(
        self, anchor: QPointF, *, width: int, keep: Callable[[str], object], text: str = "", hint: str = ""
    ) -> InlineEditor:
        """Open a field for words at ``anchor`` (scene). ``keep`` gets them, if they are new and not empty."""
        return self.take_editor(
            lambda closed: InlineEditor(self, anchor, width=width, text=text, hint=hint, keep=keep, closed=closed)
        )

    def take_editor(self, make: Callable[[Callable[[], object]], Over]) -> Over:
        """Open a field or a card over the sheet in place of the one that is open, which keeps what is typed in it."""
        if self.editor is not None:
            self.editor.accept()
        made = make(self._closed)
        self.editor = made
        return made

    def arrange(self) -> None:
        """Tidy the whole sheet, in one undo step: pinned figures stay, and the others near where they stood."""
        if self.changes.arrange(self._pictures.options):
            self.fit()
            self.message.emit(_("Kartan är ordnad. Ångra tar tillbaka det."))

    def _standing(self) -> dict[str, Point]:
        """Return where everyone on the sheet stands for good: nobody, as long as it is only sketched."""
        if self._pictures.rough:
            return {}
        return self.sheet.places(self.sheet.picture.figures)

    def _wear(self) -> None:
        self.wear(theme_now())
        self._hint.place()

    def _closed(self) -> None:
        """Take the focus back from the editor; where the user has gone elsewhere with it, it stays there."""
        focus, editor, self.editor = QApplication.focusWidget(), self.editor, None
        self.sheet.clear_momentary()
        if focus is None or focus is editor or (editor is not None and editor.isAncestorOf(focus)):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_menu(self, spot: QPoint, point: QPointF) -> None:
        """Open the menu at ``spot`` (viewport) for what lies at ``point`` (scene), which is selected."""
        key = self.sheet.key_at(point)
        if key is not None and key not in self._selected:
            self.select([key])
        self.menu = context_menu(self, key, spot)
        self.menu.popup(self.viewport().mapToGlobal(spot))

    def open_menu_for_selection(self) -> None:
        """Open the menu for what is selected, where it stands."""
        key = self._selected[-1] if self._selected else None
        spot = self.mapFromScene(self.sheet.middle_of(key)) if key else self.viewport().rect().center()
        self.menu = context_menu(self, key, spot)
        self.menu.popup(self.viewport().mapToGlobal(spot))

    # The document

    def _take_pictures(self, pictures: Pictures) -> None:
        self._pictures = pictures
        pictures.setParent(self)
        pictures.improved.connect(self._improve)

    def _improve(self) -> None:
        """Show what has been laid out in the background, when hands rest."""
        if self.pointer.busy or self.editor is not None:
            QTimer.singleShot(WAIT_MS, self, self._improve)
            return
        self._shown_anew()

    def _shown_anew(self) -> None:
        self._stale = True
        if self.isVisible():
            self._refresh()

    def _patched(self, patch: Patch) -> None:
        if concerns(patch):
            self._shown_anew()

    def _shown_changed(self) -> None:
        """Names were hidden or shown: other words, and nobody moves."""
        self.setToolTip("")
        self.setAccessibleDescription("")
        self._pictures.hold()
        self._shown_anew()

    def _refresh(self) -> None:
        """Show the case as it is now, if it has changed since the last time."""
        if not self._stale:
            return
        self._stale = False
        self.pointer.drop()
        room = self.sheet.room
        self.sheet.show_picture(self._pictures.of(self.document.shown))
        if self.navigation.follows_fit and room != self.sheet.room:
            super().fit()
        if any(not self.sheet.has(key) for key in self._selected):
            self.select(self._selected)
        self.moved.emit()

    def set_room_below(self, pixels: int, corner: QPoint | None = None) -> None:
        """Keep room for the bars; the words of an empty sheet go in the corner that they leave."""
        super().set_room_below(pixels, corner)
        self._hint.place()

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with the case and fit the sheet."""
        super().showEvent(event)
        self._stale = self._stale or not self._pictures.at_rest
        self._refresh()
        self._hint.place()
        if self.navigation.follows_fit:
            self.fit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing goes on unseen."""
        self.cancel()
        self._pictures.stop()
        super().hideEvent(event)

    def _follow(self) -> None:
        self._hint.place()
        if self.editor is not None:
            self.editor.follow()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture."""
        self.pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the gesture, or show what lies under the pointer."""
        self.pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture."""
        self.pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Rename a figure; on the empty ground put a new one."""
        self.pointer.double_click(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key means on the canvas."""
        if event.key() == Qt.Key.Key_Space:
            self.pointer.hold(True)
        elif not keyboard.press(self, event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Put the hand away when space is let go."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.pointer.hold(False)
        super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes with Tab and finds nothing selected stands at the first figure, or the last: it is seen where."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason) and not self._selected:
            keyboard.next_figure(self, event.reason() == Qt.FocusReason.TabFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from figure to figure, and at the end on to the next panel."""
        return keyboard.next_figure(self, forward) or super().focusNextPrevChild(forward)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu for what lies under the pointer."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.open_menu_for_selection()
            return
        self.open_menu(event.pos(), self.mapToScene(event.pos()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take figures from the palette; anything else is for the window."""
        self._take(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take figures anywhere on the sheet."""
        self._take(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the figure where it was let go."""
        figure = carried(event.mimeData())
        if figure is None:
            event.ignore()
            return
        event.acceptProposedAction()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.placing.dropped(figure, self.mapToScene(event.position().toPoint()))

    def _take(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(MIME_FIGURE) and not self.document.read_only:
            event.acceptProposedAction()
        else:
            event.ignore()
