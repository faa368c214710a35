"""Views of the evidence that are kept as they were answered, and the records behind them."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "permalink",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("complete_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_permalink"),
    )
    op.create_index("ix_permalink_kind", "permalink", ["kind"])
    op.create_table(
        "permalink_record",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("record_key", sa.Text(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("notices", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hash"], ["permalink.hash"], name="fk_permalink_record_hash_permalink"
        ),
        sa.PrimaryKeyConstraint("hash", "record_key", name="pk_permalink_record"),
    )
    op.create_index("ix_permalink_record_record_key", "permalink_record", ["record_key"])
    op.create_index("ix_permalink_record_public_id", "permalink_record", ["public_id"])
