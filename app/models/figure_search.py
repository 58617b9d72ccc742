"""Finding the figure that is meant by what has been typed: its name, its role."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from app.models.case import Case
from app.models.records import Figure


def find_figures(case: Case, words: str, among: Iterable[str], later: Collection[str] = ()) -> list[str]:
    """Return the figures of ``among`` that ``words`` may mean, best first; with no words all of them.

    A whole name or role goes before the beginning of a name, that before the beginning of a role, that before the
    beginning of a word inside, that before any part.
    Of equals, those in ``later`` come last.
    """
    wanted = " ".join(words.casefold().split())
    ranked = []
    for order, key in enumerate(among):
        rank = _rank(case.figures[key], wanted)
        if rank is not None:
            ranked.append((rank, key in later, order, key))
    return [key for _rank, _later, _order, key in sorted(ranked)]


def _rank(figure: Figure, wanted: str) -> int | None:
    label, role = figure.label.casefold(), (figure.role or "").casefold()
    inside = f"{role} {label}"
    tests = (
        wanted in (label, role, inside),
        label.startswith(wanted),
        inside.startswith(wanted),
        f" {wanted}" in f" {inside}",
        wanted in inside,
    )
    return next((rank for rank, holds in enumerate(tests) if holds), None)
