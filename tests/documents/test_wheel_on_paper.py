"""The wheel: what each voice said, over time, the goals, and the worry that nothing answers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.case_files import read_cases
from app.export.base import export
from app.models.case import Case
from app.models.patch import Change, Patch
from app.models.records import DOMAINS, WheelEntry
from app.models.wheel import gaps, wheel


@pytest.fixture
def case(case_a: Path) -> Case:
    return read_cases([case_a])[0]


def rate(case: Case, domain: str, voice: str, rating: int, meeting: str | None = None) -> None:
    entry = WheelEntry.model_validate(
        {"domain": domain, "voice": voice, "rating": rating, **({"meeting": meeting} if meeting else {})}
    )
    number = len(case.family("wheel"))
    case.apply(Patch("Skatta", (Change("wheel", f"~{number + 1}", number, None, entry),)))


def test_the_last_meetings_rating_is_the_one_that_counts(case: Case) -> None:
    meeting = next(iter(case.meetings))
    rate(case, "active", "child", 1, meeting)
    rate(case, "active", "child", 4)
    state = next(each for each in wheel(case) if each.domain == "active")
    last = state.latest("child")
    assert last is not None and (last.rating, last.day) == (1, case.meetings[meeting].date)
    assert [each.rating for each in state.ratings["child"]] == [4, 1]


def test_a_worry_without_a_goal_is_a_gap_and_one_with_a_goal_is_not(case: Case) -> None:
    rate(case, "active", "guardian", 2)
    rate(case, "safe", "child", 1)
    rate(case, "nurtured", "professional", 3)
    assert gaps(case) == ["active"]


def test_the_page_names_every_domain_its_goals_and_its_gap(case: Case, tmp_path: Path) -> None:
    rate(case, "active", "guardian", 1)
    path = tmp_path / "hjulet.pdf"
    export(case, "wheel", path)
    pages = PdfReader(path).pages
    text = " ".join(pages[0].extract_text().split())
    assert len(pages) == 1 and all(name in text for name in DOMAINS.values())
    assert "oro utan mål" in text and "Närvaron är minst 70 %" in text and date.today().isoformat() in text


def test_an_empty_wheel_is_made_too(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "hjulet.pdf"
    export(case, "wheel", path)
    assert "oro utan mål" not in PdfReader(path).pages[0].extract_text()
