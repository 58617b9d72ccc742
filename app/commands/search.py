"""search: the words of every case, without a window."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict

from app.commands.opening import opened
from app.commands.terminal import Exit, say
from app.commands.words import Parser
from app.i18n import _


def add_search(commands: argparse._SubParsersAction[Parser], _arguments: Sequence[str]) -> Parser:
    """Add the command `search`."""
    text = _("Sök i alla ärenden. Varje ord räknas som början på ett ord; Nguyen finner Nguyễn, men a är inte å.")
    parser = commands.add_parser("search", help=_("sök i alla ärenden"), description=text, allow_abbrev=False)
    parser.add_argument("words", nargs="+", metavar=_("ORD"), help=_("ord som alla ska stå där"))
    parser.add_argument("--json", action="store_true", help=_("som JSON, för andra program"))
    parser.set_defaults(command=search)
    return parser


def search(options: argparse.Namespace) -> int:
    """Say where every word stands: the case, the record, and what stands round the first word."""
    from app.models.records import FAMILIES

    with opened(options) as library:
        found = library.search(" ".join(options.words))
    if options.json:
        plain = "utf" not in (sys.stdout.encoding or "").lower()
        say(json.dumps([asdict(each) for each in found], ensure_ascii=plain, indent=2))
        return Exit.DONE
    for each in found:
        called = FAMILIES[each.family].called
        parts = (each.number or "", each.title, _(called) if called else "", each.key)
        say(f"{each.case}  {' · '.join(part for part in parts if part)}: {' '.join(each.said.split())}")
    return Exit.DONE
