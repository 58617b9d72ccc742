"""What has come into the plan since a recipient last got it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from app.models.case import Case
from app.models.disclosure.entries import Entry, delivered
from app.models.disclosure.extract import Extract, extract
from app.models.disclosure.recipients import recipients


def new_rows(case: Case, entries: Iterable[Entry], day: date) -> Mapping[str, int]:
    """Return, for every recipient that may have something, how many plan rows would go that it has not had.

    What was taken away on purpose the last time is not new. Whoever has never had a package has had nothing; one that
    was de-identified does not count. Raises `whitelist.UnlistedField`.
    """
    entries = list(entries)
    found = ((each.id, extract(case, each, day)) for each in recipients(case))
    return {id_: rows_since(made, entries, case) for id_, made in found if made.refusal is None}


def rows_since(now: Extract, entries: Iterable[Entry], case: Case) -> int:
    """Return how many plan rows of an extract its recipient has not had."""
    given = [each for each in delivered(entries) if each.recipient == now.recipient.id and not each.deidentified]
    had = {*given[-1].items, *given[-1].choices.get("without", ())} if given else set()
    return sum(item in case.plan and item not in had for item in now.items)
