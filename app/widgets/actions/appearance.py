"""Light or dark, and how large words are. Both are remembered and hold for every window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_
from app.widgets.actions.base import Action
from app.widgets.common.style import LOOKS, choose, step_text, theme_now

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class DarkLook(Action):
    """Mörkt utseende."""

    id = "dark_look"
    label = N_("Mörkt utseende")
    chapter = "look"
    order = 60
    checkable = True

    def checked(self, window: CaseWindow) -> bool:
        """The dark theme is in use."""
        return theme_now() == "dark"

    def run(self, window: CaseWindow) -> None:
        """Change to the other theme; papers stay light."""
        choose(window.settings, theme="light" if theme_now() == "dark" else "dark")


class SystemLook(Action):
    """Utseende som datorn."""

    id = "system_look"
    label = N_("Ljust eller mörkt som datorn")
    chapter = "look"
    order = 61
    checkable = True

    def checked(self, window: CaseWindow) -> bool:
        """The theme follows the system."""
        return LOOKS.chosen is None or LOOKS.chosen.theme == "system"

    def run(self, window: CaseWindow) -> None:
        """Follow the system from now on; a second time stays at what is seen."""
        choose(window.settings, theme=theme_now() if self.checked(window) else "system")


class LargerText(Action):
    """Större text."""

    id = "larger_text"
    label = N_("Större text")
    chapter = "look"
    order = 62
    keys = ("Ctrl+Shift++",)

    def run(self, window: CaseWindow) -> None:
        """Make the words of all windows larger by a step."""
        choose(window.settings, text=step_text(1))


class SmallerText(Action):
    """Mindre text."""

    id = "smaller_text"
    label = N_("Mindre text")
    chapter = "look"
    order = 63
    keys = ("Ctrl+Shift+-",)

    def run(self, window: CaseWindow) -> None:
        """Make the words of all windows smaller by a step."""
        choose(window.settings, text=step_text(-1))


class UsualText(Action):
    """Textstorlek som datorn."""

    id = "system_text"
    label = N_("Textstorlek som datorn")
    chapter = "look"
    order = 64
    checkable = True

    def checked(self, window: CaseWindow) -> bool:
        """The text size follows the system."""
        return LOOKS.chosen is None or LOOKS.chosen.text is None

    def run(self, window: CaseWindow) -> None:
        """Follow the system's text size from now on."""
        choose(window.settings, text=0)
