"""Who lives together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.i18n import N_
from app.models.edits.households import household_of, join_household, part_household
from app.widgets.actions.base import Action
from app.widgets.common.changes import change

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class LiveTogether(Action):
    """De markerade bor tillsammans."""

    id = "live_together"
    label = N_("De markerade bor tillsammans")
    chapter = "arrange"
    order = 70
    on = frozenset({"figure"})
    edits = True
    checkable = True

    def enabled(self, window: CaseWindow) -> bool:
        """At least two figures are selected on a map."""
        return len(_chosen(window)) > 1

    def checked(self, window: CaseWindow) -> bool:
        """The selected figures are a household."""
        return household_of(window.document.case, _chosen(window)) is not None

    def run(self, window: CaseWindow) -> None:
        """Make a household of them and show it, or take the household away."""
        case, chosen = window.document.case, _chosen(window)
        household = household_of(case, chosen)
        if household is not None:
            change(window.document, lambda: part_household(case, household))
            return
        refused = change(window.document, lambda: join_household(case, chosen))
        if refused is not None:
            window.toast.say(refused)
        elif not window.options.households:
            window.set_options(replace(window.options, households=True))


def _chosen(window: CaseWindow) -> list[str]:
    if window.sheet is None:
        return []
    return [key for family, key in window.sheet.canvas.selected() if family == "figures"]
