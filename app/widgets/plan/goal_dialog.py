"""Everything about one goal: its words, its domains of wellbeing, and what was measured over time."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.document import Document
from app.i18n import N_, _
from app.models.domain_names import domain_name
from app.models.edits.goals import measure, remove_measurement
from app.models.fields import Record
from app.models.patch import Patch
from app.models.readings import read_value
from app.models.records import DOMAINS, Measurement, ShortTermGoal
from app.models.typed_days import read_day
from app.widgets.common.changes import change
from app.widgets.common.curve import GoalCurve, words
from app.widgets.common.icons import icon
from app.widgets.common.style import scaled
from app.widgets.properties.editors import Line, PicksField
from app.widgets.properties.form import RecordPanel

_HEADS = (N_("Dag"), N_("Värde"), N_("Anteckning"))


class GoalDialog(QDialog):
    """The window of one goal. What is typed is committed when it closes."""

    def __init__(self, document: Document, family: str, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Mål"))
        self.panel = GoalPanel(document, family, key)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self.panel)
        done = QPushButton(_("Klart"))
        done.setObjectName("primary")
        done.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.addWidget(area, 1)
        column.addWidget(done, 0, Qt.AlignmentFlag.AlignRight)
        most = self.screen().availableSize()
        self.resize(min(scaled(540), most.width() - 40), min(scaled(720), most.height() - 80))

    def done(self, result: int) -> None:
        """Commit what is typed."""
        self.panel.commit_all()
        super().done(result)


class GoalPanel(RecordPanel):
    """All fields of a goal; of a short-term one also its readings with their curve."""

    def __init__(self, document: Document, family: str, key: str) -> None:
        self.measurements: Measurements | None = None
        super().__init__(document, family, key)

    def _build(self, cls: type[Record]) -> None:
        super()._build(cls)
        names = {key: domain_name(key) for key in DOMAINS}
        self.add_editor(
            "wellbeing", PicksField(_("Delar av hjulet som målet gäller"), names), partial(self._set, "wellbeing")
        )
        if cls is ShortTermGoal:
            self.measurements = Measurements(self.document, self.key)
            self.column.addWidget(self.measurements)

    def commit_all(self) -> None:
        """Hand over everything that is typed but not yet committed."""
        super().commit_all()
        if self.measurements is not None:
            self.measurements.commit()


class _Reading:
    """The fields of one reading; ``at`` is None for the one that is not written down yet."""

    def __init__(self, at: int | None, said: Measurement) -> None:
        self.at = at
        self.day, self.value, self.note = Line(), Line(), Line()
        for field, head in zip(self.fields(), _HEADS, strict=True):
            field.setAccessibleName(_(head))
        self.was = ("", "", "")
        self.show(said)

    def show(self, said: Measurement) -> None:
        """Show a reading; a field that is being written in keeps what stands there."""
        value = said.value if isinstance(said.value, str) else words(said.value)
        texts = (said.date.isoformat() if said.date else "", value or "", said.note or "")
        for field, text, was in zip(self.fields(), texts, self.was, strict=True):
            if not (field.hasFocus() and field.text().strip() != was):
                field.setText(text)
        self.was = texts

    def texts(self) -> tuple[str, str, str]:
        """Return what stands in the fields."""
        return self.day.text().strip(), self.value.text().strip(), self.note.text().strip()

    def fields(self) -> tuple[QLineEdit, QLineEdit, QLineEdit]:
        """Return the fields from the left."""
        return self.day, self.value, self.note


class Measurements(QWidget):
    """The readings of a short-term goal as a small curve and a table, and a line for the next one."""

    def __init__(self, document: Document, goal: str) -> None:
        super().__init__()
        self._document, self._goal = document, goal
        self.lines: list[_Reading] = []
        heading = QLabel(_("Mätningar"))
        heading.setObjectName("caption")
        self.curve = GoalCurve(self._record(), large=True, parent=self)
        self.error = QLabel()
        self.error.setObjectName("error")
        self.error.setWordWrap(True)
        self.error.hide()
        self._table = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (heading, self.curve, self._table, self.error):
            column.addWidget(widget)
        document.patched.connect(self._patched)
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        for at, stretch in enumerate((3, 2, 5)):
            self._grid.setColumnStretch(at, stretch)
        self._fill()

    def _record(self) -> ShortTermGoal:
        return self._document.shown.short_term[self._goal]

    def _patched(self, patch: Patch) -> None:
        if ("short_term", self._goal) in patch.touched() and self._goal in self._document.case.short_term:
            self._fill()

    def _fill(self) -> None:
        """Show the readings; where there are as many as before, the fields that are written in stay."""
        said = self._record().measurements
        self.curve.show_goal(self._record())
        written = [line for line in self.lines if line.at is not None]
        if self.lines and len(written) == len(said):
            for line, each in zip(written, said, strict=True):
                line.show(each)
        else:
            self._make()

    def _make(self) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        again = bool(self.lines)
        self.lines = []
        for at, head in enumerate(_HEADS):
            label = QLabel(_(head))
            label.setObjectName("caption")
            self._grid.addWidget(label, 0, at)
        for place, said in enumerate(self._record().measurements):
            self._add(place, said)
        if not self._document.read_only:
            self._add(None, Measurement(date=date.today()))
            if again:
                self.lines[-1].value.setFocus()

    def _add(self, place: int | None, said: Measurement) -> None:
        line = _Reading(place, said)
        row = len(self.lines) + 1
        locked = self._document.read_only or self._document.hides("short_term", self._goal)
        for at, field in enumerate(line.fields()):
            field.setReadOnly(locked)
            if place is None:
                field.returnPressed.connect(self.commit)
            else:
                field.editingFinished.connect(partial(self._write, line))
            self._grid.addWidget(field, row, at)
        if place is None:
            button = self._button("plus", _("Skriv upp mätningen"))
            button.clicked.connect(lambda _checked=False: self.commit())
        else:
            button = self._button("trash", _("Ta bort mätningen"))
            button.clicked.connect(lambda _checked=False: self._remove(place))
        if locked:
            button.hide()
        self._grid.addWidget(button, row, len(_HEADS))
        self.lines.append(line)

    @staticmethod
    def _button(picture: str, name: str) -> QPushButton:
        button = QPushButton(icon(picture, "muted"), "")
        button.setObjectName("quiet")
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def _remove(self, place: int) -> None:
        self._say(change(self._document, lambda: remove_measurement(self._document.case, self._goal, place)))

    def commit(self) -> None:
        """Write down every reading that has changed, and the new one if it says something."""
        for line in list(self.lines):
            if line in self.lines:
                self._write(line)

    def _write(self, line: _Reading) -> None:
        day_text, value_text, note = line.texts()
        new = line.at is None
        if line not in self.lines or line.texts() == line.was or (new and not value_text and not note):
            return
        day = read_day(day_text, date.today())
        if day is None:
            self._say(_("Skriv dagen så här: {example}").format(example=date.today().isoformat()))
            return
        value = read_value(value_text)
        at = line.at
        self._say(change(self._document, lambda: measure(self._document.case, self._goal, day, value, note, at)))

    def _say(self, problem: str | None) -> None:
        self.error.setText(problem or "")
        self.error.setVisible(bool(problem))
