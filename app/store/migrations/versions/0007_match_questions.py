"""What a person is asked of two records, and the words that take a decision back."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "match_question",
        sa.Column("question_id", sa.Text(), nullable=False),
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("one", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("against", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("question_id", name="pk_match_question"),
    )
    op.create_index("ix_match_question_rank_question_id", "match_question", ["rank", "question_id"])
    op.create_table(
        "match_undo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["match_decision.id"], name="fk_match_undo_decision_id_match_decision"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_match_undo"),
        sa.UniqueConstraint("decision_id", name="uq_match_undo_decision_id"),
    )
