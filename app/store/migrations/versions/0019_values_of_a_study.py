"""On SQLite the values of a study lie together, and are found by the study alone.

No query of SQLite's went by their index; a change of a thousand studies wrote to more places of it than of everything else.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

COLUMNS = ("public_id", "dimension", "value", "standing")


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    op.create_table(
        "study_value_together",
        *(sa.Column(name, sa.Text(), nullable=False) for name in COLUMNS),
        sa.ForeignKeyConstraint(
            ["public_id"],
            ["study.public_id"],
            name="fk_study_value_public_id_study",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("public_id", "dimension", "value", name="pk_study_value"),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO study_value_together (public_id, dimension, value, standing) "
        "SELECT public_id, dimension, value, standing FROM study_value "
        "ORDER BY public_id, dimension, value"
    )
    op.drop_table("study_value")
    op.rename_table("study_value_together", "study_value")
