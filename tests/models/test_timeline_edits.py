"""The timeline's days as people say them, its cards, and the notes beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.case_files import read_cases
from app.models.case import Case
from app.models.edits.making import EditRefused
from app.models.edits.timeline import actor_in, add_card, add_note, move_card
from app.models.loose_days import between, read_loose
from app.models.records import TimelineCard
from app.models.timeline import actors_of, lane_of, timeline

TODAY = date(2026, 11, 22)


@pytest.fixture
def case(case_a: Path) -> Case:
    return read_cases([case_a])[0]


def newest(case: Case) -> tuple[str, TimelineCard]:
    key, card = list(case.family("timeline").items())[-1]
    assert isinstance(card, TimelineCard)
    return key, card


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2025", "2025"),
        ("2026-03", "2026-03"),
        ("mars 2026", "2026-03"),
        ("Mars", "2027-03"),
        ("augusti", "2026-08"),
        ("v. 43", "2026-10-19"),
        ("vecka 2", "2027-01-11"),
        ("v 43 2025", "2025-10-20"),
        ("hösten 2025", "2025-10"),
        ("6 okt 2026", "2026-10-06"),
        ("2026-10-06", "2026-10-06"),
        ("2026-13", None),
        ("v. 60", None),
        ("snart", None),
    ],
)
def test_a_day_is_understood_as_people_say_it(said: str, day: str | None) -> None:
    assert read_loose(said, TODAY) == day


@pytest.mark.parametrize(
    ("earlier", "later", "day"),
    [
        ("2026-03", "2026-06", "2026-04"),
        ("2026-03", "2026-04", "2026-03-16"),
        ("2026-10-06", "2026-10-07", None),
        (None, "2026-03", "2026-02"),
        ("2026-03", None, "2026-04"),
    ],
)
def test_between_two_days_there_is_a_day_where_there_is_room(earlier: str, later: str, day: str | None) -> None:
    assert between(earlier, later) == day


def test_a_card_set_in_a_lane_belongs_to_the_lanes_service(case: Case) -> None:
    case.apply(add_card(case, " Utredning inleds. ", day="2026-10", lane="g_soc"))
    _key, card = newest(case)
    assert (card.text, card.date, card.actor) == ("Utredning inleds.", "2026-10", "org_soc")
    assert lane_of(case, actors_of(case, "g_familj")[0]) == "g_familj"


def test_a_card_with_neither_day_nor_actor_is_refused(case: Case) -> None:
    for attempt in (("Något", None, None), ("  ", "2026", "g_soc")):
        with pytest.raises(EditRefused):
            add_card(case, attempt[0], day=attempt[1], lane=attempt[2])
    with pytest.raises(EditRefused):
        move_card(case, "t01", None, None)


def test_a_card_that_comes_to_its_responsibles_lane_is_theirs_and_keeps_its_actor_in_its_own(case: Case) -> None:
    case.apply(add_card(case, "Möte", day="2026-10", lane="g_soc", responsible="f10"))
    key, _card = newest(case)
    home = case.figures["f10"].group
    assert actor_in(case, key, home) == "f10" and actor_in(case, key, "g_soc") == "org_soc"
    case.apply(move_card(case, key, "2026-11", actor_in(case, key, home)))
    assert newest(case)[1].actor == "f10" and newest(case)[1].date == "2026-11"


def test_a_note_is_beside_the_line_and_an_earlier_card_moves_the_start(case: Case) -> None:
    days = timeline(case).days
    assert timeline(case).start == "2025-09"
    case.apply(add_note(case, "BUP borde få underlaget före remissen."))
    assert timeline(case).days == days and timeline(case).notes == (newest(case)[0],)
    case.apply(add_card(case, "Första samtalet", day="2025-02", lane=None))
    assert timeline(case).start == "2025-02"
