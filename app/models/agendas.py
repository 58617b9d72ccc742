"""Agendas: what a meeting goes through, step by step, from ``resources/agendas`` and the user's own folder.

An agenda holds nothing of a case. The key questions are the handbook's, word for word (ch. 6); minutes and words
to say may be edited in a copy.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from app.i18n import language
from app.models.own_files import read_file
from app.paths import resources

Opens = Literal["free", "map", "round_1", "round_2", "wishes", "plan", "follow_up", "notes", "timeline", "wheel", "sip"]
"""What a step opens in the program; ``round_2`` also holds the answers, ``follow_up`` goes through the plan's rows,
``free`` opens nothing."""


HANDBOOK = "traff_"
"""How the files of the handbook's own meetings begin."""


class BadAgenda(ValueError):
    """An agenda's file cannot be read; the message names the file and what is wrong, for a log."""


class Step(BaseModel):
    """One step: its heading, how many minutes, what it opens, the question and the words to say."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    english: str | None = None
    minutes: Annotated[int, Field(ge=1, le=600)]
    opens: Opens = "free"
    sheet: str | None = None
    question: str | None = None
    say: str | None = None
    say_english: str | None = None

    @property
    def name(self) -> str:
        """The heading in the language in use."""
        return (self.english or self.title) if language() == "en" else self.title

    @property
    def words(self) -> str:
        """What to say in the language in use; empty if nothing is written."""
        return ((self.say_english or self.say) if language() == "en" else self.say) or ""


class Agenda(BaseModel):
    """An agenda. ``need`` is the wording of the second round's question that it uses."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, Field(pattern=r"^[a-z0-9_]{1,60}$")]
    title: Annotated[str, Field(min_length=1)]
    english: str | None = None
    need: str | None = None
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]

    @property
    def name(self) -> str:
        """The title in the language in use."""
        return (self.english or self.title) if language() == "en" else self.title

    @property
    def minutes(self) -> int:
        """How long it takes in all."""
        return sum(step.minutes for step in self.steps)


@cache
def built_in() -> Mapping[str, Agenda]:
    """Return the program's own agendas by id: the handbook's meetings in their order, then the others."""
    files = sorted((resources() / "agendas").glob("*.yaml"), key=lambda path: (HANDBOOK not in path.name, path.name))
    found = (read(path) for path in files)
    return {agenda.id: agenda for agenda in found}


def agendas(own: Path | None = None) -> tuple[dict[str, Agenda], list[Path]]:
    """Return every agenda by id, the user's own from the folder ``own`` last, and the files that cannot be read.

    One of the user's own with the id of a built-in one stands in its place.
    """
    found, broken = dict(built_in()), []
    for path in sorted(own.glob("*.yaml")) if own is not None and own.is_dir() else ():
        try:
            agenda = read(path)
        except BadAgenda:
            broken.append(path)
        else:
            found[agenda.id] = agenda
    return found, broken


def read(path: Path) -> Agenda:
    """Read one agenda. Raises BadAgenda if the file cannot be read or says what no agenda can."""
    try:
        return Agenda.model_validate(read_file(path))
    except (OSError, ValueError) as problem:
        raise BadAgenda(f"{path.name}: {problem}") from problem


def written(agenda: Agenda) -> str:
    """Return an agenda as the text of a file that `read` reads back."""
    return yaml.safe_dump(agenda.model_dump(exclude_none=True), allow_unicode=True, sort_keys=False, width=110)


def copied(agenda: Agenda, title: str, taken: Mapping[str, Agenda]) -> Agenda:
    """Return a copy to edit, with a title and an id of its own."""
    stem, number = f"{agenda.id[:50]}_egen", 1
    while (name := stem if number == 1 else f"{stem}_{number}") in taken:
        number += 1
    return agenda.model_copy(update={"id": name, "title": title, "english": None})
