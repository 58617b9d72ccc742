"""backup and restore: what they write, what they keep, and the exit codes promised."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli import main
from app.storage.backups import backups_of, folder_of, kept_of
from app.storage.guard import Guard
from app.storage.key_file import key_file_of, spare_of
from tests.support.libraries import PASSWORD, give_password, opened

Run = tuple[int, str, str]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Where the test's library will be."""
    path = tmp_path / "test.samkarta"
    give_password(path)
    opened(path, create=True).close()
    return path


@pytest.fixture
def run(library: Path, capsys: pytest.CaptureFixture[str]):
    """Run a command on the test's library and return exit code, standard output, standard error."""

    def run(*arguments: str | Path) -> Run:
        code = main([*map(str, arguments), "--library", str(library)])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return code, out, err

    return run


def one_line(err: str) -> bool:
    return err.startswith("samkarta: ") and err.count("\n") == 1


def test_backup_says_where_it_is_and_what_it_holds_and_restore_lists_it(run, library: Path, case_a: Path) -> None:
    run("import", case_a)
    code, out, err = run("backup")
    (backup,) = backups_of(library)
    assert (code, err) == (0, "")
    assert out == f"{backup.path}  1 ärende, 0 ändringar\n"
    code, listed, err = run("restore", "--list")
    assert (code, err) == (0, "")
    first, second = listed.splitlines()
    assert first.startswith(backup.path.name)
    assert first.endswith("1 ärende, 0 ändringar")
    assert "Tuva" in second


def test_restore_without_a_name_puts_the_newest_whole_backup_back_and_keeps_the_present(
    run, library: Path, case_a: Path, case_b: Path
) -> None:
    run("import", case_a)
    run("backup")
    run("import", case_b)
    code, out, err = run("restore")
    assert (code, err) == (0, "")
    (kept_as,) = kept_of(library)
    assert str(kept_as) in out
    assert len(run("list")[1].splitlines()) == 1
    with opened(kept_as, read_only=True) as earlier:
        assert len(earlier.summaries()) == 2
    assert run("check")[0] == 0


def test_a_backup_elsewhere_brings_a_lost_library_back(run, library: Path, case_a: Path, tmp_path: Path) -> None:
    run("import", case_a)
    usb = tmp_path / "usb"
    usb.mkdir()
    assert run("backup", "--to", usb)[0] == 0
    (copy,) = usb.glob("*.samkarta")
    for path in library.parent.glob("test.samkarta*"):
        path.unlink()
    assert run("restore", copy)[0] == 0
    assert len(run("list")[1].splitlines()) == 1


def test_a_backup_is_never_written_over_another_file(run, tmp_path: Path) -> None:
    taken = tmp_path / "taken.samkarta"
    taken.write_text("mitt")
    code, _out, err = run("backup", "--to", taken)
    assert code == 4
    assert one_line(err)
    assert taken.read_text() == "mitt"


def test_one_case_of_a_backup_is_fetched_as_a_new_one(run, library: Path, case_a: Path) -> None:
    run("import", case_a)
    run("backup")
    (backup,) = backups_of(library)
    code, out, _err = run("restore", backup.path.name, "--case", "case_a")
    assert code == 0
    assert out.endswith("Tuva, åk 5 – hög frånvaro och NPF-liknande svårigheter\n")
    assert len(run("list")[1].splitlines()) == 2
    assert run("restore", "--case", "ingen")[0] == 2


def test_what_is_not_there_is_2_and_a_wrong_password_6(run, monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments in (["restore"], ["restore", "ingen.samkarta"]):
        code, _out, err = run(*arguments)
        assert code == 2
        assert one_line(err)
    assert run("restore", "--list") == (0, "", "")
    run("backup")
    monkeypatch.setenv("SAMKARTA_PASSWORD", "fel lösenord")
    for arguments in (["restore"], ["restore", "--list"], ["backup"]):
        assert run(*arguments)[0] == 6


def test_a_damaged_library_is_salvaged_and_a_damaged_backup_refused(run, library: Path, case_a: Path) -> None:
    run("import", case_a)
    run("backup")
    (backup,) = backups_of(library)
    for path in (library, backup.path):
        with path.open("rb+") as file:
            file.seek(-4096, 2)
            file.write(bytes(4096))
    assert run("check")[0] == 5
    code, _out, err = run("restore", backup.path)
    assert code == 4
    assert one_line(err)
    assert run("restore")[0] == 2  # no whole backup
    code, out, _err = run("restore", "--salvage")
    assert code == 0
    assert "Tuva" in out
    assert str(kept_of(library)[0]) in out
    assert run("check")[0] == 0


def test_a_damaged_key_file_is_laid_back(run, library: Path) -> None:
    run("backup")
    for path in (key_file_of(library), spare_of(library)):
        path.write_text("{")
    code, _out, err = run("list")
    assert code == 4
    assert one_line(err)
    assert run("restore", "--key-file")[0] == 0
    assert run("list")[0] == 0


def test_a_backup_folder_that_cannot_be_written_is_told_in_one_line(run, library: Path) -> None:
    folder_of(library).write_text("in the way")
    code, _out, err = run("backup")
    assert code == 4
    assert one_line(err)
    assert "går att arbeta vidare" in err


def test_the_password_of_the_backup_may_come_from_a_file(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("backup")
    monkeypatch.delenv("SAMKARTA_PASSWORD")
    word = tmp_path / "word"
    word.write_text(PASSWORD)
    assert run("restore", "--list", "--password-file", word)[0] == 0


def test_restoring_leaves_no_lock_behind(run, library: Path) -> None:
    run("backup")
    run("restore")
    with Guard.take(library):
        pass
    assert not library.with_name(library.name + ".lock").exists()
