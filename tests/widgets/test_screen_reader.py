"""A screen reader finds the map: read back over AT-SPI from the real program on an X server."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from screen_reader import LONGEST, Node, missing, press, program, wait_for

DOWN, RIGHT = 0xFF54, 0xFF53  # X11 keysyms


@pytest.fixture
def window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Node]:
    """The window of the example case, with its map as a list."""
    lacking = missing()
    if lacking:
        sentence = f"These system packages are missing, so nothing can be read over AT-SPI: {', '.join(lacking)}"
        if os.environ.get("CI"):
            pytest.fail(f"{sentence}. make setup installs them where it may.")
        pytest.skip(sentence)
    home = tmp_path / "seen"
    home.mkdir()
    monkeypatch.setenv("SAMKARTA_DATA", str(home))
    chosen = {"language": "sv", "values": {"page": "case_map", "map_as": "list", "theme": "light"}}
    (home / "settings.json").write_text(json.dumps(chosen), "utf-8")
    with program(["demo"], home) as seen:
        yield seen


def unfolded_until(tree: Node, begins: str) -> Node:
    """Walk down the list with the arrow keys, unfolding every figure, until a row is there."""
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        found = tree.find("tree item", begins)
        if found is not None:
            return found
        press(tree, DOWN, RIGHT, RIGHT)  # into an area, then open its first figure
    raise AssertionError(f"{begins} is not on the list")


@pytest.mark.skipif(os.name != "posix" or os.uname().sysname != "Linux", reason="AT-SPI is Linux' own")
def test_figures_relations_and_wishes_are_read_with_role_and_name(window: Node) -> None:
    tree = wait_for(lambda: window.find("tree", "Casekarta som lista"), "The list")
    assert wait_for(lambda: tree.find("tree item", "Mormor Gunvor, varje vecka"), "Grandmother")
    assert tree.find("tree item", "Resurspedagog (vakant), saknas")
    assert tree.call("org.a11y.atspi.Component", "GrabFocus") == (True,)
    press(tree, RIGHT)
    relation = unfolded_until(tree, "Relation till Mamma Petra: stark.")
    assert "får energi" in relation.name
    wish = unfolded_until(tree, "Önskemål 6 till Rektor Fatima")
    assert "Svar: blockerat, organisation. Låses upp av:" in wish.name
    assert window.find("push button", "Nytt önskemål")
    assert window.find("radio button", "Casekarta")
