"""The check for small places: how many children what is left would fit, by figures that the user gives."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from app.i18n import _
from app.models.deidentify.smallness import Numbers, Traits, smallness
from app.widgets.common.style import scaled


class SmallPlaces(QWidget):
    """Asks for pupils and inhabitants, and says in words what they come to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._traits = Traits(None, school=False, gender=False, diagnosis=False, placed=False)
        heading = QLabel(_("Passar det in på få barn?"))
        heading.setObjectName("panelSubheading")
        self.pupils = self._number(_("Elever i skolan"), 100_000)
        self.inhabitants = self._number(_("Invånare på orten"), 10_000_000)
        self.of_hundred = self._number(_("Så många av hundra barn har diagnosen eller är placerade"), 100)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for row, field in enumerate((self.pupils, self.inhabitants, self.of_hundred)):
            caption = QLabel(field.accessibleName())
            caption.setBuddy(field)
            caption.setWordWrap(True)
            grid.addWidget(caption, row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(0, 1)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(heading)
        column.addLayout(grid)
        column.addWidget(self.said)

    def show_traits(self, traits: Traits) -> None:
        """Weigh what is left of the case now."""
        self._traits = traits
        self._say()

    def _number(self, name: str, most: int) -> QSpinBox:
        field = QSpinBox()
        field.setRange(0, most)
        field.setSpecialValueText("–")
        field.setAccessibleName(name)
        field.setMinimumWidth(scaled(110))
        field.lineEdit().setTextMargins(scaled(8), 0, scaled(8), 0)
        field.valueChanged.connect(lambda _value: self._say())
        return field

    def _say(self) -> None:
        given = (field.value() or None for field in (self.pupils, self.inhabitants, self.of_hundred))
        found = smallness(self._traits, Numbers(*given))
        self.said.setText(" ".join(found.sentences))
        self.said.setAccessibleName(self.said.text())
