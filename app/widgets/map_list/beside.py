"""The map as a picture, as a list, or as both beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from app.document import Document
from app.i18n import N_, _
from app.kinds.registry import sheet_kinds
from app.widgets.canvas.view import CanvasView
from app.widgets.common.announce import announce
from app.widgets.common.focus_ring import FocusRing
from app.widgets.common.style import scaled
from app.widgets.map_list.lines import FIGURES, NOTES, Key
from app.widgets.map_list.pane import MapListPane

Mode = Literal["picture", "both", "list"]
MODES: Mapping[str, str] = {
    "picture": N_("Kartan som bild"),
    "both": N_("Kartan som bild och lista"),
    "list": N_("Kartan som lista"),
}
"""How the map can be shown, in the order that Ctrl+L goes through, with Swedish msgids."""
_SPOKEN = 3
_ROOM = 320  # pixels that the list takes at least beside the picture


class MapBeside(QSplitter):
    """Holds the pages with the maps and the list. Emits ``mode_changed(str)``.

    Whatever is selected is told to the list and to the screen reader by `select`; what is picked in the list comes
    from ``pane.picked``.
    """

    mode_changed = Signal(str)

    def __init__(self, pages: QWidget, document: Document) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.document = document
        self.pages = pages
        self.pane = MapListPane(document)
        self.mode: Mode = "picture"
        self._canvas: CanvasView | None = None
        self._chosen: list[Key] = []
        self._shared_at = 0
        for widget in (pages, self.pane):
            self.addWidget(widget)
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 2)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.pane.left.connect(self._leave)
        document.shown_changed.connect(self._say_later)
        self._arrange()

    def show_map(self, canvas: CanvasView | None) -> None:
        """Show a canvas' map in the ways chosen; None: another page than a map, which has no list."""
        self._canvas = canvas
        if canvas is not None:
            kind = sheet_kinds()[canvas.sheet_kind]
            if canvas.findChild(FocusRing) is None:
                FocusRing(canvas)
            canvas.setAccessibleName(_("{map} som bild. Ctrl+L visar den som lista.").format(map=_(kind.label)))
        self.pane.show_map(canvas)
        self._arrange()

    def set_mode(self, mode: object) -> None:
        """Show maps as ``picture``, ``both`` or ``list``; anything else is passed over."""
        wanted = next((each for each in get_args(Mode) if each == mode), None)
        if wanted is None or wanted == self.mode:
            return
        self.mode = wanted
        self._arrange()
        self.focus_map()
        self.mode_changed.emit(wanted)

    def next_mode(self) -> None:
        """Go to the next way of showing maps."""
        order = list(MODES)
        self.set_mode(order[(order.index(self.mode) + 1) % len(order)])

    def instead(self, action: str) -> bool:
        """Do what an action does with a card on the picture from the list, where that is all there is.

        Returns whether it was done: False where the picture is there to do it on.
        """
        if self.mode != "list":
            return False
        return self.pane.do(action)

    def show_picture(self) -> None:
        """See to it that the picture is there, beside the list if that was alone."""
        if self.mode == "list":
            self.set_mode("both")

    def focus_map(self) -> None:
        """Put the focus on the list where it is shown, else on the picture."""
        if self._canvas is None:
            return
        if self.mode == "picture":
            self._canvas.setFocus()
            return
        self.pane.view.setFocus()
        if not self.pane.view.currentIndex().isValid():
            self.pane.view.setCurrentIndex(self.pane.model.index(0, 0))

    def select(self, keys: Iterable[Key]) -> None:
        """Show in the list, and say, what is selected."""
        if self._canvas is None:
            return
        chosen = self._chosen = list(keys)
        self.pane.select(chosen)
        self._say(chosen)

    def _say_later(self) -> None:
        """Say anew what is selected when the canvas has taken the names away, or shows them again."""
        QTimer.singleShot(0, self, lambda: self._say(self._chosen))

    def _say(self, chosen: list[Key]) -> None:
        if self._canvas is None:
            return
        said = self._said(chosen)
        if said != self._canvas.accessibleDescription():
            self._canvas.setAccessibleDescription(said)
            if self._canvas.hasFocus():
                announce(self._canvas, said)

    def _said(self, keys: list[Key]) -> str:
        found = [self._alt(family, key) for family, key in keys]
        words = [alt for alt in found if alt]
        if not words:
            return _("Inget är valt.")
        if len(words) > _SPOKEN:
            return _("{n} saker är valda.").format(n=len(words))
        return _("Valt: {what}").format(what=" ".join(words))

    def _alt(self, family: str, key: str) -> str:
        """Return what the picture of a figure, a tie or a note shows; nothing where it is not on the sheet."""
        assert self._canvas is not None
        picture = self._canvas.sheet.picture
        if family == FIGURES:
            return picture.figures[key].alt if key in picture.figures else ""
        if family == NOTES:
            return picture.notes[key].alt if key in picture.notes else ""
        return picture.ties[key].alt if key in picture.ties else ""

    def _arrange(self) -> None:
        on_map = self._canvas is not None
        self.pane.setVisible(on_map and self.mode != "picture")
        self.pages.setVisible(not on_map or self.mode != "list")
        if on_map and self.mode == "both":
            self._share()

    def _share(self) -> None:
        """Give the list what it needs to be read, and the picture the rest; the user's own sharing is kept."""
        if self._shared_at != self.width():
            self._shared_at = self.width()
            room = max(scaled(_ROOM), round(self.width() * 0.4))
            self.setSizes([max(0, self.width() - room), room])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        if self._canvas is not None and self.mode == "both":
            self._share()

    def _leave(self) -> None:
        """Esc in the list goes to the picture; where there is none it selects nothing."""
        if self.mode == "both" and self._canvas is not None:
            self._canvas.setFocus()
        else:
            self.pane.view.clearSelection()
