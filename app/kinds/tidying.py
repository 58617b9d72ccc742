"""Tidying a sheet that hands have been at: everyone as near to where they stand as a good layout allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.drawing.geometry import Point
from app.kinds.options import PLAIN, Options
from app.kinds.sheet_picture import standing
from app.models.case import Case


def tidied(case: Case, kind: str, near: Mapping[str, Point], options: Options = PLAIN) -> dict[str, Point]:
    """Return where everyone on a case's sheet of a kind is to stand after *Ordna*, the child left out.

    Pinned figures keep their places; the others get places of the layout's, close to where they stand now
    (``near``), which may overlap nobody. Raises KeyError if there is no such kind. Pure.
    """
    from app.drawing.arrange import find_places

    sheet = case.sheet_of_kind(kind)
    pinned = sheet.pinned if sheet is not None else ()
    request = standing(case, kind, options=options)
    bodies = tuple(
        body if body.id in pinned else replace(body, place=None, near=near.get(body.id)) for body in request.bodies
    )
    places = find_places(replace(request, bodies=bodies))
    return {figure: place for figure, place in places.items() if figure != case.child}
