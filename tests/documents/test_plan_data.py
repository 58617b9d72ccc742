"""The plan's PDF carries the plan as data: a case file that says what the paper says, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from app.case_files import read_cases
from app.documents.plan_data import SAID
from app.export.base import export
from app.models.case import Case
from app.models.edits.fields import set_field
from tests.support.deidentifying import TODAY, accepted, safe


@pytest.fixture
def case(case_a: Path) -> Case:
    return read_cases([case_a])[0]


def inside(case: Case, folder: Path) -> dict[str, bytes]:
    """The files inside the plan as it is exported."""
    export(case, "plan", folder / "plan.pdf", today=TODAY)
    found = PdfReader(folder / "plan.pdf").attachments
    return {name: files[0] for name, files in found.items()}


def data_in(case: Case, folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(inside(case, folder)["plan.json"])
    return found


def test_the_plan_as_data_and_its_rows_as_a_table_are_inside(case: Case, tmp_path: Path) -> None:
    files = inside(case, tmp_path)
    assert set(files) == {"plan.json", "atgarder.csv"}
    (tmp_path / "plan.json").write_bytes(files["plan.json"])
    again = read_cases([tmp_path / "plan.json"])[0]
    for family in ("plan", "short_term", "long_term", "consents", "child_voice"):
        for key, record in case.family(family).items():
            kept = {name: value for name, value in record.to_data().items() if name in SAID[family]}
            assert again.family(family)[key].to_data() == kept


def test_nobody_stands_in_it_who_has_no_part_in_the_plan(case: Case, tmp_path: Path) -> None:
    data = data_in(case, tmp_path)
    known = {each["id"] for each in data["figures"]}
    outside = set(case.figures) - known
    assert outside and case.child in known
    assert not [key for key in outside if f'"{key}"' in json.dumps(data)]
    assert not {"relations", "wishes", "support_answers", "households", "wheel", "timeline", "maps"} & set(data)


def test_of_those_who_have_a_part_only_what_the_paper_says_is_told(case: Case, tmp_path: Path) -> None:
    case.apply(set_field(case, "figures", case.child, "note", "kanariefågel"))
    case.apply(set_field(case, "figures", case.child, "contact", "070-1740605"))
    case.apply(set_field(case, "case", "case", "summary", "kanariefågel"))
    text = inside(case, tmp_path)["plan.json"].decode()
    assert "kanariefågel" not in text and "1740605" not in text and '"age"' not in text


def test_a_row_that_must_not_leave_is_there_without_its_words(case: Case, tmp_path: Path) -> None:
    words = case.plan["p01"].what
    case.apply(set_field(case, "plan", "p01", "restricted", ["inquiry"]))
    row = next(each for each in data_in(case, tmp_path)["plan"] if each["id"] == "p01")
    assert words not in json.dumps(row, ensure_ascii=False) and row["what"].startswith("Skrivs inte ut")


def test_a_de_identified_plan_carries_rough_days_that_a_case_file_can_have(case: Case, tmp_path: Path) -> None:
    found = safe(case, accepted(case))
    files = inside(found, tmp_path)
    (tmp_path / "plan.json").write_bytes(files["plan.json"])
    again = read_cases([tmp_path / "plan.json"])[0]
    assert len(again.plan) == len(case.plan)
    text = files["plan.json"].decode()
    assert "Tuva" not in text
    exact = {str(row.due) for row in case.plan.values() if row.due} | {
        str(each.given_on) for each in case.consents.values()
    }
    assert not [day for day in exact if day in text]


def test_the_whole_case_de_identified_carries_a_case_file_that_can_be_read(case: Case, tmp_path: Path) -> None:
    export(safe(case, accepted(case)), "case-pack", tmp_path / "pack.pdf", today=TODAY)
    (data,) = PdfReader(tmp_path / "pack.pdf").attachments["arende.json"]
    (tmp_path / "arende.json").write_bytes(data)
    assert len(read_cases([tmp_path / "arende.json"])[0].plan) == len(case.plan)
