"""A case written out and read back is the same case."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings

from app.models import casefile
from tests.support.case_strategies import case_data

EXAMPLES = Path(__file__).parents[2] / "resources" / "examples"
VOCABULARY = casefile.Vocabulary()
whole_cases = settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.parametrize("name", ["case_a.yaml", "case_b.yaml"])
def test_an_example_written_out_says_the_same_to_any_yaml_reader(name: str) -> None:
    path = EXAMPLES / name
    text = casefile.dump(casefile.read(path, VOCABULARY), "yaml")
    assert yaml.safe_load(text) == yaml.safe_load(path.read_text("utf-8"))


@pytest.mark.parametrize("name", ["case_a.yaml", "case_b.yaml"])
def test_an_example_goes_through_json_and_is_the_same(name: str, tmp_path: Path) -> None:
    case = casefile.read(EXAMPLES / name, VOCABULARY)
    path = tmp_path / "case.JSON"
    path.write_text(casefile.dump(case, "json"), "utf-8")
    again = casefile.read(path, VOCABULARY)
    assert again == case
    assert again.to_rows() == case.to_rows()
    assert casefile.dump(again, "yaml") == casefile.dump(case, "yaml")


@whole_cases
@given(case_data())
def test_any_case_goes_through_yaml_and_json_and_is_the_same(data: dict[str, Any]) -> None:
    case = casefile.from_data(data, VOCABULARY)
    assert casefile.to_data(case, json=True) == data
    for suffix in ("yaml", "json"):
        text = casefile.dump(case, suffix)
        again = casefile.parse(text.encode(), f".{suffix}", VOCABULARY)
        assert again == case
        assert again.to_rows() == case.to_rows()
        assert orders(casefile.to_data(again)) == orders(casefile.to_data(case))
    assert json.loads(casefile.dump(case, "json")) == data


@whole_cases
@given(case_data())
def test_any_case_as_yaml_says_the_same_to_a_yaml_1_1_reader(data: dict[str, Any]) -> None:
    case = casefile.from_data(data, VOCABULARY)
    assert yaml.safe_load(casefile.dump(case, "yaml")) == casefile.to_data(case)


def orders(data: Any) -> list[str]:
    """The order of everything that has one."""
    return [str(item.get("id")) for value in data.values() if isinstance(value, list) for item in value]


def test_keys_are_written_in_the_order_of_the_format() -> None:
    case = casefile.read(EXAMPLES / "case_a.yaml", VOCABULARY)
    keys = list(casefile.to_data(case))
    assert keys == [key for key in casefile.KEYS if key in keys]


def test_a_year_as_a_number_is_read_as_the_loose_date_it_is(example_data: dict[str, Any]) -> None:
    example_data["timeline"][0]["date"] = 2025
    case = casefile.from_data(example_data, VOCABULARY)
    assert casefile.to_data(case)["timeline"][0]["date"] == "2025"


def test_the_words_on_and_no_are_text_and_a_bare_time_is_never_a_number(example_text: str) -> None:
    text = example_text.replace("label: Petra", "label: no").replace("start: '13:00'", "start: 13:00")
    text = text.replace("sip:\n", "sip:\n  approvals: [{figure: f02, on: 2026-10-06}]\n")
    case = casefile.parse(text, "yaml", VOCABULARY)
    assert case.figures["f02"].label == "no"
    assert case.meetings["m01"].start == "13:00"
    assert casefile.to_data(case, json=True)["sip"]["approvals"] == [{"figure": "f02", "on": "2026-10-06"}]


def test_a_byte_order_mark_is_no_trouble(example_text: str) -> None:
    assert casefile.parse(example_text.encode("utf-8-sig"), ".yml", VOCABULARY).info.id == "case_a"


def test_what_was_left_out_null_or_empty_stays_so(example_data: dict[str, Any]) -> None:
    del example_data["consents"], example_data["sip"]
    example_data.update(wheel=[], households=None, plan=None, wishes=[])
    example_data["goals"] = {"long_term": None}
    for each in ("support_answers", "timeline"):
        del example_data[each]
    case = casefile.from_data(example_data, VOCABULARY)
    assert casefile.to_data(case, json=True) == example_data


def test_whole_numbers_stay_whole(example_data: dict[str, Any]) -> None:
    example_data["maps"][0]["places"] = {"f02": [-120, 80.5]}
    text = casefile.dump(casefile.from_data(example_data, VOCABULARY), "json")
    assert json.dumps(json.loads(text)["maps"][0]["places"]["f02"]) == "[-120, 80.5]"


def test_an_installed_kind_and_an_agenda_that_is_not_installed_are_kept(example_data: dict[str, Any]) -> None:
    example_data["figures"][1]["kind"] = "dog"
    example_data["meetings"][0]["agenda"] = "framtidsverkstad"
    case = casefile.from_data(example_data, casefile.Vocabulary(figures=frozenset({"dog"})))
    assert casefile.to_data(case, json=True) == example_data


def test_the_largest_case_is_read_and_written_in_a_few_seconds(example_data: dict[str, Any]) -> None:
    extra = [{"id": f"x{n}", "label": f"Figur {n}", "group": "g_skola", "ring": n % 4} for n in range(5000 - 19)]
    example_data["figures"] += extra
    began = time.monotonic()
    text = casefile.dump(casefile.from_data(example_data, VOCABULARY), "yaml")
    assert len(casefile.parse(text, "yaml", VOCABULARY).figures) == 5000
    assert time.monotonic() - began < 20
