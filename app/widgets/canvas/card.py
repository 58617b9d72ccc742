"""What lies over the sheet for a moment: closed once, kept inside the view, gone with Esc."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from app.widgets.canvas.sheet_view import SheetView

EDGE = 10
_GROWS_TO = 300  # pixels: how high a card gets with its list open
_UNDOING = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class Once:
    """Closes a widget the first time it is asked to, and tells."""

    def __init__(self, widget: QWidget, closed: Callable[[], object]) -> None:
        self._widget, self._closed = widget, closed
        self._open = True

    def close(self) -> bool:
        """Hide the widget and let it go; return False if that is done already.

        Who is told takes the focus back first: hidden with it, the widget would send it on as Tab does.
        """
        if not self._open:
            return False
        self._open = False
        self._closed()
        self._widget.hide()
        self._widget.deleteLater()
        return True


class Field(QLineEdit):
    """A line of a card. ``on_key`` sees every key first and returns whether it took it; Tab goes to ``on_tab``."""

    def __init__(self, name: str, on_key: Callable[[Field, QKeyEvent], bool], on_tab: Callable[[bool], bool]) -> None:
        super().__init__()
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self._on_key, self._on_tab = on_key, on_tab

    def words(self) -> str:
        """Return the text with single spaces."""
        return " ".join(self.text().split())

    def event(self, event: QEvent) -> bool:
        """In an empty field Undo takes back what was done last, not letters that are gone."""
        undoing = isinstance(event, QKeyEvent) and any(event.matches(each) for each in _UNDOING)
        if undoing and event.type() == QEvent.Type.ShortcutOverride and not self.text():
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The card's keys go before the letters."""
        if not self._on_key(self, event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays inside the card."""
        return self._on_tab(forward)


class Card(QFrame):
    """A card over the sheet, at a point of the scene or, without one, in the upper corner, where no figures stand.

    Esc drops it. Going elsewhere in the same window calls `accept`; another window in front leaves it open.
    """

    def __init__(self, view: SheetView, anchor: QPointF | None, closed: Callable[[], object]) -> None:
        super().__init__(view.viewport())
        self._view, self._anchor = view, anchor
        self._once = Once(self, closed)
        self.setObjectName("floating")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 4)
        shadow.setColor(QColor(60, 50, 30, 70))
        self.setGraphicsEffect(shadow)

    def stack(self, fields: Mapping[QWidget, int], under: Iterable[QWidget], foot: str) -> None:
        """Lay the card out: its fields in a row with their shares of the width, what stands under them, its keys."""
        row = QHBoxLayout()
        row.setSpacing(6)
        for field, share in fields.items():
            row.addWidget(field, share)
        keys = QLabel(foot)
        keys.setObjectName("caption")
        keys.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 10)
        column.setSpacing(8)
        column.addLayout(row)
        for each in (*under, keys):
            column.addWidget(each)

    def open(self, focus: QWidget) -> None:
        """Show the card, with the focus in one of its fields; call it when the card is built."""
        self.grow()
        self.show()
        self.raise_()
        focus.setFocus(Qt.FocusReason.PopupFocusReason)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_went)

    def grow(self) -> None:
        """Take the height that the parts shown now need."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            broken = layout.hasHeightForWidth()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()) if broken else self.sizeHint().height())
        self.follow()

    def widen(self, wanted: int) -> None:
        """Be as wide as wanted, if the view is."""
        self.setFixedWidth(min(wanted, self._view.viewport().width() - 2 * EDGE))

    def follow(self) -> None:
        """Stand at the anchor after the view was moved or zoomed, inside the view, with room to grow downwards."""
        room = self._view.viewport().rect().adjusted(EDGE, EDGE, -EDGE, -EDGE - self._view.navigation.bottom_px)
        corner = room.topLeft()
        if self._anchor is not None:
            corner = self._view.mapFromScene(self._anchor) - QPoint(30, 26)
        x = max(room.left(), min(corner.x(), room.right() - self.width()))
        y = max(room.top(), min(corner.y(), room.bottom() - max(self.height(), _GROWS_TO)))
        self.move(x, y)

    def accept(self) -> None:
        """Close because the user has gone on to something else."""
        self.drop()

    def commit(self) -> None:
        """Hand over what is typed, as the window does before it shows another page or takes something back."""

    def drop(self) -> None:
        """Close and keep nothing that is not done."""
        self._once.close()

    def _focus_went(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self.isVisible() and new is not None and new.window() is self.window() and not self._holds(new):
            self.accept()

    def _holds(self, widget: QWidget) -> bool:
        return widget is self or self.isAncestorOf(widget)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc drops; nothing reaches the sheet underneath."""
        if event.key() == Qt.Key.Key_Escape:
            self.drop()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the card is not one on the sheet."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """As for the press."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """As for the press."""
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The sheet stays while the card is under the pointer."""
        event.accept()


def then_say(closed: Callable[[], object], say: Callable[[str], object], sentence: str) -> Callable[[], None]:
    """Return what tells that a card is closed, and then what can be done next."""

    def told() -> None:
        closed()
        say(sentence)

    return told
