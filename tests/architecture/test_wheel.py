"""What `pip install .` puts on a machine is the whole program: code, catalogues, fonts, examples, migrations."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built and unpacked as pip would."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    wheel = next(folder.glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_every_file_of_the_program_is_in_the_wheel(installed: Path) -> None:
    here = {
        path.relative_to(ROOT)
        for folder in ("app", "resources")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    expected = {Path("app") / path if path.parts[0] == "resources" else path for path in here}
    assert not [path for path in sorted(expected) if not (installed / path).is_file()]


def test_the_installed_program_imports_and_lists_the_example(installed: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "app", *arguments, "--library", str(tmp_path / "test.samkarta")]
        environment = {**os.environ, "PYTHONPATH": str(installed)}
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    answer = run("import", str(installed / "app" / "resources" / "examples" / "case_a.yaml"))
    assert answer.returncode == 0, answer.stderr
    answer = run("list", "--lang", "en")
    assert answer.returncode == 0, answer.stderr
    assert "Tuva" in answer.stdout
