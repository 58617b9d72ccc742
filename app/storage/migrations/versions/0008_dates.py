"""The dates that somebody must keep in each case, for the list of what there is to do over all cases."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("cases", sa.Column("dated", sa.Text))
    op.create_table(
        "dates",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("case", sa.Text, sa.ForeignKey("cases.id", ondelete="CASCADE"), nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("who", sa.Text),
        sa.Column("family", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("discreet", sa.Integer, nullable=False),
    )
    op.create_index("ix_dates_case", "dates", ["case"])
    op.create_index("ix_dates_day", "dates", ["day"])
