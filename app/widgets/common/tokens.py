"""The colours of windows by name, in two themes. Those in use now are `TOKENS`; `style.apply_style` changes them.

Text colours (ink, muted, faint, green, accent and the strong answer colours) reach 4.5:1 on white, paper, panel and
on their pale ground, and white reaches it on them; field, focus and icons reach 3:1 (WCAG 2.2 AA; tests hold it).
"""

from __future__ import annotations

LIGHT = {
    "paper": "#FDFBF5",
    "panel": "#FCFAF3",
    "white": "#FFFFFF",
    "ink": "#222222",
    "muted": "#63605A",
    "faint": "#716D64",
    "line": "#E0DBCD",
    "line_strong": "#CBC4B2",
    "field": "#8F8978",
    "hover": "#F4F0E4",
    "pressed": "#EAE4D3",
    "green": "#24443A",
    "green_hover": "#31594C",
    "green_pale": "#E3EFE9",
    "bar": "#24443A",
    "on_bar": "#FFFFFF",
    "accent": "#BF4A17",
    "accent_hover": "#A63F12",
    "focus": "#2F7D66",
    "can": "#00704F",
    "can_pale": "#E2F4ED",
    "partly": "#905400",
    "partly_pale": "#FFF1D8",
    "blocked": "#B81F28",
    "blocked_pale": "#FBE7E7",
    "unanswered": "#4E5668",
    "unanswered_pale": "#ECEEF2",
    "started": "#0A5A8F",
    "started_pale": "#E2F0FA",
}

DARK = {
    "paper": "#161A19",
    "panel": "#1A1F1D",
    "white": "#202624",
    "ink": "#ECE9E2",
    "muted": "#B7B3A9",
    "faint": "#A19D93",
    "line": "#343B38",
    "line_strong": "#4D5652",
    "field": "#7F8883",
    "hover": "#29302D",
    "pressed": "#323A36",
    "green": "#8BCDB5",
    "green_hover": "#A5DCC7",
    "green_pale": "#20382F",
    "bar": "#0F1F1A",
    "on_bar": "#E4F0EA",
    "accent": "#FF9A6A",
    "accent_hover": "#FFB08A",
    "focus": "#7FD1B3",
    "can": "#7AD6B4",
    "can_pale": "#14332A",
    "partly": "#F0B06A",
    "partly_pale": "#3A2A12",
    "blocked": "#FF9B94",
    "blocked_pale": "#401F20",
    "unanswered": "#B9C3D6",
    "unanswered_pale": "#2A2F3A",
    "started": "#86C5F2",
    "started_pale": "#14303F",
}

THEMES = {"light": LIGHT, "dark": DARK}

ANSWERS = ("can", "partly", "blocked", "unanswered")

TOKENS = dict(LIGHT)
"""The colours in use now. ``white`` is the ground of fields and bars, and the words on green, accent and blocked."""

STATUS_COLOURS = {status: (TOKENS[status], TOKENS[f"{status}_pale"]) for status in ANSWERS}
"""Strong and pale colour of each answer to a wish; always shown together with its sign or word."""


def use_tokens(theme: str) -> None:
    """Make a theme's colours those in use. Raises KeyError for a theme that there is not."""
    TOKENS.update(THEMES[theme])
    STATUS_COLOURS.update({status: (TOKENS[status], TOKENS[f"{status}_pale"]) for status in ANSWERS})
