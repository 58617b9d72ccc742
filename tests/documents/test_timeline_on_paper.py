"""The timeline on paper: lanes by service, days in order, as many pages as it takes."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from app.case_files import read_cases
from app.export.base import export
from app.models.case import Case
from app.models.edits.making import made
from app.models.edits.newcase import empty_case
from app.models.patch import Change, Patch
from app.models.records import TimelineCard
from app.models.timeline import lane_of, timeline


@pytest.fixture
def case(case_a: Path) -> Case:
    return read_cases([case_a])[0]


def put(case: Case, **values: str) -> None:
    number = len(case.family("timeline"))
    card = made(TimelineCard, {"id": f"new{number}", **values})
    case.apply(Patch("Sätt kort", (Change("timeline", card.id or "", number, None, card),)))


def pages_of(case: Case, path: Path) -> list[str]:
    export(case, "timeline", path)
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def test_each_service_has_its_lane_and_the_days_stand_in_order(case: Case) -> None:
    put(case, date="2025", text="Året före", actor="f16")
    put(case, text="Någon gång", actor="f16")
    put(case, date="2026-01", text="Alla träffas")
    line = timeline(case)
    assert line.days[0] == "2025" and line.days[-1] == "" and list(line.days[:-1]) == sorted(line.days[:-1])
    assert [lane.group for lane in line.lanes] == [
        "g_familj",
        "g_fritid",
        "g_skola",
        "g_elevhalsa",
        "g_soc",
        "g_vard",
        None,
    ]
    assert lane_of(case, "org_soc") == "g_soc" and lane_of(case, "f14") == "g_elevhalsa"


def test_a_short_timeline_stands_on_one_page_with_every_card(case: Case, tmp_path: Path) -> None:
    pages = pages_of(case, tmp_path / "linje.pdf")
    assert len(pages) == 1 and "tejpa" not in pages[0]
    for words in ("Orosanmälan till", "Remiss till BUP", "Rektor Fatima", "mars 2026", "2026-10-06", "Elevhälsa"):
        assert words in pages[0]


def test_a_long_timeline_goes_over_pages_to_tape_together(case: Case, tmp_path: Path) -> None:
    for month in range(1, 13):
        put(case, date=f"2024-{month:02}", text=f"Steg {month} av tolv", actor="f16")
    pages = pages_of(case, tmp_path / "linje.pdf")
    assert len(pages) > 1 and all(f"Blad {n} av {len(pages)}" in page for n, page in enumerate(pages, 1))
    assert sum("Steg 7 av tolv" in page for page in pages) == 1 and all("Socialtjänst" in page for page in pages)


def test_an_empty_timeline_says_so(tmp_path: Path) -> None:
    assert "Inga kort är satta på tidslinjen ännu." in pages_of(empty_case("Prov", "Elin"), tmp_path / "linje.pdf")[0]
