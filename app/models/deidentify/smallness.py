"""The check for small places: how many children what is left of a case would fit (rule R12).

It is arithmetic on figures that the user gives; the program has no statistics of its own. The only rules of thumb are
that pupils are as many in each year of a school, and that about one in a hundred inhabitants is born in each year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from app.i18n import N_, _, ngettext
from app.models.case import Case
from app.models.deidentify.rough import SPANS

Level = Literal["unknown", "points_out", "may_point_out", "many"]
POINTS_OUT, MAY_POINT_OUT = 5, 20
"""Children: so many or fewer, and the combination points the child out, or may."""
SCHOOL_YEARS = {"compulsory": 10, "secondary": 3, "preschool": 5}
BORN_EACH_YEAR = 1 / 100
DIAGNOSES = re.compile(
    r"(?i)(?<!\w)(adhd|add|npf|autis\w*|asperger\w*|tourette\w*|ocd|dyslexi\w*|språkstörning\w*|epilepsi\w*|diabet\w*"
    r"|downs? syndrom|cp-skada\w*|selektiv mutism|ätstörning\w*|anorexi\w*|depression\w*|psykos\w*|ptsd"
    r"|intellektuell funktionsnedsättning|hörselnedsättning|synnedsättning|missbruk\w*|diagnos(en|er)?)(?!\w)"
)
NO_DIAGNOSIS = re.compile(r"(?i)(?<!\w)(ingen|inga|utan|saknar) (diagnos(er)?)(?!\w)")
GENDER = {
    "male": re.compile(r"(?i)(?<!\w)(pojken?|killen?|sonen?|hans|honom)(?!\w)"),
    "female": re.compile(r"(?i)(?<!\w)(flickan?|tjejen?|dottern?|hennes|henne)(?!\w)"),
}
PLACED = re.compile(r"(?i)(?<!\w)(familjehem\w*|placera[dt]\w*|hvb\w*|kontaktfamilj\w*)(?!\w)")


@dataclass(frozen=True, slots=True)
class Traits:
    """What is left that tells children from each other. ``span`` is in years, the last year included."""

    span: tuple[int, int] | None
    school: bool
    gender: bool
    diagnosis: bool
    placed: bool

    @property
    def words(self) -> list[str]:
        """What is left, in words (translated)."""
        told = (
            (self.school, N_("skola")),
            (self.span is not None, N_("ålder")),
            (self.gender, N_("kön")),
            (self.diagnosis, N_("diagnos")),
            (self.placed, N_("placering")),
        )
        return [_(word) for there, word in told if there]


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the user knows: ``pupils`` in the school, ``inhabitants`` of the place, and of a hundred children how many
    have the diagnosis or are placed (``of_hundred``)."""

    pupils: int | None = None
    inhabitants: int | None = None
    of_hundred: float | None = None


@dataclass(frozen=True, slots=True)
class Smallness:
    """How many ``children`` would fit, None where nobody can tell, and what that means in words (translated)."""

    level: Level
    children: int | None
    sentences: tuple[str, ...]


def traits(case: Case, texts: Iterable[str]) -> Traits:
    """Return what is left of a case whose free texts are written as ``texts``."""
    said = NO_DIAGNOSIS.sub("", "\n".join(texts))
    child = case.figures[case.child]
    age = child.age
    span = None if age is None else next((each for each in SPANS if each[0] <= age <= each[1]), None)
    school = any(case.groups[each.group].sector == "school" for each in case.figures.values())
    gender = child.symbol in ("male", "female") or any(pattern.search(said) for pattern in GENDER.values())
    return Traits(span, school, gender, bool(DIAGNOSES.search(said)), bool(PLACED.search(said)))


def smallness(found: Traits, numbers: Numbers) -> Smallness:
    """Return how many children would fit what is left, by the user's figures."""
    whole = _group(found, numbers)
    left = _listed(found.words)
    if whole is None:
        sentence = _("Skriv hur många elever skolan har, eller hur många som bor på orten, så räknas det ut.")
        told = _("Det här finns kvar och kan tillsammans peka ut barnet: {what}.").format(what=left or _("inget"))
        return Smallness("unknown", None, (told, sentence))
    rare = found.diagnosis or found.placed
    if rare and numbers.of_hundred is not None:
        whole *= numbers.of_hundred / 100
    children = max(1, round(whole))
    level: Level = "many"
    if children <= MAY_POINT_OUT:
        level = "points_out" if children <= POINTS_OUT else "may_point_out"
    fits = ngettext("Det passar in på ungefär {n} barn.", "Det passar in på ungefär {n} barn.", children)
    sentences = [fits.format(n=children), _meaning(level, left)]
    if rare and numbers.of_hundred is None:
        sentences.append(_("Diagnosen eller placeringen gör dem färre. Skriv hur många av hundra barn den gäller."))
    return Smallness(level, children, tuple(sentences))


def _meaning(level: Level, left: str) -> str:
    if level == "points_out":
        return _("{what} pekar ut barnet. Ta bort eller gör en av uppgifterna grövre.").format(what=_begun(left))
    if level == "may_point_out":
        return _("{what} kan peka ut barnet för den som känner orten.").format(what=_begun(left))
    return _("{what} pekar inte ut barnet i sig, men texterna kan göra det.").format(what=_begun(left))


def _group(found: Traits, numbers: Numbers) -> float | None:
    """Return how many children there are of the same age and gender, in the school or else the place."""
    years = 1 + found.span[1] - found.span[0] if found.span is not None else None
    if numbers.pupils is not None and found.school:
        of = _school_years(found.span)
        whole = numbers.pupils * min(1.0, (years or of) / of)
    elif numbers.inhabitants is not None:
        whole = numbers.inhabitants * BORN_EACH_YEAR * (years or 18)
    else:
        return None
    return whole / 2 if found.gender else whole


def _school_years(span: tuple[int, int] | None) -> int:
    if span is not None and span[0] >= 16:
        return SCHOOL_YEARS["secondary"]
    return SCHOOL_YEARS["preschool" if span is not None and span[1] <= 5 else "compulsory"]


def _listed(words: list[str]) -> str:
    return (
        words[0]
        if len(words) == 1
        else _("{first} och {last}").format(first=", ".join(words[:-1]), last=words[-1])
        if words
        else ""
    )


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:] if text else _("Det som finns kvar")
