"""What was promised and is not in the plan yet."""

from __future__ import annotations

from app.models.case import Case

KEPT = frozenset({"can", "partly"})


def offered_but_not_planned(case: Case) -> list[str]:
    """Return the answers to how each can support the child that no plan row grew out of, in their order."""
    planned = _planned(case)
    return [key for key in case.support_answers if key not in planned]


def promised_but_not_planned(case: Case) -> list[str]:
    """Return the wishes that can be met, wholly or in part, or were unlocked, and that no plan row grew out of.

    In the order of the wishes. The method: what is promised at the meeting becomes a row in the joint plan.
    """
    planned = _planned(case)
    return [
        key
        for key, wish in case.wishes.items()
        if (wish.status in KEPT or wish.unlocked_on is not None) and key not in planned
    ]


def anything_promised(case: Case) -> bool:
    """Return whether anybody has offered support or said that a wish can be met, wholly or in part."""
    return bool(case.support_answers) or any(
        wish.status in KEPT or wish.unlocked_on is not None for wish in case.wishes.values()
    )


def blocked_without_a_step(case: Case) -> list[str]:
    """Return the blocked wishes that no plan row is there to unlock, in the order of the wishes.

    The method ends with a plan "för att tillgodose så många av de blockerade behoven som möjligt".
    """
    planned = _planned(case)
    return [
        key
        for key, wish in case.wishes.items()
        if wish.status == "blocked" and wish.unlocked_on is None and key not in planned
    ]


def _planned(case: Case) -> set[str]:
    """Return what any row of either plan grew out of."""
    return {origin for row in case.plan.values() for origin in row.origin}
