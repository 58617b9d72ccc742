"""What stores the steps of one open case: see `app.models.history.Sink`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from app.i18n import _
from app.models.history import NotStored, Step
from app.models.patch import Patch
from app.storage.errors import LibraryProblem, OutOfStep

if TYPE_CHECKING:
    from app.storage.library import Library


class CaseSink:
    """Stores the steps of one case, and notices if someone else has stored any in between."""

    def __init__(self, library: Library, library_id: str, line: int) -> None:
        self._library = library
        self._id = library_id
        self._line = line

    def __call__(self, patch: Patch, step: Step) -> datetime:
        try:
            self._library._must_write()
            self._line, at = self._library._store(self._id, patch, step, self._line)
        except OutOfStep:
            reason = _("Ärendet har ändrats eller tagits bort på annat håll. Stäng ärendet och öppna det igen.")
        except LibraryProblem as problem:
            reason = str(problem)
        else:
            return at.astimezone()
        raise NotStored(_("Ändringen kunde inte sparas och är tillbakatagen. {reason}").format(reason=reason))
