"""The case as a group may see it on the projector when nobody there may know whose it is (rule R12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.i18n import N_, _
from app.models.case import Case
from app.models.deidentify.hidden import Hidden, hidden_of
from app.models.deidentify.making import OMITTED, Deidentified, case_number, reworded, safe_roles, told_roughly
from app.models.deidentify.marking import Marker
from app.models.deidentify.reviewing import Change, Decision, Review, Said, texts_of

HELD = N_("[texten är inte granskad]")
"""Stands where a record must have a text that nobody has read."""


@dataclass(frozen=True, slots=True)
class OnWall:
    """A de-identified case for looking at; ``held`` is how many of its texts nobody has read, or still tell."""

    case: Deidentified
    held: int


def on_wall(case: Case, review: Review, library_id: str, today: date) -> OnWall:
    """Return the case de-identified for a group to look at, with its own ids, so that what is lit stays lit.

    Nothing stops it: an accepted text that still tells what is to be hidden counts as one that nobody has read.
    """
    texts, given = texts_of(case, None), review.given
    marker = Marker(safe_roles(case, review), given)
    hidden = hidden_of(case, marker, today)
    review = Review({each.place: decision for each in texts if (decision := _kept(each, review, hidden)) is not None})
    plain = safe_roles(case, review)
    by_place = {each.place: each for each in texts}
    made = reworded(case, plain, case_number(library_id), lambda at: _change(at, by_place, review), given)
    records = told_roughly(made.records(), today)
    return OnWall(Deidentified.made(records, hidden), len(review.waiting(texts)))


def _kept(said: Said, review: Review, hidden: Hidden) -> Decision | None:
    decision = review.of(said)
    tells = decision is not None and decision.text is not None and hidden.written_in(decision.text)
    return None if tells else decision


def _change(at: str, texts: dict[str, Said], review: Review) -> Change:
    def decided(path: str, _field: str, _text: str, optional: bool) -> str | None:
        decision = review.of(texts[f"{at}/{path}"])
        if decision is not None and decision.text is not None:
            return decision.text
        return None if optional else _(OMITTED if decision is not None else HELD)

    return decided
