"""The tree of a tagged PDF and its bookmarks, from what was noted while the pages were painted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from app.drawing.tags import Element, Mark, Tags

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
LONGEST_BOOKMARK = 200


def add_tree(pdf: pikepdf.Pdf, tags: Tags) -> None:
    """Put the tree and the way back from each page's marks into the file. Linear in the number of elements."""
    _even_out(tags.root)
    pages = [page.obj for page in pdf.pages]
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    made: dict[int, Any] = {}
    root.K = Array([_element(pdf, tags.root, root, pages, made)])
    numbers = Array()
    for number, page in enumerate(pages):
        page.StructParents = number
        page.Tabs = Name.S
        marked = tags.pages[number] if number < len(tags.pages) else []
        numbers.append(number)
        numbers.append(pdf.make_indirect(Array([made[id(each)] for each in marked])))
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    root.ParentTreeNextKey = len(pages)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _even_out(root: Element) -> None:
    """Let no level of headings be left out: the first is H1, each next at most one level down (PDF/UA-1, 7.4.2)."""
    before = 0
    for each in headings(root):
        level = min(HEADINGS.index(each.kind) + 1, before + 1)
        each.kind = HEADINGS[level - 1]
        before = level


def headings(element: Element) -> Iterator[Element]:
    """Yield the headings in reading order."""
    for kid in element.kids:
        if isinstance(kid, Element):
            if kid.kind in HEADINGS:
                yield kid
            else:
                yield from headings(kid)


def _element(pdf: pikepdf.Pdf, element: Element, parent: Any, pages: Sequence[Any], made: dict[int, Any]) -> Any:
    """Return the element as an object of the file, with all that is in it."""
    own = pdf.make_indirect(Dictionary(S=Name("/" + element.kind), P=parent))
    made[id(element)] = own
    marks = [kid for kid in element.kids if isinstance(kid, Mark)]
    home = marks[0].page if marks else None
    if home is not None:
        own.Pg = pages[home]
    kids = Array()
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(_element(pdf, kid, own, pages, made))
        elif kid.page == home:
            kids.append(kid.number)
        else:
            kids.append(Dictionary(Type=Name.MCR, Pg=pages[kid.page], MCID=kid.number))
    if len(kids):
        own.K = kids
    if element.alt:
        own.Alt = String(element.alt)
    if element.actual:
        own.ActualText = String(element.actual)
    attributes = _attributes(element)
    if attributes is not None:
        own.A = attributes
    return own


def _attributes(element: Element) -> Dictionary | None:
    if element.kind in ("TH", "TD") and (element.scope or element.span > 1):
        found = Dictionary(O=Name.Table)
        if element.scope:
            found.Scope = Name("/" + element.scope)
        if element.span > 1:
            found.ColSpan = element.span
        return found
    if element.kind == "L":
        return Dictionary(O=Name.List, ListNumbering=Name.Disc)
    if element.box is not None:
        return Dictionary(O=Name.Layout, BBox=Array([round(edge, 2) for edge in element.box]), Placement=Name.Block)
    return None


@dataclass(slots=True)
class _Entry:
    """A bookmark and those under it."""

    heading: Element | None
    level: int
    under: list[_Entry] = field(default_factory=list)


def add_bookmarks(pdf: pikepdf.Pdf, tags: Tags) -> None:
    """Put a bookmark for each heading into the file, those of lower levels under those above."""
    top = _Entry(None, 0)
    road = [top]
    for each in headings(tags.root):
        if each.spot is None or not each.words:
            continue
        entry = _Entry(each, HEADINGS.index(each.kind) + 1)
        while road[-1].level >= entry.level:
            road.pop()
        road[-1].under.append(entry)
        road.append(entry)
    if not top.under:
        return
    pages = [page.obj for page in pdf.pages]
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    _hang(pdf, root, top.under, pages)
    pdf.Root.Outlines = root


def _hang(pdf: pikepdf.Pdf, parent: Any, entries: Sequence[_Entry], pages: Sequence[Any]) -> int:
    """Hang the entries under their parent, chained in order; return how many there are in all."""
    count, before = 0, None
    for entry in entries:
        heading = entry.heading
        assert heading is not None
        assert heading.spot is not None
        page, height = heading.spot
        target = Array([pages[page], Name.XYZ, None, round(height + 4.0, 2), None])
        own = pdf.make_indirect(Dictionary(Title=String(heading.words[:LONGEST_BOOKMARK]), Parent=parent, Dest=target))
        count += 1 + _hang(pdf, own, entry.under, pages)
        if before is None:
            parent.First = own
        else:
            own.Prev, before.Next = before, own
        before = own
    if before is not None:
        parent.Last = before
        parent.Count = count
    return count
