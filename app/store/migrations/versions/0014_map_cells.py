"""Sums that maps are answered from, kept up to date as studies change; filled with the next refresh."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TALLY = ("studies", "number", "least", "most", "boundless", "of_least", "of_most", "of_boundless")
SHARED = ("together", "least", "most", "of_least", "of_most", "silent_least", "silent_most")


def upgrade() -> None:
    op.create_table(
        "mapped_study",
        sa.Column("name", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.Column("tail", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_mapped_study"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "map_word",
        sa.Column("code", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("dimension", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_map_word"),
    )
    op.create_table(
        "cell",
        *_place(),
        sa.Column("stance", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in TALLY),
        sa.PrimaryKeyConstraint("indication", "outcome", "fitzpatrick", "stance", name="pk_cell"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "cell_shared",
        *_place(),
        sa.Column("layer", sa.Text(), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in SHARED),
        sa.PrimaryKeyConstraint(
            "indication", "outcome", "fitzpatrick", "layer", name="pk_cell_shared"
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "map_revision",
        sa.Column("revision", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("revision", name="pk_map_revision"),
    )


def _place() -> tuple[sa.Column[str] | sa.Column[int], ...]:
    return (
        sa.Column("indication", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("fitzpatrick", sa.Integer(), nullable=False),
    )
