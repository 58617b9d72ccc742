"""import, list, check: what is done with a library without a window."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.terminal import Exit, Failure, say
from app.i18n import _
from app.paths import default_library

if TYPE_CHECKING:
    from app.storage.errors import LibraryProblem
    from app.storage.library import Library
    from app.storage.summary import Summary


_LISTED = ("id", "case_id", "number", "title", "kind", "status", "figures", "wishes", "blocked")


@contextmanager
def opened(options: argparse.Namespace, *, create: bool = False) -> Iterator[Library]:
    """Open the library that was named, or the user's own; its problems become failures with the right exit code."""
    from app.commands.passwords import key_of
    from app.storage.errors import LibraryProblem
    from app.storage.library import Library

    path = options.library or default_library()
    try:
        if options.library is None and create:
            make_home()
        with Library.open(path, key_of(path, options, create=create), create=create) as library:
            library.actor = _actor
            yield library
    except LibraryProblem as problem:
        raise failure_of(problem) from problem


def _actor() -> str | None:
    """Return what the user is called in the log, as the settings have it."""
    from app.settings import Settings

    return Settings.load().user_name or None


def failure_of(problem: LibraryProblem) -> Failure:
    """Return a library's problem as the failure of a command, with its exit code."""
    from app.storage.errors import AlreadyThere, CaseUnknown, LibraryMissing

    if isinstance(problem, LibraryMissing | CaseUnknown):
        return Failure.because(Exit.UNKNOWN, str(problem))
    if isinstance(problem, AlreadyThere):
        return Failure.because(Exit.BAD_FILE, str(problem) + " " + _("Med --copy läggs en kopia in bredvid."))
    return Failure.because(Exit.BLOCKED, str(problem))


def make_home() -> None:
    """Make the folder of the user's own library, which only the user may look into."""
    folder = default_library().parent
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        sentence = _("Mappen {path} går inte att skapa. Se efter att du får skriva där, eller ange --library.")
        raise Failure.because(Exit.BLOCKED, sentence.format(path=folder)) from problem


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
    from app.commands.passwords import key_of
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
