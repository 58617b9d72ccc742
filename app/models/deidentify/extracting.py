"""A recipient's extract, de-identified. The rules see the case as it is; words and days are changed after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.models.case import Case
from app.models.deidentify.making import Worded, handed_roughly
from app.models.disclosure.basis import Decision
from app.models.disclosure.extract import Extract, extract
from app.models.disclosure.recipients import Recipient, recipient
from app.models.disclosure.verdicts import ANSWER, Choices


def deidentified_extract(
    case: Case,
    made: Worded,
    whom: Recipient,
    day: date,
    choices: Choices | None = None,
    decision: Decision | None = None,
) -> Extract:
    """Return what would go to a recipient of ``case`` with the words of ``made``, the same case with safe words.

    A record goes only if the rules let it go both as it was written and as it is worded now.
    """
    choices = choices or Choices()
    plain = extract(case, whom, day, choices, decision)
    if plain.refusal is not None:
        return plain
    going = {each.id for each in plain.verdicts if each.goes and not each.part}
    staying = {each.id for each in plain.verdicts if each.family not in _PEOPLE} - going
    unanswered = {each.key for each in plain.verdicts if each.part == ANSWER and not each.goes}
    safe = _with_limits(case, made.case, unanswered)
    same = recipient(safe, whom.id)
    assert same is not None, "who is a recipient does not depend on words"
    found = extract(safe, same, day, replace(choices, without=choices.without | staying), decision)
    if found.refusal is not None:
        return found
    handed = handed_roughly(found.handed, made.number, day)
    people = tuple(
        replace(each, role=None) if each.role and each.name.startswith(each.role) else each for each in handed.people
    )
    return replace(found, handed=replace(handed, people=people))


_PEOPLE = ("figures", "organisations", "case", "sip", "frame")


def _with_limits(case: Case, safe: Case, unanswered: set[str]) -> Case:
    """Return the safe case with what consents do not cover as it was written, and without answers that may not go."""
    records = safe.records()
    for key, consent in case.consents.items():
        records["consents"][key] = safe.consents[key].changed(not_covered=consent.not_covered or None)
    for key in unanswered:
        records["wishes"][key] = safe.wishes[key].changed(answer=None)
    return Case(records)
