"""The tools of the canvas: what pressing, dragging and letting go means."""

from __future__ import annotations

from app.widgets.canvas.tools.base import Tool
from app.widgets.canvas.tools.connect import RelationTool, WishTool
from app.widgets.canvas.tools.select import MoveTool


def tools() -> dict[str, Tool]:
    """Return one of each tool by name, in the order they are shown."""
    return {tool.name: tool for tool in (MoveTool(), RelationTool(), WishTool())}
