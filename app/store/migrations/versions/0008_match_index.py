"""Where records are found by what they share, so that a change of a few leaves the others alone."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("match_record", "match_report"):
        op.create_table(
            table,
            sa.Column("arrival", sa.Integer(), nullable=False),
            sa.Column("key", sa.Text(), nullable=False),
            sa.Column("compared", sa.Text(), nullable=False),
            sa.Column("names", sa.Text(), nullable=False),
            sa.PrimaryKeyConstraint("arrival", name=f"pk_{table}"),
            sa.UniqueConstraint("key", name=f"uq_{table}_key"),
        )
    op.create_table(
        "match_bucket",
        sa.Column("bucket", sa.BigInteger(), nullable=False),
        sa.Column("arrival", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("bucket", "arrival", name="pk_match_bucket"),
        sqlite_with_rowid=False,
    )
    for column in ("one", "other"):
        op.create_index(f"ix_match_question_{column}", "match_question", [column])
