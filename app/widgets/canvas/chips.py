"""Small choices in rows, each with its key: how a new figure stands, how a new relation is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from app.widgets.common.flow import FlowLayout
from app.widgets.common.style import TOKENS, colour

_GAP, _MARGIN = 5, 8  # pixels
_PILL = "QPushButton#segment {{ border: 1px solid {field}; border-radius: 8px; padding: 4px 9px; }}"
_PALE = _PILL + (
    "QPushButton#segment:checked {{ background: {green_pale}; color: {ink}; border-color: {green}; font-weight: 600; }}"
)
"""A chip with a picture keeps a light ground when it is chosen: dark lines are drawn on it."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice: the value, what it is called, the key that takes it (or none), its picture."""

    value: object
    label: str
    key: str = ""
    icon: QIcon | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The choices of one field. ``cycle`` is a key that goes on to the next, ``optional`` lets none be chosen."""

    field: str
    label: str
    chips: Sequence[Chip]
    cycle: str = ""
    optional: bool = False

    def after(self, value: object) -> object:
        """Return the choice that follows ``value``."""
        values: list[object] = [chip.value for chip in self.chips]
        if self.optional:
            values.append(None)
        return values[(values.index(value) + 1) % len(values)] if value in values else values[0]


class Chips(QWidget):
    """Rows of chips with one chosen in each. Emits ``chosen(field, value)`` when the user picks one."""

    chosen = Signal(str, object)

    def __init__(self, name: str, rows: Sequence[Row], icon_size: QSize | None = None) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.rows = rows
        self._icon_size = icon_size
        self._values: dict[str, object] = {}
        self.buttons: dict[tuple[str, object], QPushButton] = {}
        self.on_tab: Callable[[bool], bool] = lambda _forward: False
        grid = QGridLayout(self)
        grid.setContentsMargins(_MARGIN, 6, _MARGIN, 6)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(5)
        for line, row in enumerate(rows):
            caption = QLabel(f"{row.label} ({row.cycle})" if row.cycle else row.label)
            caption.setObjectName("caption")
            grid.addWidget(caption, line, 0)
            grid.addWidget(self._holder(row), line, 1)
        grid.setColumnStretch(1, 1)

    def _holder(self, row: Row) -> QWidget:
        holder = QWidget()
        line = FlowLayout(holder, gap=_GAP)
        for chip in row.chips:
            button = QPushButton(f"{chip.key}  {chip.label}".strip())
            button.setObjectName("segment")
            button.setCheckable(True)
            button.setAccessibleName(f"{row.label} {chip.label}")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            if chip.icon is not None and self._icon_size is not None:
                button.setIcon(chip.icon)
                button.setIconSize(self._icon_size)
            button.setStyleSheet((_PALE if chip.icon is not None else _PILL).format(**TOKENS))
            button.clicked.connect(lambda _on=False, r=row, v=chip.value: self._pressed(r, v))
            button.ensurePolished()
            line.addWidget(button)
            self.buttons[row.field, chip.value] = button
        return holder

    def natural_width(self) -> int:
        """Return how wide it is when no row is broken, pixels."""
        captions = max(caption.sizeHint().width() for caption in self.findChildren(QLabel))
        rows = [[self.buttons[row.field, chip.value] for chip in row.chips] for row in self.rows]
        widest = max(sum(button.sizeHint().width() + _GAP for button in row) for row in rows)
        return captions + widest + 2 * _MARGIN + 2 * _GAP

    def show_values(self, values: dict[str, object]) -> None:
        """Show what is chosen, by field; fields that are not named stay."""
        self._values.update(values)
        for (field, value), button in self.buttons.items():
            button.setChecked(self._values.get(field) == value)
        said = [button.accessibleName() for button in self.buttons.values() if button.isChecked()]
        self.setAccessibleDescription(", ".join(said))

    def press(self, sign: str) -> bool:
        """Take the choice that a key stands for; return whether there is one."""
        wanted = sign.casefold()
        for row in self.rows if wanted else ():
            if wanted == row.cycle.casefold():
                self.chosen.emit(row.field, row.after(self._values.get(row.field)))
                return True
            chip = next((each for each in row.chips if each.key == sign), None)
            if chip is not None:
                self._pressed(row, chip.value)
                return True
        return False

    def _pressed(self, row: Row, value: object) -> None:
        off = row.optional and self._values.get(row.field) == value
        self.chosen.emit(row.field, None if off else value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that stand on the chips; others are for the card."""
        if not self.press(event.text()):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show with a frame that the keys go here."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("focus"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)
            painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the frame."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the frame away."""
        super().focusOutEvent(event)
        self.update()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes on inside the card."""
        return self.on_tab(forward)
