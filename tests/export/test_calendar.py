"""The dates of a case in a calendar file: read back, they are the case's own, and tell nobody's name."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar as Read

from app.case_files import read_cases
from app.cli import main
from app.documents.base import Options
from app.documents.calendar import Calendar
from app.export.base import export, write
from app.models.case import Case
from app.models.dates import dates
from app.models.edits.fields import set_field
from app.models.edits.life import close_case

AUTUMN = date(2026, 11, 1)


@pytest.fixture
def case(case_a: Path) -> Case:
    return read_cases([case_a])[0]


def entries(path: Path) -> list[Any]:
    return list(Read.from_ical(path.read_bytes()).walk("VEVENT"))


def test_every_date_not_seen_to_is_an_entry_on_its_day(case: Case, tmp_path: Path) -> None:
    export(case, "calendar", tmp_path / "a.ics", today=AUTUMN)
    days = []
    for entry in entries(tmp_path / "a.ics"):
        start = entry["dtstart"].dt
        days.append(start.date() if isinstance(start, datetime) else start)
    assert days == [each.day for each in dates(case) if not each.kept] and len(days) > 20


def test_a_meeting_stands_at_its_time_and_other_dates_take_the_day_without_making_anyone_busy(
    case: Case, tmp_path: Path
) -> None:
    export(case, "calendar", tmp_path / "a.ics")
    meeting, first_step = entries(tmp_path / "a.ics")[:2]
    assert meeting["dtstart"].dt == datetime(2026, 10, 6, 13) and meeting["dtend"].dt == datetime(2026, 10, 6, 16)
    assert first_step["dtstart"].dt == date(2026, 10, 7) and first_step["transp"] == "TRANSPARENT"


@pytest.mark.parametrize("name", ["case_a", "case_b"])
def test_no_name_no_title_and_none_of_what_was_written_is_in_the_file(
    request: pytest.FixtureRequest, name: str, tmp_path: Path
) -> None:
    (case,) = read_cases([request.getfixturevalue(name)])
    case.apply(set_field(case, "case", "case", "number", "2026-014"))
    export(case, "calendar", tmp_path / "x.ics")
    summaries = " ".join(str(entry["summary"]) for entry in entries(tmp_path / "x.ics")).casefold()
    text = (tmp_path / "x.ics").read_text(encoding="utf-8").replace("\r\n ", "")
    roles = {(figure.role or "").casefold() for figure in case.figures.values()}
    labels = {figure.label.casefold() for figure in case.figures.values()} - roles
    assert not [label for label in labels if f" {label}" in summaries or f"({label}" in summaries]
    assert "2026-014" in text and case.info.title not in text and case.info.id not in text
    assert not [row.what for row in case.plan.values() if row.what in text]
    assert not [each.name for each in case.organisations.values() if each.name in text]


def test_a_name_typed_as_a_role_stays_at_home(case: Case, tmp_path: Path) -> None:
    key = next(each.who for each in dates(case) if each.kind == "first_step" and not each.kept and each.who)
    case.apply(set_field(case, "figures", key, "role", f"Kontakt till {case.figures[case.child].label}"))
    export(case, "calendar", tmp_path / "a.ics")
    assert case.figures[case.child].label not in (tmp_path / "a.ics").read_text(encoding="utf-8")


def test_with_protected_identity_not_even_roles_are_told(case: Case, tmp_path: Path) -> None:
    case.apply(set_field(case, "case", "case", "protected_identity", True))
    export(case, "calendar", tmp_path / "a.ics")
    assert "(" not in " ".join(str(entry["summary"]) for entry in entries(tmp_path / "a.ics"))


def test_taken_in_again_after_a_date_was_moved_it_is_the_same_entry(case: Case, tmp_path: Path) -> None:
    export(case, "calendar", tmp_path / "a.ics")
    before = {str(entry["uid"]) for entry in entries(tmp_path / "a.ics")}
    row = next(key for key, row in case.plan.items() if row.follow_up is not None and row.follow_up.date is not None)
    case.apply(set_field(case, "plan", row, "follow_up.date", date(2027, 1, 12)))
    export(case, "calendar", tmp_path / "b.ics")
    after = {str(entry["uid"]): entry for entry in entries(tmp_path / "b.ics")}
    assert set(after) == before and len(before) == len(entries(tmp_path / "a.ics"))
    assert date(2027, 1, 12) in [entry["dtstart"].dt for entry in after.values()]


def test_only_the_kinds_that_were_chosen_only_what_is_coming_and_with_a_reminder(case: Case, tmp_path: Path) -> None:
    paper = Calendar(["follow_up", "consent"], only_coming=True, roles=False, remind=True)
    write(paper, case, tmp_path / "a.ics", Options(today=AUTUMN))
    found = entries(tmp_path / "a.ics")
    assert found and all(entry["dtstart"].dt >= AUTUMN for entry in found)
    assert {str(entry["summary"]) for entry in found} <= {"Ärende: Uppföljning", "Ärende: Samtycket går ut"}
    assert all(len(entry.walk("VALARM")) == 1 for entry in found)


def test_a_closed_case_has_nothing_for_the_calendar(case: Case, tmp_path: Path) -> None:
    case.apply(close_case(case, date(2027, 6, 1)))
    export(case, "calendar", tmp_path / "a.ics")
    assert entries(tmp_path / "a.ics") == []


def test_the_command_line_writes_it(case_a: Path, tmp_path: Path) -> None:
    library = str(tmp_path / "b.samkarta")
    assert main(["--library", library, "import", str(case_a)]) == 0
    assert main(["--library", library, "export", "case_a", "--as", "calendar", "--to", str(tmp_path / "x.ics")]) == 0
    assert len(entries(tmp_path / "x.ics")) > 20
