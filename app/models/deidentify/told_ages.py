"""Patterns for what tells a person's age to the year: the age itself, the year of birth, a personal number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

UNITS = (
    *("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "tretton"),
    *("fjorton", "femton", "sexton", "sjutton", "arton", "nitton"),
)
_TENS = ("tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio")
NUMBERS = {
    **{word: number for number, word in enumerate(UNITS)},
    **{
        f"{ten}{UNITS[unit] if unit else ''}": 10 * number + unit
        for number, ten in enumerate(_TENS, 2)
        for unit in range(10)
    },
    "aderton": 18,
}
"""Numbers in words, to 99."""
_CLEAR = 6
"""Years: from so many "14 år" alone is somebody's age; fewer are as often how long something has lasted."""
_OF_THE_LAW = (18,)
"""Ages that the program's own sentences tell (under 18 år): looked for only in what people have written."""

BORN = re.compile(
    r"(?i)(?<![^\W\d_])(?:född[ae]?|fött|föddes|födelseår|födelsedatum|årskull(?:en)?|årgång(?:en)?|born)"
    r"\W+(?:[^\W\d_]+\W+|\d{1,2}\W+){0,4}?(?:(?:19|20)\d\d|[-’']\d\d)(?!\d)"
    r"|(?<!\d)(?:19|20)\d\d:an?(?!\w)"
)
"""A year of birth, whosever it is."""
BORN_SHORTLY = re.compile(r"(?i)(?<![\w.])f\.? ?(?:19|20)\d\d(?!\d)")
"""The same as people shorten it: "f. 2011"."""
_DATED = r"(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"
PERSONAL_NUMBER = re.compile(rf"(?<![\w.-]){_DATED} ?[-+–‑] ?\d{{4}}(?![\w-])")
"""A personal number or a coordination number written with its sign, whosever it is."""
_BARE = re.compile(rf"(?<![\w.-]){_DATED}\d{{4}}(?![\w.-]\w|\w)")
_ORGANISATION = re.compile(r"(?<![\w.-])(?:16)?\d\d[2-9]\d{3}-\d{4}(?![\w-])")


_ANY_AGE = re.compile(
    r"(?i)(?<![\w–‑-])(?<!\bi )(?<!\bom )(?P<age>\d{1,2}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + ")"
    r"(?P<rest>[- ]?(?:åring(?:en|ar|s)?|årig[at]?|års(?:ålder\w*|dag\w*)?|år|years?(?:[ -]old)?))(?!\w)"
    r"(?! (?:sedan|till|framåt|i rad|ago))"
)
_NAMED_AGE = re.compile(
    r"(?i)(?<!\w)(?:ålder\w*|age|aged|fyll(?:er|de|t|a))\W{1,3}(?P<age>\d{1,2})(?P<rest>)(?!\w|[–-]\d)"
)


@dataclass(frozen=True, slots=True)
class ToldAge:
    """An age that a text tells from ``start`` to ``end``, in years, before its own ``rest`` ("-åringen")."""

    start: int
    end: int
    age: int
    rest: str


def ages_told(text: str) -> Iterator[ToldAge]:
    """Yield the ages that a text tells, and no times: "i 14 år", "för 14 år sedan"."""
    for pattern in (_ANY_AGE, _NAMED_AGE):
        for found in pattern.finditer(text):
            said = found["age"].casefold()
            age = int(said) if said.isdigit() else NUMBERS[said]
            if said.isdigit() or age >= _CLEAR or not re.fullmatch(r"[- ]?(?:års?|years?)", found["rest"].casefold()):
                yield ToldAge(found.start("age"), found.end(), age, found["rest"])


def age_patterns(ages: Iterable[int]) -> Iterator[tuple[re.Pattern[str], bool]]:
    """Yield what tells one of some ages, in Swedish or English, and whether it is only to be looked for in what
    people have written. Spans of ages are not taken for one, nor times: "i 14 år", "för 14 år sedan"."""
    for age in sorted(set(ages)):
        words = "|".join([str(age), *(word for word, number in NUMBERS.items() if number == age)])
        said = rf"(?<![\w.,–‑-])(?:{words})"
        rest = r"[ -]?(?:åring\w*|årig\w*|års[ -]?(?:ålder\w*|dag\w*|flick\w*|pojk\w*)|years?[ -]old)"
        named = rf"(?:ålder\w*|age|aged|fyll(?:er|de|t|a))\W{{1,3}}{age}(?!\d|[.,]\d| ?[–‑-] ?\d)"
        plain = r" ?(?:år|years)(?!\w)(?! (?:sedan|till|framåt|i rad|ago))"
        if age < _CLEAR:
            plain = r" ?(?:år|years) (?:gam|old)"
        alone = rf"(?<!\bi )(?<!\bom ){said}{plain}"
        yield re.compile(rf"(?i){said}{rest}|(?<!\w){named}|{alone}"), age in _OF_THE_LAW


def tells_number(text: str) -> bool:
    """Return whether a text has a personal number, or an organisation's, whosever it is."""
    if PERSONAL_NUMBER.search(text):
        return True
    return any(_checks(found[0]) for pattern in (_BARE, _ORGANISATION) for found in pattern.finditer(text))


def _checks(number: str) -> bool:
    """Return whether the last figure is the check (Luhn's) of the nine before it."""
    digits = [int(each) for each in number if each.isdigit()][-10:]
    doubled = (each * (2 - at % 2) for at, each in enumerate(digits))
    return sum(each // 10 + each % 10 for each in doubled) % 10 == 0
