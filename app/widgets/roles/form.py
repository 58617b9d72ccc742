"""The form of one role."""

from __future__ import annotations

from pydantic import ValidationError
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.i18n import _
from app.kinds.registry import figure_kinds
from app.models.records import RINGS, SECTORS
from app.models.roles import Role
from app.widgets.common.segmented import Segmented


class RoleForm(QWidget):
    """Name, English name, area, ring, kind and other words for a role. Emits ``changed()`` at every letter."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.role = self._line(_("Roll"), _("t.ex. Ridledare"))
        self.english = self._line(_("På engelska"), _("Lämna tomt om den inte behövs"))
        self.others = self._line(_("Andra ord som du skriver för den"), _("t.ex. tränare, coach"))
        self.sector = QComboBox()
        self.sector.setAccessibleName(_("Område"))
        for key, label in SECTORS.items():
            self.sector.addItem(_(label), key)
        self.sector.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.ring = self._choice({ring: _(label) for ring, label in RINGS.items() if ring}, _("Hur ofta"))
        self.kind = self._choice({key: _(kind.label) for key, kind in figure_kinds().items()}, _("Slag"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        for field in (self.role, self.english, self.sector, self.ring, self.kind, self.others):
            caption = QLabel(field.accessibleName())
            caption.setObjectName("caption")
            caption.setBuddy(field)
            column.addSpacing(5)
            column.addWidget(caption)
            column.addWidget(field)
        column.addStretch(1)
        self.common = False
        self.group: str | None = None
        self.show_role(None)

    def _line(self, name: str, hint: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(name)
        line.setPlaceholderText(hint)
        line.textChanged.connect(lambda _words: self.changed.emit())
        return line

    def _choice(self, choices: dict[object, str], name: str) -> Segmented:
        segmented = Segmented(choices, name)
        segmented.chosen.connect(segmented.show_value)
        segmented.chosen.connect(lambda _value: self.changed.emit())
        return segmented

    def show_role(self, role: Role | None) -> None:
        """Show a role, or an empty form."""
        kinds = list(figure_kinds())
        self.role.setText(role.role if role else "")
        self.english.setText(role.english if role and role.english != role.role else "")
        self.others.setText(", ".join(role.aliases) if role else "")
        self.sector.setCurrentIndex(self.sector.findData(role.sector if role else next(iter(SECTORS))))
        self.ring.show_value(role.ring if role else 2)
        self.kind.show_value(role.kind if role else kinds[0])
        self.common, self.group = (role.common, role.group) if role else (True, None)

    def value(self) -> Role | None:
        """Return the role as it is typed, or None while its name is blank."""
        name = " ".join(self.role.text().split())
        words = [" ".join(each.split()) for each in self.others.text().split(",")]
        data = {
            "role": name,
            "english": " ".join(self.english.text().split()) or name,
            "sector": self.sector.currentData(),
            "ring": self.ring.value(),
            "kind": self.kind.value(),
            "group": self.group,
            "common": self.common,
            "aliases": tuple(each for each in words if each),
        }
        try:
            return Role.model_validate(data)
        except ValidationError:
            return None
