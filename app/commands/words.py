"""The words that argparse itself says, in Swedish."""

from __future__ import annotations

import argparse
from typing import NoReturn

from app.commands.terminal import Exit, Failure
from app.i18n import language

SWEDISH = {
    "usage: ": "användning: ",
    "positional arguments": "argument",
    "options": "val",
    "show this help message and exit": "visa den här hjälpen och avsluta",
    "unrecognized arguments: %s": "det här går inte att förstå: %s",
    "the following arguments are required: %s": "det här saknas: %s",
    "one of the arguments %s is required": "ett av dessa behövs: %s",
    "expected one argument": "ett värde saknas",
    "expected at least one argument": "minst ett värde saknas",
    "expected at most one argument": "högst ett värde går att ange",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r finns inte, välj bland %(choices)s",
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": (
        "%(value)r finns inte, menade du %(closest)r? Välj bland %(choices)s"
    ),
    "invalid %(type)s value: %(value)r": "%(value)r duger inte",
    "ignored explicit argument %r": "värdet %r hör inte hit",
    "not allowed with argument %s": "går inte ihop med %s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s kan betyda %(matches)s",
}


def teach_argparse() -> None:
    """Make argparse say its own words in the language in use; it has a catalogue hook but no catalogue."""
    argparse._ = _spoken  # type: ignore[attr-defined]


def _spoken(english: str) -> str:
    return SWEDISH.get(english, english) if language() == "sv" else english


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        """Raise Failure with the message."""
        raise Failure.because(Exit.UNKNOWN, message)
