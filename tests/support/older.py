"""A library as an older program left it: made by its revisions alone, with what the newer one's tables hold."""

from __future__ import annotations

from pathlib import Path

from app.storage.connect import open_engine, writing
from app.storage.migrate import MIGRATIONS
from tests.support.libraries import KEY, raw


def make_older(path: Path, revision: str) -> None:
    """Let the library at ``path``, which nobody has open, be one of an older revision."""
    beside = path.with_name("older.samkarta")
    beside.touch(mode=0o600)
    engine = open_engine(beside, KEY, fresh=True)
    with writing(engine, beside) as connection:
        _upgrade(connection, revision)
    engine.dispose()
    connection = raw(beside)
    connection.execute(f"ATTACH DATABASE ? AS now KEY \"x'{KEY.raw.hex()}'\"", (str(path),))
    query = "SELECT name FROM {}.sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
    newer = {name for (name,) in connection.execute(query.format("now"))}
    for (table,) in connection.execute(query.format("main")).fetchall():
        if table in newer and not table.startswith(("sqlite_", "alembic_", "search", "words")):
            both = [_columns(connection, schema, table) for schema in ("main", "now")]
            names = ", ".join(f'"{name}"' for name in both[0] if name in both[1])
            connection.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM now.{table}")
    connection.execute("DETACH DATABASE now")
    connection.close()
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    beside.replace(path)


def _upgrade(connection: object, revision: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _columns(connection: object, schema: str, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA {schema}.table_info({table})")]  # type: ignore[attr-defined]
