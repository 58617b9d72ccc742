"""Qt is used the way that was measured to be fast, and in a version that counts its references."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QGraphicsRectItem

APP = Path(__file__).resolve().parents[2] / "app"
SLOW = {"FullViewportUpdate", "ItemCoordinateCache", "DeviceCoordinateCache"}
SOURCES = sorted(APP.rglob("*.py"))


def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def test_nothing_is_imported_with_a_star() -> None:
    """A star import of three Qt modules costs 83 ms at start."""
    assert not [
        path.name
        for path in SOURCES
        for node in nodes(path)
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)
    ]


def test_the_canvas_uses_no_item_cache_and_no_full_update() -> None:
    """Both were measured: a drag is 6 to 15 times slower with them."""
    assert not [
        f"{path.name}: {node.attr}"
        for path in SOURCES
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and node.attr in SLOW
    ]


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12")
@pytest.mark.usefixtures("qapp")
def test_a_call_that_returns_none_keeps_the_count_of_none() -> None:
    """PySide6 6.12.0 lost one reference a call on Python 3.11 and then brought the interpreter down."""
    item = QGraphicsRectItem(0, 0, 1, 1)
    before = sys.getrefcount(None)
    for _ in range(500):
        item.setPos(1, 2)
    assert abs(sys.getrefcount(None) - before) < 50
