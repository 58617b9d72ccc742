"""Common words: those of the program's own sentences and roles. What is not among them may be somebody's name.

There is no dictionary of names in the program. A word with a capital that the program itself never uses is marked as
uncertain, and a person decides.
"""

from __future__ import annotations

import re
from functools import cache

from app.paths import resources

MORE = """
    han hon hen de det den man vi ni jag du mig dig sig oss er dem min mitt mina din ditt dina sin sitt sina vår vårt
    våra henne honom deras hennes hans idag igår imorgon sedan ibland ofta alltid aldrig kanske dock även både ena andra
    första sista nu då här där hit dit varje vissa många några inga ingen inget alla allt lite mycket mer mest mindre
    minst hela halva måndag tisdag onsdag torsdag fredag lördag söndag januari februari mars april maj juni juli augusti
    september oktober november december mamma pappa mormor morfar farmor farfar syster bror syskon moster faster morbror
    farbror kusin barn barnet elev eleven lärare läraren mentor rektor kurator skola skolan hemma hem möte mötet stöd
    hjälp behöver vill kan ska får har är blir går kommer finns bor sover äter trivs tycker känner säger ringer skriver
    pratar läser spelar tränar följer erbjuder föreslår bokar träffar samtal promenad morgon kväll dag vecka månad år
    termin lov rast lunch frukost läxor matte svenska engelska idrott slöjd bild musik gaming dator telefon buss taxi
    trygg orolig ledsen glad arg trött ensam utredning insats plan mål närvaro frånvaro sömn oro konflikt relation i
    centrala unga linjen nätverk förut ursprungsfamilj familjehem kontaktfamilj förening extern lokal
    flicka pojke flickan pojken förälder föräldrar familjen remiss läkare psykolog tonåring kompis kompisar vänner
    english swedish he she they we you the a an and or if when who what she's he's it is at home school
"""


@cache
def common_words() -> frozenset[str]:
    """Return the common words in small letters, in Swedish and English."""
    from app.models.roles import built_in

    found = set(MORE.split())
    for role in built_in():
        for name in (role.role, role.english, *role.aliases):
            found |= _words(name)
    catalogue = resources() / "i18n" / "en" / "LC_MESSAGES" / "samkarta.mo"
    if catalogue.exists():
        from babel.messages.mofile import read_mo

        with catalogue.open("rb") as file:
            for message in read_mo(file):
                for said in (message.id, message.string):
                    for each in said if isinstance(said, list | tuple) else [said]:
                        found |= _words(str(each))
    return frozenset(found)


_ENDINGS = ("en", "et", "n", "t", "ar", "er", "or", "na", "arna", "erna", "orna", "s", "ens", "ets", "nas")
_SHORTEST_STEM = 5
"""Letters: what is left of a shorter word may be a name with an ending (Hanna: han)."""


def is_bent(word: str) -> bool:
    """Return whether a word in small letters is a common word with an ending (frånvaron, föräldrarna)."""
    stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return any(len(stem) >= _SHORTEST_STEM and stem in common_words() for stem in stems)


_OPENING = re.compile(r"(?:^|(?<!\bex)(?<!\be\.g)[.!?:] |[\n(„”\"«»–])$")


def _words(text: str) -> set[str]:
    """Return the words of a text but those with a capital of their own, inside a sentence or as an example: names."""
    return {
        found[0].casefold()
        for found in re.finditer(r"[^\W\d_]+", text)
        if not found[0][0].isupper() or found[0].isupper() or _OPENING.search(text[: found.start()])
    }
