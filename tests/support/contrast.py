"""WCAG 2.2's contrast ratio."""

from __future__ import annotations

TEXT = 4.5
"""Ordinary text against its ground (1.4.3)."""
LARGE = 3.0
"""Text from 18 pt, or 14 pt bold (1.4.3)."""
SHAPE = 3.0
"""What is not text but must be seen to understand or to work (1.4.11)."""


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb``."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
