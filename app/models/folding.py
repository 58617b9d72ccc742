"""Words as they are searched for: å, ä and ö are letters of their own, other marks on letters make no difference."""

from __future__ import annotations

import unicodedata

_OWN = frozenset("åäö")
_PLAIN = {
    "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ø": "ö", "æ": "ä", "œ": "oe", "ı": "i", "ŋ": "n", "ħ": "h",
}  # fmt: skip
"""Letters that are no base letter with a mark. Danish and Norwegian ø and æ are taken for ö and ä, as Swedes write."""


def fold(text: str) -> str:
    """Return a text as it is searched: Nguyễn as nguyen, Łukasz as lukasz, Åsa as åsa."""
    return unicodedata.normalize("NFC", text).casefold().translate(_LETTERS)


def folded_letters(text: str) -> list[str]:
    """Return what each letter of ``text`` (in NFC) folds to: ß is one letter that becomes two."""
    return [each.casefold().translate(_LETTERS) for each in text]


_MOST = 4096
"""How many letters are remembered."""


class _Letters(dict[int, str]):
    """What each letter, by its number, folds to; filled in as letters are met."""

    def __missing__(self, number: int) -> str:
        folded = _letter(chr(number))
        if len(self) < _MOST:
            self[number] = folded
        return folded


_LETTERS = _Letters()


def _letter(letter: str) -> str:
    if letter in _OWN:
        return letter
    base = "".join(each for each in unicodedata.normalize("NFD", letter) if not unicodedata.combining(each))
    return "".join(_PLAIN.get(each, each) for each in base)
