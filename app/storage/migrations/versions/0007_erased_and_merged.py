"""What has been erased, so that no older copy brings it back; which states of a case elsewhere have been merged."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "erased",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("case", sa.Text, nullable=False),
        sa.Column("file_id", sa.Text, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("person", sa.Text),
    )
    op.create_table(
        "merged",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("case", sa.Text, sa.ForeignKey("cases.id", ondelete="CASCADE"), nullable=False),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("rows", sa.JSON, nullable=False),
    )
    op.create_index("ix_merged_case", "merged", ["case"])
