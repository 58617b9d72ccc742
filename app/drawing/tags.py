"""What a page says to those who hear it: the tree of headings, paragraphs, tables and pictures of a tagged PDF.

A canvas that has ``tags`` gets marks round what is painted, and the tree grows in the order of painting. On any other
canvas the same calls paint and mark nothing. What is neither tagged nor an artifact would be a fault (PDF/UA-1, 7.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

Scope = Literal["Column", "Row"]
LONGEST = 16000
"""How many letters a string of an archived PDF may have (PDF/A-2, 6.1.13: 32,767 bytes, two a letter)."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of what is painted: the number of its page (0 is the first) and its number on it."""

    page: int
    number: int


@dataclass(eq=False, slots=True)
class Element:
    """One element: its kind as PDF has it (``H1``, ``P``, ``Table`` …) and what is in it, in reading order.

    ``home`` is the element that it belongs to, where that is not the one that is open when it is first painted.
    ``alt`` says a picture in words; ``actual`` is the true text, where the font lacks some of its letters.
    ``words`` and ``spot`` (page, height in points) are a heading's, for the bookmark; ``box`` is a picture's place
    on its page, points (left, bottom, right, top).
    """

    kind: str
    home: Element | None = None
    alt: str = ""
    actual: str = ""
    words: str = ""
    scope: Scope | None = None
    span: int = 1
    box: tuple[float, float, float, float] | None = None
    spot: tuple[int, float] | None = None
    kids: list[Element | Mark] = field(default_factory=list)
    placed: bool = False


class Tags:
    """The tree of one paper while it is painted. ``pages`` has each page's marked elements by number of the mark."""

    def __init__(self) -> None:
        """Begin with an empty document."""
        self.root = Element("Document", placed=True)
        self.pages: list[list[Element]] = []
        self._open = [self.root]
        self._passed_over = 0

    def place(self, element: Element) -> None:
        """Give the element its place in the tree, if it has none: after all that is painted so far."""
        if element.placed:
            return
        element.placed = True
        home = element.home or self._open[-1]
        self.place(home)
        home.kids.append(element)

    @contextmanager
    def inside(self, element: Element) -> Iterator[None]:
        """Let what is painted meanwhile belong to the element."""
        if not self._passed_over:
            self.place(element)
        self._open.append(element)
        yield
        self._open.pop()

    @contextmanager
    def marked(self, canvas: Any, element: Element) -> Iterator[None]:
        """Let what is painted meanwhile be the element's contents; it must not open other marks."""
        if self._passed_over:
            yield
            return
        self.place(element)
        page = canvas.getPageNumber() - 1
        self.pages.extend([] for _missing in range(page + 1 - len(self.pages)))
        mark = Mark(page, len(self.pages[page]))
        self.pages[page].append(element)
        element.kids.append(mark)
        if element.spot is None:
            element.spot = (page, float(canvas.absolutePosition(0, 0)[1]))
        canvas.addLiteral(f"/{element.kind} <</MCID {mark.number}>> BDC")
        yield
        canvas.addLiteral("EMC")

    @contextmanager
    def passed_over(self, canvas: Any) -> Iterator[None]:
        """Let what is painted meanwhile be an artifact: seen, and not read."""
        if not self._passed_over:
            canvas.addLiteral("/Artifact BMC")
        self._passed_over += 1
        yield
        self._passed_over -= 1
        if not self._passed_over:
            canvas.addLiteral("EMC")


class _NoTags(Tags):
    """Marks nothing."""

    @contextmanager
    def inside(self, element: Element) -> Iterator[None]:
        yield

    @contextmanager
    def marked(self, canvas: Any, element: Element) -> Iterator[None]:
        yield

    @contextmanager
    def passed_over(self, canvas: Any) -> Iterator[None]:
        yield


_NONE = _NoTags()


def tags_of(canvas: Any) -> Tags:
    """Return the canvas' tags; for a canvas without, some that mark nothing."""
    found = getattr(canvas, "tags", None)
    return found if isinstance(found, Tags) else _NONE
