"""Asking for a new figure or a new tie with fields alone, for whom the picture is no help."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.kinds.words import figure_name
from app.models.case import Case
from app.models.records import RINGS
from app.widgets.canvas.tie_menu import relation_kinds


class _Form(QDialog):
    """A heading, fields with captions, and two buttons; it can be accepted once `complete` says so."""

    def __init__(self, parent: QWidget, heading: str, accept: str) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self.setWindowTitle(heading)
        self.setMinimumWidth(460)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(26, 22, 26, 20)
        self._column.setSpacing(8)
        title = QLabel(heading)
        title.setObjectName("dialogHeading")
        self._column.addWidget(title)
        self.make = QPushButton(accept)
        self.make.setObjectName("primary")
        self.make.setDefault(True)
        self.make.clicked.connect(self.accept)
        cancel = QPushButton(_("Avbryt"))
        cancel.clicked.connect(self.reject)
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        self._buttons.addWidget(cancel)
        self._buttons.addWidget(self.make)

    def complete(self) -> bool:
        """Return whether everything that is needed is there."""
        raise NotImplementedError

    def _end(self) -> None:
        self._column.addSpacing(8)
        self._column.addLayout(self._buttons)
        self._check()

    def _check(self) -> None:
        self.make.setEnabled(self.complete())

    def _add(self, caption: str, field: QWidget) -> None:
        label = QLabel(caption)
        label.setObjectName("caption")
        label.setBuddy(field)
        field.setAccessibleName(caption)
        self._column.addWidget(label)
        self._column.addWidget(field)

    def _line(self, caption: str) -> QLineEdit:
        line = QLineEdit()
        line.textChanged.connect(self._check)
        self._add(caption, line)
        return line

    def _choice(self, caption: str, choices: Mapping[str, str], chosen: str | None = None) -> QComboBox:
        box = QComboBox()
        for value, label in choices.items():
            box.addItem(label, value)
        if chosen is not None:
            box.setCurrentIndex(max(0, box.findData(chosen)))
        box.currentIndexChanged.connect(self._check)
        self._add(caption, box)
        return box


class FigureForm(_Form):
    """A new figure: who, in which area, how often the child meets it."""

    def __init__(self, parent: QWidget, case: Case, group: str | None = None) -> None:
        super().__init__(parent, _("Ny figur"), _("Ställ ut"))
        self.role = self._line(_("Roll, till exempel mormor eller mentor"))
        self.name = self._line(_("Namn eller alias"))
        areas = {key: each.label for key, each in case.groups.items()}
        self.area = self._choice(_("Område"), areas, group)
        self.ring = self._choice(_("Hur ofta"), {str(ring): _(word) for ring, word in RINGS.items() if ring}, "3")
        self._end()

    def complete(self) -> bool:
        """A role or a name is enough."""
        return bool(self.role.text().strip() or self.name.text().strip())

    def values(self) -> tuple[str, str | None, str, int]:
        """Return name (the role, where there is none), role, area and ring."""
        role = self.role.text().strip()
        return (
            self.name.text().strip() or role,
            role or None,
            str(self.area.currentData()),
            int(self.ring.currentData()),
        )


class TieForm(_Form):
    """A new relation or wish between two figures of the map."""

    def __init__(self, parent: QWidget, case: Case, figures: list[str], from_: str | None, *, wish: bool) -> None:
        super().__init__(
            parent, _("Nytt önskemål") if wish else _("Ny relation"), _("Ställ önskemålet") if wish else _("Rita")
        )
        self._wish = wish
        names = {key: figure_name(case.figures[key]) for key in figures}
        one = from_ if from_ in names else next(iter(names))
        other = case.child if one != case.child else next((key for key in names if key != one), one)
        self.from_ = self._choice(_("Den som behöver") if wish else _("Från"), names, one)
        self.to = self._choice(_("Den som tillfrågas") if wish else _("Till"), names, other)
        qualities = {kind.id: _(kind.label) for kind in relation_kinds()}
        self.text = self._line(_("Vad är önskemålet?")) if wish else None
        self.quality = None if wish else self._choice(_("Hur är relationen?"), qualities)
        self._end()

    def complete(self) -> bool:
        """Two different figures, and for a wish what is wished."""
        two = self.from_.currentData() != self.to.currentData()
        return two and (self.text is None or bool(self.text.text().strip()))

    def ends(self) -> tuple[str, str]:
        """Return who it goes from and to."""
        return str(self.from_.currentData()), str(self.to.currentData())

    def said(self) -> str:
        """Return the wish's words, or the relation's quality."""
        if self.text is not None:
            return self.text.text().strip()
        return str(self.quality.currentData()) if self.quality is not None else ""
