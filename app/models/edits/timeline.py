"""The timeline: cards set, moved in time and between lanes; notes on how the process should be different."""

from __future__ import annotations

from typing import Any

from app.i18n import N_, _
from app.models.case import Case
from app.models.edits.making import EditRefused, added, made, new_id, record_of, replaced, with_values
from app.models.patch import Patch
from app.models.records import TimelineCard
from app.models.timeline import actors_of, lane_of

ADD = N_("Sätt kort på tidslinjen")
MOVE = N_("Flytta kort på tidslinjen")
NOTE = N_("Anteckna vid tidslinjen")


def add_card(case: Case, text: str, *, day: str | None = None, lane: str | None = None, **values: Any) -> Patch:
    """Set a card in a lane (an area's id; None: everybody's) on a loose day; ``actor`` says who in the lane.

    A card needs a day or somebody who did it: without both it would be a note. Raises EditRefused.
    """
    if not text.strip():
        raise EditRefused(_("Skriv vad som gjordes."))
    if lane is not None and "actor" not in values:
        values["actor"] = next(iter(actors_of(case, lane)), None)
    if day is None and values.get("actor") is None:
        raise EditRefused(_("Skriv när det var, till exempel ”mars 2026: Remiss till BUP”."))
    card = made(TimelineCard, {"id": new_id(), "date": day, "text": text.strip(), **values})
    return Patch(ADD, (added(case, "timeline", card),))


def move_card(case: Case, key: str, day: str | None, actor: str | None) -> Patch:
    """Put a card on another day, in the lane of another actor, or both. Raises EditRefused."""
    if day is None and actor is None:
        raise EditRefused(_("Ett kort behöver en tid eller någon som gjorde det. Det står kvar där det stod."))
    card = record_of(case, "timeline", key, TimelineCard)
    return Patch(MOVE, replaced(case, "timeline", key, with_values(card, date=day, actor=actor)))


def actor_in(case: Case, key: str, lane: str | None) -> str | None:
    """Return who did a card if it stands in a lane: as now if that is its lane, else the lane's first actor."""
    card = record_of(case, "timeline", key, TimelineCard)
    if lane is None:
        return None
    if lane_of(case, card.actor) == lane:
        return card.actor
    if lane_of(case, card.responsible) == lane:
        return card.responsible
    return next(iter(actors_of(case, lane)), None)


def add_note(case: Case, text: str) -> Patch:
    """Note how the process should be different: a card with neither day nor actor. Raises EditRefused."""
    if not text.strip():
        raise EditRefused(_("Skriv vad som borde se annorlunda ut."))
    note = made(TimelineCard, {"id": new_id(), "text": text.strip()})
    return Patch(NOTE, (added(case, "timeline", note),))
