"""Every sentence that people read is marked, whole, and has its English."""

from __future__ import annotations

import ast
import gettext
import subprocess
import sys
from pathlib import Path

import app
from app.i18n import _, use_language

ROOT = Path(__file__).resolve().parents[2]


def test_every_sentence_has_its_english_and_the_compiled_catalogue_is_fresh() -> None:
    answer = subprocess.run(
        [sys.executable, "scripts/catalogue.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, f"Run make catalogue and write the English:\n{answer.stdout}{answer.stderr}"


def test_a_marked_sentence_is_one_constant_that_can_be_looked_up() -> None:
    """An f-string or a sum inside the mark is a sentence that no catalogue has."""
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted((ROOT / "app").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "N_", "ngettext")
        for argument in node.args
        if isinstance(argument, ast.JoinedStr | ast.BinOp) or is_formatted(argument)
    ]
    assert not wrong


def is_formatted(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"


def test_english_is_spoken_when_chosen_and_swedish_otherwise() -> None:
    assert _("Önskemål") == "Önskemål"
    use_language("en")
    assert _("Önskemål") == "Wish"
    use_language("sv")
    assert _("Önskemål") == "Önskemål"


def test_the_compiled_catalogue_is_what_gettext_reads() -> None:
    catalogue = gettext.translation("samkarta", ROOT / "resources" / "i18n", languages=["en"])
    assert catalogue.gettext("Blockerat") == "Blocked"


def test_the_changelog_tells_of_this_version() -> None:
    assert f"## [{app.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
