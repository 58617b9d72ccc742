"""The agendas that a process leader has copied and edited: one YAML file each in the data folder's ``agendas``.

They are words for meetings in general and never hold anything of a case.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from app.i18n import _, ngettext
from app.models.agendas import Agenda, BadAgenda, agendas, built_in, read, written
from app.paths import data_folder, write_whole


class AgendaNotSaved(Exception):
    """An agenda could not be written or deleted; the message is a sentence for people, the old file is as it was."""


@dataclass(frozen=True, slots=True)
class Agendas:
    """Every agenda by id, the user's own last; ``broken`` are the files that cannot be read."""

    by_id: dict[str, Agenda]
    broken: tuple[Path, ...] = ()

    def own(self, agenda: str) -> bool:
        """Return whether an agenda is the user's own."""
        return agenda in self.by_id and built_in().get(agenda) is not self.by_id[agenda]

    def name(self, agenda: str | None) -> str:
        """Return what an agenda is called; one that is not here goes by its id."""
        if agenda is None:
            return ""
        return self.by_id[agenda].name if agenda in self.by_id else agenda

    @property
    def problem(self) -> str | None:
        """A sentence where files cannot be read: they are left as they are."""
        if not self.broken:
            return None
        files = ", ".join(str(path) for path in self.broken)
        sentence = ngettext(
            "En egen dagordning går inte att läsa: {files}. Filen är orörd. De andra dagordningarna fungerar.",
            "{n} egna dagordningar går inte att läsa: {files}. Filerna är orörda. De andra dagordningarna fungerar.",
            len(self.broken),
        )
        return sentence.format(n=len(self.broken), files=files)


def own_folder() -> Path:
    """Return the folder of the user's own agendas, beside the settings; it need not exist."""
    return data_folder() / "agendas"


def all_agendas() -> Agendas:
    """Return every agenda as the files are now. One of the user's own with a built-in one's id takes its place."""
    found, broken = agendas(own_folder())
    return Agendas(found, tuple(broken))


def save_agenda(agenda: Agenda) -> Path:
    """Write an agenda of the user's own, whole or not at all, and return its file.

    A file that cannot be read is never written over: the agenda gets a name beside it. Raises AgendaNotSaved.
    """
    path = _file_of(agenda.id) or _free(own_folder(), agenda.id)
    try:
        write_whole(path, written(agenda))
    except OSError as problem:
        sentence = _("Dagordningen kunde inte sparas i {path}: {reason}. Den gamla filen är kvar.")
        raise AgendaNotSaved(sentence.format(path=path, reason=problem.strerror or problem)) from problem
    return path


def delete_agenda(agenda: str) -> None:
    """Delete an agenda of the user's own; one that is not there is gone already. Raises AgendaNotSaved."""
    path = _file_of(agenda)
    if path is None:
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as problem:
        sentence = _("Dagordningen kunde inte tas bort: {path}, {reason}. Den är kvar.")
        raise AgendaNotSaved(sentence.format(path=path, reason=problem.strerror or problem)) from problem


def _file_of(agenda: str) -> Path | None:
    """Return the file that an agenda of the user's own was read from; the last one counts, as in `agendas`."""
    found = None
    for path in sorted(own_folder().glob("*.yaml")):
        with contextlib.suppress(BadAgenda):
            found = path if read(path).id == agenda else found
    return found


def _free(folder: Path, name: str) -> Path:
    path, number = folder / f"{name}.yaml", 2
    while path.exists():
        path, number = folder / f"{name}_{number}.yaml", number + 1
    return path
