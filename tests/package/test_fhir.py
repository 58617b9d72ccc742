"""The bundle for health care: valid R4B, every reference leads somewhere, and the checks themselves bite."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from app.case_files import read_cases
from app.models.edits.fields import set_field
from app.package.fhir import bundle
from app.package.fhir_checks import problems
from tests.support.packages import order


@pytest.fixture
def made(case_a: Path, tmp_path: Path) -> dict[str, Any]:
    case = read_cases([case_a])[0]
    return dict(bundle(order(case, "org_bup", tmp_path).extract.handed, 1))


def kinds(made: dict[str, Any]) -> list[str]:
    return [each["resource"]["resourceType"] for each in made["entry"]]


def test_the_bundle_is_a_document_with_the_plan_in_it(made: dict[str, Any]) -> None:
    read = Bundle.model_validate(json.loads(json.dumps(made)))
    assert read.type == "document" and kinds(made)[0] == "Composition"
    assert {"Patient", "CareTeam", "Goal", "CarePlan", "Consent", "Organization"} <= set(kinds(made))
    assert problems(made) == []
    plan = next(each["resource"] for each in made["entry"] if each["resource"]["resourceType"] == "CarePlan")
    assert len(plan["activity"]) == 11


@pytest.mark.parametrize("whom", ["org_bup", "org_fl"])
def test_every_health_recipient_of_either_case_gets_a_valid_one(case_a: Path, whom: str, tmp_path: Path) -> None:
    found = order(read_cases([case_a])[0], whom, tmp_path).extract
    assert found.trade == "health" and problems(bundle(found.handed, 3)) == []


def test_texts_that_fhir_does_not_take_make_no_bad_bundle(case_a: Path, tmp_path: Path) -> None:
    case = read_cases([case_a])[0]
    for field in ("what", "when", "how"):
        case.apply(set_field(case, "plan", "p06", field, "\x00 \x1b"))
    case.apply(set_field(case, "figures", "f18", "label", "  \x07 "))
    assert problems(bundle(order(case, "org_bup", tmp_path).extract.handed, 1)) == []


def spoil(made: dict[str, Any], kind: str, key: str, value: Any) -> dict[str, Any]:
    spoilt = copy.deepcopy(made)
    next(each["resource"] for each in spoilt["entry"] if each["resource"]["resourceType"] == kind)[key] = value
    return spoilt


@pytest.mark.parametrize(
    ("kind", "key", "value", "said"),
    [
        ("CarePlan", "status", "ongoing", "CarePlan.status: ongoing"),
        ("Goal", "lifecycleStatus", "open", "Goal.lifecycleStatus: open"),
        ("CarePlan", "subject", {"reference": "urn:uuid:nobody"}, "leads nowhere"),
    ],
)
def test_a_wrong_code_or_reference_is_found(made: dict[str, Any], kind: str, key: str, value: Any, said: str) -> None:
    assert any(said in each for each in problems(spoil(made, kind, key, value)))


def test_a_document_needs_an_identifier_and_begins_with_its_composition(made: dict[str, Any]) -> None:
    without = {key: value for key, value in made.items() if key != "identifier"}
    assert any("bdl-9" in each for each in problems(without))
    assert any("bdl-11" in each for each in problems({**made, "entry": made["entry"][1:]}))


def test_the_library_is_not_imported_until_it_is_needed() -> None:
    code = "import app.package.handing, app.package.verifying, app.commands.disclose, sys; print('fhir' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
