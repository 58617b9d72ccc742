"""A library keeps cases whole, finds them by either id, and refuses what it should."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path

import pytest

from app.case_files import read_cases
from app.models.case import Case
from app.models.edits.fields import set_field
from app.models.edits.figures import add_figure
from app.models.edits.removal import remove
from app.models.edits.ties import answer_wish, ask_wish
from app.models.history import NotStored
from app.storage.check import check
from app.storage.errors import (
    AlreadyThere,
    CaseUnknown,
    LibraryDamaged,
    LibraryInUse,
    LibraryMissing,
    LibraryNotWritable,
    NotALibrary,
)
from tests.support.libraries import KEY, opened, raw


def test_a_case_comes_back_as_it_was_put_in(library_file: Path, case_a: Path, case_b: Path) -> None:
    cases = read_cases([case_a, case_b])
    with opened(library_file) as library:
        ids = library.add(cases)
    with opened(library_file) as library:
        assert [library.load(each)[0] for each in ids] == cases
    assert check(library_file, KEY) == []


def test_making_a_library_leaves_it_and_its_key_files_which_only_their_owner_reads(tmp_path: Path) -> None:
    path = tmp_path / "ny.samkarta"
    opened(path, create=True).close()
    files = sorted(each for each in tmp_path.iterdir() if each.is_file())
    assert [each.name for each in files] == ["ny.samkarta", "ny.samkarta.key", "ny.samkarta.key.spare"]
    if os.name == "posix":
        assert [each.stat().st_mode & 0o077 for each in files] == [0, 0, 0]


def test_both_ids_find_the_case(library_file: Path, tuva: Case) -> None:
    with opened(library_file) as library:
        (own,) = library.add([tuva])
        assert library.find(own) == library.find("case_a") == own
        with pytest.raises(CaseUnknown, match="case_x"):
            library.find("case_x")


def test_a_case_that_is_there_is_refused_unless_copied_and_then_its_id_is_not_enough(
    library_file: Path, tuva: Case
) -> None:
    with opened(library_file) as library:
        (first,) = library.add([tuva])
        with pytest.raises(AlreadyThere, match="case_a"):
            library.add([tuva])
        (second,) = library.add([tuva], copy=True)
        with pytest.raises(CaseUnknown) as told:
            library.find("case_a")
        assert first in str(told.value)
        assert second in str(told.value)
        assert library.find(second) == second


def test_several_cases_go_in_together_or_not_at_all(library_file: Path, case_a: Path, case_b: Path) -> None:
    tuva, elias = read_cases([case_a, case_b])
    with opened(library_file) as library:
        with pytest.raises(AlreadyThere):
            library.add([elias, tuva, tuva])
        assert library.summaries() == []


def test_the_list_follows_the_edits(library_file: Path, tuva: Case) -> None:
    with opened(library_file) as library:
        (own,) = library.add([tuva])
        before = library.summaries()[0]
        sink = library.sink(own)
        first, second = list(tuva.figures)[1:3]
        edits = [
            lambda: set_field(tuva, "case", "case", "title", "Ett nytt namn"),
            lambda: ask_wish(tuva, first, second, "Kan du ringa?"),
            lambda: answer_wish(tuva, list(tuva.wishes)[-1], status="blocked", cause="outlook"),
            lambda: add_figure(tuva, label="Ny", group=next(iter(tuva.groups))),
        ]
        for edit in edits:
            patch = edit()
            sink(patch, "do")
            tuva.apply(patch)
        after = library.summaries()[0]
    assert after.title == "Ett nytt namn"
    assert (after.figures, after.wishes, after.blocked) == (
        before.figures + 1,
        before.wishes + 1,
        before.blocked + 1,
    )
    assert after.changed > before.changed
    assert check(library_file, KEY) == []


def test_a_removed_record_comes_back_to_its_place_in_the_list(library_file: Path, tuva: Case) -> None:
    with opened(library_file) as library:
        (own,) = library.add([tuva])
        sink = library.sink(own)
        patch = remove(tuva, [("figures", list(tuva.figures)[4]), ("plan", list(tuva.plan)[0])])
        sink(patch, "do")
        tuva.apply(patch)
        assert library.case(own) == tuva
        sink(patch.inverse(), "undo")
        tuva.apply(patch.inverse())
        assert library.case(own) == tuva
        assert library.load(own)[1].index == 0


def test_a_removed_case_leaves_no_word_behind_in_the_files(library_file: Path, tuva: Case) -> None:
    with opened(library_file) as library:
        (own,) = library.add([tuva])
        library.remove(own)
        files = [each for each in library_file.parent.iterdir() if each.name.startswith(library_file.name)]
        assert not [each for each in files if b"Tuva" in each.read_bytes()]
        with pytest.raises(CaseUnknown):
            library.load(own)
        with pytest.raises(CaseUnknown):
            library.remove(own)


def test_an_edit_on_an_older_state_is_refused_and_nothing_is_written(library_file: Path, tuva: Case) -> None:
    with opened(library_file) as one, opened(library_file) as other:
        (own,) = one.add([tuva])
        early, late = one.sink(own), other.sink(own)
        early(set_field(tuva, "case", "case", "title", "Det första"), "do")
        with pytest.raises(NotStored, match="på annat håll"):
            late(set_field(tuva, "case", "case", "title", "Det andra"), "do")
        assert one.case(own).info.title == "Det första"
    assert check(library_file, KEY) == []


@pytest.mark.parametrize("content", [b"", b"Hej!\n" * 400, b"SQLite format 3\0" + b"\0" * 200])
def test_a_file_that_is_something_else_is_refused_and_untouched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "annat.samkarta"
    path.write_bytes(content)
    with pytest.raises((NotALibrary, LibraryDamaged)):
        opened(path, create=True)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "annat.db"
    with raw(path) as other:
        other.execute("CREATE TABLE cases (id TEXT)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(NotALibrary, match="inte ett Samkarta-bibliotek"):
        opened(path)
    assert path.read_bytes() == before
    assert check(path, KEY) != []


def test_a_truncated_library_is_said_to_be_damaged_and_is_untouched(library_file: Path, tuva: Case) -> None:
    with opened(library_file) as library:
        library.add([tuva])
    whole = library_file.read_bytes()
    library_file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(LibraryDamaged, match="skadat"), opened(library_file) as library:
        library.case(library.find("case_a"))
    assert library_file.read_bytes() == whole[: len(whole) // 2]
    assert check(library_file, KEY) != []


def test_no_library_is_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing):
        opened(tmp_path / "ingen.samkarta")
    with pytest.raises(LibraryMissing):
        check(tmp_path / "ingen.samkarta", KEY)
    with pytest.raises(LibraryNotWritable):
        opened(tmp_path / "ingen mapp" / "ny.samkarta", create=True)
    assert [each for each in tmp_path.iterdir() if each.is_file()] == []


def test_a_library_that_another_program_writes_to_says_so_soon_and_can_be_read(library_file: Path, tuva: Case) -> None:
    with opened(library_file) as library:
        (own,) = library.add([tuva])
        sink = library.sink(own)
        other = raw(library_file)
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        with pytest.raises(LibraryInUse, match="används av ett annat program"):
            library.add([tuva], copy=True)
        patch = set_field(tuva, "case", "case", "title", "Nytt")
        with pytest.raises(NotStored, match="används av ett annat program"):
            sink(patch, "do")
        assert time.monotonic() - began < 8
        assert library.case(own) == tuva
        other.close()
        sink(patch, "do")
        assert library.case(own).info.title == "Nytt"


@pytest.mark.skipif(os.name != "posix", reason="an open file cannot be taken away elsewhere")
def test_a_library_whose_file_is_taken_away_stores_nothing_in_the_dark(library_file: Path, tuva: Case) -> None:
    with opened(library_file) as library:
        (own,) = library.add([tuva])
        sink = library.sink(own)
        away = library_file.rename(library_file.with_name("undanlagt"))
        with pytest.raises(NotStored, match="flyttats, bytts ut eller tagits bort"):
            sink(set_field(tuva, "case", "case", "title", "Nytt"), "do")
        away.rename(library_file)
        sink(set_field(tuva, "case", "case", "title", "Nytt"), "do")


@pytest.mark.skipif(os.name != "posix", reason="folders are not made read-only this way elsewhere")
def test_a_library_in_a_read_only_folder_can_be_read_and_not_changed(empty_library: Path, tuva: Case) -> None:
    folder = Path(tempfile.mkdtemp(prefix="samkarta-test-"))
    path = Path(shutil.copy(empty_library, folder / "library.samkarta"))
    was = os.geteuid()
    try:
        with opened(path) as library:
            (own,) = library.add([tuva])
        path.chmod(0o444)
        folder.chmod(0o555)
        if was == 0:
            os.seteuid(65534)  # root may write everywhere
        with opened(path) as library:
            assert library.read_only
            assert library.case(own) == tuva
            with pytest.raises(LibraryNotWritable, match="bara för läsning"):
                library.add([tuva], copy=True)
            with pytest.raises(NotStored):
                library.sink(own)(set_field(tuva, "case", "case", "title", "Nytt"), "do")
        assert check(path, KEY) == []
    finally:
        os.seteuid(was)
        folder.chmod(0o700)
        shutil.rmtree(folder)


def test_a_new_library_is_not_mixed_with_the_journal_of_one_that_is_gone(tmp_path: Path, tuva: Case) -> None:
    path = tmp_path / "library.samkarta"
    journal = tmp_path / "library.samkarta-wal"
    with opened(path, create=True) as library:
        library.add([tuva])
        left = journal.read_bytes()  # what a crash leaves beside the file
    path.unlink()
    journal.write_bytes(left)
    with opened(path, create=True) as library:
        (own,) = library.add([tuva])
        assert library.case(own) == tuva
    assert check(path, KEY) == []
    assert [each.read_bytes() for each in tmp_path.glob("library.samkarta-wal.*.old")] == [left]
