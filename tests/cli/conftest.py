"""What the tests of the command line share: a library with case A, and a way to run commands on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.case_files import read_cases
from app.cli import main
from tests.support.libraries import PASSWORD, opened

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def library(tmp_path: Path, case_a: Path) -> Path:
    """A library with case A."""
    path = tmp_path / "test.samkarta"
    with opened(path, create=True) as made:
        made.add(read_cases([case_a]))
    return path


@pytest.fixture
def run(library: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on the test's library; return exit code, standard output, standard error."""
    monkeypatch.setenv("SAMKARTA_PASSWORD", PASSWORD)

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        code = main([*map(str, arguments), "--library", str(library)])
        said, complained = capsys.readouterr()
        assert "Traceback" not in complained
        return code, said, complained

    return run
