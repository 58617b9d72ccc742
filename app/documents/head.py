"""The letterhead on paper: logo, organisation and reference number at the top of the first page. Millimetres."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.platypus import Flowable

from app.documents.paper_style import element_of, gap
from app.drawing import fonts
from app.drawing.ops import Image, Op, Path, Style, Text
from app.drawing.shapes import polyline
from app.drawing.tags import tags_of
from app.drawing.to_reportlab import MM, paint
from app.i18n import _
from app.kinds.palette import INK, SOFT_INK
from app.models.letterhead import Letterhead, own_letterhead

LOGO_HIGH, LOGO_WIDE = 16.0, 48.0
NAME_PT, WORDS_PT = 11.0, 8.5
LINE, GAP = 4.0, 4.0
LINES = 4
RULE = "#cfc9bb"
DOTS = 800
"""A logo's longer side in the file, in dots: enough for print, and no paper grows by megabytes."""


def letterhead(number: str | None, width: float) -> list[Any]:
    """Return the user's letterhead over the whole width, or nothing where there is none."""
    own = own_letterhead()
    if own.head.empty:
        return []
    return [_Head(own.head, own.logo, number, width), gap(5.0)]


class _Head(Flowable):
    """The letterhead: its words are read, the logo and the rule are passed over."""

    def __init__(self, head: Letterhead, logo: bytes | None, number: str | None, width: float) -> None:
        super().__init__()
        self._ops, self._high = drawn(head, logo, number, width)
        self._wide, self._told = width, told(head, number)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return its size in points."""
        return self._wide * MM, self._high * MM

    def draw(self) -> None:
        """Paint it."""
        tags = tags_of(self.canv)
        words = [op for op in self._ops if isinstance(op, Text)]
        with tags.passed_over(self.canv):
            paint(self.canv, [op for op in self._ops if not isinstance(op, Text)], self._high)
        if words:
            with tags.marked(self.canv, element_of(self._told, "P")):
                paint(self.canv, words, self._high)


def told(head: Letterhead, number: str | None) -> str:
    """Return the letterhead in words, for those who hear the paper."""
    lines = [head.organisation, head.unit, *head.address.splitlines(), *head.contact.splitlines()]
    if number:
        lines.append(f"{_reference(head)} {number}")
    return ", ".join(line.strip() for line in lines if line.strip())


def drawn(head: Letterhead, logo: bytes | None, number: str | None, width: float) -> tuple[list[Op], float]:
    """Return the letterhead's operations and its height: logo, who, address, and the number to the right."""
    ops: list[Op] = []
    left = 0.0
    high = 0.0
    fitted = _fitted(logo) if logo else None
    if fitted is not None:
        data, wide, high = fitted
        ops.append(Image(0.0, 0.0, wide, high, data))
        left = wide + GAP
    who = [(head.organisation, NAME_PT, "semibold"), (head.unit, WORDS_PT, "regular")]
    address = [*head.address.splitlines(), *head.contact.splitlines()][:LINES]
    columns = [
        (left, [each for each in who if each[0]]),
        (max(left + 62.0, width * 0.52), [(line, WORDS_PT, "regular") for line in address]),
    ]
    reference = [(_reference(head), WORDS_PT, "regular"), (number, NAME_PT, "semibold")] if number else []
    columns.append((width * 0.82, reference))
    for place, (x, lines) in enumerate(columns):
        end = next((other for other, those in columns[place + 1 :] if those), width)
        y = 0.0
        for text, size, weight in lines:
            y += fonts.line_height(size)
            line = fonts.cut(fonts.clean(text), size, weight, end - x - GAP / 2)  # type: ignore[arg-type]
            colour = INK if weight == "semibold" else SOFT_INK
            ops.append(Text(x, y - fonts.descent(size), line, size, weight, colour))  # type: ignore[arg-type]
        high = max(high, y)
    high += 3.0
    ops.append(Path(polyline([(0.0, high), (width, high)]), Style(stroke=RULE, width=0.3)))
    return ops, high + 0.5


def _reference(head: Letterhead) -> str:
    return head.reference or _("Ärendenummer")


def _fitted(logo: bytes) -> tuple[bytes, float, float] | None:
    """Return the logo as a plain RGB picture on white with its width and height, or None where it cannot be read.

    Archives take no transparency and no inks: a logo in CMYK or with alpha is made plain.
    """
    from PIL import Image as Pictures

    try:
        with Pictures.open(BytesIO(logo)) as opened:
            opened.thumbnail((DOTS, DOTS))
            seen = opened.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Pictures.DecompressionBombError):
        return None
    plain = Pictures.new("RGB", seen.size, "#ffffff")
    plain.paste(seen, mask=seen.getchannel("A"))
    scale = min(LOGO_WIDE / plain.width, LOGO_HIGH / plain.height)
    written = BytesIO()
    plain.save(written, "PNG")
    return written.getvalue(), plain.width * scale, plain.height * scale
