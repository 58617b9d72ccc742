"""Libraries to work on: a made one, copied, since making one anew takes a while."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.case_files import read_cases
from app.models.case import Case
from tests.support.libraries import opened


@pytest.fixture(scope="session")
def empty_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty library's file. Copy it, do not change it."""
    path = tmp_path_factory.mktemp("library") / "empty.samkarta"
    opened(path, create=True).close()
    return path


@pytest.fixture
def library_file(empty_library: Path, tmp_path: Path) -> Path:
    """A library of the test's own, empty."""
    return Path(shutil.copy(empty_library, tmp_path / "library.samkarta"))


@pytest.fixture
def tuva(case_a: Path) -> Case:
    """The example case, read from its file."""
    return read_cases([case_a])[0]
