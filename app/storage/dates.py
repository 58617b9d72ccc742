"""The dates that somebody must keep in each case, beside it: so that a list over all cases need not read them all.

An edit only marks its case, by the time of its change; whoever lists the dates reads the marked cases anew and keeps
what was found. So an edit costs nothing more, and no date of an earlier state is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from app.models.collecting import without_collecting
from app.models.pseudonyms import neutral_title
from app.storage.file import failing_as_sentences, reading_file, writing_file

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

    from app.models.todo import CaseDates

_READ = "SELECT id, number, title, protected FROM cases WHERE dated = changed AND status <> 'closed'"
_NEAR = 'SELECT "case", discreet, day, kind, text, who, family, "key" FROM dates WHERE day <= ? ORDER BY day'
_WRITE = """
    INSERT INTO dates ("case", day, kind, text, who, family, "key", discreet) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""


class KnowsDates:
    """What a library knows of dates. Its other parts give it the connection."""

    _connection: Connection
    path: Path

    def _must_write(self) -> None: ...

    @without_collecting
    def dates(self, until: date) -> list[CaseDates]:
        """Return the dates until a day, a case each, of the cases that are open and have dates that are known."""
        from app.models.dates import Dated
        from app.models.todo import CaseDates

        found: dict[str, list[Dated]] = {}
        with reading_file(self._connection, self.path) as connection:
            cases = {own: named for own, *named in connection.execute(_READ)}
            discreet = set()
            for own, kind_alone, day, *rest in connection.execute(_NEAR, (until.isoformat(),)):
                found.setdefault(own, []).append(Dated(date.fromisoformat(day), *rest))
                if kind_alone:
                    discreet.add(own)
        return [
            CaseDates(own, number, neutral_title(number) if protected else title, tuple(found[own]), own in discreet)
            for own, (number, title, protected) in cases.items()
            if own in found
        ]

    def undated(self) -> frozenset[str]:
        """Return the cases, of those that are open, that have been changed since their dates were read."""
        query = "SELECT id FROM cases WHERE dated IS NOT changed AND status <> 'closed'"
        with failing_as_sentences(self.path):
            return frozenset(own for (own,) in self._connection.execute(query))

    def keep_dates(self, found: Iterable[tuple[str, CaseDates]]) -> None:
        """Keep the dates of cases, each with the time of the change (as in `Summary`) after which they were read.

        What has been changed or erased since then is passed over. Raises LibraryProblem.
        """
        self._must_write()
        with writing_file(self._connection, self.path) as connection:
            for changed, case in found:
                _keep(connection, changed, case)


def _keep(connection: Connection, changed: str, case: CaseDates) -> None:
    marked = connection.execute("UPDATE cases SET dated = changed WHERE id = ? AND changed = ?", (case.id, changed))
    if marked.rowcount != 1:
        return
    connection.execute('DELETE FROM dates WHERE "case" = ?', (case.id,))
    rows = [
        (case.id, each.day.isoformat(), each.kind, each.text, each.who, each.family, each.key, case.discreet)
        for each in case.dates
    ]
    connection.executemany(_WRITE, rows)
