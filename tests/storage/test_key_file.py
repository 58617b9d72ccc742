"""One password, one code, one key: what opens a library, what does not, and what is said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.paths import write_whole
from app.storage.data_key import DataKey
from app.storage.errors import (
    KeyFileDamaged,
    KeyFileMissing,
    LibraryDamaged,
    LibraryNotWritable,
    LibraryProblem,
    WrongPassword,
)
from app.storage.key_file import KeyFile, key_file_of, spare_of
from app.storage.library import Library
from app.storage.unlocking import change_code, change_password, new_key, unlock, unlock_with_code
from app.storage.wrapping import (
    LEAST_MEMORY_KIB,
    MEMORY_KIB,
    MOST_PASSES,
    PASSES,
    calibrated,
    new_code,
    read_code,
)
from tests.support.libraries import CHEAP

PASSWORD = "Blåbärspaj på Łódźvägen"


@pytest.fixture
def sealed(tmp_path: Path) -> tuple[Path, DataKey, str]:
    """A library with a key file: where it is, its key and its recovery code."""
    path = tmp_path / "library.samkarta"
    key, code = new_key(path, PASSWORD, cost=CHEAP)
    Library.open(path, key, create=True).close()
    return path, key, code


def test_the_password_and_the_code_open_the_library_and_nothing_else_does(sealed: tuple[Path, DataKey, str]) -> None:
    path, key, code = sealed
    assert unlock(path, PASSWORD) == key
    assert unlock_with_code(path, code) == key
    assert unlock_with_code(path, code.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == key
    for wrong in ("", PASSWORD + " ", PASSWORD.lower(), code):
        with pytest.raises(WrongPassword, match="Lösenordet stämmer inte"):
            unlock(path, wrong)
    with pytest.raises(WrongPassword, match="hör inte till det här biblioteket"):
        unlock_with_code(path, new_code())


def test_a_slip_in_the_code_is_told_apart_from_another_librarys_code(sealed: tuple[Path, DataKey, str]) -> None:
    path, _key, code = sealed
    slipped = ("A" if code[0] != "A" else "B") + code[1:]
    for wrong in (slipped, code[:-1], "", "Ö" * 36):
        with pytest.raises(WrongPassword, match="inte rätt skriven"):
            unlock_with_code(path, wrong)


def test_letters_count_as_the_same_however_a_keyboard_composed_them(sealed: tuple[Path, DataKey, str]) -> None:
    path, key, _code = sealed
    assert unlock(path, PASSWORD.replace("å", "a\u030a").replace("ä", "a\u0308")) == key


def test_a_new_password_leaves_the_library_as_it_is_and_the_old_one_opens_nothing(
    sealed: tuple[Path, DataKey, str],
) -> None:
    path, key, code = sealed
    before = path.read_bytes()
    change_password(path, key, "ett nytt", cost=CHEAP)
    assert path.read_bytes() == before
    assert unlock(path, "ett nytt") == key == unlock_with_code(path, code)
    with pytest.raises(WrongPassword):
        unlock(path, PASSWORD)
    key_file_of(path).unlink()  # nor does the spare know the old one
    with pytest.raises(WrongPassword):
        unlock(path, PASSWORD)


def test_a_new_code_makes_the_old_one_worthless(sealed: tuple[Path, DataKey, str]) -> None:
    path, key, old = sealed
    new = change_code(path, key)
    assert unlock_with_code(path, new) == key == unlock(path, PASSWORD)
    with pytest.raises(WrongPassword):
        unlock_with_code(path, old)


@pytest.mark.parametrize("damage", ["gone", "empty", "cut", "flipped", "garbage"])
def test_the_spare_steps_in_for_a_key_file_and_mends_it(sealed: tuple[Path, DataKey, str], damage: str) -> None:
    path, key, _code = sealed
    file = key_file_of(path)
    whole = file.read_bytes()
    _spoil(file, damage)
    assert unlock(path, PASSWORD) == key
    assert file.read_bytes() == whole == spare_of(path).read_bytes()


@pytest.mark.parametrize("damage", ["empty", "cut", "flipped", "garbage"])
def test_two_damaged_key_files_are_said_to_be_that_and_left_alone(
    sealed: tuple[Path, DataKey, str], damage: str
) -> None:
    path, _key, _code = sealed
    for file in (key_file_of(path), spare_of(path)):
        _spoil(file, damage)
    spoiled = key_file_of(path).read_bytes()
    with pytest.raises(KeyFileDamaged, match="är skadad"):
        unlock(path, PASSWORD)
    assert key_file_of(path).read_bytes() == spoiled


def test_a_library_without_its_key_file_says_what_is_missing(sealed: tuple[Path, DataKey, str]) -> None:
    path, _key, _code = sealed
    key_file_of(path).unlink()
    spare_of(path).unlink()
    with pytest.raises(KeyFileMissing, match="Nyckelfilen library.samkarta.key saknas"):
        unlock(path, PASSWORD)


def test_another_librarys_key_file_does_not_open_this_one(sealed: tuple[Path, DataKey, str], tmp_path: Path) -> None:
    path, key, _code = sealed
    slot = KeyFile.load(path).slots[0]
    other = KeyFile.made(DataKey.fresh(), PASSWORD, cost=CHEAP)[0]
    with pytest.raises(WrongPassword):
        KeyFile(other.library, (slot,)).unlock(PASSWORD)
    with pytest.raises(LibraryProblem):
        Library.open(path, DataKey.fresh())
    assert Library.open(path, key).summaries() == []


def test_making_a_library_where_one_has_been_keeps_the_old_key_file(sealed: tuple[Path, DataKey, str]) -> None:
    path, key, _code = sealed
    moved = path.rename(path.with_name("flyttat.samkarta"))
    new_key(path, "annat", cost=CHEAP)
    (old,) = (each for each in path.parent.glob("library.samkarta.key.*.old") if "spare" not in each.name)
    old.rename(key_file_of(moved))
    assert unlock(moved, PASSWORD) == key


def test_nothing_shows_a_key_and_only_the_owner_reads_its_file(sealed: tuple[Path, DataKey, str]) -> None:
    path, key, _code = sealed
    assert key.raw.hex() not in repr(key) + str(key) + key_file_of(path).read_text("utf-8")
    if os.name == "posix":
        assert key_file_of(path).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("memory", "each_pass", "least", "most"),
    [(0.05, 0.10, 0.55, 0.75), (0.11, 0.13, 0.55, 0.75), (0.2, 0.07, 0.55, 0.75), (0.02, 0.02, 0.3, 0.4)],
)
def test_a_derivation_is_made_to_cost_about_as_much_as_promised(
    monkeypatch: pytest.MonkeyPatch, memory: float, each_pass: float, least: float, most: float
) -> None:
    clock_of(monkeypatch, *(memory + each_pass * passes for passes in (PASSES, 1, 1)))
    cost = calibrated()
    assert cost.memory_kib == MEMORY_KIB and PASSES <= cost.passes <= MOST_PASSES
    assert least <= memory + each_pass * cost.passes <= most


def test_a_derivation_never_costs_too_little_where_the_machine_is_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    clock_of(monkeypatch, 9.0, 4.5, 1.5, 1.5)
    cost = calibrated()
    assert (cost.memory_kib, cost.passes) == (LEAST_MEMORY_KIB, PASSES)


def clock_of(monkeypatch: pytest.MonkeyPatch, *lengths: float) -> None:
    """Let the clock find these lengths of time, one after the other."""
    ticks = iter([tick for length in lengths for tick in (0.0, length)])
    monkeypatch.setattr("app.storage.wrapping.time.perf_counter", lambda: next(ticks))


def test_codes_are_all_different_and_read_back() -> None:
    codes = {new_code() for _each in range(200)}
    assert len(codes) == 200
    assert all(len(code.split("-")) == 9 and len(read_code(code)) == 20 for code in codes)


@pytest.mark.parametrize("its_password", [PASSWORD, "ett helt annat"])
def test_another_librarys_key_file_laid_here_does_not_cost_the_spare(
    sealed: tuple[Path, DataKey, str], its_password: str
) -> None:
    path, key, code = sealed
    own, other = spare_of(path).read_bytes(), KeyFile.made(DataKey.fresh(), its_password, cost=CHEAP)[0]
    key_file_of(path).write_text(other.text())

    with pytest.raises(WrongPassword):
        unlock(path, "fel")
    assert spare_of(path).read_bytes() == own

    assert unlock(path, PASSWORD) == key == unlock_with_code(path, code)
    assert key_file_of(path).read_bytes() == own == spare_of(path).read_bytes()


def test_a_key_file_that_asks_for_more_memory_than_is_allowed_does_not_cost_the_spare(
    sealed: tuple[Path, DataKey, str],
) -> None:
    path, key, _code = sealed
    whole = KeyFile.load(path)
    greedy = [{**slot, "kdf": {**slot["kdf"], "memory_kib": 1 << 40}} for slot in whole.slots]
    key_file_of(path).write_text(KeyFile(whole.library, tuple(greedy)).text())

    assert unlock(path, PASSWORD) == key
    assert KeyFile.load(path) == whole


def test_a_library_whose_key_files_are_both_anothers_says_what_may_be_wrong(
    sealed: tuple[Path, DataKey, str],
) -> None:
    path, _key, _code = sealed
    KeyFile.made(DataKey.fresh(), PASSWORD, cost=CHEAP)[0].save(path)
    with pytest.raises(LibraryDamaged, match="hör nyckelfilen till ett annat bibliotek"):
        Library.open(path, unlock(path, PASSWORD))


@pytest.mark.parametrize("typed", [PASSWORD, "ett nytt"])
def test_a_change_of_password_that_is_cut_between_the_two_files_leaves_no_one_outside(
    sealed: tuple[Path, DataKey, str], monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    path, key, _code = sealed

    def write(target: Path, text: str, *, private: bool = False) -> None:
        if target == spare_of(path):
            raise OSError(28, "No space left on device")
        write_whole(target, text, private=private)

    with monkeypatch.context() as full:
        full.setattr("app.storage.key_file.write_whole", write)
        with pytest.raises(LibraryNotWritable, match="Den gamla gäller"):
            change_password(path, key, "ett nytt", cost=CHEAP)

    assert unlock(path, typed) == key
    assert key_file_of(path).read_bytes() == spare_of(path).read_bytes()


def _spoil(file: Path, damage: str) -> None:
    whole = file.read_bytes()
    at = len(whole) // 2
    changed = {
        "empty": b"",
        "cut": whole[:at],
        "flipped": whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :],
        "garbage": b"\xff\x00" * 300,
    }
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes(changed[damage])
