"""Names, passwords and places that nobody thought of: a sentence and an exit code, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli import main
from app.commands.asking import first_line
from tests.support.libraries import opened

Said = pytest.CaptureFixture[str]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "åäö med mellanslag" / "Łódź Nguyễn.samkarta"
    path.parent.mkdir()
    with opened(path, create=True):
        pass
    return path


@pytest.mark.parametrize("command", [["list"], ["import", "{case}"], ["check"], ["backup"]])
def test_a_name_too_long_for_the_disk_is_told_of_in_a_sentence(
    command: list[str], case_a: Path, tmp_path: Path, capsys: Said
) -> None:
    long = tmp_path / ("å" * 200 + ".samkarta")
    assert main([*(part.format(case=case_a) for part in command), "--library", str(long)]) == 4
    said = capsys.readouterr()
    assert "går inte att läsa eller skriva" in said.err and said.err.count("\n") == 1
    assert list(tmp_path.glob("*.samkarta*")) == []


@pytest.mark.parametrize("text", ["x" * 5000, "ö" * 5000, "a", "🔑 lås", "a\0b"])
def test_a_password_in_a_file_is_read_whole_however_long(tmp_path: Path, text: str) -> None:
    file = tmp_path / "word"
    file.write_text(text + "\nannat\n", encoding="utf-8")
    assert first_line(file) == text


def test_a_missing_new_password_says_that_it_is_the_new_one(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.delenv("SAMKARTA_NEW_PASSWORD", raising=False)
    assert main(["password", "--library", str(library)]) == 6
    assert "Det nya lösenordet saknas" in capsys.readouterr().err
    monkeypatch.delenv("SAMKARTA_RECOVERY_CODE", raising=False)
    assert main(["password", "--with-code", "--library", str(library)]) == 6
    assert "Återställningskoden saknas" in capsys.readouterr().err


def test_a_folder_is_not_taken_for_a_library_or_a_case(tmp_path: Path, library: Path, capsys: Said) -> None:
    assert main(["list", "--library", str(tmp_path)]) == 4
    assert "är en mapp, inte ett bibliotek" in capsys.readouterr().err
    assert main(["import", str(tmp_path), "--library", str(library)]) == 2
    assert "är ingen fil" in capsys.readouterr().err


def test_the_backups_of_no_library_are_not_an_empty_list(tmp_path: Path, library: Path, capsys: Said) -> None:
    assert main(["restore", "--list", "--library", str(library)]) == 0
    assert main(["restore", "--list", "--library", str(tmp_path / "ingen.samkarta")]) == 2
    assert "Det finns inget bibliotek" in capsys.readouterr().err
