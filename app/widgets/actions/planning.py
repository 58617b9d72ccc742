"""From answers to plan: rows out of what was said, what was promised and has no row, and back to the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_, _
from app.kinds.registry import sheet_kinds
from app.models.promises import offered_but_not_planned
from app.widgets.actions.base import Action

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow
    from app.widgets.plan.leaks import Key
    from app.widgets.plan.page import PlanDock, PlanPage


def plan_of(window: CaseWindow) -> PlanDock | PlanPage:
    """Return the plan that is in sight: its own page, else the one beneath the map."""
    return window.plan if window.page == "plan" else window.dock


def wanted(window: CaseWindow) -> list[Key]:
    """Return what can become rows: what is chosen in the list that has the keyboard, else the selected wishes and
    the answers of the selected figures that no row grew out of."""
    for plan in window.plans:
        if plan.drawer.list.hasFocus():
            return plan.drawer.list.chosen()
    case, selection = window.document.case, window.properties.selection
    figures = {key for family, key in selection if family == "figures"}
    answers = [key for key in offered_but_not_planned(case) if case.support_answers[key].figure in figures]
    wishes = [(family, key) for family, key in selection if family == "wishes"]
    return [*wishes, *(("support_answers", key) for key in answers)]


def _map_with(window: CaseWindow, lit: list[Key]) -> str:
    """Return the map on which most of the arrows and figures are to be seen: the one that is shown, if it is."""
    case = window.document.case

    def seen(kind: str) -> tuple[int, bool]:
        sheet = sheet_kinds()[kind]
        standing = set(sheet.figures(case, case.sheet_of_kind(kind)))
        figures = sum(family == "figures" and key in standing for family, key in lit)
        return figures + sum(family == sheet.front for family, _key in lit), kind == window.page

    return max(sheet_kinds(), key=seen)


class PlanRows(Action):
    """Gör till rad i planen."""

    id = "plan_rows"
    label = N_("Gör till rad i planen")
    chapter = "edit"
    order = 70
    keys = ("Ctrl+R",)
    on = frozenset({"figure", "tie"})
    edits = True

    def enabled(self, window: CaseWindow) -> bool:
        """A wish is selected, or a figure that offered something that has no row."""
        return bool(wanted(window))

    def run(self, window: CaseWindow) -> None:
        """Make one row of each, as one step, and show them."""
        window.commit_all()
        plan_of(window).drawer.make_rows(wanted(window))


class OtherPlan(Action):
    """Flytta raderna till den andra planen."""

    id = "other_plan"
    label = N_("Flytta raderna till den andra planen")
    chapter = "edit"
    order = 71
    keys = ("Ctrl+Shift+R",)
    edits = True

    def enabled(self, window: CaseWindow) -> bool:
        """Rows of the plan in sight are chosen."""
        plan = plan_of(window)
        return plan.table.isVisible() and bool(plan.table.chosen_rows())

    def run(self, window: CaseWindow) -> None:
        """Move them from the child's plan to the partners', or back."""
        window.commit_all()
        plan_of(window).table.edits.to_other_plan()


class Leaks(Action):
    """Lovat men inte i planen."""

    id = "leaks"
    label = N_("Lovat men inte i planen")
    chapter = "go"
    order = 40
    keys = ("Ctrl+Shift+P",)

    def run(self, window: CaseWindow) -> None:
        """Show the list beside the plan in sight; where none is, on the plan's page."""
        if window.sheet is None and window.page != "plan":
            window.show_page("plan")
        plan_of(window).open_drawer()


class ShowOrigin(Action):
    """Visa på kartan vad raden växte fram ur."""

    id = "show_origin"
    label = N_("Visa på kartan vad raden kommer ur")
    chapter = "go"
    order = 41
    keys = ("Ctrl+Shift+U",)

    def enabled(self, window: CaseWindow) -> bool:
        """A row, or a line of the list of what was promised, is chosen."""
        return bool(plan_of(window).origins())

    def run(self, window: CaseWindow) -> None:
        """Go to a map and light the arrows and figures there."""
        lit = plan_of(window).origins()
        if lit:
            window.show_page(_map_with(window, lit))
        if window.sheet is not None and lit:
            window.beside.show_picture()
            window.sheet.canvas.light(lit)
        else:
            window.toast.say(_("Raden kommer inte ur något önskemål eller svar."))
