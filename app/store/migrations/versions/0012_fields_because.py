"""Why each field of a report was taken from its record."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("report") as batch:
        batch.add_column(
            sa.Column("fields_because", sa.Text(), nullable=False, server_default="{}")
        )
