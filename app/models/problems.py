"""What is wrong with a case file, in sentences that name the place and the value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from app.i18n import N_, _
from app.models.fields import CLOCK_PATTERN

Path = tuple[str | int, ...]
"""Keys and positions from the top of the file to a value."""

LONGEST_SHOWN = 60
"""A value longer than this many characters is shortened in a sentence."""

MOST_PROBLEMS = 5000
"""Where the list of what is wrong ends; a file with more is no case that someone can mend line by line."""

MOST_HINTS = 50
"""So many unknown keys together are not misspellings; nothing is suggested for them."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. ``path`` is as ``wishes[0].answer.cause``, and empty for the file as a whole."""

    path: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}: {self.sentence}" if self.path else self.sentence


class BadCaseFile(ValueError):
    """A file that is not a case; ``problems`` holds everything that was found, in the file's order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Take the problems found, at least one."""
        self.problems = list(problems)
        super().__init__("\n".join(map(str, self.problems)))


def path_text(path: Path) -> str:
    """Return the path as people read it: ``maps[0].places.f02[1]``."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += ("." if text else "") + shortened(step)
    return text


def shortened(text: str) -> str:
    """Return ``text`` on one line, control characters taken out, long ones cut with an ellipsis."""
    cut = text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in cut)


def shown_value(value: object) -> str:
    """Return a value from a file as a sentence shows it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return shortened(value) if value else _("en tom text")
    if isinstance(value, Mapping):
        return _("en samling nycklar")
    if isinstance(value, list | tuple):
        return _("en lista")
    if isinstance(value, int) and value.bit_length() > 200:
        return _("ett mycket stort tal")
    return shortened(str(value))


NOTHING_HAS_ID = {
    ("figures",): N_("ingen figur har id {id}"),
    ("organisations",): N_("ingen organisation har id {id}"),
    ("organisations", "figures"): N_("ingen organisation eller figur har id {id}"),
    ("groups",): N_("ingen grupp har id {id}"),
    ("long_term", "short_term"): N_("inget mål har id {id}"),
    ("support_answers", "wishes"): N_("inget svar eller önskemål har id {id}"),
    ("meetings",): N_("ingen träff har id {id}"),
}


def nothing_has_id(families: tuple[str, ...], id_: str) -> str:
    """Return the sentence for a reference that leads to nothing."""
    return _(NOTHING_HAS_ID.get(families, N_("ingenting har id {id}"))).format(id=shown_value(id_))


def one_of(value: object, allowed: Iterable[str]) -> str:
    """Return the sentence for a value outside its list."""
    return _("{value} går inte här; det ska vara ett av: {allowed}").format(
        value=shown_value(value), allowed=", ".join(allowed)
    )


def unknown_key(key: str, known: Iterable[str]) -> str:
    """Return the sentence for a key that the format does not have, with the one that was probably meant."""
    close = get_close_matches(key[:LONGEST_SHOWN], list(known), 1, 0.75)
    if close:
        return _("okänd nyckel {key}; menas {known}?").format(key=shortened(key), known=close[0])
    return _("okänd nyckel {key}").format(key=shortened(key))


def no_such_type(value: object, wanted: str) -> str:
    """Return the sentence for a value of the wrong type; ``wanted`` is a translated noun phrase."""
    if value is None:
        return _("ska vara {wanted} och kan inte vara null").format(wanted=wanted)
    return _("ska vara {wanted}, inte {value}").format(wanted=wanted, value=shown_value(value))


WANTED = {
    "string_type": N_("text"),
    "int_type": N_("ett heltal"),
    "bool_type": N_("true eller false"),
    "number_type": N_("ett tal"),
    "reading_type": N_("ett tal eller text"),
    "finite_number": N_("ett ändligt tal"),
    "tuple_type": N_("en lista"),
    "dict_type": N_("nycklar och värden"),
    "model_type": N_("nycklar och värden"),
    "place_form": N_("två tal, [x, y]"),
    "day_type": N_("ett datum, ÅÅÅÅ-MM-DD"),
    "day_form": N_("ett datum, ÅÅÅÅ-MM-DD"),
    "loose_form": N_("ett datum, ÅÅÅÅ-MM-DD, ÅÅÅÅ-MM eller ÅÅÅÅ, inom citattecken"),
}
"""Pydantic's error types, and the fields' own, that say: something else was wanted here."""

NAMED = {
    "day_missing": N_("datumet {value} finns inte"),
    "self_tie": N_("går från {value} till {value}; den ska gå till en annan figur"),
    "personal_number_form": N_("{value} är inte ett personnummer eller samordningsnummer: ÅÅÅÅMMDD-NNNN"),
    "personal_number": N_("personnumret {value} stämmer inte: kontrollsiffran eller datumet är fel"),
}
"""Error types whose sentence only needs the value."""


def _cause_unwanted(error: Mapping[str, Any]) -> str:
    return _("orsaken {value} hör inte till ett svar som är {status}; den hör till partly och blocked").format(
        value=shown_value(error["input"]), status=error["ctx"]["status"]
    )


def _literal(error: Mapping[str, Any]) -> str:
    return one_of(error["input"], re.findall(r"'([^']*)'", error["ctx"]["expected"]))


def _too_small(error: Mapping[str, Any]) -> str:
    return _("{value} är för lågt; det ska vara minst {limit}").format(
        value=shown_value(error["input"]), limit=error["ctx"]["ge"]
    )


def _too_large(error: Mapping[str, Any]) -> str:
    return _("{value} är för högt; det ska vara högst {limit}").format(
        value=shown_value(error["input"]), limit=error["ctx"]["le"]
    )


def _pattern(error: Mapping[str, Any]) -> str:
    if error["ctx"]["pattern"] == CLOCK_PATTERN:
        return no_such_type(error["input"], _("ett klockslag, TT:MM"))
    return _("{value} går inte som id: 1–64 tecken ur A–Z, a–z, 0–9, punkt, _ och -").format(
        value=shown_value(error["input"])
    )


SENTENCES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "cause_unwanted": _cause_unwanted,
    "literal_error": _literal,
    "greater_than_equal": _too_small,
    "less_than_equal": _too_large,
    "string_pattern_mismatch": _pattern,
}


def sentence(error: Mapping[str, Any], known: Iterable[str] = ()) -> str:
    """Return the sentence for one of pydantic's errors; ``known`` are the keys that there are."""
    kind = error["type"]
    if kind == "missing":
        return _("nyckeln {key} saknas").format(key=shortened(str(error["loc"][-1])))
    if kind == "extra_forbidden":
        return unknown_key(str(error["loc"][-1]), known)
    if kind in WANTED:
        return no_such_type(error["input"], _(WANTED[kind]))
    if kind in NAMED:
        return _(NAMED[kind]).format(value=shown_value(error["input"]))
    if kind in SENTENCES:
        return SENTENCES[kind](error)
    return _("{value} går inte här").format(value=shown_value(error["input"]))


def of_validation(error: ValidationError, at: Path = (), known: Iterable[str] = ()) -> list[tuple[Path, str]]:
    """Return the path and sentence of everything that pydantic found in what stands at ``at``."""
    found = []
    known = tuple(known) if error.error_count() <= MOST_HINTS else ()
    for each in error.errors(include_url=False):
        place = tuple(step for step in each["loc"] if step != "[key]")
        found.append(((*at, *place), sentence(each, known)))
    return found


def in_file_order(found: Iterable[tuple[Path, str]], data: Any) -> list[Problem]:
    """Return the problems in the order in which the file's keys stand; a missing key comes last in its place."""
    orders: dict[int, dict[str, int]] = {}

    def position(item: tuple[Path, str]) -> tuple[int, ...]:
        places, here = [], data
        for step in item[0]:
            if isinstance(step, int):
                places.append(step)
                here = here[step] if isinstance(here, list) and step < len(here) else None
            else:
                keys = here if isinstance(here, dict) else {}
                if id(keys) not in orders:
                    orders[id(keys)] = {key: place for place, key in enumerate(keys)}
                places.append(orders[id(keys)].get(step, len(keys)))
                here = keys.get(step)
        return tuple(places)

    every = sorted(dict.fromkeys(found), key=position)
    listed = [Problem(path_text(path), text) for path, text in every[:MOST_PROBLEMS]]
    if len(every) > MOST_PROBLEMS:
        listed.append(Problem("", _("det finns fler fel än de {count} som står här").format(count=MOST_PROBLEMS)))
    return listed
