"""The form of one paper's standing texts: each with a way back to the program's own words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.i18n import _
from app.models.standing_texts import TextsNotSaved, passages, problem, save_texts
from app.widgets.common.style import scaled

_LINE, _MOST = 80, 7
"""Letters that a line holds about, and lines that a field shows at most."""


class TextsForm(QWidget):
    """A paper's texts. ``commit`` writes what is typed; ``said(sentence)`` tells what went wrong, or nothing."""

    said = Signal(str)

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind
        self.problem = problem(kind)
        self.fields: dict[str, QPlainTextEdit] = {}
        self.restore: dict[str, QPushButton] = {}
        self._originals: dict[str, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        for each in passages(kind):
            self._originals[each.key] = each.original
            field, button = QPlainTextEdit(each.text), QPushButton(_("Återställ"))
            field.setAccessibleName(each.label)
            field.setTabChangesFocus(True)
            lines = min(_MOST, 2 + max(len(each.text), len(each.original)) // _LINE)
            field.setFixedHeight(scaled(18 + 19 * lines))
            field.textChanged.connect(partial(self._typed, each.key))
            button.setAccessibleName(_("Återställ: {text}").format(text=each.label))
            button.clicked.connect(partial(self._restore, each.key))
            self.fields[each.key], self.restore[each.key] = field, button
            caption = QLabel(each.label)
            caption.setObjectName("caption")
            caption.setBuddy(field)
            head = QHBoxLayout()
            head.addWidget(caption, 1)
            head.addWidget(button)
            column.addSpacing(5)
            column.addLayout(head)
            column.addWidget(field)
            self._typed(each.key)
        column.addStretch(1)

    def _typed(self, key: str) -> None:
        self.restore[key].setEnabled(self.fields[key].toPlainText().strip() != self._originals[key])

    def _restore(self, key: str, _checked: bool = False) -> None:
        self.fields[key].setPlainText(self._originals[key])
        self.commit()

    def commit(self) -> bool:
        """Write what is typed; return whether it is stored."""
        typed = {key: field.toPlainText() for key, field in self.fields.items()}
        if {each.key: each.text for each in passages(self.kind)} != {k: v.strip() for k, v in typed.items()}:
            try:
                save_texts(self.kind, typed)
            except TextsNotSaved as trouble:
                self.said.emit(str(trouble))
                return False
        self.said.emit("")
        return True
