"""A review as a file: the texts with what was found in them, for a person to decide about, and read back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

from app.i18n import N_, _
from app.models.deidentify.marking import KINDS
from app.models.deidentify.reviewing import Decision, Review, Said
from app.models.own_files import NotReadable, read_text

SCHEMA = "samkarta.review/1"
ACCEPT, EDIT, LEAVE_OUT = "accept", "edit", "leave_out"
HELP = N_(
    "Skriv ett beslut på varje text: accept (förslaget gäller), edit (skriv texten under write) eller leave_out "
    "(texten är inte med). En text utan beslut är inte med. Filen har texterna i klartext: radera den när du är klar."
)


class BadReview(Exception):
    """A file of decisions cannot be read; the message is a sentence for the user."""


def written(texts: Sequence[Said], review: Review, case: str) -> str:
    """Return the texts of a case as a file to decide in; ``case`` is the library's id of it."""
    rows = []
    for each in texts:
        found = [f"{_(KINDS[mark.kind])}: {each.text[mark.start : mark.end]}" for mark in each.marks]
        row: dict[str, Any] = {"place": each.place, "what": each.called, "text": each.text, "of": each.print}
        decision = review.of(each)
        row |= {"found": found, "proposal": each.proposal, "decision": None, "write": None}
        if decision is not None:
            row["decision"] = LEAVE_OUT if decision.text is None else EDIT
            row["write"] = decision.text
        rows.append(row)
    data = {"schema": SCHEMA, "case": case, "texts": rows}
    lines = "".join(f"# {line}\n" for line in _(HELP).split(". "))
    return lines + yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120)


def read(content: str, texts: Sequence[Said]) -> Review:
    """Read decisions about the texts of a case. Raises BadReview with what is wrong.

    A text that has been changed since the file was written is not decided. Besides the file of `written` a plain
    mapping is understood: a text's place → the text to write, true for the proposal, false to leave it out.
    """
    try:
        data: Any = read_text(content)
    except NotReadable as problem:
        raise BadReview(_("Granskningen går inte att läsa: den är inte YAML eller JSON.")) from problem
    by_place = {each.place: each for each in texts}
    if isinstance(data, dict) and "texts" in data:
        if data.get("schema") != SCHEMA or not isinstance(data["texts"], list):
            raise BadReview(_("Granskningen är inte i formen {schema}.").format(schema=SCHEMA))
        rows = [_row(each, by_place) for each in data["texts"]]
        return Review({place: decision for place, decision in rows if decision is not None})
    if isinstance(data, dict):
        return Review({str(place): _plain(str(place), value, by_place) for place, value in data.items()})
    raise BadReview(_("Granskningen är inte i formen {schema}.").format(schema=SCHEMA))


def _row(row: Any, by_place: dict[str, Said]) -> tuple[str, Decision | None]:
    if not isinstance(row, dict) or not isinstance(row.get("place"), str):
        raise BadReview(_("Granskningen har en text utan plats (place)."))
    place, chosen = row["place"], row.get("decision")
    said = by_place.get(place)
    if chosen is None or said is None:
        return place, None
    if chosen == LEAVE_OUT:
        return place, Decision(str(row.get("of", "")), None)
    if chosen == EDIT and isinstance(row.get("write"), str):
        return place, Decision(str(row.get("of", "")), row["write"])
    if chosen == ACCEPT:
        return place, Decision(str(row.get("of", "")), said.proposal)
    sentence = _("{place}: {decision} är inget beslut. Skriv accept, edit (och texten under write) eller leave_out.")
    raise BadReview(sentence.format(place=place, decision=chosen))


def _plain(place: str, value: Any, by_place: dict[str, Said]) -> Decision:
    said = by_place.get(place)
    if said is None:
        raise BadReview(_("Ärendet har ingen text på platsen {place}.").format(place=place))
    if value is True:
        return Decision(said.print, said.proposal)
    if value is False or value is None:
        return Decision(said.print, None)
    return Decision(said.print, str(value))
