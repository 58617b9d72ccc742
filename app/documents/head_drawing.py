"""The letterhead as a drawing, for paper and for the preview of it on the screen. Millimetres."""

from __future__ import annotations

from io import BytesIO

from app.drawing import fonts
from app.drawing.ops import Image, Op, Path, Style, Text, Weight
from app.drawing.shapes import polyline
from app.i18n import _
from app.kinds.palette import INK, SOFT_INK
from app.models.letterhead import Letterhead

LOGO_HIGH, LOGO_WIDE = 16.0, 48.0
NAME_PT, WORDS_PT = 11.0, 8.5
GAP = 4.0
WHO_WIDE = 52.0
LINES = 4
NUMBER_PART, NUMBER_MOST = 0.18, 0.26
"""Which part of the width the case's number has, and has at most."""
RULE = "#cfc9bb"
DOTS = 800
"""A logo's longer side in the file, in dots: enough for print, and no paper grows by megabytes."""

Line = tuple[str, float, Weight]
"""A line of words, how large its letters are in points, and their weight."""


def told(head: Letterhead, number: str | None) -> str:
    """Return the letterhead in words, for those who hear the paper."""
    lines = [head.organisation, head.unit, *head.address.splitlines(), *head.contact.splitlines()]
    if number:
        lines.append(f"{_reference(head)} {number}")
    return ", ".join(line.strip() for line in lines if line.strip())


def drawn(head: Letterhead, logo: bytes | None, number: str | None, width: float) -> tuple[list[Op], float]:
    """Return the letterhead's operations and its height: logo, who, address, and the number to the right."""
    ops: list[Op] = []
    left = high = 0.0
    shown = fitted(logo) if logo else None
    if shown is not None:
        data, wide, high = shown
        ops.append(Image(0.0, 0.0, wide, high, data))
        left = wide + GAP
    columns = in_columns(head, number, width, left)
    for place, (x, lines) in enumerate(columns):
        end = next((other for other, those in columns[place + 1 :] if those), width + GAP)
        words, y = _column(lines, x, end - x - GAP)
        ops += words
        high = max(high, y)
    high += 3.0
    ops.append(Path(polyline([(0.0, high), (width, high)]), Style(stroke=RULE, width=0.3)))
    return ops, high + 0.5


def in_columns(head: Letterhead, number: str | None, width: float, left: float) -> list[tuple[float, list[Line]]]:
    """Return the letterhead's lines in columns, each with where it begins: who, the address, the case's number.

    ``left`` is where the first begins.
    """
    numbers = _number(head, number, width)
    across = max((fonts.measure(*each) + 1.0 for each in numbers), default=0.0)
    address = [*head.address.splitlines(), *head.contact.splitlines()][:LINES]
    return [
        (left, [(head.organisation, NAME_PT, "semibold"), (head.unit, WORDS_PT, "regular")]),
        (max(left + WHO_WIDE, width * 0.5), [(line, WORDS_PT, "regular") for line in address]),
        (width - max(across, width * NUMBER_PART), numbers),
    ]


def _number(head: Letterhead, number: str | None, width: float) -> list[Line]:
    """Return what the case's number is called, and the number whole: on several lines if need be."""
    if not number:
        return []
    lines = fonts.wrap(number, NAME_PT, "semibold", width * NUMBER_MOST, 3)
    return [(_reference(head), WORDS_PT, "regular"), *((line, NAME_PT, "semibold") for line in lines)]


def _column(lines: list[Line], x: float, room: float) -> tuple[list[Op], float]:
    """Return lines under each other, each cut to the room there is, and where they end."""
    ops: list[Op] = []
    y = 0.0
    for text, size, weight in lines:
        if text:
            y += fonts.line_height(size)
            line = fonts.cut(fonts.clean(text), size, weight, max(room, 10.0))
            ops.append(Text(x, y - fonts.descent(size), line, size, weight, INK if weight == "semibold" else SOFT_INK))
    return ops, y


def _reference(head: Letterhead) -> str:
    return head.reference or _("Ärendenummer")


def fitted(logo: bytes) -> tuple[bytes, float, float] | None:
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
