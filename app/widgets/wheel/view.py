"""The wheel on the screen: the paper's own drawing, with a mark on what is chosen and what the pointer is over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.documents.wheel import CENTRE, NAME_EDGE, VOICE_LOOKS, wheel_ops
from app.documents.wheel_shape import OUTER, STEPS, cell_at, part_outline, slice_outline
from app.drawing import fonts
from app.drawing.qt_strokes import painter_path
from app.drawing.to_qt import Painting
from app.i18n import _
from app.kinds.themes import recolour
from app.models.domain_names import domain_name
from app.models.wheel import VOICES, DomainState
from app.widgets.common.announce import announce
from app.widgets.common.style import LOOKS, colour, theme_now

_HIGH = OUTER + 10.0
"""Millimetres above and below the middle that slices and names take."""
_MARK, _HOVER = 0.9, 0.5
_NAME_PT = 11.0
_TURNS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_SHIFTS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class WheelView(QWidget):
    """Shows the eight domains; one part of one slice is chosen. A click rates, and so do the keys 1 to 5.

    Signals: ``chosen(domain, voice)``; ``rated(domain, voice, rating)`` with rating None where it is taken away;
    ``opened()`` for the words about what is chosen.
    """

    chosen = Signal(str, str)
    rated = Signal(str, str, object)
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 280)
        self.setAccessibleName(_("Barnets bästa-hjulet"))
        self.setToolTip("")
        self._states: Sequence[DomainState] = ()
        self._painting: Painting | None = None
        self._at = (0, 0)
        self._under: tuple[int, int, int | None] | None = None
        self.read_only = False
        LOOKS.changed.connect(self._repaint)

    @property
    def domain(self) -> str:
        """The domain that is chosen."""
        return self._states[self._at[0]].domain

    @property
    def voice(self) -> str:
        """The voice that is chosen."""
        return VOICES[self._at[1]]

    def show_states(self, states: Sequence[DomainState]) -> None:
        """Show the domains as they are now."""
        self._states = states
        self._repaint()
        self._describe()

    def choose(self, domain: str, voice: str | None = None) -> None:
        """Mark a domain and a voice as chosen, and tell."""
        slices = [state.domain for state in self._states]
        self._choose(
            slices.index(domain), self._at[1] if voice is None else [str(each) for each in VOICES].index(voice)
        )

    def _choose(self, domain: int, voice: int) -> None:
        if (domain, voice) != self._at:
            self._at = (domain % len(self._states), voice % len(VOICES))
            self._describe()
            announce(self, self.accessibleDescription())
            self.update()
        self.chosen.emit(self.domain, self.voice)

    def words(self, domain: int, voice: int) -> str:
        """Return a part of a slice in words: whose it is and what it was rated."""
        state, who = self._states[domain], VOICES[voice]
        last = state.latest(who)
        said = _("{n} av 5").format(n=last.rating) if last is not None else _("inte skattat")
        return f"{domain_name(state.domain)}, {_(VOICE_LOOKS[who][0])}: {said}"

    def _describe(self) -> None:
        if self._states:
            gap = " " + _("Oro utan mål.") if self._states[self._at[0]].gap else ""
            self.setAccessibleDescription(self.words(*self._at) + "." + gap)

    def _repaint(self) -> None:
        self._painting = None
        self.update()

    # Where things are

    def _scale(self) -> float:
        """Return how many pixels a millimetre of the wheel is."""
        return max(0.1, min((self.width() - 12) / (2 * NAME_EDGE), (self.height() - 12) / (2 * _HIGH)))

    def _large(self) -> float:
        """Return how much larger than on paper the names must be to be as large as the user's other text."""
        as_on_paper = _NAME_PT * fonts.MM_PER_POINT * self._scale()
        return max(1.0, min(2.2, self.fontMetrics().ascent() / as_on_paper))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size asks for other words."""
        super().resizeEvent(event)
        self._painting = None

    def point_of(self, x: float, y: float) -> QPointF:
        """Return where a point of the wheel (mm from its middle) is in the widget."""
        scale = self._scale()
        return QPointF(self.width() / 2 + x * scale, self.height() / 2 + y * scale)

    def _cell(self, point: QPointF) -> tuple[int, int, int | None] | None:
        scale = self._scale()
        return cell_at((point.x() - self.width() / 2) / scale, (point.y() - self.height() / 2) / scale)

    def sizeHint(self) -> QSize:
        """Ask for a good part of the window."""
        return QSize(760, 620)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the wheel and the marks on it."""
        if not self._states:
            return
        if self._painting is None:
            ops = wheel_ops(self._states, self._large(), max(NAME_EDGE, self.width() / 2 / self._scale()))
            self._painting = Painting(ops, recolour(theme_now()))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._scale()
        painter.translate(self.width() / 2, self.height() / 2)
        painter.scale(scale, scale)
        painter.save()
        painter.translate(-CENTRE[0], -CENTRE[1])
        self._painting.paint(painter)
        painter.restore()
        self._paint_marks(painter)
        if self.hasFocus():
            painter.resetTransform()
            painter.setPen(QPen(colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 8, 8)
        painter.end()

    def _paint_marks(self, painter: QPainter) -> None:
        domain, voice = self._at
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("ink"), _MARK))
        painter.drawPath(painter_path(slice_outline(domain)))
        painter.setPen(QPen(colour("focus"), _MARK))
        painter.drawPath(painter_path(part_outline(domain, voice, 0, STEPS)))
        if self._under is not None and self._under[2] is not None and not self.read_only:
            domain, voice, rating = self._under
            wash = QColor(colour("focus"))
            wash.setAlphaF(0.28)
            painter.setBrush(wash)
            painter.setPen(QPen(colour("focus"), _HOVER))
            painter.drawPath(painter_path(part_outline(domain, voice, 0, float(rating or 0))))

    # Pointer and keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click would rate, and say it."""
        under = self._cell(event.position())
        if under == self._under:
            return
        self._under = under
        self.update()
        self.setCursor(Qt.CursorShape.PointingHandCursor if under is not None else Qt.CursorShape.ArrowCursor)
        if under is None:
            QToolTip.hideText()
            return
        words = self.words(under[0], under[1])
        if under[2] is not None and not self.read_only:
            words += "\n" + _("Klicka för {n}.").format(n=under[2])
        QToolTip.showText(event.globalPosition().toPoint(), words, self)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        super().leaveEvent(event)
        self._under = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the part under the pointer; inside the wheel rate it, on its name only choose the slice."""
        found = self._cell(event.position())
        if event.button() != Qt.MouseButton.LeftButton or found is None or not self._states:
            super().mousePressEvent(event)
            return
        domain, voice, rating = found
        self._choose(domain, voice if rating is not None else self._at[1])
        if rating is not None and not self.read_only:
            self.rated.emit(self.domain, self.voice, rating)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go between slices and voices, 1 to 5 rate, Delete takes the rating away, Enter goes to the words."""
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        domain, voice = self._at
        if not plain or not self._states:
            super().keyPressEvent(event)
        elif key in _TURNS:
            self._choose((domain + _TURNS[key]) % len(self._states), voice)
        elif key in _SHIFTS:
            self._choose(domain, (voice + _SHIFTS[key]) % len(VOICES))
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_5 and not self.read_only:
            self.rated.emit(self.domain, self.voice, key - Qt.Key.Key_0)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not self.read_only:
            self.rated.emit(self.domain, self.voice, None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)
