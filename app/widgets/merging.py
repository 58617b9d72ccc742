"""The small window in which two figures become one: what they say differently is chosen field by field."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.document import Document
from app.i18n import _
from app.kinds.registry import figure_kinds
from app.models.case import Case
from app.models.edits.merging import Conflict, conflicts, merge
from app.models.fields import shown
from app.models.patch import Patch
from app.models.records import Figure


class MergeWindow(QDialog):
    """Two columns, one for each figure; Tab goes from field to field, the arrows choose."""

    def __init__(self, document: Document, keep: str, gone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self.keep, self.gone = document, keep, gone
        self.choices: dict[str, QButtonGroup] = {}
        self.setWindowTitle(_("Slå ihop två figurer"))
        self.setMinimumSize(560, 380)
        names = [_name(document.shown, each) for each in (keep, gone)]
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        said = QLabel(_("”{gone}” går upp i ”{keep}”.").format(keep=names[0], gone=names[1]))
        said.setObjectName("panelHeading")
        said.setWordWrap(True)
        column.addWidget(said)
        more = QLabel(
            _(
                "Relationer, önskemål, svar, rader i planen och allt annat följer med. "
                "Inget skrivet går förlorat, och ett enda Ångra tar tillbaka alltihop."
            )
        )
        more.setWordWrap(True)
        column.addWidget(more)
        differing = conflicts(document.shown, keep, gone)
        column.addWidget(self._fields(differing) if differing else QLabel(_("De säger inte emot varandra.")), 1)
        buttons = QDialogButtonBox()
        self.merge = buttons.addButton(_("Slå ihop"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.merge.setDefault(True)
        buttons.addButton(_("Avbryt"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _fields(self, differing: tuple[Conflict, ...]) -> QWidget:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(8)
        heading = QLabel(_("De säger olika. Välj vad som gäller:"))
        grid.addWidget(heading, 0, 0, 1, 3)
        labels = shown(Figure)
        for row, conflict in enumerate(differing, 1):
            name = _(labels[conflict.field].label)
            grid.addWidget(QLabel(name), row, 0, Qt.AlignmentFlag.AlignVCenter)
            group = self.choices[conflict.field] = QButtonGroup(self)
            for number, value in enumerate((conflict.keep, conflict.gone)):
                words = in_words(self._document.shown, conflict.field, value)
                button = QRadioButton(words.replace("&", "&&"))
                button.setAccessibleName(f"{name}: {words}")
                button.setChecked(number == 0)
                group.addButton(button, number)
                grid.addWidget(button, row, number + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(len(differing) + 1, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        return area

    def patch(self) -> Patch:
        """Return the edit that is chosen. Raises EditRefused if the two cannot be merged."""
        other = [field for field, group in self.choices.items() if group.checkedId() == 1]
        return merge(self._document.case, self.keep, self.gone, other)


def in_words(case: Case, field: str, value: Any) -> str:
    """Return a figure's value as people read it."""
    choices = shown(Figure)[field].choices
    if field == "group":
        return case.groups[value].label
    if field == "organisation":
        return case.organisations[value].name
    if field == "kind" and value in figure_kinds():
        return _(figure_kinds()[value].label)
    return _(choices[value]) if choices is not None and value in choices else str(value)


def _name(case: Case, figure: str) -> str:
    record = case.figures[figure]
    return ", ".join(part for part in (record.role, record.label) if part)
