"""Finds what stands in a folder of the code: every module is imported, every class of the wanted sort taken.

So a new figure kind, action or finding is one file: nothing else has to name it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import Any, TypeVar

T = TypeVar("T")


class KindsMissing(Exception):
    """A folder is empty or has two classes of one id: the program was not built right."""


def classes_in(package: ModuleType, base: type[T]) -> Iterator[type[T]]:
    """Import every module of a package and yield the concrete subclasses of ``base`` that each defines."""
    for module_info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{module_info.name}")
        for value in list(vars(module).values()):
            if isinstance(value, type) and issubclass(value, base) and value.__module__ == module.__name__:
                if value.__name__.startswith("_") or getattr(value, "__abstractmethods__", None):
                    continue
                yield value


def discover(package: ModuleType, base: type[T], at_least: int = 1) -> dict[str, T]:
    """Return one instance of each concrete subclass of ``base`` in the package's modules, by id, in order.

    Raises KindsMissing if there are fewer than ``at_least`` or an id occurs twice.
    """
    found: dict[str, Any] = {}
    for each in classes_in(package, base):
        kind: Any = each()
        if kind.id in found:
            raise KindsMissing(f"{package.__name__}: {kind.id}")
        found[kind.id] = kind
    if len(found) < at_least:
        raise KindsMissing(package.__name__)
    return dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))
