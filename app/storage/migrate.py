"""Makes a library's tables, and brings an older library's up to date.

Alembic is imported only when there is something to do.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from app.i18n import _
from app.storage.connect import reading, writing
from app.storage.errors import LibraryDamaged, LibraryProblem, NotALibrary
from app.storage.file import REVISION

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(connection: Connection, migrations: Path = MIGRATIONS) -> None:
    """Run every revision that the library has not seen, inside the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def bring_up_to_date(
    engine: Engine,
    path: Path,
    *,
    read_only: bool,
    migrations: Path = MIGRATIONS,
    before: Callable[[], object] = lambda: None,
) -> None:
    """Migrate an older library in one transaction; ``before`` is called when that is about to happen.

    Raises NotALibrary for one made by a newer program, LibraryProblem for an older one that may not be written.
    """
    with reading(engine, path) as connection:
        found = stamped(connection, path)
    if found == newest(migrations):
        return
    if found not in known(migrations):
        raise NotALibrary(
            _(
                "Biblioteket {path} är gjort av en nyare Samkarta och kan inte öppnas i den här. "
                "Filen är orörd. Uppdatera programmet."
            ).format(path=path)
        )
    if read_only:
        raise LibraryProblem(
            _(
                "Biblioteket {path} är gjort av en äldre Samkarta och måste skrivas om innan det kan läsas. "
                "Öppna det en gång i en mapp där du får skriva."
            ).format(path=path)
        )
    before()
    with writing(engine, path) as connection:
        upgrade(connection, migrations)


def stamped(connection: Connection, path: Path) -> str:
    """Return the revision that the library is stamped with. Raises LibraryDamaged if it has none."""
    rows = []
    if inspect(connection).has_table("alembic_version"):
        rows = list(connection.execute(text("SELECT version_num FROM alembic_version")).scalars())
    if len(rows) != 1:
        raise LibraryDamaged(
            _(
                "Biblioteket {path} säger inte vilken version det har. Inget har ändrats. "
                "Lägg tillbaka en säkerhetskopia."
            ).format(path=path)
        )
    return str(rows[0])


def newest(migrations: Path = MIGRATIONS) -> str | None:
    """Return the newest revision; for the program's own folder without asking Alembic."""
    if migrations == MIGRATIONS:
        return REVISION
    return _script(migrations)[1]


def known(migrations: Path = MIGRATIONS) -> frozenset[str]:
    """Return every revision that the program has."""
    return _script(migrations)[0]


def _script(migrations: Path) -> tuple[frozenset[str], str | None]:
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(migrations))
    return frozenset(each.revision for each in script.walk_revisions()), script.get_current_head()
