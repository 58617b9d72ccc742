"""The card on which another area is chosen for figures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout

from app.i18n import _
from app.kinds.palette import SECTOR_COLOURS
from app.models.case import Case
from app.widgets.canvas.card import Card, Field
from app.widgets.canvas.choices import Choice, Choices
from app.widgets.canvas.sheet_view import SheetView
from app.widgets.common.style import scaled


class AreaCard(Card):
    """The areas of the case, filtered by what is typed. Enter calls ``chosen`` with the area's id."""

    def __init__(
        self,
        view: SheetView,
        case: Case,
        *,
        heading: str,
        now: str,
        chosen: Callable[[str], object],
        closed: Callable[[], object],
    ) -> None:
        super().__init__(view, None, closed)
        self._case, self._chosen = case, chosen
        self.setAccessibleName(heading)
        self.field = Field(_("Område"), self._key, lambda _forward: True)
        self.choices = Choices(_("Områden"), len(case.groups))
        self.field.textEdited.connect(lambda _words: self._offer())
        self.choices.picked.connect(self._take)
        title = QLabel(heading)
        title.setObjectName("caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 10)
        column.setSpacing(8)
        for each in (title, self.field, self.choices):
            column.addWidget(each)
        self.setFocusProxy(self.field)
        self.widen(scaled(360))
        self.open(self.field)
        self._offer(now)

    def _offer(self, now: str | None = None) -> None:
        wanted = self.field.words().casefold()
        areas = [each for each in self._case.groups.values() if wanted in each.label.casefold()]
        areas.sort(key=lambda each: not each.label.casefold().startswith(wanted))
        lines = [Choice(each.id, each.label, "", SECTOR_COLOURS[each.sector].fill) for each in areas]
        ids = [line.value for line in lines]
        self.choices.show_choices(lines, ids.index(now) if now in ids else 0)
        self.field.setAccessibleDescription(self.choices.said())
        self.grow()

    def _key(self, _field: Field, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            choice = self.choices.current()
            if choice is not None:
                self._take(choice.value)
        elif key == Qt.Key.Key_Escape:
            self.drop()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.choices.step(1 if key == Qt.Key.Key_Down else -1)
            self.field.setAccessibleDescription(self.choices.said())
        else:
            return False
        return True

    def _take(self, area: object) -> None:
        if self._once.close():
            self._chosen(str(area))
