"""The words that a study's follow-up rests on, and the shares that it plans for skin types."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("study", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("follow_up_evidence", sa.Text(), nullable=False, server_default="{}")
        )
        batch_op.add_column(
            sa.Column("planned_shares", sa.Text(), nullable=False, server_default="[]")
        )
