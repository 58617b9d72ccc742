"""ReportLab's canvas and frame for tagged files: nothing is painted that is neither read nor passed over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from reportlab.lib.colors import Color, toColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame
from reportlab.platypus.flowables import NullDraw, Spacer

from app.drawing.tags import Element, Tags, tags_of

_SHOWS_TEXT = ("Tj", "TJ", "T*", "' ", '" ')


class TaggedCanvas(Canvas):
    """A canvas that notes what is painted in ``tags``, and paints what must know the number of pages last."""

    tags: Tags
    _doc: Any
    _enforceColorSpace: Callable[[Any], Color] | None
    _code: list[str]
    _waiting: list[tuple[int, Callable[[int], None]]]

    def when_counted(self, paint: Callable[[int], None]) -> None:
        """Paint at the end of this page when all pages are set: ``paint`` gets their number. It is passed over."""
        self._waiting.append((self.getPageNumber(), paint))

    def save(self) -> None:
        """Paint what waited for the number of pages, then make the file."""
        pages = self._doc.Pages.pages
        for number, paint in self._waiting:
            start = len(self._code)
            with tags_of(self).passed_over(self):
                paint(len(pages))
            pages[number - 1].stream += "\n".join(self._code[start:]) + "\n"
            del self._code[start:]
        super().save()

    @classmethod
    def making(cls, tags: Tags, *, grey: bool = False) -> Callable[..., TaggedCanvas]:
        """Return what makes such a canvas; ``grey`` paints every colour as bright as it is, without its hue."""

        def make(*positional: Any, **named: Any) -> TaggedCanvas:
            canvas = cls(*positional, **named)
            canvas.tags = tags
            canvas._waiting = []
            if grey:
                canvas._enforceColorSpace = as_grey  # ReportLab asks it for every colour that it is given
            return canvas

        return make


def as_grey(given: Any) -> Color:
    """Return a colour's grey: what a printer without colours makes of it (the luma of ITU-R BT.601)."""
    colour = toColor(given)
    level = 0.299 * colour.red + 0.587 * colour.green + 0.114 * colour.blue
    return Color(level, level, level, colour.alpha)


class TaggedFrame(Frame):
    """A frame that marks what a flowable paints without marks of its own."""

    def add(self, flowable: Flowable, canv: Any, trySplit: int = 0) -> Literal[0, 1]:
        """Put the flowable into the frame and return whether there was room for it."""
        code: list[str] = canv._code
        start = len(code)
        done = super().add(flowable, canv, trySplit)
        painted = code[start:]
        if painted and not isinstance(flowable, NullDraw | Spacer) and not any(map(_is_mark, painted)):
            _mark(canv, painted, start)
        return done


def _is_mark(line: str) -> bool:
    return line.endswith((" BDC", " BMC"))


def _mark(canvas: Any, painted: list[str], start: int) -> None:
    """Put marks round lines of a page: a paragraph's where there is text in them, else those of an artifact."""
    code: list[str] = canvas._code
    del code[start:]
    tags = tags_of(canvas)
    said = any(sign in line for line in painted for sign in _SHOWS_TEXT)
    with tags.marked(canvas, Element("P")) if said else tags.passed_over(canvas):
        code.extend(painted)
