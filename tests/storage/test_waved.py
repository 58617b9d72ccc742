"""Findings that are waved away lie with their case in the library, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.case_files import read_cases
from app.models.casefile import dump
from app.models.findings.base import findings
from app.storage.check import check
from app.storage.errors import CaseUnknown, LibraryNotWritable
from tests.support.libraries import KEY, opened


def test_a_finding_that_was_waved_away_stays_so_until_it_is_brought_back(tmp_path: Path, case_a: Path) -> None:
    path = tmp_path / "x.samkarta"
    case = read_cases([case_a])[0]
    mark = findings(case)[0].mark
    with opened(path, create=True) as library:
        own, other = library.add([case, case], copy=True)
        library.wave(own, mark, away=True)
        library.wave(own, mark, away=True)
    with opened(path) as library:
        assert library.waved(own) == {mark} and library.waved(other) == frozenset()
        assert dump(library.case(own), "yaml") == dump(case, "yaml")
        library.wave(own, mark, away=False)
        assert library.waved(own) == frozenset()
    assert check(path, KEY) == []


def test_they_go_with_their_case(tmp_path: Path, case_a: Path) -> None:
    with opened(tmp_path / "x.samkarta", create=True) as library:
        (own,) = library.add(read_cases([case_a]))
        library.wave(own, "missing_figure f11", away=True)
        library.remove(own)
        assert library.waved(own) == frozenset()
        with pytest.raises(CaseUnknown):
            library.wave(own, "missing_figure f11", away=True)
    assert check(tmp_path / "x.samkarta", KEY) == []


def test_a_library_that_is_only_read_keeps_what_it_has(tmp_path: Path, case_a: Path) -> None:
    path = tmp_path / "x.samkarta"
    with opened(path, create=True) as library:
        (own,) = library.add(read_cases([case_a]))
    with opened(path, read_only=True) as library:
        with pytest.raises(LibraryNotWritable):
            library.wave(own, "missing_figure f11", away=True)
        assert library.waved(own) == frozenset()
