"""The full-text index: FTS5 on SQLite, tsvector on PostgreSQL."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SQLITE = """
CREATE VIRTUAL TABLE search USING fts5(
    words, report_id UNINDEXED, tokenize = 'porter unicode61 remove_diacritics 2'
)
"""

# PostgreSQL's own "english" drops stop words, among them the "I" of "type I", and stems by
# Porter's second algorithm where SQLite has his first: this one finds what SQLite finds.
POSTGRESQL = (
    "CREATE TEXT SEARCH DICTIONARY coregap_porter (TEMPLATE = snowball, LANGUAGE = porter)",
    "CREATE TEXT SEARCH CONFIGURATION coregap (COPY = pg_catalog.english)",
    "ALTER TEXT SEARCH CONFIGURATION coregap ALTER MAPPING FOR asciiword, word WITH coregap_porter",
    "CREATE TABLE search ("
    " place BIGINT NOT NULL CONSTRAINT pk_search PRIMARY KEY,"
    " report_id TEXT NOT NULL,"
    " words TSVECTOR NOT NULL)",
    "CREATE INDEX ix_search_words ON search USING gin (words)",
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(SQLITE)
    else:
        for statement in POSTGRESQL:
            op.execute(statement)
