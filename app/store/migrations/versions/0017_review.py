"""Review: what a decision rests on, words that take one back, a second reader's words until both have spoken."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

WORDS_OF_TAGS = ("quote", "text_hash", "rule", "tagger", "saw")


def upgrade() -> None:
    for table, more in (("tag_decision", WORDS_OF_TAGS), ("screening_decision", ())):
        with op.batch_alter_table(table) as batch:
            for name in ("act", "was", *more):
                batch.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
            batch.add_column(sa.Column("takes_back", sa.Integer(), nullable=True))
            if more:
                batch.add_column(sa.Column("quote_start", sa.Integer(), nullable=True))
            batch.create_unique_constraint(f"uq_{table}_takes_back", ["takes_back"])
    _make_kept()
    _make_sealed()


def _make_kept() -> None:
    op.create_table(
        "reviewed_text",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_reviewed_text"),
    )
    op.create_table(
        "sent_decision",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("numbers", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_sent_decision"),
    )


def _make_sealed() -> None:
    op.create_table(
        "sealed_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("takes_back", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_sealed_word"),
        sa.UniqueConstraint("takes_back", name="uq_sealed_word_takes_back"),
    )
    op.create_index("ix_sealed_word_target", "sealed_word", ["target"])
    op.create_table(
        "review_option",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("second_reader", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_review_option"),
    )
