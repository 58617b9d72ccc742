"""A case's life: opened, followed up, closed, opened again."""

from __future__ import annotations

from datetime import date

from app.i18n import N_, _
from app.models.case import Case
from app.models.edits.making import EditRefused, replaced, with_values
from app.models.patch import Patch

FOLLOW = N_("Gå över till uppföljning")
CLOSE = N_("Avsluta ärendet")
REOPEN = N_("Öppna ärendet igen")
KEYWORDS = N_("Ändra nyckelord")


def follow_case(case: Case) -> Patch:
    """Let the case be followed up from now on."""
    return Patch(FOLLOW, replaced(case, "case", "case", with_values(case.info, status="follow_up", closed_on=None)))


def close_case(case: Case, day: date) -> Patch:
    """Close the case on a day. Raises EditRefused if that is before it was opened."""
    opened = case.info.opened_on
    if opened is not None and day < opened:
        sentence = _("Ärendet öppnades {opened} och kan inte avslutas före det. Rätta någon av dagarna.")
        raise EditRefused(sentence.format(opened=opened.isoformat()))
    return Patch(CLOSE, replaced(case, "case", "case", with_values(case.info, status="closed", closed_on=day)))


def reopen_case(case: Case) -> Patch:
    """Open the case again; the day it was closed is taken away, and stays in the history."""
    return Patch(REOPEN, replaced(case, "case", "case", with_values(case.info, status="open", closed_on=None)))


def set_keywords(case: Case, words: str) -> Patch:
    """Set the keywords from a line with commas between them; one that is there twice is kept once."""
    parts = (" ".join(part.split()) for part in words.replace(";", ",").split(","))
    found = tuple(dict.fromkeys(part for part in parts if part))
    return Patch(KEYWORDS, replaced(case, "case", "case", with_values(case.info, keywords=found)))
