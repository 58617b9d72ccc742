"""Copying, doubling, merging, and notes on the sheet."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog

from app.i18n import N_
from app.widgets.actions.base import Action, Chapter
from app.widgets.canvas import clipboard

if TYPE_CHECKING:
    from app.widgets.canvas.view import CanvasView
    from app.widgets.case_window import CaseWindow


def canvas_of(window: CaseWindow) -> CanvasView | None:
    """Return the canvas that is shown; None also while something is typed on it, or the plan beneath has the keys."""
    canvas = window.sheet.canvas if window.sheet is not None else None
    focus = QApplication.focusWidget()
    in_a_list = isinstance(focus, QAbstractItemView) and window.dock.isAncestorOf(focus)
    return None if canvas is None or canvas.editor is not None or in_a_list else canvas


class _OnCanvas(Action):
    """Something done to what is selected on the map."""

    chapter: ClassVar[Chapter] = "edit"

    def enabled(self, window: CaseWindow) -> bool:
        """Something suitable is selected."""
        canvas = canvas_of(window)
        return canvas is not None and self.suits(canvas)

    def suits(self, canvas: CanvasView) -> bool:
        """Return whether it can be done with what is selected."""
        return clipboard.can_copy(canvas)

    def run(self, window: CaseWindow) -> None:
        """Do it on the canvas."""
        canvas = canvas_of(window)
        if canvas is not None:
            self.on_canvas(canvas)

    @abstractmethod
    def on_canvas(self, canvas: CanvasView) -> None:
        """Do it on this canvas."""


class Cut(_OnCanvas):
    """Klipp ut."""

    id = "cut"
    label = N_("Klipp ut")
    order = 40
    keys = ("Ctrl+X",)
    on = frozenset({"figure", "note"})
    edits = True

    def on_canvas(self, canvas: CanvasView) -> None:
        """Copy and take away."""
        clipboard.cut(canvas)


class Copy(_OnCanvas):
    """Kopiera."""

    id = "copy"
    label = N_("Kopiera")
    order = 41
    keys = ("Ctrl+C",)
    on = frozenset({"figure", "note"})

    def on_canvas(self, canvas: CanvasView) -> None:
        """Copy figures with the lines among them, and notes."""
        clipboard.copy(canvas)


class Paste(_OnCanvas):
    """Klistra in."""

    id = "paste"
    label = N_("Klistra in")
    order = 42
    keys = ("Ctrl+V",)
    on = frozenset({"ground"})
    edits = True

    def suits(self, canvas: CanvasView) -> bool:
        """Always: if there is nothing to paste, that is said."""
        return True

    def on_canvas(self, canvas: CanvasView) -> None:
        """Set out what was copied."""
        clipboard.paste(canvas)


class Double(_OnCanvas):
    """Duplicera."""

    id = "double"
    label = N_("Duplicera")
    order = 43
    keys = ("Ctrl+D",)
    on = frozenset({"figure", "note"})
    edits = True

    def on_canvas(self, canvas: CanvasView) -> None:
        """Set out the same once more, beside."""
        clipboard.double(canvas)


class Merge(_OnCanvas):
    """Slå ihop två figurer."""

    id = "merge"
    label = N_("Slå ihop två figurer …")
    order = 50
    keys = ("Ctrl+J",)
    on = frozenset({"figure"})
    edits = True

    def suits(self, canvas: CanvasView) -> bool:
        """Two figures are selected, and nothing else."""
        chosen = canvas.selected()
        return len(chosen) == 2 and all(family == "figures" for family, _name in chosen)

    def on_canvas(self, canvas: CanvasView) -> None:
        """Ask what is to hold where the two differ; then make them one."""
        from app.widgets.merging import MergeWindow

        keep, gone = (name for _family, name in canvas.selected())
        if gone == canvas.document.case.child:
            keep, gone = gone, keep
        window = MergeWindow(canvas.document, keep, gone, canvas)
        if window.exec() == QDialog.DialogCode.Accepted and canvas.changes.push(lambda _case: window.patch()):
            canvas.select([("figures", keep)])
        window.deleteLater()


class NewNote(_OnCanvas):
    """Ny lapp."""

    id = "new_note"
    label = N_("Ny lapp")
    order = 23
    keys = ("Ctrl+M",)
    edits = True

    def suits(self, canvas: CanvasView) -> bool:
        """Always."""
        return True

    def run(self, window: CaseWindow) -> None:
        """See to it that the picture is there, for the card lies on it."""
        window.beside.show_picture()
        super().run(window)

    def on_canvas(self, canvas: CanvasView) -> None:
        """Open a card for a note where there is room."""
        canvas.noting.write_at()
