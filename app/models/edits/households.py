"""Who lives together. A figure may be of several households: a child may have two homes."""

from __future__ import annotations

from collections.abc import Iterable

from app.i18n import N_, _
from app.models.case import Case
from app.models.edits.making import EditRefused, added, existing, made, new_id, position
from app.models.patch import Change, Patch
from app.models.records import Household

JOIN, PART = N_("Bilda hushåll"), N_("Upplös hushåll")


def household_of(case: Case, members: Iterable[str]) -> str | None:
    """Return the key of the household that has exactly these members, or None."""
    wanted = set(members)
    for key, record in case.family("households").items():
        if isinstance(record, Household) and set(record.members) == wanted:
            return key
    return None


def join_household(case: Case, members: Iterable[str], label: str | None = None) -> Patch:
    """Make a household of figures, in the order of the case; without a label it is named after its one guardian.

    Raises EditRefused with a sentence if they are fewer than two, or a household already.
    """
    wanted = set(members)
    if len(wanted & case.figures.keys()) < 2:
        raise EditRefused(_("Ett hushåll har minst två personer. Markera dem som bor tillsammans."))
    if household_of(case, wanted) is not None:
        raise EditRefused(_("De är ett hushåll redan."))
    household = made(
        Household,
        {
            "id": new_id(),
            "label": label or _home_of(case, wanted),
            "members": [key for key in case.figures if key in wanted],
        },
    )
    return Patch(JOIN, (added(case, "households", household),))


def _home_of(case: Case, members: set[str]) -> str | None:
    """Return "Hos mamma" where mamma is the only guardian of the household; None where there is none, or two."""
    guardians = [figure for key, figure in case.figures.items() if key in members and figure.guardian]
    if len(guardians) != 1:
        return None
    who = guardians[0].role
    return _("Hos {who}").format(who=who[:1].lower() + who[1:] if who else guardians[0].label)


def part_household(case: Case, key: str) -> Patch:
    """Take a household away; its people stay. Raises EditRefused if it is not there."""
    record = existing(case, "households", key)
    return Patch(PART, (Change("households", key, position(case, "households", key), record, None),))
