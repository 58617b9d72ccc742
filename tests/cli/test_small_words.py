"""A paper that was asked for is kept; where its words get too small to read, the command says so and is done."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from app import i18n
from app.cli import main
from app.models import casefile
from scripts.made_up_case import made_up_case


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with more people round the child than an A4 has room for."""
    path = tmp_path_factory.mktemp("crowd") / "many.json"
    path.write_text(casefile.dump(made_up_case(45, 20, 7), "json"), encoding="utf-8")
    return path


def exported(
    capsys: pytest.CaptureFixture[str], case: Path, folder: Path, *how: str, kind: str = "case-map"
) -> tuple[int, str]:
    """Export a case's map; return the exit code and what was said on standard error."""
    library = folder / "l.samkarta"
    assert main(["import", str(case), "--library", str(library)]) == 0
    own = capsys.readouterr().out.split("  ")[0]
    code = main(["export", own, "--as", kind, *how, "--library", str(library)])
    return code, capsys.readouterr().err


@pytest.mark.parametrize("ending", ["pdf", "svg"])
def test_words_too_small_to_read_are_told_of_in_one_line(
    crowd: Path, tmp_path: Path, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / f"map.{ending}"
    code, said = exported(capsys, crowd, tmp_path, "--to", str(target), "--paper", "a4")
    assert code == 0 and target.stat().st_size > 10_000
    assert said.startswith("samkarta: De minsta orden blir ") and said.count("\n") == 1
    assert "--paper auto, a2 eller tiled-a4" in said


def test_where_the_paper_is_ours_to_choose_nothing_needs_to_be_said(
    crowd: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "map.pdf"
    assert exported(capsys, crowd, tmp_path, "--to", str(target)) == (0, "")
    assert max(PdfReader(target).pages[0].mediabox[2:]) > 842


@pytest.mark.parametrize("kind", ["case-map", "wheel", "timeline", "plan"])
def test_an_ordinary_case_on_a4_is_not_warned_of(
    case_a: Path, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    how = ("--to", str(tmp_path / "a.pdf"), "--paper", "a4")
    assert exported(capsys, case_a, tmp_path, *how, kind=kind) == (0, "")


def test_the_help_says_which_papers_there_are_for_which_documents(capsys: pytest.CaptureFixture[str]) -> None:
    i18n.use_language("sv")
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert "a4 och a3 finns för alla dokument" in said and "för kartorna, hjulet och tidslinjen" in said
