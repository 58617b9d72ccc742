"""Paints a drawing as a page that can be heard: its title and texts are read, its picture is told in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from reportlab.lib.colors import HexColor

from app.drawing import fonts
from app.drawing.ops import Drawing, Group, Op, Role, Text
from app.drawing.tags import LONGEST, Element, Tags, tags_of
from app.drawing.to_reportlab import MM, paint_op, register_fonts

KINDS: dict[Role, str] = {"title": "H1", "heading": "H2", "text": "P"}


def paint_page(canvas: Any, drawing: Drawing, told: str) -> None:
    """Paint a drawing over the whole page; ``told`` says in words what its picture shows."""
    register_fonts()
    page = _Page(canvas, tags_of(canvas), (0.0, 0.0, drawing.width * MM, drawing.height * MM))
    canvas.saveState()
    canvas.transform(MM, 0, 0, -MM, 0, drawing.height * MM)
    canvas.setLineJoin(1)
    if drawing.background:
        with page.tags.passed_over(canvas):
            canvas.setFillColor(HexColor(drawing.background))
            canvas.rect(0, 0, drawing.width, drawing.height, stroke=0, fill=1)
    page.figures = [Element("Figure", alt=words, box=page.box) for words in in_pieces(told)]
    page.paint(drawing.ops)
    canvas.restoreState()


def in_pieces(told: str) -> list[str]:
    """Return the words in as few pieces as a PDF's strings can hold, parted between sentences."""
    pieces: list[str] = []
    rest = told.strip()
    while len(rest) > LONGEST:
        end = max(rest.rfind(". ", 0, LONGEST) + 1, rest.rfind("\n", 0, LONGEST)) or LONGEST
        pieces.append(rest[:end].strip())
        rest = rest[end:].strip()
    return [*pieces, rest]


class _Page:
    """One page while it is painted. Each piece of a long telling has a picture of its own to belong to."""

    def __init__(self, canvas: Any, tags: Tags, box: tuple[float, float, float, float]) -> None:
        self.canvas, self.tags, self.box = canvas, tags, box
        self.figures: list[Element] = []

    def paint(self, ops: Sequence[Op]) -> None:
        """Paint operations in order, those with the same role together."""
        for role, same in groupby(ops, lambda op: op.role if isinstance(op, Group) else "picture"):
            if role == "picture":
                self._picture(list(same))
            elif role == "furniture":
                with self.tags.passed_over(self.canvas):
                    for op in same:
                        paint_op(self.canvas, op)
            else:
                for op in same:
                    assert isinstance(op, Group)
                    self._told(op)

    def _told(self, group: Group) -> None:
        with self._moved(group):
            if group.role == "page":
                self.paint(group.ops)
            elif group.role == "list":
                self._list(group)
            else:
                self._text(group.ops, KINDS[group.role])

    def _text(self, ops: Sequence[Op], kind: str, home: Element | None = None) -> None:
        texts = [op for op in ops if isinstance(op, Text)]
        said = " ".join(fonts.clean(op.text) for op in texts).strip()
        element = Element(kind, home, words=said if kind != "P" else "")
        if not fonts.has_every_letter(said):
            element.actual = said[:LONGEST]
        if texts:
            top = texts[0].y - fonts.ascent(texts[0].size)
            element.spot = (self.canvas.getPageNumber() - 1, self.canvas.absolutePosition(texts[0].x, top)[1])
        with self.tags.marked(self.canvas, element) if said else self.tags.passed_over(self.canvas):
            for op in ops:
                paint_op(self.canvas, op)

    def _list(self, group: Group) -> None:
        whole = Element("L")
        for op in group.ops:
            if isinstance(op, Text):
                self._text((op,), "P", Element("LBody", Element("LI", whole)))
            else:
                with self.tags.passed_over(self.canvas):
                    paint_op(self.canvas, op)

    def _picture(self, ops: list[Op]) -> None:
        """Paint the picture; a telling in several pieces is shared out over as many parts of it."""
        if len(self.figures) > 1 and len(ops) == 1 and isinstance(ops[0], Group):
            with self._moved(ops[0]):
                self._picture(list(ops[0].ops))
            return
        each = max(1, -(-len(ops) // len(self.figures)))
        for number, figure in enumerate(self.figures):
            part = ops[number * each : (number + 1) * each]
            if not part and figure.placed:
                continue
            with self.tags.marked(self.canvas, figure):
                for op in part:
                    paint_op(self.canvas, op)

    @contextmanager
    def _moved(self, group: Group) -> Iterator[None]:
        self.canvas.saveState()
        self.canvas.transform(group.scale, 0, 0, group.scale, group.dx, group.dy)
        yield
        self.canvas.restoreState()
