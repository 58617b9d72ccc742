"""Who an extract can be made for: an organisation, a guardian, the child, or the partners' steering group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.i18n import N_, _
from app.models.case import Case
from app.models.consent_state import guardians
from app.models.disclosure.whitelist import Who
from app.models.protection import place_names, protected_figures

STEERING = "steering_group"
OTHER_WORDS = {"steering-group": STEERING, "styrgrupp": STEERING, "styrgruppen": STEERING}
STEERING_WORDS, CHILD_WORDS, GUARDIAN_WORDS = N_("Styrgruppen"), N_("Barnet"), N_("Vårdnadshavare")


class NoSuchRecipient(Exception):
    """There is nobody in the case with that id; the message is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """``who`` is which sort it is, ``id`` the organisation's or the figure's, or `STEERING`.

    ``words`` name it on screen and on the paper, ``file_words`` in names of files: never a person's name, nor a name
    that tells where somebody protected is.
    """

    who: Who
    id: str
    words: str
    file_words: str


def recipients(case: Case) -> Sequence[Recipient]:
    """Return everybody an extract can be made for, organisations first."""
    found = [_organisation(case, key) for key in case.organisations]
    found += [_person(case, key) for key in (*guardians(case), case.child)]
    return (*found, Recipient("steering_group", STEERING, _(STEERING_WORDS), _(STEERING_WORDS).lower()))


def recipient(case: Case, id_: str) -> Recipient | None:
    """Return the recipient with an id, None for a figure who is no recipient (rule R0). Raises NoSuchRecipient."""
    wanted = OTHER_WORDS.get(id_, id_)
    if wanted == "child" and wanted not in case.figures:
        wanted = case.child
    for each in recipients(case):
        if each.id == wanted:
            return each
    if wanted in case.figures:
        return None
    known = ", ".join(each.id for each in recipients(case))
    raise NoSuchRecipient(_("Ärendet har ingen mottagare {id}. Välj bland: {known}.").format(id=id_, known=known))


def _organisation(case: Case, key: str) -> Recipient:
    name = case.organisations[key].name
    if protected_figures(case):
        name = place_names(case).get(name, name)
    return Recipient("organisation", key, name, name)


def _person(case: Case, key: str) -> Recipient:
    """Return a guardian or the child, who goes by name on the paper unless it is protected."""
    figure = case.figures[key]
    if key == case.child:
        role = _(CHILD_WORDS)
    else:
        all_of_them = guardians(case)
        role = _(GUARDIAN_WORDS)
        role = f"{role} {all_of_them.index(key) + 1}" if len(all_of_them) > 1 else role
    words = role if key in protected_figures(case) else f"{figure.label} ({role.lower()})"
    return Recipient("child" if key == case.child else "guardian", key, words, role.lower())
