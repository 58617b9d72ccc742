"""The bundled font: how wide texts are, where lines break, where its files lie.

Widths are read from the TrueType files themselves (advance widths, no kerning), so that screen, SVG and PDF
agree. The three small tables that this takes are read here: no font library is loaded when the program starts.
Widths and heights are millimetres, sizes are points.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from app.drawing.ops import Weight
from app.paths import resources

FAMILY = "Source Sans Pro"
FILES: dict[Weight, str] = {
    "regular": "SourceSansPro-Regular.ttf",
    "semibold": "SourceSansPro-Semibold.ttf",
    "bold": "SourceSansPro-Bold.ttf",
}
MM_PER_POINT = 25.4 / 72
ASCENT = 0.75
"""How far letters reach above the baseline, in parts of the size (the font's typographic ascent)."""
DESCENT = 0.25
"""How far letters reach below the baseline, in parts of the size (the font's typographic descent)."""
CAP_HEIGHT = 0.66
LEADING = 1.22
HALO = 0.15
"""How broad a text's halo is on each side, in parts of its size."""
CUT = "…"
TIE = "\N{NO-BREAK SPACE}"
"""A space at which no line is broken, as between a number and what it counts."""
_GAPS = re.compile(rf"[^\S{TIE}]+")
MISSING = "\N{LOZENGE}"
"""What stands on paper for a letter that the bundled font lacks: an archive's file may show no empty box."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """What one font file says: units per em, glyph by character, advance width by glyph."""

    units: int
    glyphs: dict[int, int]
    advances: tuple[int, ...]

    def advance(self, character: str) -> int:
        """Return a character's advance width in units; one that the font lacks is as wide as its empty box."""
        return self.advances[self.glyphs.get(ord(character), 0)]


def font_file(weight: Weight = "regular") -> Path:
    """Return the TrueType file of a weight."""
    return resources() / "fonts" / FILES[weight]


@cache
def metrics(weight: Weight = "regular") -> Metrics:
    """Return the metrics of a weight. Raises OSError if the font file cannot be read."""
    data = font_file(weight).read_bytes()
    tables: dict[bytes, int] = {}
    for i in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _checksum, offset, _length = struct.unpack_from(">4sLLL", data, 12 + 16 * i)
        tables[tag] = offset
    units = struct.unpack_from(">H", data, tables[b"head"] + 18)[0]
    long_metrics = struct.unpack_from(">H", data, tables[b"hhea"] + 34)[0]
    count = struct.unpack_from(">H", data, tables[b"maxp"] + 4)[0]
    advances = [struct.unpack_from(">H", data, tables[b"hmtx"] + 4 * i)[0] for i in range(long_metrics)]
    advances += [advances[-1]] * (count - long_metrics)
    return Metrics(units, _character_map(data, tables[b"cmap"]), tuple(advances))


def _character_map(data: bytes, cmap: int) -> dict[int, int]:
    """Return glyph by code point from the font's Unicode subtable of format 4 (the bundled fonts have one)."""
    for i in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHL", data, cmap + 4 + 8 * i)
        start = cmap + offset
        if (platform, encoding) in ((3, 1), (0, 3)) and struct.unpack_from(">H", data, start)[0] == 4:
            return _format_4(data, start)
    raise OSError("the font has no Unicode character map")


def _format_4(data: bytes, start: int) -> dict[int, int]:
    segments = struct.unpack_from(">H", data, start + 6)[0] // 2
    ends = struct.unpack_from(f">{segments}H", data, start + 14)
    starts = struct.unpack_from(f">{segments}H", data, start + 16 + 2 * segments)
    deltas = struct.unpack_from(f">{segments}H", data, start + 16 + 4 * segments)
    offsets_at = start + 16 + 6 * segments
    offsets = struct.unpack_from(f">{segments}H", data, offsets_at)
    glyphs: dict[int, int] = {}
    for i in range(segments):
        for code in range(starts[i], ends[i] + 1):
            if offsets[i] == 0:
                glyph = (code + deltas[i]) % 65536
            else:
                at = offsets_at + 2 * i + offsets[i] + 2 * (code - starts[i])
                glyph = struct.unpack_from(">H", data, at)[0]
                glyph = (glyph + deltas[i]) % 65536 if glyph else 0
            if glyph and code != 0xFFFF:
                glyphs[code] = glyph
    return glyphs


def clean(text: str) -> str:
    """Return ``text`` on one line as it is painted: composed letters, no control characters or lone surrogates."""
    composed = unicodedata.normalize("NFC", text)
    spaced = (" " if c.isspace() else c for c in composed)
    return "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cs", "Cf", "Cn"))


def has_every_letter(text: str, weight: Weight = "regular") -> bool:
    """Return whether the bundled font has every character of ``text``."""
    glyphs = metrics(weight).glyphs
    return all(ord(c) in glyphs for c in text)


def printable(text: str) -> str:
    """Return the text with `MISSING` for every letter that the bundled font lacks (its weights have the same)."""
    glyphs = metrics().glyphs
    if all(ord(c) in glyphs for c in text):
        return text
    return "".join(c if ord(c) in glyphs else MISSING for c in text)


@lru_cache(maxsize=8192)
def measure(text: str, size_pt: float, weight: Weight = "regular", spacing: float = 0.0) -> float:
    """Return how wide one line of text is, in millimetres; ``spacing`` is extra points after each letter."""
    font = metrics(weight)
    units = sum(font.advance(c) for c in text)
    return (units * size_pt / font.units + spacing * len(text)) * MM_PER_POINT


def line_height(size_pt: float) -> float:
    """Return the distance between the baselines of two lines, in millimetres."""
    return size_pt * LEADING * MM_PER_POINT


def ascent(size_pt: float) -> float:
    """Return how far above the baseline a text's box begins, in millimetres."""
    return size_pt * ASCENT * MM_PER_POINT


def descent(size_pt: float) -> float:
    """Return how far below the baseline a text's box ends, in millimetres."""
    return size_pt * DESCENT * MM_PER_POINT


def cut(text: str, size_pt: float, weight: Weight, width_mm: float) -> str:
    """Return ``text``, or as much of its beginning as fits in the width with "…" after it."""
    if measure(text, size_pt, weight) <= width_mm:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle].rstrip(" ,.;:–-(") + CUT, size_pt, weight) <= width_mm:
            low = middle
        else:
            high = middle - 1
    if text[low : low + 1].isalnum():  # rather between words, if not too much is lost
        whole = text.rfind(" ", 0, low)
        if whole > 0 and measure(text[:whole], size_pt, weight) > 0.6 * width_mm:
            low = whole
    return text[:low].rstrip(" ,.;:–-(") + CUT


def wrap(text: str, size_pt: float, weight: Weight, width_mm: float, max_lines: int) -> list[str]:
    """Return the text broken between words into at most ``max_lines`` lines; the last ends in … if it was cut.

    Words with a `TIE` between them go on one line, if they have room there. A word that is wider than a line is broken
    at a hyphen or a letter. An empty text gives no line.
    """
    words = _pieces(_words(text, size_pt, weight, width_mm), size_pt, weight, width_mm)
    lines: list[str] = []
    line = ""
    for i, (word, glued) in enumerate(words):
        longer = line + word if glued or not line else f"{line} {word}"
        if not line or measure(longer, size_pt, weight) <= width_mm:
            line = longer
            continue
        if len(lines) == max_lines - 1:
            rest = "".join(("" if g else " ") + w for w, g in words[i:])
            return [*lines, cut(line + rest, size_pt, weight, width_mm)]
        lines.append(line)
        line = word
    return [*lines, line] if line else lines


def _words(text: str, size_pt: float, weight: Weight, width_mm: float) -> list[str]:
    """Return the words of a text, clean; those that a `TIE` holds together are one, where that has room on a line."""
    if TIE not in text:
        return clean(text).split()
    words = []
    for held in _GAPS.split(text):
        word = clean(held).strip()
        words += [word] if word and measure(word, size_pt, weight) <= width_mm else word.split()
    return words


def _pieces(words: list[str], size_pt: float, weight: Weight, width_mm: float) -> list[tuple[str, bool]]:
    """Return (piece, whether it follows without a space); only too wide words are in several pieces."""
    pieces: list[tuple[str, bool]] = []
    for word in words:
        first = True
        while measure(word, size_pt, weight) > width_mm and len(word) > 1:
            fits = 1
            while fits < len(word) - 1 and measure(word[: fits + 1], size_pt, weight) <= width_mm:
                fits += 1
            hyphen = max(word.rfind("-", 0, fits), word.rfind("/", 0, fits)) + 1
            end = hyphen if hyphen > 1 else fits
            pieces.append((word[:end], not first))
            word, first = word[end:], False
        pieces.append((word, not first))
    return pieces
