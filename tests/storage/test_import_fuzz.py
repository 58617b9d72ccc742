"""Every way in is hostile ground: whatever comes is refused with a sentence, soon, and nothing else is raised."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.case_files import vocabulary
from app.models.agendas import BadAgenda, read
from app.models.casefile import BadCaseFile, parse
from app.models.roles import own_path, own_roles
from app.models.text_reader import MOST_VALUES
from app.package.verifying import verify
from app.storage.wrapping import Cost
from tests.torture.ways_in import WAYS, seeds

LOOSE = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None)
MOST_SECONDS = 6.0
"""Of this process' own time, whatever else the machine does; measured: 3.2 for the worst that was found."""

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=10), inside, max_size=4),
    max_leaves=20,
)
DEEP = b"[" * 200_000
LAUGHS = b"a: &a [x, x, x, x, x, x, x, x, x]\n" + b"".join(
    b"%c: &%c [*%c, *%c, *%c, *%c, *%c, *%c, *%c, *%c, *%c]\n" % (98 + n, 98 + n, *[97 + n] * 9) for n in range(12)
)


def survives(way: str, data: bytes) -> None:
    """Fail unless the way takes the bytes, or refuses them as the program does: all else that is raised is a fault."""
    try:
        WAYS[way](data)
    except Exception as fault:
        pytest.fail(f"{way} raised {type(fault).__name__}: {fault}, at {data[:200]!r}")


@pytest.mark.parametrize("way", WAYS)
@LOOSE
@given(data=st.data())
def test_bytes_of_anybody_are_refused_in_the_expected_way(way: str, data: st.DataObject) -> None:
    good = data.draw(st.sampled_from(seeds(way)))
    at = data.draw(st.integers(0, len(good)))
    gone = data.draw(st.integers(0, 40))
    new = data.draw(st.binary(max_size=60) | st.text(max_size=20).map(lambda text: text.encode("utf-8", "replace")))
    survives(way, good[:at] + new + good[at + gone :])


@pytest.mark.parametrize("way", WAYS)
@LOOSE
@given(said=anything)
@example(said={"at": "2026-13-45"})
@example(said={"slots": [{"kind": "password"}], "library": "x", "format": "samkarta-key", "version": 1, "checksum": ""})
def test_data_of_anybody_is_refused_in_the_expected_way(way: str, said: Any) -> None:
    survives(way, json.dumps(said).encode())


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "content",
    [
        DEEP,
        b'{"a":' * 100_000,
        b"- " * 50_000,
        LAUGHS,
        b"x: 2026-13-45",
        b"\xff\xfe\x00",
        b"",
        b"? [1]\n: 2",
        b"9" * 9000,
    ],
    ids=["deep", "deeper", "steps", "laughs", "day", "utf16", "nothing", "key", "number"],
)
def test_what_has_felled_others_is_refused(way: str, content: bytes) -> None:
    survives(way, content)


ROWS = {
    "aliases": ("yaml", "a: &a 1\nb: [" + "*a," * 240_000 + "]"),
    "anchors": ("yaml", "b: [" + "&a 1," * 240_000 + "]"),
    "maps": ("yaml", "figures: [" + "{}," * 160_000 + "]"),
    "dashes": ("yaml", "- \n" * 1_700_000),
    "empties": ("json", '{"figures":[' + "{}," * 240_000 + "{}]}"),
    "keys": ("json", '{"figures":[{' + ",".join(f'"k{each}":1' for each in range(240_000)) + "}]}"),
    "many": ("json", '{"figures":[' + "{}," * 1_700_000 + "{}]}"),
    "halves": ("json", '["' + '","'.join(["\\ud800"] * 400_000) + '"]'),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_hostile_case_file_of_five_megabytes_is_refused_soon(name: str) -> None:
    suffix, text = ROWS[name]
    begun = time.process_time()
    with pytest.raises(BadCaseFile) as refused:
        parse(text[: 5 * 1024 * 1024], suffix, vocabulary())
    assert refused.value.problems[0].sentence
    assert time.process_time() - begun < MOST_SECONDS


def test_a_case_file_with_too_many_values_says_so() -> None:
    with pytest.raises(BadCaseFile, match="fler än 500 000 värden"):
        parse("[" + "1," * MOST_VALUES + "1]", "json", vocabulary())


def test_a_large_file_of_ones_own_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "stor.yaml"
    path.write_text("# " + "x" * 300_000)
    with pytest.raises(BadAgenda, match="larger"):
        read(path)


def test_a_list_of_roles_with_an_impossible_day_is_told_of_and_left_alone() -> None:
    own_path().parent.mkdir(parents=True, exist_ok=True)
    own_path().write_text("- 2026-13-45")
    found = own_roles()
    assert found.roles == () and found.problem is not None
    assert own_path().read_text() == "- 2026-13-45"


def test_a_key_file_cannot_ask_for_minutes_of_work() -> None:
    Cost(memory_kib=128 * 1024, passes=16)  # the dearest that the program makes
    with pytest.raises(ValueError):
        Cost(memory_kib=1024 * 1024, passes=5)


def test_a_zip_file_that_unpacks_to_very_much_is_refused(tmp_path: Path) -> None:
    import zipfile

    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"paket/{number}.txt", bytes(80 * 1024 * 1024))
    assert path.stat().st_size < 1_000_000
    assert any("för stort" in each for each in verify(path))


@pytest.mark.parametrize("field", range(14))
def test_whatever_stands_in_a_field_of_a_library_is_told_of(field: int) -> None:
    for said in ("", "x", "-1", "[]", "{", "[" * 5000, '{"changes": [1]}', '{"id": 3}', "2026-13-45"):
        survives("library_row", bytes((field, 1)) + said.encode())


@pytest.mark.skipif(os.name != "posix", reason="names with a backslash")
@pytest.mark.parametrize("name", ["../ute.txt", "/ute.txt", "paket/../../ute.txt", "paket\\..\\ute.txt", "."])
def test_a_zip_file_with_a_name_outside_is_refused_and_nothing_is_unpacked(name: str, tmp_path: Path) -> None:
    import zipfile

    path = tmp_path / "in" / "ute.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("paket/plan.json", "{}")
        archive.writestr(name, "x")
    assert verify(path)
    assert [each.name for each in path.parent.iterdir()] == ["ute.zip"]
