"""What a page answers, and the pages of one window, made when they are first shown."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from app.discovery import discover

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class Page(ABC):
    """A page of a case's window. A new page is one class in a module of this folder.

    It is reached by ``CaseWindow.show_page(id)`` and stands in the menu's chapter "Gå till" with its ``keys``.
    """

    id: ClassVar[str]
    label: ClassVar[str]  # Swedish msgid
    order: ClassVar[int] = 100
    keys: ClassVar[tuple[str, ...]] = ()
    tab: ClassVar[bool] = False  # whether it also has a tab in the bar at the top

    @abstractmethod
    def make(self, window: CaseWindow) -> QWidget:
        """Return the page's widget; it may have ``shown()``, called whenever it comes up, and ``commit()``."""


@cache
def pages() -> Mapping[str, Page]:
    """Return the pages by id, in order."""
    from app.widgets import pages as folder

    return discover(folder, Page, at_least=0)  # type: ignore[type-abstract]


class Pages:
    """The pages of one window."""

    def __init__(self, window: CaseWindow) -> None:
        self._window = window
        self.widgets: dict[str, QWidget] = {}

    def widget(self, key: str) -> QWidget | None:
        """Return a page's widget, made and put into the window the first time; None for what is no such page."""
        if key not in pages():
            return None
        if key not in self.widgets:
            self.widgets[key] = pages()[key].make(self._window)
            self._window.outer.addWidget(self.widgets[key])
        return self.widgets[key]

    def shown(self, key: str) -> None:
        """Tell a page that it has come up, and give it the keyboard."""
        widget = self.widgets[key]
        widget.setFocus()
        tell = getattr(widget, "shown", None)
        if tell is not None:
            tell()

    def print(self, key: str) -> bool:
        """Let a page print what it shows; return whether it has a way to (``print_shown()``)."""
        return self._does(key, "print_shown")

    def export(self, key: str) -> bool:
        """Let a page export what it shows; return whether it has a way to (``export_shown()``)."""
        return self._does(key, "export_shown")

    def _does(self, key: str, what: str) -> bool:
        way = getattr(self.widgets.get(key), what, None)
        if way is not None:
            way()
        return way is not None

    def commit(self) -> None:
        """Let every page hand over what is typed but not committed."""
        for widget in self.widgets.values():
            commit = getattr(widget, "commit", None)
            if commit is not None:
                commit()
