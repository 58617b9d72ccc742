"""An older library is brought up to date whole, a newer one is left alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from app.models.case import Case
from app.storage.check import check
from app.storage.connect import open_engine, reading
from app.storage.errors import LibraryProblem, NotALibrary
from app.storage.file import REVISION
from app.storage.migrate import MIGRATIONS, bring_up_to_date, stamped
from app.storage.schema import metadata
from tests.support.libraries import KEY, opened, raw

NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "later"
down_revision = "{newest}"


def upgrade() -> None:
    op.add_column("cases", sa.Column("colour", sa.Text))
    op.execute("UPDATE cases SET colour = 'green'")
    {then}
"""


def later_program(folder: Path, then: str = "") -> Path:
    """Return the migrations of a program that is one revision newer."""
    migrations = Path(shutil.copytree(MIGRATIONS, folder / "migrations"))
    (migrations / "versions" / "later.py").write_text(NEXT.format(newest=REVISION, then=then))
    return migrations


def test_the_newest_revision_is_the_one_the_program_names() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == REVISION


def test_the_revisions_make_the_tables_that_the_program_uses(library_file: Path) -> None:
    engine = open_engine(library_file, KEY)
    with reading(engine, library_file) as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    # FTS5's own tables are no tables of the schema's
    assert [each for each in differences if not getattr(each[1], "name", "").startswith("search")] == []
    engine.dispose()


def test_an_older_library_is_migrated_with_all_its_cases(library_file: Path, tuva: Case, tmp_path: Path) -> None:
    with opened(library_file) as library:
        (own,) = library.add([tuva])
    engine = open_engine(library_file, KEY)
    bring_up_to_date(engine, library_file, read_only=False, migrations=later_program(tmp_path))
    with reading(engine, library_file) as connection:
        assert stamped(connection, library_file) == "later"
        assert list(connection.execute(text("SELECT id, colour FROM cases"))) == [(own, "green")]
    engine.dispose()


def test_a_migration_that_fails_leaves_the_library_as_it_was(library_file: Path, tuva: Case, tmp_path: Path) -> None:
    with opened(library_file) as library:
        (own,) = library.add([tuva])
    engine = open_engine(library_file, KEY)
    migrations = later_program(tmp_path, then='op.execute("INSERT INTO nowhere VALUES (1)")')
    with pytest.raises(LibraryProblem):
        bring_up_to_date(engine, library_file, read_only=False, migrations=migrations)
    engine.dispose()
    assert check(library_file, KEY) == []
    with opened(library_file) as library:
        assert library.case(own) == tuva


def test_an_older_library_that_may_not_be_written_says_what_to_do(library_file: Path, tmp_path: Path) -> None:
    engine = open_engine(library_file, KEY, read_only=True)
    with pytest.raises(LibraryProblem, match="äldre Samkarta"):
        bring_up_to_date(engine, library_file, read_only=True, migrations=later_program(tmp_path))
    engine.dispose()


def test_a_newer_library_is_refused_and_untouched(library_file: Path) -> None:
    with raw(library_file) as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
    other.close()
    before = library_file.read_bytes()
    with pytest.raises(NotALibrary, match="nyare Samkarta"):
        opened(library_file)
    assert library_file.read_bytes() == before
    assert any("nyare Samkarta" in each for each in check(library_file, KEY))
