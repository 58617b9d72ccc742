"""The words of every case, for the search over all of them; which cases have somebody with protected identity."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

PROTECTED = """
UPDATE cases SET protected = (
    SELECT count(*) FROM records WHERE records."case" = cases.id AND family IN ('case', 'figures')
    AND json_extract(body, '$.protected_identity'))
"""
SEARCH = """
CREATE VIRTUAL TABLE search USING fts5(
    folded, content = 'words', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0')
"""
TRIGGERS = (
    """CREATE TRIGGER words_in AFTER INSERT ON words BEGIN
         INSERT INTO search(rowid, folded) VALUES (new.id, new.folded);
       END""",
    """CREATE TRIGGER words_out AFTER DELETE ON words BEGIN
         INSERT INTO search(search, rowid, folded) VALUES ('delete', old.id, old.folded);
       END""",
)


def upgrade() -> None:
    op.add_column("cases", sa.Column("protected", sa.Integer, nullable=False, server_default="0"))
    op.add_column("cases", sa.Column("searched", sa.Text))
    op.execute(PROTECTED)
    op.create_index("ix_cases_changed", "cases", ["changed"])
    op.create_table(
        "words",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("case", sa.Text, sa.ForeignKey("cases.id", ondelete="CASCADE"), nullable=False),
        sa.Column("family", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
    )
    op.create_index("ix_words_case", "words", ["case"])
    op.execute(SEARCH)
    op.execute("INSERT INTO search(search, rank) VALUES ('secure-delete', 1)")
    for trigger in TRIGGERS:
        op.execute(trigger)
