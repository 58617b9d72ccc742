"""What the pages for developers name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
PAGES += [*sorted((ROOT / "docs" / "rooms").glob("*.md")), *sorted((ROOT / "docs" / "decisions").glob("*.md"))]
MODULE = re.compile(r"`([\w/]+\.py)\b")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
EXAMPLES = {"app/kinds/figures/animal.py"}
"""Files that a recipe tells the reader to write."""


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_page_names_only_files_that_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    files = [str(path.relative_to(ROOT)) for top in ("app", "tests", "scripts", "benchmarks") for path in modules(top)]
    named = set(MODULE.findall(text)) - EXAMPLES
    assert sorted(name for name in named if not any(f"/{file}".endswith(f"/{name}") for file in files)) == []
    assert sorted(link for link in LINK.findall(text) if not (page.parent / link).exists()) == []


def modules(top: str) -> list[Path]:
    return list((ROOT / top).rglob("*.py"))
