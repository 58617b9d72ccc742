"""Handing a case over as one encrypted file, taking one in, and merging one with the case that is here already."""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import __version__
from app.i18n import N_, _
from app.kinds.registry import figure_kinds, sheet_kinds, tie_kinds
from app.models import casefile
from app.models.attached import KINDS, LARGEST, NotKept, media_of
from app.models.case import Case, PatchRefused
from app.models.fingerprints import fingerprints
from app.models.patch import Patch
from app.models.problems import BadCaseFile
from app.models.replay import Line, from_baseline
from app.models.threeway import Choice, Name, Sides
from app.paths import settle_folder, write_whole
from app.storage.ancestors import base_of, merged_states, remember_merged
from app.storage.errors import AlreadyThere, CaseUnknown, LibraryNotWritable, LibraryProblem
from app.storage.log import now, read_log
from app.storage.sealed import NotHandedOver, seal, unseal
from app.storage.wrapping import Cost

if TYPE_CHECKING:
    from app.storage.library import Library

SCHEMA = "samkarta.handed-over/1"
KEPT = N_("Behåll det som inte kom med")
_STEPS = ("start", "do", "undo", "redo", "note")
_DAMAGE = (ValueError, KeyError, TypeError, AttributeError, PatchRefused, RecursionError)


@dataclass(frozen=True, slots=True)
class File:
    """A file that was kept with the case."""

    kind: str
    name: str
    added: datetime
    data: bytes


@dataclass(frozen=True, slots=True)
class Handed:
    """A case that was handed over: by whom and when, its history if that came along, its files.

    ``states`` are the fingerprints of every state it has been in where it was, the oldest first, ``merged`` those of
    states from elsewhere that were merged into it there.
    """

    case: Case
    by: str
    at: datetime
    states: tuple[str, ...]
    lines: tuple[tuple[Line, dict[str, Any]], ...] = ()
    files: tuple[File, ...] = ()
    merged: tuple[str, ...] = ()


# Out


def hand_over(
    library: Library,
    library_id: str,
    path: Path,
    password: str,
    *,
    history: bool = True,
    files: bool = True,
    by: str = "",
    cost: Cost | None = None,
) -> None:
    """Write a whole case to ``path``, encrypted under a password of its own, whole or not at all.

    Raises LibraryProblem. The case stays in the library.
    """
    data = seal(_contents(library, library_id, history=history, files=files, by=by), password, cost)
    try:
        if not path.parent.is_dir():
            raise FileNotFoundError(path.parent)
        write_whole(path, data, private=True)
        settle_folder(path.parent)
    except OSError as problem:
        raise LibraryNotWritable(
            _("Filen {path} kunde inte skrivas. Ärendet är kvar som det var. Välj en annan mapp.").format(path=path)
        ) from problem


def _contents(library: Library, library_id: str, *, history: bool, files: bool, by: str) -> dict[str, Any]:
    case = library.case(library_id)
    with library._reading() as connection:
        lines = read_log(connection, library_id)
        query = 'SELECT at, step, label, patch, actor FROM log WHERE "case" = ? ORDER BY seq'
        rows = connection.execute(query, (library_id,)).fetchall() if history else []
        merged = merged_states(connection, library_id)
    whole = all(line.patch is not None for line in lines)
    attached = [
        {
            "kind": each.kind,
            "name": each.name,
            "added": each.added.isoformat(),
            "data": base64.b64encode(library.attachment(library_id, each.id)).decode(),
        }
        for each in (library.attachments(library_id) if files else ())
    ]
    return {
        "schema": SCHEMA,
        "program": f"samkarta {__version__}",
        "by": by,
        "at": now().isoformat(),
        "rows": case.to_rows(),
        "states": fingerprints(case, [line.patch for line in lines[1:]]),
        "merged": merged,
        "lines": [[*row[:3], json.loads(row[3]), row[4]] for row in rows] if whole else [],
        "files": attached,
    }


# In


def read_handed(path: Path, password: str) -> Handed:
    """Return what a file holds, every record validated. Raises NotHandedOver, WrongCasePassword or OSError."""
    contents = unseal(path, password)
    try:
        if contents["schema"] != SCHEMA:
            raise ValueError("another schema")
        case = _valid(Case.from_rows([(str(family), str(key), data) for family, key, data in contents["rows"]]))
        lines = tuple(_line(*row) for row in contents["lines"])
        if lines and _replayed(lines) != case:
            raise ValueError("the history does not lead to the case")
        states = tuple(str(each) for each in contents["states"])
        files = tuple(_file(each) for each in contents["files"])
        merged = tuple(str(each) for each in contents.get("merged", ()))  # an older program's file has none
        at = datetime.fromisoformat(contents["at"])
        return Handed(case, str(contents["by"] or ""), at, states, lines, files, merged)
    except BadCaseFile as bad:
        lines_told = "; ".join(f"{each.path}: {each.sentence}" for each in list(bad.problems)[:5])
        raise NotHandedOver(
            _("{path} går inte att lägga in: {why}. Inget har lagts in. Be om filen på nytt.").format(
                path=path, why=lines_told
            )
        ) from bad
    except (*_DAMAGE, NotKept) as problem:
        raise NotHandedOver(
            _("{path} går inte att lägga in: innehållet är skadat. Inget har lagts in. Be om filen på nytt.").format(
                path=path
            )
        ) from problem


def _valid(case: Case) -> Case:
    """Return the case if it could be a case file too. Raises BadCaseFile."""
    qualities = frozenset(kind.id for kind in tie_kinds().values() if kind.family == "relations")
    words = casefile.Vocabulary(frozenset(figure_kinds()), qualities, frozenset(sheet_kinds()))
    casefile.from_data(casefile.to_data(case, json=True), words)
    return case


def _line(at: str, step: str, label: str, data: dict[str, Any], actor: str | None) -> tuple[Line, dict[str, Any]]:
    if step not in _STEPS:
        raise ValueError(step)
    patch = Patch.from_data(data)
    kept = tuple(data.get("kept") or ())
    who = None if actor is None else str(actor)
    return Line(datetime.fromisoformat(at), step, str(label), patch, who, kept), data  # type: ignore[arg-type]


def _replayed(lines: tuple[tuple[Line, dict[str, Any]], ...]) -> Case:
    first = lines[0][0]
    if first.step != "start" or first.patch is None:
        raise ValueError("the history has no beginning")
    case = from_baseline(first.patch)
    for line, _data in lines[1:]:
        assert line.patch is not None
        if line.step == "start":
            raise ValueError("a second beginning")
        case.apply(line.patch)
    return case


def _file(data: Mapping[str, Any]) -> File:
    body = base64.b64decode(data["data"], validate=True)
    if data["kind"] not in KINDS or len(body) > LARGEST:
        raise ValueError("no such file")
    media_of(str(data["name"]), body)
    return File(str(data["kind"]), str(data["name"]), datetime.fromisoformat(data["added"]), body)


def take_in(library: Library, handed: Handed, *, copy: bool = False) -> str:
    """Put a case that was handed over in the library, with its history, and return its library id.

    Raises AlreadyThere if the library has the case, unless ``copy``; LibraryNotWritable.
    """
    from app.storage.steps import holds, write_baseline, write_with_log

    library._must_write()
    own, at = str(uuid.uuid4()), now()
    with library._writing() as connection:
        if not copy and holds(connection, handed.case.info.id):
            raise AlreadyThere(
                _("Ärendet {id} finns redan i biblioteket. Inget har lagts in.").format(id=handed.case.info.id)
            )
        if handed.lines:
            rows = [(line.at or at, line.step, line.label, data, line.actor) for line, data in handed.lines]
            write_with_log(connection, own, handed.case, rows, at)
        else:
            write_baseline(connection, own, handed.case, at, library.actor())
    _attach(library, own, handed.files)
    return own


# One that is here already


def same_case(library: Library, handed: Handed) -> str | None:
    """Return the library id of the case that was handed over, if the library has it; the one that shares a state."""
    found = [each.id for each in library.summaries() if each.case_id == handed.case.info.id]
    with_state = [own for own in found if base_of(library, own, handed.states, handed.merged) is not None]
    return next(iter([*with_state, *found]), None)


def sides(library: Library, library_id: str, handed: Handed) -> Sides:
    """Lay a case of the library and one that was handed over against each other. Raises LibraryProblem."""
    base = base_of(library, library_id, handed.states, handed.merged)
    return Sides(base, library.case(library_id), handed.case)


def merge(
    library: Library, library_id: str, found: Sides, choices: Mapping[Name, Choice], files: Sequence[File] = ()
) -> int:
    """Make one case of both, as one step that can be undone; return how many records were changed.

    What was not chosen is kept in a line of the log beside it, and ``files`` that are not here already are added.
    Nobody may have the case open. Raises CannotMerge, LibraryProblem.
    """
    from app.storage.connect import plain
    from app.storage.steps import last_line, write_note
    from app.storage.storing import write_step

    merged = found.merged(choices)
    kept = [
        {
            "family": clash.family,
            "key": clash.key,
            "path": list(clash.path),
            "mine": clash.mine,
            "theirs": clash.theirs,
            "chosen": choices.get(clash.name, "mine"),
        }
        for clash in found.clashes
        if not (choices.get(clash.name) == "both" and clash.joinable)
    ]
    library._must_write()
    if library.case(library_id) != found.mine:
        raise LibraryProblem(_("Ärendet har ändrats på annat håll. Inget har slagits ihop. Läs in filen igen."))
    with library._writing() as connection:
        line, at, actor = last_line(connection, library_id), now(), library.actor()
        if line is None:
            raise CaseUnknown.gone(library_id)
        if merged.patch:
            write_step(plain(connection), library_id, merged.patch, "do", at, line, actor)
        if kept:
            write_note(connection, library_id, KEPT, at, actor, kept)
        remember_merged(connection, library_id, line, found.theirs)
    _attach(library, library_id, files)
    return len(merged.patch.touched())


def _attach(library: Library, library_id: str, files: Sequence[File]) -> None:
    """Add the files that the case does not have already."""
    there = {(each.name, each.size) for each in library.attachments(library_id)}
    for each in files:
        if (each.name, len(each.data)) not in there:
            library.attach(library_id, each.kind, each.name, each.data)
