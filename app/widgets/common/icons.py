"""The program's own icons, drawn as paths on a 24 × 24 grid. They follow the theme while windows are open."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.widgets.common.tokens import STATUS_COLOURS, TOKENS

_LINES = {
    "undo": "M9 7 L4 12 L9 17 M4.5 12 H14 A6 6 0 0 1 14 24",
    "redo": "M15 7 L20 12 L15 17 M19.5 12 H10 A6 6 0 0 0 10 24",
    "plus": "M12 5 V19 M5 12 H19",
    "minus": "M5 12 H19",
    "fit": "M14 4 H20 V10 M20 4 L14 10 M10 20 H4 V14 M4 20 L10 14",
    "up": "M6 14 L12 8 L18 14",
    "down": "M6 10 L12 16 L18 10",
    "close": "M6 6 L18 18 M18 6 L6 18",
    "trash": "M4 7 H20 M9 7 V4 H15 V7 M6.5 7 L7.5 20 H16.5 L17.5 7 M10 11 V16 M14 11 V16",
    "search": "M10.5 4.5 A6 6 0 1 0 10.5 16.5 A6 6 0 1 0 10.5 4.5 M15 15 L20 20",
    "back": "M14 6 L8 12 L14 18",
    "play": "M8 5.5 L18 12 L8 18.5 Z",
    "pause": "M9 6 V18 M15 6 V18",
    "menu": "M4.5 7 H19.5 M4.5 12 H19.5 M4.5 17 H19.5",
    "group": "M4 5 H20 V15.5 H4 Z M12 15.5 V19 M8.5 20.5 L12 17.5 L15.5 20.5",
    "calendar": "M5 6 H19 V20 H5 Z M5 10.5 H19 M9 3.5 V8 M15 3.5 V8",
    "shield": "M12 3.5 L19.5 6 V11.5 C19.5 16 16.5 19.3 12 21 C7.5 19.3 4.5 16 4.5 11.5 V6 Z M9 12 L11 14 L15 10",
}
_SIGNS = {
    "can": "M7 12.5 L10.5 16 L17 8.5",
    "blocked": "M6.5 12 H17.5",
    "unanswered": "M9 9.5 A3 3 0 1 1 12 12.7 V14.2 M12 17.3 V17.6",
}


def _svg(body: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{body}</svg>'


@lru_cache(maxsize=256)
def _renderer(svg: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(svg.encode()))


class _Engine(QIconEngine):
    """Paints what ``body`` says now, so that an icon has the colours of the theme in use and any size is sharp."""

    FADED = 0.45

    def __init__(self, body: Callable[[], str]) -> None:
        super().__init__()
        self._body = body

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Paint the icon in a square in the middle of ``rect``; fainter if it cannot be used now."""
        side = min(rect.width(), rect.height())
        box = QRectF(rect.center().x() + 0.5 - side / 2, rect.center().y() + 0.5 - side / 2, side, side)
        painter.save()
        if mode == QIcon.Mode.Disabled:
            painter.setOpacity(painter.opacity() * self.FADED)
        _renderer(_svg(self._body())).render(painter, box)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon as a picture."""
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """Return the icon as a picture; ``size`` in the screen's own pixels."""
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, picture.rect(), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        """Return another that paints the same."""
        return _Engine(self._body)


@cache
def icon(name: str, token: str = "ink") -> QIcon:
    """Return a line icon in a token's colour. Raises KeyError for an unknown name."""
    path = _LINES[name]

    def body() -> str:
        line = f'<path d="{path}" fill="none" stroke="{TOKENS[token]}" stroke-width="2.1"'
        return line + ' stroke-linecap="round" stroke-linejoin="round"/>'

    return QIcon(_Engine(body))


@cache
def status_icon(status: str, *, reverse: bool = False) -> QIcon:
    """Return the round sign of an answer to a wish, as on its chip; ``reverse`` for a coloured ground."""

    def body() -> str:
        strong, white = STATUS_COLOURS[status][0], TOKENS["white"]
        return _sign(status, *((white, strong) if reverse else (strong, white)))

    return QIcon(_Engine(body))


def _sign(status: str, ground: str, sign: str) -> str:
    if status == "partly":
        inside = f'<path d="M12 4.5 A7.5 7.5 0 0 1 12 19.5 Z" fill="{sign}"/>'
        inside += f'<circle cx="12" cy="12" r="7.5" fill="none" stroke="{sign}" stroke-width="2"/>'
    else:
        width = 3.6 if status == "blocked" else 2.3
        inside = (
            f'<path d="{_SIGNS[status]}" fill="none" stroke="{sign}" stroke-width="{width}" '
            'stroke-linecap="round" stroke-linejoin="round"/>'
        )
    return f'<circle cx="12" cy="12" r="11" fill="{ground}"/>{inside}'


_TURNS = {
    "done": '<circle cx="12" cy="12" r="10" fill="{can}"/><path d="M7 12.5 L10.5 16 L17 8.5" fill="none" '
    'stroke="{white}" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/>',
    "passed": '<circle cx="12" cy="12" r="10" fill="{unanswered}"/><path d="M7 12 H17" stroke="{white}" '
    'stroke-width="2.8" stroke-linecap="round"/>',
    "waiting": '<circle cx="12" cy="12" r="9" fill="none" stroke="{ink}" stroke-width="2.4"/>',
    "missing": '<circle cx="12" cy="12" r="9" fill="none" stroke="{blocked}" stroke-width="2.4" '
    'stroke-dasharray="4 3.2"/>',
}


@cache
def turn_icon(state: str) -> QIcon:
    """Return the sign of an actor's turn in a round: done, passed, waiting or missing. Raises KeyError for another."""
    body = _TURNS[state]
    return QIcon(_Engine(lambda: body.format_map(TOKENS)))
