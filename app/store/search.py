"""Full-text search: the one place where SQLite and PostgreSQL are asked differently."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, column, func, literal, literal_column, table, text
from sqlalchemy import select as sql_select
from sqlmodel import Session

from app.store.engine import is_sqlite

NOT_A_WORD = re.compile(r"[\W_]+")
LONGEST_WORD = 100
"""Characters; the rest of a longer run of letters is not indexed."""
PART_WORDS = 2000
"""A tsvector keeps word positions up to 16,383 and 1 MB of words: a longer text lies in parts."""
OVERLAP = 20
"""Words that a part shares with the one before it, so that no phrase is cut."""
PARTS = 4096
"""Parts that one report can have; also the distance between the places of two reports."""

ADD = {
    True: "INSERT INTO search (rowid, words, report_id) VALUES (:place, :words, :report_id)",
    False: "INSERT INTO search (place, words, report_id)"
    " VALUES (:place, to_tsvector('coregap', :words), :report_id)",
}
REMOVE = {
    True: "DELETE FROM search WHERE rowid BETWEEN :first AND :last",
    False: "DELETE FROM search WHERE place BETWEEN :first AND :last",
}
DUMP = {
    True: "SELECT rowid, report_id, words FROM search",
    False: "SELECT place, report_id, words::text FROM search",
}


def words_of(written: str) -> list[str]:
    """The text as search sees it: no case, accents or punctuation ("IV-VI" is iv, vi)."""
    # Twice, because a letter of mathematics has a case only once it is a plain letter.
    decomposed = written.casefold()
    if not decomposed.isascii():
        plain = unicodedata.normalize("NFKD", decomposed).casefold()
        decomposed = unicodedata.normalize("NFKD", plain)
    if not decomposed.isascii():
        decomposed = "".join(c for c in decomposed if not unicodedata.combining(c))
    return [word[:LONGEST_WORD] for word in NOT_A_WORD.split(decomposed) if word]


def phrases_of(question: str) -> list[str]:
    """What a person typed, word by word; a word such as IV-VI is a phrase of two."""
    phrases = (" ".join(words_of(word)) for word in question.split())
    return list(dict.fromkeys(phrase for phrase in phrases if phrase))


def index_reports(db: Session, texts: Iterable[tuple[str, int, str]]) -> None:
    """Add reports to the index, each given as (report id, arrival, text)."""
    rows = [
        {"place": arrival * PARTS + part, "report_id": report_id, "words": " ".join(words)}
        for report_id, arrival, written in texts
        for part, words in enumerate(_parts(words_of(written)))
    ]
    if rows:
        connection = db.connection()
        connection.execute(text(ADD[is_sqlite(connection)]), rows)


def searchable(report: Mapping[str, Any], document: Mapping[str, Any]) -> tuple[str, int, str]:
    """What `index_reports` takes of a report and its document, given as rows."""
    fields = [report["title"], *report["authors"], report["journal"], report["doi"], report["pmid"]]
    parts = [*fields, report["pmcid"], *report["registrations"], document["text"]]
    return report["report_id"], report["arrival"], "\n".join(parts)


def forget_reports(db: Session, arrivals: Sequence[int]) -> None:
    """Take reports out of the index."""
    rows = [{"first": a * PARTS, "last": a * PARTS + PARTS - 1} for a in arrivals]
    if rows:
        connection = db.connection()
        connection.execute(text(REMOVE[is_sqlite(connection)]), rows)


def reports_with(db: Session, phrase: str) -> Select[str]:
    """A query for the ids of reports in which the phrase stands."""
    report_id: ColumnElement[str] = column("report_id")
    found = sql_select(report_id).select_from(table("search"))
    if is_sqlite(db.connection()):
        # Double quotes make it words to find; bare, "IV-VI" would be a column minus another.
        return found.where(literal_column("search").op("MATCH")(literal(f'"{phrase}"')))
    wanted = func.phraseto_tsquery(literal_column("'coregap'"), phrase)
    return found.where(literal_column("search.words").op("@@")(wanted))


def dump_search(db: Session) -> list[tuple[object, ...]]:
    """Every row of the index, in no order."""
    connection = db.connection()
    return [tuple(row) for row in connection.execute(text(DUMP[is_sqlite(connection)]))]


def _parts(words: list[str]) -> Iterator[list[str]]:
    step = PART_WORDS - OVERLAP
    starts = range(0, max(len(words) - OVERLAP, 1), step)
    return (words[start : start + PART_WORDS] for start in list(starts)[:PARTS])
