"""The areas and the organisations of the case, a row each: name and one choice beside it, and a line for a new one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.document import Document
from app.i18n import _, ngettext
from app.models.edits.fields import set_field
from app.models.edits.groups import add_group, add_organisation, groups_in_order, move_group
from app.models.edits.removal import remove
from app.models.patch import Patch
from app.models.records import PRINCIPALS, SECTORS
from app.widgets.case_facts.facts import RecordDialog
from app.widgets.common.changes import change
from app.widgets.common.icons import icon
from app.widgets.common.style import scaled
from app.widgets.properties.editors import Line, QuietCombo


def small_button(picture: str, name: str, press: Callable[[], object]) -> QPushButton:
    """Return a button with a picture only."""
    button = QPushButton(icon(picture, "muted"), "")
    button.setObjectName("quiet")
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.clicked.connect(lambda _checked=False: press())
    return button


class Row(QWidget):
    """One record: its name, a choice, how much it is used, and buttons. ``refused(sentence)``."""

    refused = Signal(str)

    def __init__(
        self, document: Document, family: str, key: str, name: str, choice: str, choices: Mapping[str, str]
    ) -> None:
        super().__init__()
        self._document, self._family, self._key = document, family, key
        self._name, self._choice = name, choice
        self.line = Line()
        self.line.editingFinished.connect(self.commit)
        self.combo = QuietCombo()
        for value, label in choices.items():
            self.combo.addItem(_(label), value)
        self.combo.activated.connect(lambda _index: self._set(self._choice, self.combo.currentData()))
        self.used = QLabel()
        self.used.setObjectName("panelSubheading")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(6)
        self.row.addWidget(self.line, 3)
        self.row.addWidget(self.combo, 2)
        self.row.addWidget(self.used)
        self.used.setMinimumWidth(scaled(62))
        self.combo.setMinimumWidth(scaled(90))
        for widget in (self.line, self.combo):
            widget.setEnabled(not document.read_only)
        self.refresh()

    def refresh(self) -> None:
        """Show the record as it is now; a name that is being typed is kept."""
        record = self._document.shown.record(self._family, self._key)
        if record is None:
            return
        name = str(getattr(record, self._name))
        if not self.line.isModified() and self.line.text() != name:
            self.line.setText(name)
            self.line.setCursorPosition(0)
        self.line.setReadOnly(self._document.names_hidden)
        self.line.setAccessibleName(_("Namn på {name}").format(name=name))
        self.combo.setAccessibleName(_("Slag för {name}").format(name=name))
        self.combo.setCurrentIndex(self.combo.findData(getattr(record, self._choice)))
        field = "group" if self._family == "groups" else "organisation"
        used = sum(getattr(each, field) == self._key for each in self._document.case.figures.values())
        self.used.setText(ngettext("{n} figur", "{n} figurer", used).format(n=used))

    def commit(self) -> None:
        """Hand over the name if it has been changed; a blank one gives the old one back."""
        if not self.line.isModified() or self.line.isReadOnly():
            return
        self.line.setModified(False)
        if self.line.text().strip():
            self._set(self._name, self.line.text().strip())
        self.refresh()

    def _set(self, field: str, value: object) -> None:
        if self._document.case.record(self._family, self._key) is None:
            return
        case = self._document.case
        problem = change(self._document, lambda: set_field(case, self._family, self._key, field, value))
        if problem is not None:
            self.refused.emit(problem)


class RecordList(QFrame):
    """The records of one family. ``refused(sentence)`` when something could not be done."""

    refused = Signal(str)

    def __init__(self, document: Document, heading: str, about: str, write_new: str) -> None:
        super().__init__()
        self.setObjectName("goals")
        self.document = document
        self.rows: dict[str, Row] = {}
        title, words = QLabel(heading), QLabel(about)
        title.setObjectName("goalsHeading")
        words.setObjectName("panelSubheading")
        words.setWordWrap(True)
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self.new = QLineEdit()
        self.new.setPlaceholderText(write_new)
        self.new.setAccessibleName(write_new)
        self.new.returnPressed.connect(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        column.addWidget(title)
        column.addWidget(words)
        column.addLayout(self._column)
        column.addWidget(self.new)
        self.new.setVisible(not document.read_only)
        self.refresh()

    def keys(self) -> list[str]:
        """Return the records' keys in the order they are listed."""
        raise NotImplementedError

    def make_row(self, key: str) -> Row:
        """Return the row of a record, with its buttons."""
        raise NotImplementedError

    def build_new(self, name: str) -> Patch:
        """Return the patch that adds a record of this name."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show the records as they are now."""
        wanted = self.keys()
        if wanted != list(self.rows):
            for row in self.rows.values():
                self._column.removeWidget(row)
                row.hide()
                row.deleteLater()
            self.rows = {key: self.make_row(key) for key in wanted}
            for row in self.rows.values():
                row.refused.connect(self.refused)
                self._column.addWidget(row)
        for row in self.rows.values():
            row.refresh()

    def commit(self) -> None:
        """Hand over names that are typed but not committed, and a new one that was written."""
        for row in list(self.rows.values()):
            row.commit()
        if self.new.text().strip():
            self._add()

    def change(self, build: Callable[[], Patch]) -> bool:
        """Make an edit; say so if it is refused."""
        problem = change(self.document, build)
        if problem is not None:
            self.refused.emit(problem)
        return problem is None

    def _add(self) -> None:
        name = self.new.text().strip()
        if name and self.change(lambda: self.build_new(name)):
            self.new.clear()


class AreaList(RecordList):
    """The areas of the sheet: names, colours, their order round the child."""

    def __init__(self, document: Document) -> None:
        about = _("Områdena står runt barnet i den här ordningen. Färg och tecken följer slaget.")
        super().__init__(document, _("Områden på kartan"), about, _("Nytt område, och Enter…"))

    def keys(self) -> list[str]:
        """Return the areas in their order round the child."""
        return groups_in_order(self.document.case)

    def make_row(self, key: str) -> Row:
        """Return an area's row."""
        row = Row(self.document, "groups", key, "label", "sector", SECTORS)
        if not self.document.read_only:
            row.row.addWidget(small_button("up", _("Flytta upp området"), partial(self._move, key, -1)))
            row.row.addWidget(small_button("down", _("Flytta ner området"), partial(self._move, key, 1)))
            row.row.addWidget(small_button("trash", _("Ta bort området"), partial(self._remove, key)))
        return row

    def _move(self, key: str, by: int) -> None:
        self.change(lambda: move_group(self.document.case, key, by))

    def _remove(self, key: str) -> None:
        self.change(lambda: remove(self.document.case, [("groups", key)]))

    def build_new(self, name: str) -> Patch:
        """Return the patch that adds an area, of the sort others until somebody says which."""
        return add_group(self.document.case, "other", name)


class OrganisationList(RecordList):
    """The organisations: who may hold a copy of the plan."""

    def __init__(self, document: Document) -> None:
        about = _("Var och en kan ha en kopia av planen i sitt eget system.")
        super().__init__(document, _("Organisationer"), about, _("Ny organisation, och Enter…"))

    def keys(self) -> list[str]:
        """Return the organisations as they stand in the case."""
        return list(self.document.case.organisations)

    def make_row(self, key: str) -> Row:
        """Return an organisation's row."""
        row = Row(self.document, "organisations", key, "name", "principal", PRINCIPALS)
        more = QPushButton(_("Mer…"))
        more.setObjectName("quiet")
        more.setAccessibleName(_("Mer om organisationen"))
        more.clicked.connect(lambda _checked=False: RecordDialog(self.document, "organisations", key, self).exec())
        row.row.addWidget(more)
        if not self.document.read_only:
            row.row.addWidget(small_button("trash", _("Ta bort organisationen"), partial(self._remove, key)))
        return row

    def _remove(self, key: str) -> None:
        self.change(lambda: remove(self.document.case, [("organisations", key)]))

    def build_new(self, name: str) -> Patch:
        """Return the patch that adds an organisation."""
        return add_organisation(self.document.case, name)
