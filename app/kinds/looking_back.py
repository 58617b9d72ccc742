"""What is looked at when an earlier map is: the map, of which time it is, and what is different from another time."""

from __future__ import annotations

from dataclasses import dataclass

from app.kinds.difference_words import Told
from app.kinds.sheet_picture import SheetPicture


@dataclass(frozen=True, slots=True)
class LookBack:
    """What is on the screen: the map, of which time it is in words, and what is different in words, if anything."""

    picture: SheetPicture
    as_of: str
    heading: str = ""
    differences: tuple[Told, ...] = ()
    compared: bool = False
