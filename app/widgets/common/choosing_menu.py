"""A menu of which one holds: ticked is what holds now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from app.i18n import _

T = TypeVar("T")


def add_choices(menu: QMenu, choices: Mapping[T, str], now: object, choose: Callable[[T], object]) -> None:
    """Add the choices (value: Swedish msgid) to a menu, ``now`` ticked; ``choose`` gets the value that is chosen."""
    group = QActionGroup(menu)
    for value, label in choices.items():
        action = menu.addAction(_(label))
        action.setCheckable(True)
        action.setChecked(value == now)
        group.addAction(action)
        action.triggered.connect(partial(_chosen, choose, value))


def _chosen(choose: Callable[[T], object], value: T, _checked: bool = False) -> None:
    choose(value)
