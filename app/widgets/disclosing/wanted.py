"""What the user has chosen for one recipient, and the extracts that follow from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from app.models.case import Case
from app.models.disclosure.basis import OPPOSITE, Decision, trade
from app.models.disclosure.extract import Extract, extract
from app.models.disclosure.recipients import Recipient
from app.models.disclosure.verdicts import Choices

if TYPE_CHECKING:
    from app.models.deidentify.making import Worded


@dataclass(slots=True)
class Wanted:
    """``chosen`` says that the recipient is to have a package.

    ``without`` are the items taken away, ``yes`` those that the guardian (or the child) has said yes to one by one,
    ``told`` that the paper says that others have measures too. ``decided`` says that it is to go without consent by
    the decision whose parts are ``by``, ``paragraph`` and ``because`` (rule R7).
    """

    recipient: Recipient
    chosen: bool = False
    without: set[str] = field(default_factory=set)
    yes: set[str] = field(default_factory=set)
    told: bool = False
    decided: bool = False
    by: str = ""
    paragraph: str = ""
    because: str = ""

    def decision(self, day: date) -> Decision | None:
        """Return the decision that it is to go by, whole or not; None where none was taken."""
        return Decision(self.by, self.paragraph, self.because, day) if self.decided else None

    def extract(self, case: Case, day: date, made: Worded | None = None) -> Extract:
        """Return what goes as it is chosen now; de-identified with the safe words of ``made``.

        Raises `whitelist.UnlistedField` (rule R13).
        """
        return self._extract(case, day, made, frozenset(self.without))

    def all_there_is(self, case: Case, day: date, made: Worded | None = None) -> Extract:
        """Return what would go if nothing were taken away. Raises `whitelist.UnlistedField`."""
        return self._extract(case, day, made, frozenset())

    def _extract(self, case: Case, day: date, made: Worded | None, without: frozenset[str]) -> Extract:
        choices, decision = Choices(without, frozenset(self.yes), self.told), self.decision(day)
        if made is None:
            return extract(case, self.recipient, day, choices, decision)
        from app.models.deidentify.extracting import deidentified_extract

        return deidentified_extract(case, made, self.recipient, day, choices, decision)

    def can_be_decided(self, case: Case) -> bool:
        """Return whether a decision without consent is possible for a recipient of this sort (rule R7)."""
        return self.recipient.who == "organisation" and trade(case, self.recipient.id) in OPPOSITE
