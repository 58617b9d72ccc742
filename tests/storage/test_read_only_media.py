"""A library on a medium that nothing can be written to: whatever state it was left in, it is read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli import main
from app.document import Document
from app.models.case import Case
from app.models.edits.fields import set_field
from app.storage.check import check
from app.storage.errors import LibraryNotWritable
from app.storage.library import Library
from app.storage.reading_copy import tempfile as folders
from tests.support.libraries import KEY, PASSWORD, opened
from tests.support.read_only import read_only_medium

SENTENCE = "öppnat bara för läsning"


@pytest.fixture
def medium(tmp_path: Path, tuva: Case) -> Iterator[Path]:
    """A library at rest on a medium that can still be written to; `closed` makes it read-only."""
    place = tmp_path / "medium"
    with read_only_medium(place) as close:
        path = place / "b.samkarta"
        with opened(path, create=True) as library:
            library.add([tuva])
        close()
        yield path


@pytest.fixture
def left_open(tmp_path: Path, tuva: Case) -> Iterator[Path]:
    """A library that a program was killed over: the last edit is in its journal alone."""
    place, made = tmp_path / "medium", tmp_path / "made.samkarta"
    with read_only_medium(place) as close:
        with opened(made, create=True) as library:
            library.add([tuva])
        with opened(made) as library:
            own = library.summaries()[0].id
            case, history = library.load(own)
            assert Document(case, library.sink(own), history).push(
                set_field(case, "case", "case", "summary", "Det sista som skrevs")
            )
            for end in ("", "-wal", ".key"):
                shutil.copyfile(made.with_name(made.name + end), place / f"b.samkarta{end}")
        close()
        yield place / "b.samkarta"


def test_a_library_at_rest_is_read_and_every_write_is_refused_in_a_sentence(medium: Path, tuva: Case) -> None:
    with opened(medium) as library:
        (card,) = library.summaries()
        assert library.case(card.id) == tuva
        assert library.search("Tuva") and library.growth(card.id).last == 0
        assert SENTENCE in library.why_read_only
        for write in (lambda: library.add([tuva], copy=True), lambda: library.remove(card.id)):
            with pytest.raises(LibraryNotWritable, match=SENTENCE):
                write()
    assert check(medium, KEY) == []


def test_what_is_in_the_journal_of_a_killed_program_is_read_too_and_no_copy_is_left(
    left_open: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    monkeypatch.setattr(folders, "tempdir", str(copies))
    with Library.open(left_open, KEY) as library:
        (card,) = library.summaries()
        assert library.case(card.id).info.summary == "Det sista som skrevs"
        (folder,) = copies.iterdir()
        assert folder.stat().st_mode & 0o777 == 0o700
        assert not any(b"Det sista" in each.read_bytes() for each in folder.iterdir())
    assert list(copies.iterdir()) == []
    assert check(left_open, KEY) == []
    assert list(copies.iterdir()) == []


@pytest.mark.parametrize("state", ["medium", "left_open"])
def test_the_commands_read_write_elsewhere_and_say_what_they_cannot(
    state: str,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    case_a: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path: Path = request.getfixturevalue(state)
    monkeypatch.setenv("SAMKARTA_PASSWORD", PASSWORD)

    def run(*words: str) -> int:
        return main([*words, "--library", str(path)])

    assert run("list") == run("check") == run("search", "tuva") == run("findings", "case_a") == 0
    assert run("export", "case_a", "--as", "plan", "--to", str(tmp_path / "plan.pdf")) == 0
    assert run("backup", "--to", str(tmp_path / "kopia.samkarta")) == 0
    assert check(tmp_path / "kopia.samkarta", KEY) == []
    capsys.readouterr()
    refused = [("import", str(case_a), "--copy"), ("erase", "case_a", "--yes"), ("backup",)]
    for words in refused:
        assert run(*words) == 4
        said = capsys.readouterr()
        assert said.out == "" and said.err.count("\n") == 1 and "Traceback" not in said.err
