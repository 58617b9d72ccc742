"""Setting figures in line and at equal distances."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from app.i18n import N_
from app.widgets.actions.editing import _OnCanvas
from app.widgets.canvas.aligning import Line, Way, align, can_align, distribute

if TYPE_CHECKING:
    from app.widgets.canvas.view import CanvasView


class _Align(_OnCanvas):
    """Two or more figures in line."""

    chapter = "arrange"
    edits = True
    line: ClassVar[Line]

    def suits(self, canvas: CanvasView) -> bool:
        """Two figures are selected."""
        return can_align(canvas, 2)

    def on_canvas(self, canvas: CanvasView) -> None:
        """Set them in line."""
        align(canvas, self.line)


class AlignLeft(_Align):
    """Vänsterkanterna i linje."""

    id, order, line = "align_left", 40, "left"
    label = N_("Rikta in: vänster")


class AlignCentre(_Align):
    """Mitt under varandra."""

    id, order, line = "align_centre", 41, "centre"
    label = N_("Rikta in: under varandra")


class AlignRight(_Align):
    """Högerkanterna i linje."""

    id, order, line = "align_right", 42, "right"
    label = N_("Rikta in: höger")


class AlignTop(_Align):
    """Överkanterna i linje."""

    id, order, line = "align_top", 43, "top"
    label = N_("Rikta in: överkant")


class AlignMiddle(_Align):
    """Bredvid varandra."""

    id, order, line = "align_middle", 44, "middle"
    label = N_("Rikta in: bredvid varandra")


class AlignBottom(_Align):
    """Nederkanterna i linje."""

    id, order, line = "align_bottom", 45, "bottom"
    label = N_("Rikta in: nederkant")


class _Distribute(_OnCanvas):
    """Three or more figures at equal distances."""

    chapter = "arrange"
    edits = True
    way: ClassVar[Way]

    def suits(self, canvas: CanvasView) -> bool:
        """Three figures are selected, the child not counted."""
        child = canvas.document.case.child
        return can_align(canvas, 3) and sum(f == "figures" and n != child for f, n in canvas.selected()) > 2

    def on_canvas(self, canvas: CanvasView) -> None:
        """Set them at equal distances."""
        distribute(canvas, self.way)


class DistributeAcross(_Distribute):
    """Lika långt mellan dem vågrätt."""

    id, order, way = "distribute_across", 50, "across"
    label = N_("Fördela vågrätt")


class DistributeDown(_Distribute):
    """Lika långt mellan dem lodrätt."""

    id, order, way = "distribute_down", 51, "down"
    label = N_("Fördela lodrätt")
