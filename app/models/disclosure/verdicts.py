"""What is said of each record: whether it goes, by which rule, and why, in a sentence (rules R0–R7)."""

from __future__ import annotations

from dataclasses import dataclass

from app.i18n import N_

RULES = {
    "R0": N_("Inget lämnas ut som ingen regel släpper fram"),
    "R1": N_("Mottagarens eget"),
    "R2": N_("Planen som mottagaren är med i"),
    "R3": N_("Andras uppgifter, med samtycke"),
    "R4": N_("Uppgifter om flera personer"),
    "R5": N_("Lämnas aldrig ut"),
    "R6": N_("Kräver ja till just den uppgiften"),
    "R7": N_("Utan samtycke, efter beslut"),
    "R8": N_("Orosanmälan är inte ett utlämnande av planen"),
    "R9": N_("Mottagaren bekräftas"),
    "R10": N_("Allt som lämnas ut antecknas"),
    "R11": N_("Samtycket gäller inte längre"),
    "R12": N_("Avidentifierat"),
    "R13": N_("Okända fält lämnas inte ut"),
}
"""What each rule is called; Swedish msgids."""

ANSWER = "answer"
"""The part of a wish that is judged by itself."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of one record, or of a ``part`` of it.

    ``rule`` is the one that lets it go or keeps it; ``why`` the sentence for people. ``hard`` cannot be changed by
    anybody; ``by_item`` goes if the guardian has said yes to this very item (R6, R4). ``consent`` is the key of the
    consent that it goes by, empty where it needs none.
    """

    family: str
    key: str
    goes: bool
    rule: str
    why: str
    part: str = ""
    hard: bool = False
    by_item: bool = False
    consent: str = ""

    @property
    def id(self) -> str:
        """What the user's choices call the record, see `item_id`."""
        return item_id(self.family, self.key)


def item_id(family: str, key: str) -> str:
    """Return what the user's choices call a record: its key, which for records without an id is ``family:key``."""
    return f"{family}:{key}" if key.startswith("~") else key


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user has chosen: ``without`` are items taken away; ``yes`` those that the guardian has said yes to one
    by one. Neither reaches past a hard stop. ``told`` says on the paper that other actors have measures that were
    left out."""

    without: frozenset[str] = frozenset()
    yes: frozenset[str] = frozenset()
    told: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing at all may go to a recipient: the rule and the sentence."""

    rule: str
    why: str
