"""The letterhead on paper: logo, organisation and reference number at the top of the first page. Millimetres."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable

from app.documents.head_drawing import drawn, told
from app.documents.paper_style import element_of, gap
from app.drawing.ops import Text
from app.drawing.tags import tags_of
from app.drawing.to_reportlab import MM, paint
from app.models.letterhead import Letterhead, own_letterhead


def letterhead(number: str | None, width: float) -> list[Any]:
    """Return the user's letterhead over the whole width, or nothing where there is none."""
    own = own_letterhead()
    if own.head.empty:
        return []
    return [Head(own.head, own.logo, number, width), gap(5.0)]


class Head(Flowable):
    """The letterhead: its words are read, the logo and the rule are passed over."""

    def __init__(self, head: Letterhead, logo: bytes | None, number: str | None, width: float) -> None:
        super().__init__()
        self._ops, self._high = drawn(head, logo, number, width)
        self._wide, self.told = width, told(head, number)
        self.head, self.logo, self.number = head, logo, number

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return its size in points."""
        return self._wide * MM, self._high * MM

    def draw(self) -> None:
        """Paint it."""
        tags = tags_of(self.canv)
        words = [op for op in self._ops if isinstance(op, Text)]
        element = element_of(self.told, "P")
        with tags.passed_over(self.canv):
            paint(self.canv, [op for op in self._ops if not isinstance(op, Text)], self._high)
        if words and element is not None:
            with tags.marked(self.canv, element):
                paint(self.canv, words, self._high)
