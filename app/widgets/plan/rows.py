"""What is done with whole rows of the plan, one or several: copied, pasted, moved, filled, taken away."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from app.i18n import _, ngettext
from app.models.edits.making import EditRefused
from app.models.edits.pasting import paste_rows
from app.models.edits.plan import fill, move_rows
from app.models.edits.removal import remove
from app.models.patch import Patch
from app.models.records import PLAN_KINDS
from app.widgets.common.changes import change

if TYPE_CHECKING:
    from app.widgets.plan.table import PlanTable

_OTHER = {"child": "collaboration", "collaboration": "child"}


class RowEdits(QObject):
    """Edits of the rows chosen in a table, each one undo step.

    Emits ``said(sentence)`` with what was done where it is not seen, ``unread(sentence, lines)`` with what of
    a paste was not understood.
    """

    said = Signal(str)
    unread = Signal(str, list)

    def __init__(self, table: PlanTable) -> None:
        super().__init__(table)
        self._table = table
        self._document = table.document

    def _push(self, build: Callable[[], Patch]) -> bool:
        problem = change(self._document, build)
        if problem is not None:
            self.said.emit(problem)
        return problem is None and not self._document.read_only

    def _hidden(self) -> bool:
        """Say that words are not written over while names are hidden, if they are."""
        if self._document.names_hidden:
            self.said.emit(_("Namnen är dolda. Visa dem igen (Ctrl+Skift+D) för att ändra texten."))
        return self._document.names_hidden

    def copy(self) -> bool:
        """Put the chosen rows on the clipboard for a spreadsheet, headings first; nobody protected is named."""
        model, document = self._table.plan, self._document
        case = document.shown if document.names_hidden else document.on_paper
        rows = [case.plan[key] for key in self._table.chosen_rows()]
        if not rows:
            return False
        lines = [[_(column.heading) for column in model.columns]]
        lines += [[column.text(case, row) for column in model.columns] for row in rows]
        QGuiApplication.clipboard().setText("\n".join("\t".join(map(_cell, line)) for line in lines))
        said = ngettext("{n} rad är kopierad.", "{n} rader är kopierade.", len(rows))
        self.said.emit(said.format(n=len(rows)))
        return True

    def paste(self) -> None:
        """Write the clipboard's rows last in the plan; one word or sentence goes into the cell."""
        text = QGuiApplication.clipboard().text()
        row, column = self._table.current_row(), self._table.current_column()
        if not text.strip():
            self.said.emit(_("Det finns ingen text att klistra in. Kopiera rader i kalkylbladet först."))
        elif row and column and column.editor == "text" and not set("\t\n") & set(text.strip("\r\n")):
            if not self._hidden():
                self._push(lambda: column.patch(self._document.case, row, text.strip()))
        else:
            self.paste_rows(text)

    def paste_rows(self, text: str) -> None:
        """Write rows out of a spreadsheet's text, and say what of it was not understood."""
        columns = [column.key for column in self._table.plan.columns]
        columns = columns[columns.index("what") :]
        kind = self._table.plan.arrangement.kind or "child"
        case = self._document.case
        try:
            pasted = paste_rows(case, text, columns, kind=kind)
        except EditRefused as problem:
            self.said.emit(_("Inget klistrades in. {problem}").format(problem=problem))
            return
        before = set(case.plan)
        if not pasted.rows:
            self.said.emit(_("Det finns inga rader att klistra in, bara rubriker."))
        elif self._push(lambda: pasted.patch):
            self._table.choose_all([key for key in case.plan if key not in before])
            said = ngettext("{n} rad är inklistrad i planen.", "{n} rader är inklistrade i planen.", pasted.rows)
            if pasted.remarks:
                self.unread.emit(said.format(n=pasted.rows), list(pasted.remarks))
            else:
                self.said.emit(said.format(n=pasted.rows))

    def remove(self) -> None:
        """Take the chosen rows out of the plan."""
        table, rows = self._table, self._table.chosen_rows()
        if not rows:
            return
        line, column = table.plan.line_of(rows[0]), max(0, table.currentIndex().column())
        self._push(lambda: remove(self._document.case, [("plan", key) for key in rows]))
        line = min(line, len(table.plan.lines) - 1)
        if line >= 0 and not table.currentIndex().isValid():
            table.stand(line, column)

    def move(self, by: int) -> None:
        """Move the chosen rows up (−1) or down (1) past the next row that is shown."""
        if not self._table.plan.arrangement.own_order:
            self.said.emit(_("Raderna står sorterade eller grupperade. Välj egen ordning för att flytta dem."))
            return
        rows, shown = self._table.chosen_rows(), self._table.plan.keys
        if not rows:
            return
        edge = shown.index(rows[0]) - 1 if by < 0 else shown.index(rows[-1]) + 1
        if not 0 <= edge < len(shown):
            return
        order = [key for key in self._document.case.plan if key not in rows]
        before: str | None = shown[edge]
        if by > 0:
            after = order.index(shown[edge]) + 1
            before = order[after] if after < len(order) else None
        self._push(lambda: move_rows(self._document.case, rows, before))
        self._table.choose_all(rows) if len(rows) > 1 else self._table.choose(rows[0])

    def clear(self) -> None:
        """Empty the cell that the cursor is in, on every chosen row."""
        column, rows = self._table.current_column(), self._table.chosen_rows()
        if column is None or not rows or (column.editor == "text" and self._hidden()):
            return
        if column.key == "what":
            self.said.emit(_("Vad? kan inte vara tomt. Ctrl+Delete tar bort raden."))
        elif column.optional:
            self._push(lambda: column.fill(self._document.case, rows, None))

    def fill_down(self) -> None:
        """Put what stands in the topmost chosen row's cell into the others."""
        column, rows = self._table.current_column(), self._table.chosen_rows()
        if column is None or len(rows) < 2:
            self.said.emit(_("Markera flera rader först: Skift+pil ned."))
        elif column.editor != "text" or not self._hidden():
            case = self._document.case
            self.fill(rows[1:], column.key, column.value(case.plan[rows[0]]))

    def fill(self, rows: list[str], field: str, value: Any) -> None:
        """Set one field of rows, as one step."""
        self._push(lambda: fill(self._document.case, rows, field, value))

    def to_plan(self, kind: str) -> None:
        """Move the chosen rows to the child's plan (``child``) or the partners' (``collaboration``)."""
        rows = self._table.chosen_rows()
        moved = [key for key in rows if self._document.case.plan[key].kind != kind]
        if moved and self._push(lambda: fill(self._document.case, moved, "kind", kind)):
            words = ngettext("{n} rad flyttad: {plan}.", "{n} rader flyttade: {plan}.", len(moved))
            self.said.emit(words.format(n=len(moved), plan=_(PLAN_KINDS[kind])))

    def to_other_plan(self) -> None:
        """Move the chosen rows to the plan that the first of them is not in."""
        rows = self._table.chosen_rows()
        if rows:
            self.to_plan(_OTHER[self._document.case.plan[rows[0]].kind])


def _cell(text: str) -> str:
    """Return a text as a spreadsheet reads it: in quotes where it holds a tab, a line break or a quotation mark."""
    return '"' + text.replace('"', '""') + '"' if any(each in text for each in '\t\n\r"') else text
