"""Undo and redo as the log tells them: every step is appended, nothing is ever taken out of the log."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.models.patch import Patch

Step = Literal["do", "undo", "redo"]

Sink = Callable[[Patch, Step], datetime]
"""Stores one step durably and returns when; raises `NotStored` if it could not, with nothing written."""


class NotStored(Exception):
    """An edit could not be stored; the message is a sentence for the user. Nothing was written."""


@dataclass(frozen=True, slots=True)
class History:
    """The patches that can be undone (those before ``index``) and redone (from ``index`` on), oldest first."""

    patches: tuple[Patch, ...] = ()
    index: int = 0

    @classmethod
    def replay(cls, steps: Iterable[tuple[Step, Patch]]) -> History:
        """Rebuild the history from the log. An undo's row holds the patch that was applied (the inverse).

        The log may begin in the middle: what was done before it, and is undone or redone in it, is told by that row.
        """
        patches: list[Patch] = []
        index = 0
        for step, patch in steps:
            if step == "do":
                del patches[index:]
                patches.append(patch)
                index += 1
            elif step == "redo":
                if index == len(patches):
                    patches.append(patch)
                index += 1
            elif index:
                index -= 1
            else:
                patches.insert(0, patch.inverse())
        return cls(tuple(patches), index)
