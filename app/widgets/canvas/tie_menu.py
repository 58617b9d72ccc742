"""The small choice that comes up when a line has been drawn: which relation, or a wish."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from app.drawing.geometry import Point
from app.drawing.to_qt import Painting
from app.i18n import _
from app.kinds.base import Look, TieKind
from app.kinds.registry import tie_kinds
from app.kinds.themes import recolour
from app.models.records import Relation, Wish
from app.widgets.canvas.card import Once
from app.widgets.common.style import theme_now

if TYPE_CHECKING:
    from collections.abc import Sequence

WISH = "wish"
ICON = QSize(64, 22)
LINE_MM = 17.0


def relation_kinds() -> Sequence[TieKind]:
    """Return the kinds of relations, in order."""
    return [kind for kind in tie_kinds().values() if kind.family == "relations"]


def line_icon(kind: TieKind, ratio: float = 1.0) -> QIcon:
    """Return a picture of a relation's or a wish's line."""
    pixmap = QPixmap(ICON * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    ends = {"id": "x", "from": "a", "to": "b"}
    sample: Relation | Wish = (
        Wish.model_validate({**ends, "text": "x"})
        if kind.family == "wishes"
        else Relation.model_validate({**ends, "quality": kind.id})
    )
    line: list[Point] = [(LINE_MM * step / 16, 0.0) for step in range(17)]
    painter = QPainter(pixmap)
    try:
        scale = ICON.width() / (LINE_MM + 2)
        painter.translate(scale, ICON.height() / 2)
        painter.scale(scale, scale)
        Painting(kind.draw(sample, line, Look()), recolour(theme_now())).paint(painter)
    finally:
        painter.end()
    return QIcon(pixmap)


class TieMenu(QFrame):
    """The kinds of relations with their lines, and “Önskemål …”. Arrow keys, digits, Enter; Esc leaves."""

    def __init__(
        self, parent: QWidget, at: QPoint, *, chosen: Callable[[str], object], closed: Callable[[], object]
    ) -> None:
        super().__init__(parent)
        self._chosen, self._once = chosen, Once(self, closed)
        self.setObjectName("tieMenu")
        self.setAccessibleName(_("Välj relation eller önskemål"))
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(1)
        self.buttons: dict[str, QPushButton] = {}
        ratio = self.devicePixelRatioF()
        for number, kind in enumerate(relation_kinds(), start=1):
            self._add(column, kind.id, _(kind.label), line_icon(kind, ratio), str(number))
        wish = tie_kinds().get(WISH)
        self._add(column, WISH, _("Önskemål …"), line_icon(wish, ratio) if wish else QIcon(), "")
        self.adjustSize()
        room = parent.rect().adjusted(4, 4, -4, -4)
        x = max(room.left(), min(at.x() + 8, room.right() - self.width()))
        y = max(room.top(), min(at.y() + 8, room.bottom() - self.height()))
        self.move(x, y)
        self.show()
        self.raise_()
        next(iter(self.buttons.values())).setFocus(Qt.FocusReason.PopupFocusReason)

    def _add(self, column: QVBoxLayout, choice: str, label: str, icon: QIcon, digit: str) -> None:
        button = QPushButton(icon, label, self)
        button.setIconSize(ICON)
        button.setAccessibleName(label)
        button.setAutoDefault(True)
        if digit:
            button.setToolTip(_("Tangent {digit}").format(digit=digit))
        button.clicked.connect(lambda: self.choose(choice))
        column.addWidget(button)
        self.buttons[choice] = button

    def choose(self, choice: str) -> None:
        """Take a relation's quality, or ``wish``."""
        if self._once.close():
            self._chosen(choice)

    def drop(self) -> None:
        """Close without a choice."""
        self._once.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, down, digits, Ö, Enter, Esc."""
        key, order = event.key(), list(self.buttons)
        digit = key - Qt.Key.Key_1
        if key == Qt.Key.Key_Escape:
            self.drop()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
        elif 0 <= digit < len(order) - 1:
            self.choose(order[digit])
        elif event.text().lower() == "ö":
            self.choose(WISH)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose(next((c for c, b in self.buttons.items() if b.hasFocus()), order[0]))
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep the focus inside, round and round."""
        buttons = list(self.buttons.values())
        now = next((i for i, button in enumerate(buttons) if button.hasFocus()), 0)
        buttons[(now + (1 if forward else -1)) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Stay open: the canvas closes it when something else is clicked."""
        super().focusOutEvent(event)
