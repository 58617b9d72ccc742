"""Who is named in an extract and who goes by a word for a role (R4, R5): the case as the recipient may see it."""

from __future__ import annotations

import re

from app.i18n import N_, _
from app.models.case import Case
from app.models.consent_state import guardians
from app.models.disclosure.basis import PRIVATE_SECTORS, Basis
from app.models.protection import everyone_is_protected, protected_figures
from app.models.pseudonyms import Mask
from app.models.records import Figure
from app.models.roles import built_in

ADULT = 18
OTHER_ADULT, OTHER_CHILD, OTHER_ACTOR = N_("Annan vuxen"), N_("Annat barn"), N_("Annan aktör")


class Naming:
    """``case`` is the case with role words for everybody who may not be named, in their texts too."""

    def __init__(self, basis: Basis) -> None:
        self._basis = basis
        original = basis.case
        protected = protected_figures(original)
        self.named = frozenset(
            key for key, figure in original.figures.items() if key not in protected and self._may_be_named(key, figure)
        )
        self.organisations = self._nameable_organisations()
        hidden = frozenset(original.figures) - self.named
        records = original.records()
        for key in hidden:
            figure = original.figures[key]
            records["figures"][key] = figure.changed(role=role_word(original, figure))
        self.case = Mask().of(Case(records), hidden)
        self._other_names = _either(
            [each.name for key, each in original.organisations.items() if key not in self.organisations]
        )

    def clean(self, text: str) -> str:
        """Return a text of `case` without the names of organisations that the recipient may not know of."""
        if self._other_names is None:
            return text
        return self._other_names.sub(_(OTHER_ACTOR).lower(), text)

    def _may_be_named(self, key: str, figure: Figure) -> bool:
        case, recipient = self._basis.case, self._basis.recipient
        if recipient.who == "steering_group":
            return is_staff(case, key, figure)
        if key in (case.child, recipient.id):
            return True
        if recipient.who != "organisation":
            return is_staff(case, key, figure) or key in guardians(case)
        if key in self._basis.givers:
            return True
        return figure.organisation in self._basis.shared and is_staff(case, key, figure)

    def _nameable_organisations(self) -> frozenset[str]:
        if self._basis.recipient.who == "organisation":
            return self._basis.shared
        return frozenset(self._basis.case.organisations)


def is_staff(case: Case, key: str, figure: Figure) -> bool:
    """Return whether a figure stands on the map for an organisation, not as a private person."""
    if figure.organisation is None or key in (case.child, *guardians(case)):
        return False
    if figure.age is not None and figure.age < ADULT:
        return False
    private = case.organisations[figure.organisation].principal == "private"
    return not (private and case.groups[figure.group].sector in PRIVATE_SECTORS)


def role_word(case: Case, figure: Figure) -> str:
    """Return what stands for somebody who is not named: a word that the program knows, no other that people wrote.

    A relative's word tells who it is to the child (Mormor); another actor's tells nothing of which actor.
    """
    if case.groups[figure.group].sector not in PRIVATE_SECTORS and not everyone_is_protected(case):
        return _(OTHER_ACTOR)
    own = (figure.role or "").strip()
    if own and any(own.casefold() in (role.role.casefold(), role.english.casefold()) for role in built_in()):
        return own
    return _(OTHER_CHILD) if figure.age is not None and figure.age < ADULT else _(OTHER_ADULT)


def _either(names: list[str]) -> re.Pattern[str] | None:
    said = sorted({name.strip() for name in names if len(name.strip()) > 2}, key=len, reverse=True)
    if not said:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, said))})(?!\w)", re.IGNORECASE)
