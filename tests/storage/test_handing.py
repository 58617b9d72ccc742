"""A case is handed over as one encrypted file, and becomes one again with what was done here in the meantime."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.case_files import read_cases
from app.document import Document
from app.models.edits.fields import set_field
from app.models.patch import Patch
from app.storage import handing
from app.storage.check import check
from app.storage.errors import AlreadyThere, LibraryProblem
from app.storage.handing import Handed, hand_over, merge, read_handed, same_case, sides, take_in
from app.storage.library import Library
from app.storage.sealed import MAGIC, NotHandedOver, WrongCasePassword, seal
from tests.support.libraries import CHEAP, KEY, opened

EXAMPLE = Path(__file__).resolve().parents[2] / "resources" / "examples" / "case_a.yaml"
WORD = "ett annat lösenord"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture
def here(tmp_path: Path) -> Library:
    (tmp_path / "here").mkdir()
    return opened(tmp_path / "here" / "bibliotek.samkarta", create=True)


@pytest.fixture
def there(tmp_path: Path) -> Library:
    (tmp_path / "there").mkdir()
    return opened(tmp_path / "there" / "bibliotek.samkarta", create=True)


def edit(library: Library, own: str, *patches: Callable[[Any], Patch]) -> None:
    case, history = library.load(own)
    document = Document(case, library.sink(own), history)
    for patch in patches:
        assert document.push(patch(case))


def setting(family: str, key: str, field: str, value: Any) -> Callable[[Any], Patch]:
    return lambda case: set_field(case, family, key, field, value)


def given_away(library: Library, own: str, path: Path, **how: Any) -> Handed:
    hand_over(library, own, path, WORD, cost=CHEAP, **how)
    return read_handed(path, WORD)


@pytest.mark.parametrize("history", [True, False])
def test_a_case_arrives_whole_and_its_file_tells_nothing(
    here: Library, there: Library, tmp_path: Path, history: bool
) -> None:
    own = here.add(read_cases([EXAMPLE]))[0]
    here.actor = lambda: "Sam Ordnare"
    edit(here, own, setting("case", "case", "summary", "Nytt sammanhang"))
    here.attach(own, "signed_consent", "blankett.png", PNG)
    path = tmp_path / "arende.samkarta-case"

    handed = given_away(here, own, path, history=history, by="Sam Ordnare")
    arrived = take_in(there, handed)

    assert there.case(arrived) == here.case(own)
    assert handed.by == "Sam Ordnare"
    assert [there.attachment(arrived, each.id) for each in there.attachments(arrived)] == [PNG]
    assert [moment.actor for moment in there.growth(arrived).moments][1:] == (["Sam Ordnare"] if history else [])
    assert there.load(arrived)[1].index == (1 if history else 0)
    data = path.read_bytes()
    assert not any(word.encode() in data for word in ("Tuva", "Sam Ordnare", "sammanhang", "case_a", "blankett"))
    assert check(there.path, KEY) == []


def test_what_is_left_out_does_not_travel(here: Library, tmp_path: Path) -> None:
    own = here.add(read_cases([EXAMPLE]))[0]
    here.attach(own, "other", "blankett.png", PNG)

    handed = given_away(here, own, tmp_path / "a.samkarta-case", history=False, files=False)

    assert (handed.lines, handed.files) == ((), ())


def test_a_wrong_password_a_damaged_file_and_a_newer_one_are_told_apart(here: Library, tmp_path: Path) -> None:
    own = here.add(read_cases([EXAMPLE]))[0]
    path = tmp_path / "a.samkarta-case"
    hand_over(here, own, path, WORD, cost=CHEAP)
    whole = path.read_bytes()
    with pytest.raises(WrongCasePassword):
        read_handed(path, "fel")
    for at in (3, 16, 40, len(MAGIC) + 2, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises((NotHandedOver, WrongCasePassword)):
            read_handed(path, WORD)
    for cut in (0, 5, 100, len(whole) - 20):
        path.write_bytes(whole[:cut])
        with pytest.raises(NotHandedOver):
            read_handed(path, WORD)
    length = struct.unpack(">I", whole[len(MAGIC) : len(MAGIC) + 4])[0]
    header = json.loads(whole[len(MAGIC) + 4 : len(MAGIC) + 4 + length])
    for wrong in ({"version": 2}, {"slot": {**header["slot"], "kdf": {**header["slot"]["kdf"], "passes": 10**6}}}):
        new = json.dumps({**header, **wrong}).encode()
        path.write_bytes(MAGIC + struct.pack(">I", len(new)) + new + whole[len(MAGIC) + 4 + length :])
        with pytest.raises(NotHandedOver):
            read_handed(path, WORD)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_a_file_holds_it_is_a_case_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    leaf = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
    anything = st.recursive(
        leaf, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner), max_leaves=8
    )
    case = read_cases([EXAMPLE])[0]
    good: dict[str, Any] = {"schema": handing.SCHEMA, "by": "", "at": "2026-01-01T00:00:00+00:00", "states": []}
    good |= {"rows": [list(row) for row in case.to_rows()], "lines": [], "files": []}
    key = data.draw(st.sampled_from(sorted(good)))
    value = data.draw(anything)
    if key == "rows" and data.draw(st.booleans()):
        rows: list[Any] = list(good["rows"])
        rows[data.draw(st.integers(0, len(rows) - 1))] = value
        value = rows
    path = tmp_path / "a.samkarta-case"
    path.write_bytes(seal({**good, key: value}, WORD, CHEAP))

    try:
        assert read_handed(path, WORD).case is not None
    except NotHandedOver as problem:
        assert str(path) in str(problem)


def test_a_case_that_is_here_already_is_refused_unless_it_is_to_be_a_copy(here: Library, tmp_path: Path) -> None:
    own = here.add(read_cases([EXAMPLE]))[0]
    handed = given_away(here, own, tmp_path / "a.samkarta-case")

    with pytest.raises(AlreadyThere):
        take_in(here, handed)

    assert same_case(here, handed) == own
    assert take_in(here, handed, copy=True) != own


@pytest.mark.parametrize("history", [True, False])
def test_both_sides_work_survives_coming_together(here: Library, there: Library, tmp_path: Path, history: bool) -> None:
    own = here.add(read_cases([EXAMPLE]))[0]
    edit(here, own, setting("figures", "f09", "note", "Före"))
    away = take_in(there, given_away(here, own, tmp_path / "a.samkarta-case", history=history))
    edit(here, own, setting("case", "case", "summary", "Mitt"), setting("figures", "f09", "role", "Min"))
    edit(there, away, setting("case", "case", "strengths", "Ditt"), setting("figures", "f09", "role", "Din"))
    there.attach(away, "other", "ny.png", PNG)
    back = given_away(there, away, tmp_path / "b.samkarta-case", history=history)
    before = here.case(own)

    found = sides(here, own, back)
    assert [(clash.key, clash.path, clash.mine, clash.theirs) for clash in found.clashes] == [
        ("f09", ("role",), "Min", "Din")
    ]
    merge(here, own, found, {found.clashes[0].name: "theirs"}, back.files)

    case = here.case(own)
    assert (case.info.summary, case.info.strengths, case.figures["f09"].role) == ("Mitt", "Ditt", "Din")
    assert [each["mine"] for moment in here.growth(own).moments for each in moment.kept] == ["Min"]
    assert [each.name for each in here.attachments(own)] == ["ny.png"]
    assert check(here.path, KEY) == []
    whole, past = here.load(own)
    document = Document(whole, here.sink(own), past)
    document.undo()
    assert document.case == before
    assert not sides(here, own, given_away(here, own, tmp_path / "c.samkarta-case")).differ


def test_a_case_that_has_moved_on_since_it_was_laid_beside_is_not_merged(here: Library, tmp_path: Path) -> None:
    own = here.add(read_cases([EXAMPLE]))[0]
    handed = given_away(here, own, tmp_path / "a.samkarta-case")
    found = sides(here, own, handed)
    edit(here, own, setting("case", "case", "summary", "Nyare"))

    with pytest.raises(LibraryProblem):
        merge(here, own, found, {})

    assert here.case(own).info.summary == "Nyare"
