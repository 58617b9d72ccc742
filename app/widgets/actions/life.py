"""The case's life: followed up, closed, opened again; and its maps made anew with the child."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_, _
from app.kinds.registry import sheet_kinds
from app.models.edits.sheets import take_off
from app.widgets.actions.base import Action
from app.widgets.common.changes import change

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class Follow(Action):
    """Gå över till uppföljning."""

    id = "follow_case"
    label = N_("Gå över till uppföljning")
    chapter = "case"
    order = 60
    edits = True

    def enabled(self, window: CaseWindow) -> bool:
        """The case is open."""
        return window.document.case.info.status == "open"

    def run(self, window: CaseWindow) -> None:
        """Let it be followed up."""
        from app.widgets.case_facts.life import follow

        follow(window)


class Close(Action):
    """Avsluta ärendet."""

    id = "close_case"
    label = N_("Avsluta ärendet…")
    chapter = "case"
    order = 61
    edits = True

    def enabled(self, window: CaseWindow) -> bool:
        """The case is not closed."""
        return window.document.case.info.status != "closed"

    def run(self, window: CaseWindow) -> None:
        """Ask, and close it."""
        from app.widgets.case_facts.life import close

        close(window)


class Reopen(Action):
    """Öppna ärendet igen."""

    id = "reopen_case"
    label = N_("Öppna ärendet igen")
    chapter = "case"
    order = 62
    edits = True

    def enabled(self, window: CaseWindow) -> bool:
        """The case is followed up or closed."""
        return window.document.case.info.status != "open"

    def run(self, window: CaseWindow) -> None:
        """Open it."""
        from app.widgets.case_facts.life import reopen

        reopen(window)


class NewSheet(Action):
    """Ny karta tillsammans med barnet."""

    id = "new_sheet"
    label = N_("Ny karta tillsammans med barnet…")
    chapter = "case"
    order = 50
    edits = True

    def run(self, window: CaseWindow) -> None:
        """Lay a new map beside the one shown, the case map where none is."""
        from app.widgets.case_facts.new_sheet import ask_new_sheet

        ask_new_sheet(window, window.sheet.kind if window.sheet is not None else next(iter(sheet_kinds())))


class CompareSheets(Action):
    """Jämför kartorna."""

    id = "compare_sheets"
    label = N_("Jämför kartorna…")
    chapter = "case"
    order = 51

    def enabled(self, window: CaseWindow) -> bool:
        """There is another map of the kind shown."""
        return window.sheet is not None and _several(window, window.sheet.kind)

    def run(self, window: CaseWindow) -> None:
        """Tell what is different."""
        from app.widgets.case_facts.comparing import CompareSheets as Dialog

        if window.sheet is not None:
            Dialog(window.document, window.sheet.kind, window).exec()


class TakeOff(Action):
    """Ta bort från den här kartan."""

    id = "take_off"
    label = N_("Ta bort bara från den här kartan")
    chapter = "edit"
    order = 48
    on = frozenset({"figure"})
    edits = True

    def enabled(self, window: CaseWindow) -> bool:
        """Figures are selected on a map that has another beside it."""
        return window.sheet is not None and bool(_chosen(window)) and _several(window, window.sheet.kind)

    def run(self, window: CaseWindow) -> None:
        """Take the figures off this map; they stay in the case and on the other maps."""
        case, sheet = window.document.case, window.sheet
        record = case.sheet_of_kind(sheet.kind) if sheet is not None else None
        if record is None:
            return
        standing = sheet_kinds()[record.kind].figures(case, record)
        problem = change(window.document, lambda: take_off(case, record.id, _chosen(window), standing))
        window.toast.say(problem or _("Borttagen från den här kartan. Figuren finns kvar i ärendet."))


class SaveTemplate(Action):
    """Spara som mall."""

    id = "save_template"
    label = N_("Spara som mall…")
    chapter = "case"
    order = 70

    def run(self, window: CaseWindow) -> None:
        """Ask for a name and save it."""
        from app.widgets.case_facts.template import ask_template

        ask_template(window)


def _chosen(window: CaseWindow) -> list[str]:
    if window.sheet is None:
        return []
    return [key for family, key in window.sheet.canvas.selected() if family == "figures"]


def _several(window: CaseWindow, kind: str) -> bool:
    return sum(sheet.kind == kind for sheet in window.document.case.sheets.values()) > 1
