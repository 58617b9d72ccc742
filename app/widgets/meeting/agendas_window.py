"""The window of agendas: the program's, to start from, and one's own, to edit. What is edited is saved at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.models.agendas import Agenda, Step, copied
from app.models.own_agendas import AgendaNotSaved, all_agendas, delete_agenda, save_agenda
from app.widgets.common.icons import icon
from app.widgets.common.messages import ask
from app.widgets.common.style import scaled
from app.widgets.meeting.rows import WordList
from app.widgets.meeting.step_form import StepForm
from app.widgets.meeting.words import in_minutes
from app.widgets.properties.editors import LineField

_ID = Qt.ItemDataRole.UserRole
_NEW_STEP = 10  # minutes


class AgendasWindow(QDialog):
    """Agendas to the left; title, steps and the chosen step to the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self.setWindowTitle(_("Dagordningar"))
        room = self.screen().availableSize()
        self.resize(min(scaled(1040), room.width() - 60), min(scaled(680), room.height() - 60))
        self.agenda: Agenda | None = None
        self._number = 0  # of the step in the form
        self.list = WordList("agendaList", _("Dagordningar"))
        self.steps = WordList("agendaSteps", _("Dagordningens steg"))
        self.title = LineField(_("Dagordningen heter"))
        self.need = LineField(_("Frågan i runda 2, ordagrant"))
        self.total, self.said = QLabel(), QLabel()
        self.form = StepForm()
        self.copy = QPushButton(_("Kopiera till en egen"))
        self.remove = QPushButton(_("Ta bort"))
        self.add = self._tool("plus", _("Nytt steg"), self.add_step)
        self.up = self._tool("up", _("Flytta upp steget"), lambda: self.move_step(-1))
        self.down = self._tool("down", _("Flytta ner steget"), lambda: self.move_step(1))
        self.drop = self._tool("trash", _("Ta bort steget"), self.drop_step)
        self.done_button = QPushButton(_("Stäng"))
        self._lay_out()
        self._connect()
        known = all_agendas()
        hint = _("Programmets dagordningar går inte att ändra. Kopiera en till en egen och gör om den.")
        self.said.setText(known.problem or hint)
        self._fill(next(iter(known.by_id)))

    @staticmethod
    def _tool(picture: str, name: str, press: Callable[[], None]) -> QPushButton:
        button = QPushButton(icon(picture, "muted"), "")
        button.setObjectName("quiet")
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(lambda _checked=False: press())
        return button

    def _lay_out(self) -> None:
        heading = QLabel(_("Dagordningar"))
        heading.setObjectName("dialogHeading")
        left, middle = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addWidget(self.copy)
        left.addWidget(self.remove)
        tools = QHBoxLayout()
        tools.addWidget(self.total, 1)
        for each in (self.add, self.up, self.down, self.drop):
            tools.addWidget(each)
        middle.addWidget(self.title)
        middle.addWidget(self.need)
        middle.addWidget(self.steps, 1)
        middle.addLayout(tools)
        area = QScrollArea()
        area.setObjectName("stageArea")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.form)
        both = QHBoxLayout()
        both.setSpacing(18)
        both.addLayout(left, 3)
        both.addLayout(middle, 4)
        both.addWidget(area, 4)
        foot = QHBoxLayout()
        self.said.setWordWrap(True)
        self.said.setAccessibleName(_("Vad som hände"))
        foot.addWidget(self.said, 1)
        foot.addWidget(self.done_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addLayout(both, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(self._picked)
        self.steps.currentRowChanged.connect(lambda _row: self._show_step())
        self.title.committed.connect(self._retitle)
        self.need.committed.connect(self._reword)
        self.form.changed.connect(self._step_changed)
        self.copy.clicked.connect(lambda _checked=False: self.copy_agenda())
        self.remove.clicked.connect(lambda _checked=False: self._ask_remove())
        self.done_button.clicked.connect(self.accept)
        for each in self.findChildren(QPushButton):
            each.setAutoDefault(False)  # Enter in a line keeps it and presses nothing

    # What is shown

    @property
    def editable(self) -> bool:
        """Whether the agenda shown is the user's own."""
        return self.agenda is not None and all_agendas().own(self.agenda.id)

    @property
    def step(self) -> int:
        """The number of the chosen step, from 0."""
        return max(0, self.steps.currentRow())

    def _fill(self, current: str) -> None:
        known = all_agendas()
        self.list.blockSignals(True)
        self.list.clear()
        for key, agenda in known.by_id.items():
            words = _("{agenda} – din egen").format(agenda=agenda.name) if known.own(key) else agenda.name
            item = QListWidgetItem(words)
            item.setData(_ID, key)
            self.list.addItem(item)
            if key == current:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self.list.fit()
        self._show(known.by_id[current])

    def _picked(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.commit()
            self._show(all_agendas().by_id[str(item.data(_ID))])

    def _show(self, agenda: Agenda, step: int = 0) -> None:
        self.agenda = agenda
        may = self.editable
        for field, value in ((self.title, agenda.name), (self.need, agenda.need)):
            field.show_value(value)
            field.setEnabled(may)
        self.remove.setEnabled(may)
        self.steps.blockSignals(True)
        self.steps.clear()
        for number, each in enumerate(agenda.steps, 1):
            self.steps.addItem(f"{number}. {each.name} – {in_minutes(each.minutes)}")
        self.steps.setCurrentRow(min(step, len(agenda.steps) - 1))
        self.steps.blockSignals(False)
        self.steps.fit()
        self.total.setText(_("Tillsammans {time}").format(time=in_minutes(agenda.minutes)))
        self._show_step()

    def _show_step(self) -> None:
        if self.agenda is None:
            return
        self.form.commit()
        may, last = self.editable, len(self.agenda.steps) - 1
        self._number = min(self.step, last)
        self.form.show_step(self.agenda.steps[self._number], editable=may)
        self.add.setEnabled(may)
        self.up.setEnabled(may and self.step > 0)
        self.down.setEnabled(may and self.step < last)
        self.drop.setEnabled(may and last > 0)

    # Editing

    def commit(self) -> None:
        """Hand over what is being typed."""
        if self.editable:
            self.title.commit()
            self.need.commit()
            self.form.commit()

    def copy_agenda(self) -> None:
        """Make a copy of the agenda shown, as the user's own, and edit that."""
        if self.agenda is None:
            return
        self.commit()
        known = all_agendas().by_id
        made = copied(self.agenda, self._free_title(known), known)
        if self._save(made, _("{agenda} är din egen nu. Det du ändrar sparas direkt.").format(agenda=made.name)):
            self._fill(made.id)
            self.title.line.setFocus()
            self.title.line.selectAll()

    def _free_title(self, known: Mapping[str, Agenda]) -> str:
        """Return what a copy of the agenda shown is called, as no other is."""
        assert self.agenda is not None
        taken, number = {each.name for each in known.values()}, 1
        title = first = _("{agenda} (egen)").format(agenda=self.agenda.name)
        while title in taken:
            number += 1
            title = f"{first} {number}"
        return title

    def add_step(self) -> None:
        """Put a new step after the chosen one."""
        new = Step(title=_("Nytt steg"), minutes=_NEW_STEP)
        self._with_steps(lambda steps: steps.insert(self.step + 1, new), self.step + 1)
        self.form.fields["title"].setFocus()

    def move_step(self, by: int) -> None:
        """Move the chosen step up or down."""
        to = self.step + by
        self._with_steps(lambda steps: steps.insert(to, steps.pop(to - by)), to)

    def drop_step(self) -> None:
        """Take the chosen step away; an agenda has one at least."""
        self._with_steps(lambda steps: steps.pop(self.step), max(0, self.step - 1))

    def _with_steps(self, do: Callable[[list[Step]], object], current: int) -> None:
        self.commit()
        if self.agenda is None or not self.editable:
            return
        steps = list(self.agenda.steps)
        do(steps)
        self._edit(current, steps=tuple(steps))

    def _step_changed(self, step: Step) -> None:
        if self.agenda is not None:
            steps = list(self.agenda.steps)
            steps[self._number] = step
            self._edit(None, steps=tuple(steps))

    def _retitle(self, title: str | None) -> None:
        if not title:
            self.title.refuse(_("Fältet kan inte vara tomt. Skriv något, eller låt det stå som det var."))
            return
        self._edit(None, title=title, english=None)

    def _reword(self, need: str | None) -> None:
        self._edit(None, need=need)

    def _edit(self, current: int | None, **values: object) -> None:
        """Save the agenda with other values; ``current`` is the step to show after that, None to stay in the form."""
        if self.agenda is None or not self.editable:
            return
        made = self.agenda.model_copy(update=values)
        if not self._save(made, _("{agenda} är sparad.").format(agenda=made.name)):
            return
        if current is not None:
            self._show(made, current)
            return
        self.agenda = made
        self.title.show_value(made.name)
        self.need.show_value(made.need)
        self._rename()

    def _rename(self) -> None:
        """Say the lists' lines anew; nothing else is touched, somebody may be typing."""
        if self.agenda is None:
            return
        item = self.list.currentItem()
        if item is not None:
            item.setText(_("{agenda} – din egen").format(agenda=self.agenda.name))
        for number, each in enumerate(self.agenda.steps):
            self.steps.item(number).setText(f"{number + 1}. {each.name} – {in_minutes(each.minutes)}")
        self.list.fit()
        self.steps.fit()
        self.total.setText(_("Tillsammans {time}").format(time=in_minutes(self.agenda.minutes)))

    def _save(self, agenda: Agenda, sentence: str) -> bool:
        try:
            save_agenda(agenda)
        except AgendaNotSaved as problem:
            self.said.setText(str(problem))
            return False
        self.said.setText(sentence)
        return True

    def _ask_remove(self) -> None:
        if self.agenda is None or not self.editable:
            return
        sentence = _("{agenda} tas bort för gott. Träffar som har hållits med den är kvar.")
        named = sentence.format(agenda=self.agenda.name)
        if ask(self, _("Ta bort dagordningen?"), named, accept=_("Ta bort"), dangerous=True):
            self.delete()

    def delete(self) -> None:
        """Delete the user's own agenda that is shown; a built-in one of the same id comes back."""
        if self.agenda is None:
            return
        gone = self.agenda
        try:
            delete_agenda(gone.id)
        except AgendaNotSaved as problem:
            self.said.setText(str(problem))
            return
        self.agenda = None
        self._fill(next(iter(all_agendas().by_id)))
        self.said.setText(_("{agenda} är borttagen.").format(agenda=gone.name))

    def done(self, result: int) -> None:
        """Keep what is being typed."""
        self.commit()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is being typed."""
        self.commit()
        super().closeEvent(event)
