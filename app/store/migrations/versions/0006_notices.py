"""What was said of reports and studies since they came out, and why some of them count nowhere."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # What is derived is made anew at the next refresh: until then nothing is known to be said.
    for table in ("report", "study"):
        op.add_column(table, sa.Column("notices", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("study", sa.Column("left_out", sa.Text(), nullable=False, server_default=""))
