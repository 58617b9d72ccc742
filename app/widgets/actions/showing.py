"""How the map looks, how near it is, and the sheet of shortcuts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from app.i18n import N_, _
from app.widgets.actions.base import Action

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class ZoomToSelection(Action):
    """Zooma till markeringen."""

    id = "zoom_selection"
    label = N_("Zooma till markeringen")
    chapter = "look"
    order = 13
    keys = ("Ctrl+Shift+F",)
    on = frozenset({"figure", "tie"})

    def enabled(self, window: CaseWindow) -> bool:
        """Something on the map is selected."""
        return window.sheet is not None and bool(window.sheet.canvas.selected())

    def run(self, window: CaseWindow) -> None:
        """Show what is selected as large as fits."""
        from app.widgets.canvas.zooming import zoom_to

        if window.sheet is not None:
            zoom_to(window.sheet.canvas, window.sheet.canvas.selected())


class Genogram(Action):
    """Genogramsymboler."""

    id = "genogram"
    label = N_("Genogramsymboler")
    chapter = "look"
    order = 45
    checkable = True

    def checked(self, window: CaseWindow) -> bool:
        """People are drawn as a genogram's symbols."""
        return window.options.genogram

    def run(self, window: CaseWindow) -> None:
        """Draw people as squares, circles and diamonds, or as wooden figures again."""
        window.set_options(replace(window.options, genogram=not window.options.genogram))


class Households(Action):
    """Hushåll som slingor."""

    id = "households"
    label = N_("Hushåll som slingor")
    chapter = "look"
    order = 46
    checkable = True

    def checked(self, window: CaseWindow) -> bool:
        """A loop is drawn round each household."""
        return window.options.households

    def run(self, window: CaseWindow) -> None:
        """Draw the loops, or take them away; say so where there is nobody to draw them round."""
        from app.kinds.households import households_of

        window.set_options(replace(window.options, households=not window.options.households))
        if window.options.households and not households_of(window.document.shown):
            window.toast.say(_("Inget hushåll är angivet än. Markera dem som bor tillsammans och högerklicka."))


class CopyPicture(Action):
    """Kopiera kartan som bild."""

    id = "copy_picture"
    label = N_("Kopiera kartan som bild")
    chapter = "case"
    order = 22
    keys = ("Ctrl+Shift+C",)
    on = frozenset({"ground"})

    def enabled(self, window: CaseWindow) -> bool:
        """A map is shown."""
        return window.sheet is not None

    def run(self, window: CaseWindow) -> None:
        """Put the map on the clipboard, as it is shown."""
        from app.widgets.canvas.copying import picture_for_clipboard

        if window.sheet is not None:
            window.commit_all()
            window.document.reveal(False)  # a protected name never leaves the program
            QGuiApplication.clipboard().setMimeData(picture_for_clipboard(window.sheet.canvas.sheet.picture))
            window.toast.say(_("Kartan är kopierad som bild. Klistra in den där du vill ha den."))


class Guide(Action):
    """Användarguide."""

    id = "guide"
    label = N_("Användarguide")
    chapter = "go"
    order = 94
    keys = ("Ctrl+F1",)

    def run(self, window: CaseWindow) -> None:
        """Show the guide beside the window."""
        from app.widgets.guide.window import show_guide

        show_guide(window)


class Shortcuts(Action):
    """Kortkommandon."""

    id = "shortcuts"
    label = N_("Kortkommandon")
    chapter = "go"
    order = 95
    keys = ("F1",)

    def run(self, window: CaseWindow) -> None:
        """Show every key."""
        from app.widgets.shortcuts import ShortcutSheet

        ShortcutSheet(window.pages, window).exec()
