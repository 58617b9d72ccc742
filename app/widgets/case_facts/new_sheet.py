"""A new map beside the team's own, made together with the child and the family."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QLabel, QWidget

from app.document import Document
from app.i18n import _
from app.kinds.registry import sheet_kinds
from app.models.edits.making import EditRefused
from app.models.edits.sheets import copy_sheet, ensure_sheet
from app.models.patch import Patch
from app.widgets.common.asking import AskingDialog
from app.widgets.common.names import actor_name
from app.widgets.common.picks import Picks
from app.widgets.properties.editors import DayField, Line, read_day

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class NewSheetDialog(AskingDialog):
    """Asks who makes the map, when, and what it is called."""

    def __init__(self, document: Document, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, _("Ny karta tillsammans med barnet"), _("Skapa kartan"), width=480)
        case = document.shown
        about = QLabel(
            _(
                "Den nya kartan börjar som den som visas. Flytta, ställ ut och ta bort figurer på den som barnet och "
                "familjen ser det. Teamets karta står kvar som den är, och de två går att jämföra."
            )
        )
        about.setWordWrap(True)
        self.title = Line()
        self.title.setText(_("{kind} – med barnet").format(kind=_(sheet_kinds()[kind].label)))
        self.who = Picks({key: actor_name(case, key) for key in case.figures}, _("Vilka gör kartan?"))
        guardians = tuple(key for key, figure in case.figures.items() if figure.guardian)
        self.who.show_value((case.child, *guardians))
        self.day = DayField(_("Gjord den"))
        self.day.show_value(date.today())
        self.add(about)
        self.ask(_("Rubrik"), self.title)
        self.ask(_("Vilka gör kartan?"), self.who)
        self.add(self.day)

    def made_on(self) -> date:
        """Return the day, today where none that exists is written."""
        value = read_day(self.day.line.text())
        return value if isinstance(value, date) else date.today()


def ask_new_sheet(window: CaseWindow, kind: str) -> None:
    """Ask who makes the map, lay it beside the one that is shown, and show it."""
    window.commit_all()
    dialog = NewSheetDialog(window.document, kind, window)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return
    try:
        patch = _patch(window.document, kind, dialog)
    except EditRefused as problem:
        window.toast.say(str(problem))
        return
    if window.document.push(patch):
        window.show_page(kind)
        window.toast.say(_("Den nya kartan visas. På sidan Ärendet väljer du vilken som visas och jämför dem."))


def _patch(document: Document, kind: str, dialog: NewSheetDialog) -> Patch:
    first, sheet = ensure_sheet(document.case, kind)
    case = document.case if not first else type(document.case)(document.case.records())
    if first:
        case.apply(first)
    standing = sheet_kinds()[kind].figures(case, case.sheets[sheet])
    copy, _new = copy_sheet(
        case,
        sheet,
        standing,
        made_with=dialog.who.value(),
        day=dialog.made_on(),
        title=dialog.title.text(),
    )
    return Patch(copy.label, (*first.changes, *copy.changes))
