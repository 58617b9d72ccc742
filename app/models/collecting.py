"""Reading many thousands of records without Python stopping, again and again, to look for cycles among them."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Made = TypeVar("Made")


def without_collecting(make: Callable[Given, Made]) -> Callable[Given, Made]:
    """Let Python's collector wait while ``make`` makes something large in which nothing refers to itself.

    A look over all objects takes tens of milliseconds, and new objects by the thousand bring on several. The first
    one comes after ``make``, when something else is made.
    """

    @wraps(make)
    def waiting(*given: Given.args, **named: Given.kwargs) -> Made:
        collecting = gc.isenabled()
        gc.disable()
        try:
            return make(*given, **named)
        finally:
            if collecting:
                gc.enable()

    return waiting
