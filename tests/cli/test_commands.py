"""The commands do what they say, in one clear line when they cannot, with the exit codes promised."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from app.cli import main
from app.paths import default_library
from app.storage.unlocking import unlock
from tests.support.libraries import PASSWORD, raw

Run = tuple[int, str, str]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Where the test's library will be."""
    return tmp_path / "test.samkarta"


@pytest.fixture
def run(library: Path, capsys: pytest.CaptureFixture[str]):
    """Run a command on the test's library and return exit code, standard output, standard error."""

    def run(*arguments: str | Path, named: bool = True) -> Run:
        more = ["--library", str(library)] if named else []
        code = main([*map(str, arguments), *more])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return code, out, err

    return run


def one_line(err: str) -> bool:
    return err.startswith("samkarta: ") and err.count("\n") == 1 and err.endswith("\n")


def test_import_says_one_line_a_case_and_list_knows_them(run, case_a: Path, case_b: Path) -> None:
    code, out, err = run("import", case_a, case_b)
    assert code == 0
    assert err.startswith("Återställningskod: ")
    ids = [line.split("  ", 1) for line in out.splitlines()]
    assert [title.split(",")[0] for _id, title in ids] == ["Tuva", "Elias"]
    code, listed, err = run("list", "--json")
    cases = json.loads(listed)
    assert code == 0
    assert {each["id"]: (each["case_id"], each["status"]) for each in cases} == {
        ids[0][0]: ("case_a", "open"),
        ids[1][0]: ("case_b", "open"),
    }
    code, out, _err = run("list")
    assert code == 0
    assert all(own in out and title in out for own, title in ids)


def test_without_a_named_library_the_users_own_is_made(run, case_a: Path) -> None:
    assert run("import", case_a, named=False)[0] == 0
    assert default_library().is_file()
    assert "case_a" in run("list", named=False)[1]


def test_a_case_that_is_there_is_refused_and_copied_on_demand(run, case_a: Path) -> None:
    run("import", case_a)
    code, out, err = run("import", case_a)
    assert (code, out) == (3, "")
    assert one_line(err)
    assert "case_a" in err
    assert "--copy" in err
    code, out, _err = run("import", case_a, "--copy")
    assert code == 0
    assert len(json.loads(run("list", "--json")[1])) == 2
    code, _out, err = run("export", "case_a", "--as", "case", "--to", case_a.parent / "x.yaml")
    assert code == 2
    assert out.split()[0] in err


def test_a_bad_file_lists_every_problem_and_nothing_is_imported(
    run, library: Path, tmp_path: Path, case_a: Path
) -> None:
    bad = tmp_path / "fel.yaml"
    bad.write_text(case_a.read_text("utf-8").replace("ring: 1", "ring: 7") + "\nokänd: 1\n", "utf-8")
    code, out, err = run("import", case_a, bad)
    assert (code, out) == (3, "")
    assert "okänd: " in err
    assert "figures[1].ring: " in err
    assert "7" in err
    assert not library.exists()


def test_several_bad_files_are_named(run, tmp_path: Path) -> None:
    for name in ("ett.yaml", "två.json"):
        (tmp_path / name).write_text("[]", "utf-8")
    code, _out, err = run("import", tmp_path / "ett.yaml", tmp_path / "två.json")
    assert code == 3
    assert [line for line in err.splitlines() if line.endswith(":")] == [
        f"{tmp_path / 'ett.yaml'}:",
        f"{tmp_path / 'två.json'}:",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["import", "finns-inte.yaml"],
        ["list"],
        ["check"],
        ["export", "case_a", "--as", "case", "--to", "x.yaml"],
        ["export", "case_a", "--as", "tårta", "--to", "x.yaml"],
        ["export", "case_a", "--as", "case", "--to", "x.docx"],
        ["export", "case_a", "--as", "case"],
        ["list", "--tårta"],
        ["tårta"],
        ["list", "--lang", "de"],
    ],
)
def test_what_is_not_there_is_exit_2_and_one_line(run, library: Path, arguments: list[str]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert one_line(err), err
    assert not library.exists()


def test_an_unknown_case_is_exit_2(run, case_a: Path, tmp_path: Path) -> None:
    run("import", case_a)
    code, _out, err = run("export", "case_x", "--as", "case", "--to", tmp_path / "x.yaml")
    assert code == 2
    assert one_line(err)
    assert "case_x" in err


@pytest.mark.parametrize("suffix", [".yaml", ".json"])
def test_a_case_comes_out_as_it_went_in(run, case_b: Path, tmp_path: Path, suffix: str) -> None:
    from app.case_files import read_cases

    run("import", case_b)
    target = tmp_path / f"ut{suffix}"
    assert run("export", "case_b", "--as", "case", "--to", target)[0] == 0
    assert read_cases([target]) == read_cases([case_b])


def test_a_folder_that_is_not_there_is_exit_4_and_nothing_is_written(run, case_a: Path, tmp_path: Path) -> None:
    run("import", case_a)
    code, _out, err = run("export", "case_a", "--as", "case", "--to", tmp_path / "ingen" / "x.yaml")
    assert code == 4
    assert one_line(err)
    assert not (tmp_path / "ingen").exists()


def test_a_library_that_cannot_be_made_is_exit_4(
    case_a: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["import", str(case_a), "--library", str(tmp_path / "ingen" / "l.samkarta")])
    assert code == 4
    assert one_line(capsys.readouterr().err)


@pytest.mark.parametrize("content", [b"", b"hej" * 2000])
def test_a_file_that_is_no_library_is_exit_4_and_untouched(run, library: Path, case_a: Path, content: bytes) -> None:
    library.write_bytes(content)
    for arguments in (
        ["list"],
        ["import", case_a],
        ["export", "case_a", "--as", "case", "--to", library.parent / "x.json"],
    ):
        code, out, err = run(*arguments)
        assert (code, out) == (4, "")
        assert one_line(err)
    assert library.read_bytes() == content
    assert run("check")[0] == 5


def test_a_library_in_use_is_exit_4_soon(run, library: Path, case_a: Path, case_b: Path) -> None:
    run("import", case_a)
    other = raw(library, unlock(library, PASSWORD))
    other.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    code, out, err = run("import", case_b)
    other.close()
    assert (code, out) == (4, "")
    assert one_line(err)
    assert "används av ett annat program" in err
    assert time.monotonic() - began < 6
    assert run("import", case_b)[0] == 0


def test_check_is_0_for_a_whole_library_and_5_with_what_is_wrong(run, library: Path, case_a: Path) -> None:
    run("import", case_a)
    assert run("check")[0] == 0
    with raw(library, unlock(library, PASSWORD)) as other:
        other.execute("DELETE FROM records WHERE key = 'f02'")
    other.close()
    code, out, err = run("check")
    assert (code, out) == (5, "")
    assert "f02" in err


def test_help_is_swedish_throughout_and_english_on_demand(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ([], ["demo"], ["import"], ["list"], ["export"], ["check"]):
        with pytest.raises(SystemExit) as stop:
            main([*command, "--help"])
        assert stop.value.code == 0
        out = capsys.readouterr().out
        assert out.startswith("användning: samkarta")
        assert not {"usage", "options", "show", "positional", "exit"} & set(out.replace(":", " ").split())
    with pytest.raises(SystemExit):
        main(["list", "--help", "--lang", "en"])
    assert capsys.readouterr().out.startswith("usage: samkarta")


def test_export_help_names_the_kinds(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    out = capsys.readouterr().out
    assert all(kind in out for kind in ("case", "case-map", "collaboration-map", "plan", "layout"))


def test_without_a_display_the_window_says_so(run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    if sys.platform != "linux":
        pytest.skip("elsewhere there is always a display")
    code, _out, err = run()
    assert code == 4
    assert one_line(err)


def test_a_fault_is_one_line_and_the_log_has_no_word_of_the_case(
    run, case_a: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.storage import library

    def break_down(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("Tuva")

    run("import", case_a)
    monkeypatch.setattr(library.Library, "summaries", break_down)
    code, _out, err = run("list")
    assert code == 1
    assert one_line(err)
    log = (Path(os.environ["SAMKARTA_DATA"]) / "samkarta.log").read_text("utf-8")
    assert "RuntimeError" in log
    assert "break_down" in log
    assert "Tuva" not in log + err


def test_a_terminal_without_the_letters_stops_nothing(library: Path, case_a: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    command = [sys.executable, "-m", "app"]
    more = ["--library", str(library)]
    for arguments in (["import", str(case_a)], ["list"], ["list", "--json"], ["--help"]):
        done = subprocess.run([*command, *arguments, *more], env=environment, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        if "--json" in arguments:
            assert json.loads(done.stdout)[0]["title"].startswith("Tuva, åk 5 –")


def test_no_command_without_pictures_imports_qt_nor_list_the_heavy_libraries(library: Path, case_a: Path) -> None:
    probe = "import sys; from app.cli import main; main(sys.argv[1:]); print(*sorted(sys.modules))"
    more = ["--library", str(library)]
    folder = library.parent
    for arguments, unwanted in (
        (["import", str(case_a)], {"PySide6", "reportlab", "networkx"}),
        (["list"], {"PySide6", "reportlab", "networkx", "alembic", "app.kinds"}),
        (["check"], {"PySide6", "reportlab", "networkx", "alembic"}),
        (["export", "case_a", "--as", "case", "--to", str(folder / "a.yaml")], {"PySide6"}),
        (["export", "case_a", "--as", "plan", "--to", str(folder / "a.csv")], {"PySide6"}),
        (["export", "case_a", "--as", "plan", "--to", str(folder / "a.pdf")], {"PySide6"}),
    ):
        done = subprocess.run(
            [sys.executable, "-c", probe, *arguments, *more], capture_output=True, text=True, check=True
        )
        assert not unwanted & set(done.stdout.splitlines()[-1].split()), arguments
        assert done.stderr == "" or arguments[0] == "import"  # which tells the recovery code


@pytest.mark.parametrize("kind", ["case", "plan"])
@pytest.mark.skipif(os.name != "posix", reason="folders are not made read-only this way elsewhere")
def test_a_target_that_may_not_be_written_is_exit_4_and_stays_as_it_was(
    case_a: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    suffix = {"case": "yaml", "plan": "pdf"}[kind]
    folder = Path(tempfile.mkdtemp(prefix="samkarta-test-"))
    library = folder / "l.samkarta"
    main(["import", str(case_a), "--library", str(library)])
    target = folder / "låst" / f"x.{suffix}"
    target.parent.mkdir()
    command = ["export", "case_a", "--as", kind, "--to", str(target), "--library", str(library)]
    assert main(command) == 0
    before = target.read_bytes()
    capsys.readouterr()
    was = os.geteuid()
    try:
        for each, mode in ((target, 0o444), (target.parent, 0o555), (library, 0o444), (folder, 0o555)):
            each.chmod(mode)
        if was == 0:
            os.seteuid(65534)  # root may write everywhere
        code = main(command)
    finally:
        os.seteuid(was)
        for each in (folder, target.parent):
            each.chmod(0o700)
    assert code == 4
    assert one_line(capsys.readouterr().err)
    assert [each.name for each in target.parent.iterdir()] == [target.name]
    assert target.read_bytes() == before
    shutil.rmtree(folder)


def test_findings_says_a_sentence_a_line_and_as_json_what_each_is_about(run, case_a: Path) -> None:
    run("import", case_a)
    code, out, err = run("findings", "case_a")
    assert (code, err) == (0, "") and "Lovat men inte i planen: önskemål 1, 5, 9, 16 och 19." in out.splitlines()
    code, out, _err = run("findings", "case_a", "--json")
    found = json.loads(out)
    assert code == 0 and all(each.keys() == {"kind", "ids", "text"} for each in found)
    assert ["f11"] in [each["ids"] for each in found if each["kind"] == "missing_figure"]
    assert run("findings", "nobody")[0] == 2


def test_search_says_where_a_word_stands_in_every_case(run, case_a: Path, case_b: Path) -> None:
    run("import", case_a, case_b)
    code, out, _err = run("search", "mormor")
    assert code == 0 and out.count("\n") >= 1
    assert all("mormor" in line.lower() for line in out.splitlines())
    code, out, _err = run("search", "mormor", "--json")
    found = json.loads(out)
    assert code == 0
    assert {"case", "number", "title", "family", "key", "said"} == set(found[0])
    assert run("search", "finnsinte")[:2] == (0, "")
