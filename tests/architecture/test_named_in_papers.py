"""What the papers name is there: files behind links, make targets, commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.cli import main

ROOT = Path(__file__).resolve().parents[2]
PAPERS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)#\s]+)\)")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_to_files_and_targets_are_in_the_makefile(paper: Path) -> None:
    text = paper.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    links = [link for link in LINK.findall(text) if not link.startswith("http")]
    assert not [link for link in links if not (paper.parent / link).exists()]
    assert not set(re.findall(r"(?:`|^)make ([a-z]+)", text, re.MULTILINE)) - targets


def test_the_readme_lists_the_commands_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    told = re.findall(r"^    ([a-z-]+) ", capsys.readouterr().out, re.MULTILINE)
    readme = re.findall(r"^samkarta ([a-z-]+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(told) == set(readme) != set()
