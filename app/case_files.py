"""Case files read with the kinds that are installed: what the command line and the windows both import with."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.kinds.registry import figure_kinds, sheet_kinds, tie_kinds
from app.models.case import Case
from app.models.casefile import BadCaseFile, Problem, Vocabulary, read


@dataclass(frozen=True, slots=True)
class BadFile:
    """What is wrong with one file."""

    path: Path
    problems: tuple[Problem, ...]

    def lines(self) -> list[str]:
        """Return a line for each problem, as ``PATH: what is wrong``."""
        return [f"{problem.path or self.path.name}: {problem.sentence}" for problem in self.problems]


class BadFiles(Exception):
    """At least one of the files is not a case; nothing was imported."""

    def __init__(self, bad: Sequence[BadFile]) -> None:
        super().__init__(*bad)
        self.bad = tuple(bad)

    def lines(self) -> list[str]:
        """Return every problem, one a line; where several files are bad, each one's name on a line before."""
        lines: list[str] = []
        for each in self.bad:
            if len(self.bad) > 1:
                lines.append(f"{each.path}:")
            lines += each.lines()
        return lines


def vocabulary() -> Vocabulary:
    """Return the ids of the kinds that are installed."""
    qualities = frozenset(kind.id for kind in tie_kinds().values() if kind.family == "relations")
    return Vocabulary(frozenset(figure_kinds()), qualities, frozenset(sheet_kinds()))


def read_cases(paths: Sequence[Path]) -> list[Case]:
    """Read every file. Raises BadFiles with every problem of every file, OSError if one cannot be read."""
    for path in paths:
        if not path.is_file():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    cases: list[Case] = []
    bad: list[BadFile] = []
    for path in paths:
        try:
            cases.append(read(path, vocabulary()))
        except BadCaseFile as problem:
            bad.append(BadFile(path, tuple(problem.problems)))
    if bad:
        raise BadFiles(bad)
    return cases
