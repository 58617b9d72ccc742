"""What has been decided of a case's free texts before it is de-identified."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "reviewed",
        sa.Column("case", sa.Text, sa.ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("place", sa.Text, primary_key=True),
        sa.Column("of", sa.Text, nullable=False),
        sa.Column("text", sa.Text),
    )
