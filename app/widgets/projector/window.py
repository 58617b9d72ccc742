"""The window that fills the projector's screen with one sheet: no bars, large words, everything on single keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from app.document import Document
from app.i18n import _
from app.kinds.options import PLAIN, Options
from app.kinds.registry import sheet_kinds
from app.kinds.sheet_picture import SheetPicture
from app.kinds.themes import recolour
from app.kinds.viewing import Wall
from app.kinds.words import nature
from app.models.pseudonyms import neutral_title
from app.widgets.canvas.navigation import FIT_MARGIN_PX
from app.widgets.common.style import theme_now
from app.widgets.projector.band import Band, told_of
from app.widgets.projector.board import PageBoard
from app.widgets.projector.head import WallHead
from app.widgets.projector.showing import Showing
from app.widgets.projector.wall_view import WallView
from app.widgets.unlock.locking import LOCK_KEYS, lock_of_program
from app.widgets.unlock.menu import lock_now

READABLE = 45
"""Names and wishes are at least the screen's height divided by this high: they are read from the back row."""
_ROOM_FOR_ROUNDING = 1.01
_HINT_MS = 6000
_SETTLED_MS = 150
_EDGE = 22
_BAND, _BAND_OF_SHEET = 0.36, 0.42
"""How much of the window's height, and of the sheet's, the band takes at most."""
_DIRECTIONS: Mapping[int, QPointF] = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


def wall_of(width: int, height: int) -> Wall:
    """Return what a sheet fills in a window of this size in pixels."""
    edge = 2 * FIT_MARGIN_PX
    return Wall(max(100, width - edge), max(100, height - edge), height / READABLE * _ROOM_FOR_ROUNDING)


class ProjectorWindow(QWidget):
    """One sheet of a document for a group to look at. ``closed()`` when it goes; it changes nothing in the case.

    ``hide_names`` is called when names are to be hidden or shown again.
    """

    closed = Signal()

    def __init__(
        self,
        document: Document,
        kind: str,
        size: tuple[int, int],
        hide_names: Callable[[], object],
        options: Options = PLAIN,
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("projector")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.resize(*size)
        self.document = document
        self.theme = theme_now()
        self.showing = Showing(document, kind, wall_of(*size), options, self)
        self.view = WallView(self.showing.picture, self)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.band = Band(self)
        self.heads: list[WallHead] = []
        self.board = PageBoard()
        self._past: SheetPicture | None = None
        self.quiet = False  # whether the band tells nothing of those who are lit
        self.hint = QLabel(_("Esc lämnar. F1 visar allt du kan göra."), self)
        self.nature = QLabel(self)
        self.nature.setObjectName("wallNature")
        self.menu: QMenu | None = None
        self.commands: dict[str, QAction] = {}
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.setInterval(_SETTLED_MS)
        self._resized.timeout.connect(self._fill)
        self._add_commands(hide_names)
        self.view.lit_changed.connect(self._tell)
        self.view.menu_wanted.connect(self.open_menu)
        self.showing.changed.connect(self._show_picture)
        document.shown_changed.connect(self._retitle)
        self._retitle()
        self.add_head(self.board)
        self.wear(self.theme)
        QTimer.singleShot(_HINT_MS, self.hint, self.hint.hide)

    # What can be done

    def _add_commands(self, hide_names: Callable[[], object]) -> None:
        view = self.view
        self.add_command("next_sheet", _("Nästa karta"), ("PgDown",), partial(self.turn_sheet, 1))
        self.add_command("last_sheet", _("Föregående karta"), ("PgUp",), partial(self.turn_sheet, -1))
        self.add_command("fit", _("Visa hela kartan"), ("0", "Ctrl+0"), view.fit)
        self.add_command("zoom_in", _("Zooma in"), ("+", "Ctrl++", "=", "Ctrl+="), view.zoom_in)
        self.add_command("zoom_out", _("Zooma ut"), ("-", "Ctrl+-"), view.zoom_out)
        self.add_command("pen", _("Penna"), ("P",), self._take_pen, checkable=True)
        self.add_command("clear", _("Sudda det ritade"), ("C", "Del", "Backspace"), view.pen.clear)
        self.add_command("names", _("Dölj namnen"), ("N", "Ctrl+Shift+D"), hide_names, checkable=True)
        self.add_command("dark", _("Mörk bakgrund"), ("D",), self._turn_theme, checkable=True)
        self.add_command("legend", _("Teckenförklaring"), ("T",), self._turn_legend, checkable=True)
        self.add_command("help", _("Visa den här listan"), ("F1", "H"), self._open_help)
        if lock_of_program() is not None:
            self.add_command("lock", _("Lås Samkarta"), (LOCK_KEYS,), lock_now)
        self.add_command("leave", _("Lämna"), ("F11", "Ctrl+W"), self.close)

    def add_command(
        self,
        name: str,
        label: str,
        keys: tuple[str, ...],
        run: Callable[[], object],
        *,
        checkable: bool = False,
        after: str = "",
    ) -> None:
        """Add something that can be done, on single keys and in the menu: there last, or ``after`` another."""
        action = QAction(label, self)
        action.setShortcuts([QKeySequence(each) for each in keys])
        action.setCheckable(checkable)
        action.triggered.connect(lambda _checked=False: run())
        self.addAction(action)
        order = list(self.commands)
        at = order.index(after) + 1 if after else len(order)
        self.commands = {each: self.commands.get(each, action) for each in (*order[:at], name, *order[at:])}

    def open_menu(self, at: QPoint) -> None:
        """Show everything that can be done, with its keys, at a global point."""
        self.menu = QMenu(self)
        self.menu.addAction(_("Lys upp nästa aktör")).setShortcut(QKeySequence("Tab"))
        self.menu.actions()[0].triggered.connect(lambda _checked=False: self.view.step(True))
        self.commands["pen"].setChecked(self.view.drawing)
        self.commands["names"].setChecked(self.document.all_hidden)
        self.commands["dark"].setChecked(self.theme == "dark")
        self.commands["legend"].setChecked(not self.view.sheet.bare)
        for action in self.commands.values():
            self.menu.addAction(action)
        self.menu.addSeparator()
        for words in (
            _("Pilarna går till aktören bredvid, Esc släcker"),
            _("Högerknappen ritar för stunden, Ctrl visar en röd prick"),
        ):
            self.menu.addAction(words).setEnabled(False)
        self.menu.popup(at)

    def _open_help(self) -> None:
        self.open_menu(self.mapToGlobal(self.rect().center() - QPoint(160, 220)))

    def step_back(self) -> None:
        """Esc: put the light out, else put the pen away, else leave."""
        if self.view.lit:
            self.view.light("")
        elif self.view.drawing:
            self._take_pen()
        else:
            self.close()

    def turn_sheet(self, by: int) -> None:
        """Show the next of the case's sheets, or the one before."""
        kinds = list(sheet_kinds())
        at = (kinds.index(self.showing.picture.kind) + by) % len(kinds)
        self.show_sheet(kinds[at], self.showing.options)

    def show_sheet(self, kind: str, options: Options) -> None:
        """Show a sheet by its kind, looked at in a way."""
        if kind != self.showing.picture.kind:
            self.view.light("")
            self.view.pen.clear()
            self.view.navigation.follows_fit = True
        self.showing.show(kind, options)
        self.view.fit() if self.view.navigation.follows_fit else None

    def wear(self, theme: str) -> None:
        """Show the sheet in a theme, ``light`` or ``dark``."""
        self.theme = theme
        self.view.wear(theme)
        self.view.pen.wear(theme)
        self.band.wear(recolour(theme))
        for head in self.heads:
            head.wear(recolour(theme))
        ground = self.view.backgroundBrush().color().name()
        ink = "#222222" if theme == "light" else "#f2f0ea"
        self.setStyleSheet(
            f"#projector {{ background: {ground}; }}"
            f"#projector > QLabel {{ color: {ink}; font-size: 20px; background: {ground}; padding: 6px 12px; }}"
        )

    def _turn_theme(self) -> None:
        self.wear("light" if self.theme == "dark" else "dark")

    def _turn_legend(self) -> None:
        scene = self.view.sheet
        scene.bare = not scene.bare
        self.view.show_picture(self.showing.picture)

    def _take_pen(self) -> None:
        self.view.drawing = not self.view.drawing
        shape = Qt.CursorShape.CrossCursor if self.view.drawing else Qt.CursorShape.ArrowCursor
        self.view.viewport().setCursor(shape)

    # What is shown

    def show_past(self, picture: SheetPicture | None) -> None:
        """Show the sheet as it was in place of the one that is now; None: as it is now."""
        if picture is not self._past:
            self._past = picture
            self._show_picture()

    def _show_picture(self) -> None:
        self.view.show_picture(self._past or self.showing.picture)
        self._retitle()
        if self.view.lit:
            self._tell(self.view.lit)

    def _retitle(self) -> None:
        info, sheet = self.document.on_wall.info, _(sheet_kinds()[self.showing.picture.kind].label)
        title = _("{sheet} – {case}").format(sheet=sheet, case=neutral_title(info.number))
        self.setWindowTitle(title)
        self.view.setAccessibleName(title)
        past = self._past.subtitle if self._past is not None else ""
        self.nature.setText(" · ".join(each for each in (nature(self.document.on_wall), past) if each))
        self.nature.setVisible(bool(self.nature.text()))
        self._place_corner()

    def _tell(self, figure: str) -> None:
        case = self.document.on_wall
        self.band.tell(told_of(case, figure) if figure in case.figures and not self.quiet else None)
        self._place_band()

    def _place_band(self) -> None:
        """Lay the band along the lower edge, or the upper one where it covers fewer of those who are lit."""
        most = max(self.band.words_px * 6, min(self.height() * _BAND, self.view.height() * _BAND_OF_SHEET))
        height = self.band.needed_height(self.width() - 2 * _EDGE, round(most))
        low = self.height() - height - _EDGE
        heights, body = self.view.lit_heights(), self.height() / 18
        first = self.view.y()
        above = sum(y - body < _EDGE + height for y in heights)
        below = sum(first + y + body > low for y in heights)
        top = first + _EDGE if above < below else low
        self.band.setGeometry(_EDGE, top, self.width() - 2 * _EDGE, height)
        self.band.raise_()

    def _fill(self) -> None:
        """Give the sheet the room it has; beside a head that takes everything it stays as it is."""
        words = wall_of(self.width(), self.height()).words
        if self.view.height() >= self.height() // 3:
            self.showing.fill(replace(wall_of(self.view.width(), self.view.height()), words=words))

    # What stands above the sheet

    def add_head(self, head: WallHead) -> None:
        """Put something above the sheet, beneath what stands there already, and above the board."""
        head.setParent(self)
        head.wear(recolour(self.theme))
        head.changed.connect(self._share)
        self.heads.insert(len(self.heads) - (self.board in self.heads), head)
        self._share()

    def _share(self) -> None:
        """Share the height between what stands above and the sheet."""
        top = 0
        for head in self.heads:
            wanted = head.needed_height(self.size(), self.band.words_px)
            height = max(0, min(wanted, self.height() - top))
            head.setGeometry(0, top, self.width(), height)
            head.setVisible(height > 0)
            top += height
        room = QRect(0, top, self.width(), self.height() - top)
        self.view.setVisible(room.height() > 0)
        if self.view.isHidden():
            self.view.light("")
        if room.height() > 0 and room != self.view.geometry():
            self.view.setGeometry(room)
            self._resized.start()
        self._place_band()

    # Qt's events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step among the actors, turn the band's pages, step back; Ctrl shows the dot."""
        key = event.key()
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.view.step(key == Qt.Key.Key_Tab)
        elif key in _DIRECTIONS:
            self.view.step_towards(_DIRECTIONS[key])
        elif key == Qt.Key.Key_Space:
            self.board.turn() if self.board.up else self.band.turn()
        elif key == Qt.Key.Key_Escape:
            self.step_back()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Take the dot away when Ctrl is let go."""
        if event.key() == Qt.Key.Key_Control:
            self.view.pen.point(None)
        super().keyReleaseEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes to the next actor: there is nothing else to go to."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the window; the words are chosen anew when it has its size."""
        super().resizeEvent(event)
        self.band.words_px = self.height() / READABLE * _ROOM_FOR_ROUNDING
        self._share()
        self._place_corner()
        self._resized.start()

    def _place_corner(self) -> None:
        """Put what kind of case it is in the lower corner, and the hint above it."""
        bottom = self.height() - _EDGE
        for label in (self.nature, self.hint):
            label.adjustSize()
            label.move(self.width() - label.width() - _EDGE, bottom - label.height())
            bottom -= label.height() + _EDGE // 2 if label.isVisibleTo(self) else 0

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing is stored: what was drawn is gone with the window."""
        self.showing.close()
        self.document.shown_changed.disconnect(self._retitle)
        self.closed.emit()
        super().closeEvent(event)
