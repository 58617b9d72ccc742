"""How strong a password is, in words, and what would make it stronger. Nothing is sent anywhere.

The judgement is zxcvbn's, which is imported when it is first asked; the words are the program's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.i18n import N_, _

LONGEST = 72
"""Letters of a password that are looked at; zxcvbn takes no more."""
_OURS = """
samkarta samtidigt socialtjänst socialtjänsten lösenord lösen sommar sommaren vinter vintern höst hösten vår våren
januari februari mars april maj juni juli augusti september oktober november december måndag tisdag onsdag torsdag
fredag lördag söndag sverige stockholm göteborg malmö uppsala välkommen hejsan hemlig hemligt kommun kommunen skola
skolan barn barnet ärende hammarby djurgården älskling
"""
_LEVELS = (N_("Mycket svagt"), N_("Svagt"), N_("Ganska svagt"), N_("Starkt"), N_("Mycket starkt"))
_TOO_SHORT = 8


@dataclass(frozen=True, slots=True)
class Strength:
    """``level`` 0 to 4, its name, and what would help; ``advice`` is empty when nothing is needed."""

    level: int
    name: str
    advice: str


def strength_of(password: str) -> Strength:
    """Return how hard a password is to guess."""
    from zxcvbn import zxcvbn

    if not password:
        return Strength(0, _(_LEVELS[0]), "")
    found = zxcvbn(password[:LONGEST], user_inputs=_OURS.split())
    level = int(found["score"])
    if len(password) < _TOO_SHORT:
        level = min(level, 1)
    return Strength(level, _(_LEVELS[level]), "" if level > 2 else _advice(password, found["sequence"]))


def _advice(password: str, parts: list[dict[str, Any]]) -> str:
    """Say what makes the password easy to guess: what its longest guessable part is."""
    guessable = [part for part in parts if part["pattern"] != "bruteforce"]
    worst = max(guessable, key=lambda part: len(part["token"]), default=None)
    said = [_(_WHY[_kind(worst)])] if worst is not None else []
    if len(password) < _TOO_SHORT or worst is None:
        said = [_("Det är kort."), *said]
    return " ".join([*said, _("Fyra ord som inte hör ihop är lätta att minnas och svåra att gissa.")])


def _kind(part: dict[str, Any]) -> str:
    if part["pattern"] != "dictionary":
        return str(part["pattern"])
    if part.get("l33t"):
        return "l33t"
    if part.get("reversed"):
        return "reversed"
    return str(part["dictionary_name"])


class _Why(dict[str, str]):
    def __missing__(self, kind: str) -> str:
        return self["word"]


_WHY = _Why(
    {
        "word": N_("Vanliga ord gissas först."),
        "passwords": N_("Det liknar lösenord som många använder."),
        "user_inputs": N_("Ord från jobbet och kalendern gissas först."),
        "male_names": N_("Namn gissas lätt."),
        "female_names": N_("Namn gissas lätt."),
        "surnames": N_("Namn gissas lätt."),
        "l33t": N_("Siffror i stället för bokstäver hjälper inte mycket."),
        "reversed": N_("Ett ord baklänges är nästan lika lätt att gissa."),
        "spatial": N_("Tangenter i rad gissas lätt."),
        "repeat": N_("Upprepningar gissas lätt."),
        "sequence": N_("Följder som abc och 123 gissas lätt."),
        "regex": N_("Årtal gissas lätt."),
        "date": N_("Datum gissas lätt."),
    }
)
