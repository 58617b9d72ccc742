"""The direction of energy by key: each of ``<`` and ``>`` is one end's arrow, ``=`` both."""

from __future__ import annotations

ENERGY_KEYS = ("<", "=", ">")
_ARROWS = {"none": frozenset(""), "from": frozenset("<"), "to": frozenset(">"), "both": frozenset("<>")}


def energy_after(energy: str, sign: str) -> str:
    """Return the energy of a relation after one of ``< = >``: an end gets its arrow or loses it; ``=`` both."""
    now, both = _ARROWS[energy], _ARROWS["both"]
    after = (frozenset() if now == both else both) if sign == "=" else now ^ {sign}
    return next(name for name, ends in _ARROWS.items() if ends == after)
