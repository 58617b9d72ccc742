"""import, list, check: what is done with a library without a window."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.opening import failure_of, key_of, opened
from app.commands.terminal import Exit, Failure, say
from app.i18n import _
from app.paths import default_library

if TYPE_CHECKING:
    from app.storage.summary import Summary


_LISTED = ("id", "case_id", "number", "title", "kind", "status", "figures", "wishes", "blocked")


def import_files(options: argparse.Namespace) -> int:
    """Import case files, all or none; say a line ``ID  TITLE`` for each."""
    from app.case_files import BadFiles, read_cases
    from app.commands.handing import SUFFIX, take_in
    from app.models.pseudonyms import for_paper

    if any(path.suffix.lower() == SUFFIX for path in options.files):
        return take_in(options)

    try:
        cases = read_cases(options.files)
    except FileNotFoundError as problem:
        there = Path(problem.filename).exists()
        sentence = (
            _("{path} är ingen fil. Inget har lagts in.")
            if there
            else _("Filen {path} finns inte. Inget har lagts in.")
        )
        raise Failure.because(Exit.UNKNOWN, sentence.format(path=problem.filename)) from problem
    except OSError as problem:
        sentence = _("Filen {path} går inte att läsa. Inget har lagts in.").format(path=problem.filename)
        raise Failure.because(Exit.UNKNOWN, sentence) from problem
    except BadFiles as problem:
        raise Failure(Exit.BAD_FILE, *problem.lines()) from problem
    with opened(options, create=True) as library:
        ids = library.add(cases, copy=options.copy)
    for library_id, case in zip(ids, cases, strict=True):
        say(f"{library_id}  {_one_line(for_paper(case).info.title)}")
    return Exit.DONE


def list_cases(options: argparse.Namespace) -> int:
    """Say which cases there are."""
    from app.models.records import CASE_STATUSES

    with opened(options) as library:
        found = library.summaries()
    if options.json:
        plain = "utf" not in (sys.stdout.encoding or "").lower()
        say(json.dumps([_data(each) for each in found], ensure_ascii=plain, indent=2, default=_json))
        return Exit.DONE
    states = [_(CASE_STATUSES.get(each.status, each.status)) for each in found]
    wide_id = max((len(each.case_id) for each in found), default=0)
    wide_state = max(map(len, states), default=0)
    for each, state in zip(found, states, strict=True):
        say(f"{each.id}  {each.case_id:<{wide_id}}  {state:<{wide_state}}  {_one_line(each.title)}")
    return Exit.DONE


def check_library(options: argparse.Namespace) -> int:
    """Go through the library; say what is wrong."""
    from app.storage.check import check
    from app.storage.errors import KeyFileDamaged, KeyFileMissing, LibraryProblem

    path = options.library or default_library()
    try:
        found = check(path, key_of(path, options))
    except (KeyFileMissing, KeyFileDamaged) as problem:
        raise Failure.because(Exit.UNSOUND, str(problem)) from problem
    except LibraryProblem as problem:
        raise failure_of(problem) from problem
    if found:
        raise Failure(Exit.UNSOUND, *(f"samkarta: {' '.join(line.split())}" for line in found))
    say(_("Biblioteket {path} är helt.").format(path=path))
    return Exit.DONE


def _data(each: Summary) -> dict[str, Any]:
    told = {name: getattr(each, name) for name in _LISTED}
    return {**told, "created": each.created, "changed": each.changed}


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _json(value: Any) -> str:
    assert isinstance(value, datetime)
    return value.isoformat()
