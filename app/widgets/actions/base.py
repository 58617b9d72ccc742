"""What an action answers, and the book that makes Qt's actions of all of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, ClassVar, Literal

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from app.i18n import N_, _
from app.kinds.registry import discover
from app.widgets.pages.base import Page, pages

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

Chapter = Literal["edit", "arrange", "look", "go", "case"]
Place = Literal["ground", "figure", "tie", "note"]

CHAPTERS: Mapping[Chapter, str] = {
    "edit": N_("Redigera"),
    "arrange": N_("Ordna"),
    "look": N_("Visa"),
    "go": N_("Gå till"),
    "case": N_("Ärende"),
}
"""The chapters of the menu and of the F1 sheet, in order, with their Swedish msgids."""
PAGE = "page_"
"""What the ids of the actions that go to a page begin with."""


class Action(ABC):
    """One thing that can be done in a case's window. A new action is one class in a module of this folder."""

    id: ClassVar[str]
    label: ClassVar[str]  # Swedish msgid
    chapter: ClassVar[Chapter]
    order: ClassVar[int] = 100
    keys: ClassVar[tuple[str, ...]] = ()  # Qt key sequences, the first is shown
    on: ClassVar[frozenset[Place]] = frozenset()  # the context menus of the canvas that offer it
    edits: ClassVar[bool] = False  # whether it changes the case: not offered where that is only read
    checkable: ClassVar[bool] = False
    in_menu: ClassVar[bool] = True

    def enabled(self, window: CaseWindow) -> bool:
        """Return whether it can be done now."""
        return True

    def checked(self, window: CaseWindow) -> bool:
        """Return whether a checkable action is on."""
        return False

    @abstractmethod
    def run(self, window: CaseWindow) -> None:
        """Do it."""


@cache
def actions() -> Mapping[str, Action]:
    """Return every action by id, in order."""
    from app.widgets import actions as folder

    found = discover(folder, Action)  # type: ignore[type-abstract]
    return {**found, **{f"{PAGE}{key}": _page_action(key, page) for key, page in pages().items()}}


def _page_action(key: str, page: Page) -> Action:
    """Return the action that goes to a page."""

    class ToPage(Action):
        """Go to one page."""

        id, label, chapter, order, keys = f"{PAGE}{key}", page.label, "go", page.order, page.keys

        def run(self, window: CaseWindow) -> None:
            """Show it."""
            window.show_page(key)

    return ToPage()


class ActionBook:
    """Qt's actions of one window, by id: in its menus, on its keys."""

    def __init__(self, window: CaseWindow) -> None:
        self._window = window
        self.actions: dict[str, QAction] = {}
        for key, action in actions().items():
            made = QAction(_(action.label), window)
            made.setShortcuts([QKeySequence(keys) for keys in action.keys])
            made.setCheckable(action.checkable)
            made.triggered.connect(partial(self._run, action))
            window.addAction(made)
            self.actions[key] = made

    def _may(self, action: Action) -> bool:
        return not (action.edits and self._window.document.read_only) and action.enabled(self._window)

    def _run(self, action: Action, _checked: bool = False) -> None:
        if self._may(action):
            action.run(self._window)
        elif action.edits:
            self._window.document.refuse()

    def refresh(self) -> None:
        """Grey what cannot be done now and tick what is on. The keys always reach the action, which looks again."""
        for key, action in actions().items():
            self.actions[key].setChecked(action.checkable and action.checked(self._window))

    def fill(self, menu: QMenu) -> None:
        """Fill a menu with the chapters, pages first; what can be done is looked up whenever it opens."""
        for chapter, title in CHAPTERS.items():
            of_chapter = [key for key, each in actions().items() if each.chapter == chapter and each.in_menu]
            of_chapter.sort(key=lambda key: not key.startswith(PAGE))
            if of_chapter:
                part = menu.addMenu(_(title))
                part.aboutToShow.connect(partial(self._renew, part, of_chapter))
                self._renew(part, of_chapter)

    def _renew(self, menu: QMenu, keys: list[str]) -> None:
        """Fill a chapter. Among where to go only what is there now is offered: the list would fill the screen."""
        menu.clear()
        pages_first = any(key.startswith(PAGE) for key in keys)
        for at, key in enumerate(keys):
            if pages_first and at and keys[at - 1].startswith(PAGE) and not key.startswith(PAGE):
                menu.addSeparator()
            if not pages_first or self._may(actions()[key]):
                self._show(menu, key)

    def _show(self, menu: QMenu, key: str) -> None:
        """Show an action in a menu: greyed there alone, so that its keys stay alive."""
        action, made = actions()[key], self.actions[key]
        if self._may(action):
            made.setChecked(action.checkable and action.checked(self._window))
            menu.addAction(made)
        else:
            grey = menu.addAction(made.text())
            grey.setShortcuts(made.shortcuts())
            grey.setEnabled(False)

    def offer(self, menu: QMenu, place: Place) -> None:
        """Add what can be done now at a place of the canvas to its context menu."""
        offered = [key for key, each in actions().items() if place in each.on and self._may(each)]
        if offered:
            menu.addSeparator()
        for key in offered:
            self._show(menu, key)
