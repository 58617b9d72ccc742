"""The house stands as `docs/architecture.md` says: who may enter which room, and how large a room may be."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app"
SOURCES = sorted(APP.rglob("*.py"))
LONGEST_FILE = 400
LONGEST_FUNCTION = 50
TABLES = {"models/records.py"}  # declarations only, one beside the other: nothing to split along
NETWORK = {
    "aiohttp", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket", "socketserver", "ssl",
    "telnetlib", "urllib.request", "urllib3", "webbrowser", "xmlrpc",
    "PySide6.QtNetwork", "PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets", "PySide6.QtWebSockets",
}  # fmt: skip


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name_of(path: Path) -> str:
    return path.relative_to(APP).as_posix()


def imports(path: Path) -> Iterator[str]:
    """Yield every module and every module.name that the file imports, wherever in the file it does."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_nobody_enters_a_room_that_is_closed_to_them() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_file_can_be_read_in_one_go(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_FILE or name_of(path) in TABLES, f"{name_of(path)} has {lines} lines"
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{name_of(path)}: {node.name} has {length} lines"


def test_the_program_has_no_way_onto_the_network() -> None:
    found = {name_of(path): NETWORK.intersection(imports(path)) for path in SOURCES}
    assert not {path: names for path, names in found.items() if names}


def test_widgets_are_made_only_by_the_windows() -> None:
    allowed = ("widgets/", "application.py", "starting.py", "session.py")
    strangers = [
        name_of(path)
        for path in SOURCES
        if "PySide6.QtWidgets" in set(imports(path)) and not name_of(path).startswith(allowed)
    ]
    assert not strangers


def test_nobody_asks_which_kind_they_have_before_them() -> None:
    """A comparison with a kind's id outside `kinds` is a branch that a new kind would have to be added to."""
    from app.kinds.registry import figure_kinds, sheet_kinds, tie_kinds

    ids = {*figure_kinds(), *tie_kinds(), *sheet_kinds()}
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in SOURCES
        if not name_of(path).startswith("kinds/")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Compare) and asks_for_kind(node, ids)
    ]
    assert not found


def asks_for_kind(node: ast.Compare, ids: set[str]) -> bool:
    sides = [node.left, *node.comparators]
    attribute = any(isinstance(side, ast.Attribute) and side.attr in ("kind", "quality") for side in sides)
    literals = {leaf.value for side in sides for leaf in ast.walk(side) if isinstance(leaf, ast.Constant)}
    return attribute and bool(literals & ids)
