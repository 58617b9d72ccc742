"""The page numbers of drawings that are made for a paper of their own and come to stand inside a larger one."""

from __future__ import annotations

import re
from dataclasses import replace

from app.drawing import fonts
from app.drawing.ops import Drawing, Group, Op, Text
from app.i18n import _


def renumbered(drawing: Drawing, page: int, pages: int) -> Drawing:
    """Return the drawing with its "Sida 1 av 2" as ``page`` of ``pages``, ending where it ended."""
    sentence = _("Sida {page} av {pages}")
    pattern = re.compile(re.escape(sentence).replace(r"\{page\}", r"\d+").replace(r"\{pages\}", r"\d+"))
    words = sentence.format(page=page, pages=pages)

    def again(op: Op) -> Op:
        if isinstance(op, Group):
            return replace(op, ops=tuple(again(each) for each in op.ops))
        if not isinstance(op, Text) or not pattern.fullmatch(op.text):
            return op
        wider = fonts.measure(words, op.size, op.weight) - fonts.measure(op.text, op.size, op.weight)
        return replace(op, text=words, x=op.x - (wider if op.anchor == "start" else 0.0))

    return replace(drawing, ops=tuple(again(op) for op in drawing.ops))
