"""The form of one step of an agenda."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _
from app.kinds.registry import sheet_kinds
from app.models.agendas import Step
from app.widgets.meeting.opening import OPENS
from app.widgets.properties.editors import ChoiceField, FieldEditor, LineField, LongField, NumberField

_NEEDED = ("title", "minutes")


class StepForm(QWidget):
    """Heading, minutes, what it opens, question and words. Emits ``changed(step)`` when one of them is another."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._step: Step | None = None
        maps = {key: _(kind.label) for key, kind in sheet_kinds().items()}
        self.fields: dict[str, FieldEditor] = {
            "title": LineField(_("Steget heter")),
            "minutes": NumberField(_("Minuter")),
            "opens": ChoiceField(_("Öppnar"), {key: _(words) for key, words in OPENS.items()}, optional=False),
            "sheet": ChoiceField(_("Vilken karta"), maps, optional=True),
            "question": LongField(_("Fråga i stora bokstäver")),
            "say": LongField(_("Ord att säga")),
        }
        for name, field in self.fields.items():
            field.committed.connect(lambda value, each=name: self._take(each, value))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for names, shares in ((("title", "minutes"), (4, 1)), (("opens", "sheet"), (1, 1))):
            row = QHBoxLayout()
            row.setSpacing(12)
            for name, share in zip(names, shares, strict=True):
                row.addWidget(self.fields[name], share)
            column.addLayout(row)
        for name in ("question", "say"):
            column.addWidget(self.fields[name])
        column.addStretch(1)

    def show_step(self, step: Step | None, *, editable: bool) -> None:
        """Show a step, or nothing; what was typed must have been committed."""
        self._step = step
        values = self._values(step)
        for name, field in self.fields.items():
            field.show_value(values.get(name))
            field.setEnabled(editable and step is not None)

    def commit(self) -> None:
        """Hand over what is being typed."""
        if self._step is not None:
            for field in self.fields.values():
                if field.isEnabled():
                    field.commit()

    @staticmethod
    def _values(step: Step | None) -> dict[str, Any]:
        if step is None:
            return {}
        return {
            "title": step.name,
            "minutes": step.minutes,
            "opens": step.opens,
            "sheet": step.sheet,
            "question": step.question,
            "say": step.words or None,
        }

    def _take(self, name: str, value: Any) -> None:
        """Take one field over. Words that are changed are said in that wording in every language."""
        step, field = self._step, self.fields[name]
        if step is None:
            return
        if name in _NEEDED and value is None:
            field.refuse(_("Fältet kan inte vara tomt. Skriv något, eller låt det stå som det var."))
            return
        values = {**step.model_dump(), name: value}
        if name == "title":
            values["english"] = None
        elif name == "say":
            values["say_english"] = None
        try:
            self._step = Step.model_validate(values)
        except ValidationError:
            field.refuse(_("Skriv ett helt antal minuter, 1 till 600."))
            return
        field.show_value(value)
        self.changed.emit(self._step)
