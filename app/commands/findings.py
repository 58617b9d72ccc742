"""findings: what a case's records show, in plain words or for other programs."""

from __future__ import annotations

import argparse
import json
import sys

from app.commands.opening import opened
from app.commands.terminal import Exit, say
from app.i18n import _


def tell_findings(options: argparse.Namespace) -> int:
    """Say every finding of a case, a line each; as JSON a list of kind, ids and text."""
    from app.models.findings.base import findings
    from app.models.pseudonyms import for_paper
    from app.models.retention import Terms, chosen_months
    from app.settings import Settings
    from app.storage.retention import kept_until

    with opened(options) as library:
        own = library.find(options.case)
        case, until = library.case(own), kept_until(library, own)
    found = findings(for_paper(case), Terms(chosen_months(Settings.load().values), until))
    if options.json:
        told = [{"kind": each.kind, "ids": list(each.ids), "text": each.text} for each in found]
        json.dump(told, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
        return Exit.DONE
    for each in found:
        say(each.text)
    if not found:
        say(_("Inget att säga till om i det här ärendet."))
    return Exit.DONE
