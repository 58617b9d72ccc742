"""How the user has shared a case window's room between its panels: kept from time to time, as far as it still fits."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QSplitter

from app.settings import Settings

LEAST_MIDDLE = 420
"""The map's share in pixels under which the side panels take their usual widths again."""
_NAME = "panels"


class Panels:
    """The widths of the side panels and the height of what lies under the map, in pixels, as the user drew them.

    None of them is kept until the user has drawn it, so that a larger window shares its room anew.
    """

    def __init__(self, body: QSplitter, above: QSplitter, settings: Settings) -> None:
        self._body, self._above, self._settings = body, above, settings
        found = settings.values.get(_NAME)
        self._kept: dict[str, Any] = dict(found) if isinstance(found, dict) else {}
        body.splitterMoved.connect(self._sides_moved)
        above.splitterMoved.connect(self._below_moved)

    def _sides_moved(self, _at: int, _index: int) -> None:
        sizes = self._body.sizes()
        for name, size in (("left", sizes[0]), ("right", sizes[-1])):
            if size:  # one that is hidden now keeps its own
                self._keep(name, size)

    def _below_moved(self, _at: int, _index: int) -> None:
        if all(self._above.sizes()):
            self._keep("below", self._above.sizes()[-1])

    def _keep(self, name: str, value: int) -> None:
        self._kept[name] = value
        self._settings.values[_NAME] = self._kept

    def sides(self, width: int, usual: tuple[int, int]) -> tuple[int, int]:
        """Return the widths of the left and right panel in a window ``width`` pixels wide; ``usual`` if none fit."""
        left, right = self._length("left") or usual[0], self._length("right") or usual[1]
        return (left, right) if width - left - right >= LEAST_MIDDLE else usual

    def below(self, height: int, usual: int) -> int:
        """Return the height of what lies under the map in a window ``height`` pixels high; ``usual`` if none fits."""
        kept = self._length("below")
        return kept if kept and kept <= height // 2 else usual

    def _length(self, name: str) -> int | None:
        found = self._kept.get(name)
        return found if type(found) is int and found > 0 else None
