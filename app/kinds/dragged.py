"""A sheet while figures are dragged on it: each step draws only them and their lines, however large the sheet is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from app.drawing.dragging import Dragging
from app.drawing.geometry import Point
from app.kinds.registry import sheet_kinds
from app.kinds.sheet_picture import SheetPicture, recompose
from app.kinds.tie_picture import picture_tie
from app.models.case import Case


class Dragged:
    """``picture``, composed from ``case``, with ``figures`` taken in hand. ``ties`` are the lines that follow them."""

    def __init__(self, case: Case, picture: SheetPicture, figures: Collection[str]) -> None:
        self._case, self._picture = case, picture
        self._kind = sheet_kinds()[picture.kind]
        self._dragging = Dragging(picture.request, picture.layout, figures)
        self.figures = tuple(figure for figure in figures if figure in picture.figures)
        self.ties = tuple(tie.id for tie in self._dragging.ties)
        wishes = {key: number for number, key in enumerate(case.wishes, 1)}
        self._records = {
            key: (case.wishes[key] if key in wishes else case.relations[key], wishes.get(key, 0)) for key in self.ties
        }

    def to(self, moved: Mapping[str, Point]) -> SheetPicture:
        """Return the sheet with the figures at ``moved``; the same as `recompose` gives but for the bows of lines."""
        before, case = self._picture, self._case
        if before.options.households:  # the loops round them reach across the sheet
            return recompose(case, before, moved)
        layout = self._dragging.to(moved)
        figures, ties = dict(before.figures), dict(before.ties)
        for key in self.figures:
            figures[key] = replace(figures[key], place=layout.places[key])
        for key, (record, number) in self._records.items():
            ties[key] = picture_tie(case, record, number, self._kind, layout, before.options)
        return replace(before, layout=layout, bounds=layout.bounds, figures=figures, ties=ties)
