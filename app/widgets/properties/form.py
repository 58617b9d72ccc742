"""The fields of one record in a column, each edit one undo step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.document import Document
from app.i18n import _
from app.models.edits.fields import set_field
from app.models.fields import Record, shown
from app.models.patch import Patch
from app.widgets.common.changes import change
from app.widgets.common.hidden import hidden_words
from app.widgets.common.icons import icon
from app.widgets.properties.choosing import editor_for
from app.widgets.properties.editors import FieldEditor, LineField, LongField


def remove_button(text: str, remove: Callable[[], None]) -> QPushButton:
    """Return the button that takes away what the panel shows."""
    button = QPushButton(icon("trash", "blocked"), text)
    button.setObjectName("remove")
    button.clicked.connect(lambda _checked=False: remove())
    return button


class Panel(QWidget):
    """What the properties show for one selection: a heading, a line under it, and editors by field name."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.editors: dict[str, FieldEditor] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(18, 14, 18, 18)
        self.column.setSpacing(10)
        self.heading = QLabel()
        self.heading.setObjectName("panelHeading")
        self.heading.setWordWrap(True)
        self.subheading = QLabel()
        self.subheading.setObjectName("panelSubheading")
        self.subheading.setWordWrap(True)
        self.hidden = QLabel()
        self.hidden.setObjectName("namesHidden")
        self.hidden.setWordWrap(True)
        self.hidden.hide()
        for label in (self.heading, self.subheading, self.hidden):
            self.column.addWidget(label)

    def say(self, heading: str, subheading: str = "") -> None:
        """Show the heading and the line under it."""
        self.heading.setText(heading)
        self.subheading.setText(subheading)
        self.subheading.setVisible(bool(subheading))

    def add_editor(self, name: str, editor: FieldEditor, build: Callable[[Any], Patch]) -> None:
        """Add an editor at the end of the column; ``build`` makes the patch of a committed value."""
        self.editors[name] = editor
        editor.committed.connect(partial(self._commit, editor, build))
        editor.setEnabled(not self.document.read_only)
        self._guard(editor)
        self.column.addWidget(editor)

    def add_fold(self) -> None:
        """What is added from now on stands folded away under a button, until `end_fold`."""
        more = QPushButton(icon("down", "muted"), _("Fler uppgifter"))
        folded = QWidget()
        more.setObjectName("fold")
        more.setCheckable(True)
        more.toggled.connect(folded.setVisible)
        folded.hide()
        self.column.addWidget(more)
        self.column.addWidget(folded)
        self.more, self._unfolded = more, self.column
        self.column = QVBoxLayout(folded)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)

    def end_fold(self) -> None:
        """What is added from now on stands in the panel again."""
        self.column = self._unfolded

    def _guard(self, editor: FieldEditor) -> None:
        """Let nobody write over a pseudonym, and say why."""
        if isinstance(editor, LineField | LongField):
            masked = self._is_masked(editor)
            editor.set_read_only(masked)
            self.hidden.setText(hidden_words(self.document))
            self.hidden.setVisible(masked or self.hidden.isVisibleTo(self))

    def _is_masked(self, editor: FieldEditor) -> bool:
        """Return whether a pseudonym may stand in the editor: what is shown there must not become the record's."""
        return self.shows_pseudonyms() and isinstance(editor, LineField | LongField)

    def shows_pseudonyms(self) -> bool:
        """Return whether the texts shown may hold pseudonyms."""
        return self.document.names_hidden

    def _commit(self, editor: FieldEditor, build: Callable[[Any], Patch], value: Any) -> None:
        if self._is_masked(editor):
            return
        problem = change(self.document, lambda: build(value))
        if problem is not None:
            editor.refuse(problem)

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show the record's values; a field whose value is as before keeps what is being typed."""
        self.hidden.hide()
        for editor in self.editors.values():
            self._guard(editor)
        for name, editor in self.editors.items():
            if name in values and (editor.shown_value() != values[name] or not editor.property("filled")):
                editor.setProperty("filled", True)
                editor.show_value(values[name])

    def commit_all(self) -> None:
        """Hand over everything that is typed but not yet committed."""
        for editor in list(self.editors.values()):
            editor.commit()

    def refresh(self) -> None:
        """Show the records as they are now."""
        raise NotImplementedError

    def still_there(self) -> bool:
        """Return whether what the panel shows still exists."""
        return True


class RecordPanel(Panel):
    """All shown fields of one record, generated from its declaration; advanced ones folded away."""

    def __init__(self, document: Document, family: str, key: str, *, without: Sequence[str] = ()) -> None:
        super().__init__(document)
        self.family, self.key = family, key
        self._without = frozenset(without)
        self._build(type(self.record()))
        self.refresh()
        self.column.addStretch(1)

    def record(self) -> Record:
        """Return the record as it is shown now. Raises KeyError if it has been removed."""
        return self.document.shown.family(self.family)[self.key]

    def still_there(self) -> bool:
        """Return whether the record still exists."""
        return self.document.case.record(self.family, self.key) is not None

    def _build(self, cls: type[Record]) -> None:
        fields = {name: look for name, look in shown(cls).items() if look.panel and name not in self._without}
        for name, look in fields.items():
            if not look.advanced:
                self._add(cls, name)
        if any(look.advanced for look in fields.values()):
            self.add_fold()
            for name, look in fields.items():
                if look.advanced:
                    self._add(cls, name)
            self.end_fold()

    def _add(self, cls: type[Record], name: str) -> None:
        self.add_editor(name, editor_for(cls, name, self.document.shown), partial(self._set, name))

    def _set(self, name: str, value: Any) -> Patch:
        return set_field(self.document.case, self.family, self.key, name, value)

    def shows_pseudonyms(self) -> bool:
        """Return whether this record is shown with pseudonyms in it."""
        return self.document.hides(self.family, self.key)

    def refresh(self) -> None:
        """Show the record as it is now."""
        record = self.record()
        self.say(*self.titles())
        self.show_values({name: getattr(record, name) for name in self.editors})

    def titles(self) -> tuple[str, str]:
        """Return heading and subheading."""
        return _(type(self.record()).called), ""
