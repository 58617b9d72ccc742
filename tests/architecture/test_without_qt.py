"""What needs no window starts no Qt: the commands run on a machine that does not even have it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.libraries import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
WITHOUT_QT = "import sys; sys.modules['PySide6'] = None; from app.cli import main; sys.exit(main(sys.argv[1:]))"


def samkarta(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a Python to which `import PySide6` is an error."""
    command = [sys.executable, "-c", WITHOUT_QT, *map(str, arguments)]
    environment = {**os.environ, "SAMKARTA_PASSWORD": PASSWORD}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with case A in it, made without Qt."""
    path = tmp_path_factory.mktemp("library") / "test.samkarta"
    answer = samkarta("import", ROOT / "resources" / "examples" / "case_a.yaml", "--library", path)
    assert answer.returncode == 0, answer.stderr
    return path


def test_cases_are_listed(library: Path) -> None:
    answer = samkarta("list", "--library", library)
    assert answer.returncode == 0, answer.stderr
    assert "Tuva" in answer.stdout


def test_a_library_is_checked(library: Path) -> None:
    answer = samkarta("check", "--library", library)
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize(
    ("kind", "name", "begins"),
    [
        ("case", "case.yaml", b"schema:"),
        ("case-map", "map.pdf", b"%PDF"),
        ("collaboration-map", "map.svg", b"<"),
        ("plan", "plan.pdf", b"%PDF"),
        ("plan", "plan.csv", b""),
    ],
)
def test_papers_are_written(library: Path, tmp_path: Path, kind: str, name: str, begins: bytes) -> None:
    target = tmp_path / name
    answer = samkarta("export", "case_a", "--as", kind, "--to", target, "--library", library)
    assert answer.returncode == 0, answer.stderr
    assert target.read_bytes().startswith(begins)
    assert target.stat().st_size > 500


def test_help_is_given() -> None:
    answer = samkarta("--help")
    assert answer.returncode == 0, answer.stderr
    assert "samkarta" in answer.stdout
