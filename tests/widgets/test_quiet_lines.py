"""On the stakeholder map lines are seen of what is selected, and of nothing else."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.case_files import read_cases
from app.kinds.sheet_picture import compose
from app.widgets.canvas.scene import CanvasScene


def test_lines_are_seen_only_of_who_is_selected(qtbot: QtBot, case_a: Path) -> None:
    case = read_cases([case_a])[0]
    scene = CanvasScene(compose(case, "stakeholder_map"))
    assert scene.lines and not any(item.isVisible() for item in (*scene.lines.values(), *scene.fronts.values()))
    scene.set_selected([("figures", "f09")])
    its = {name for _family, name in scene.ties_of("f09")}
    assert its and {name for name, item in scene.lines.items() if item.isVisible()} == its
    scene.set_selected([("wishes", "w12")])
    assert {name for name, item in scene.lines.items() if item.isVisible()} == {"w12"}
    scene.set_selected([])
    assert not any(item.isVisible() for item in scene.lines.values())


def test_a_maps_lines_are_seen_where_lines_are_what_it_tells(qtbot: QtBot, case_a: Path) -> None:
    case = read_cases([case_a])[0]
    scene = CanvasScene(compose(case, "case_map"))
    assert all(item.isVisible() for item in scene.lines.values())
