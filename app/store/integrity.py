"""What must be true of a sound store, asked of every row: each function yields what is not so."""

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Select, and_, column, func, or_, select, table, text
from sqlmodel import Session, col
from sqlmodel import select as sql_model_select

from app.records import EvidenceKind
from app.records.packing import hash_of
from app.screening import Screened
from app.store.columns import Row, SafeText
from app.store.dataset import RowDigest, column_names, dataset_tables, list_rows
from app.store.derived import DocumentRow, EvidenceColumns, ReportRow, StudyReportRow, StudyRow
from app.store.derived_rows import REPORT_TABLES, STUDY_TABLES
from app.store.engine import is_sqlite
from app.store.frozen import PermalinkRow
from app.store.map_changes import iterate_map
from app.store.operational import CheckpointRow, RunRow, SourceRunRow
from app.store.received import RecordRow, RejectedRow
from app.store.rejects import fingerprint_of

AT_ONCE = 200  # rows in memory together: a payload may be large


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is not as it must be: of what kind, where, and in words what."""

    kind: str
    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.place}: {self.what}"


def find_in_database(db: Session) -> Iterator[Finding]:
    """What the database itself finds wrong with its pages, indexes and constraints."""
    connection = db.connection()
    if is_sqlite(connection):
        for (said,) in connection.execute(text("PRAGMA integrity_check")):
            if said != "ok":
                yield Finding(kind="database", place="file", what=str(said))
        return
    invalid = "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid"
    for (name,) in connection.execute(text(invalid)):
        yield Finding(kind="database", place=name, what="the index is not valid: REINDEX it")
    open_ = "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE NOT convalidated"
    for owner, name in connection.execute(text(open_)):
        yield Finding(kind="database", place=owner, what=f"{name} was never validated")


def find_in_tables(db: Session) -> Iterator[Finding]:
    """Tables and columns that this version needs and that are not there, or not as it knows them."""
    for shape in dataset_tables(private=True):
        there = column_names(db.connection(), shape.name)
        known = {column.name for column in shape.columns}
        if there != known:
            wrong = ", ".join(sorted(there ^ known))
            yield Finding(kind="schema", place=shape.name, what=f"columns differ: {wrong}")


REFERENCES = (
    ("report_record.record_key", "record.key"),
    ("study.lead", "report.report_id"),
    ("study.participants_from", "report.report_id"),
    ("study.counts_from", "report.report_id"),
    ("screening_decision.record_key", "record.key"),
    ("match_decision.one", "record.key"),
    ("match_decision.other", "record.key"),
    ("match_question.one", "record.key"),
    ("match_question.other", "record.key"),
    ("permalink_record.record_key", "record.key"),
)
"""What refers to what beside the foreign keys, which the database watches over; empty refers to nothing."""


def find_orphans(db: Session) -> Iterator[Finding]:
    """Rows that refer to a row that is not there."""
    tables = Row.metadata.tables
    for own in Row.metadata.sorted_tables:
        for key in own.foreign_keys:
            yield from _orphans(db, key.parent, key.column)
    for one, other in REFERENCES:
        (name, field), (target, key_name) = one.split("."), other.split(".")
        yield from _orphans(db, tables[name].c[field], tables[target].c[key_name])


def _orphans(db: Session, of: Column[Any], target: Column[Any]) -> Iterator[Finding]:
    own, other = of.table, target.table.alias("referred")
    named = list(own.primary_key.columns)
    missing = (
        select(of, *named)
        .join_from(own, other, of == other.c[target.name], isouter=True)
        .where(of.is_not(None), other.c[target.name].is_(None))
    )
    if isinstance(of.type, SafeText):
        missing = missing.where(of != "")
    for value, *key in db.connection().execute(missing.execution_options(yield_per=AT_ONCE)):
        place = f"{own.name} {', '.join(map(str, key))}"
        yield Finding(
            kind="orphan",
            place=place,
            what=f"{of.name} {value} is in no row of {target.table.name}",
        )


def find_in_received(db: Session, counts: dict[str, int]) -> Iterator[Finding]:
    """Records and rejections whose bytes are not those whose hash was kept with them."""
    records = select(
        *map(
            col, (RecordRow.key, RecordRow.version, RecordRow.content_hash, RecordRow.parsed_hash)
        ),
        col(RecordRow.payload),
        col(RecordRow.parsed),
    )
    counts["records"] = 0
    for key, version, content, parsed_hash, payload, parsed in _some(db, records):
        counts["records"] += 1
        place = f"{key}, version {version}"
        if _sha256(_unpacked(payload)) != content:
            yield Finding(
                kind="payload", place=place, what="it does not have the hash kept with it"
            )
        if hash_of(parsed) != parsed_hash:
            yield Finding(kind="parsed", place=place, what="it does not have the hash kept with it")
    for row in _some(db, select(Row.metadata.tables[str(RejectedRow.__tablename__)])):
        if (
            fingerprint_of(row.source, row.place, row.reason, _unpacked(row.payload))
            != row.fingerprint
        ):
            yield Finding(kind="payload", place=f"quarantine {row.id}", what="it was altered")


def find_in_quotes(db: Session, counts: dict[str, int]) -> Iterator[Finding]:
    """Evidence that does not stand in the stored text where it says it does."""
    document = Row.metadata.tables[str(DocumentRow.__tablename__)]
    counts["quotes"] = 0
    for model in EvidenceColumns.__subclasses__():
        own = Row.metadata.tables[str(model.__tablename__)]
        is_located = own.c.evidence_kind != EvidenceKind.RESTATED.value
        located = select(func.count()).select_from(own).where(is_located)
        counts["quotes"] += db.connection().execute(located).scalar_one()
        there = func.substr(
            document.c.text, own.c.quote_start + 1, own.c.quote_end - own.c.quote_start
        )
        wrong = (
            select(own.c.report_id, own.c.position, own.c.quote)
            .join_from(own, document, own.c.report_id == document.c.report_id, isouter=True)
            .where(is_located, or_(there.is_(None), there != own.c.quote, own.c.quote == ""))
        )
        for report_id, position, quote in _some(db, wrong):
            place = f"{own.name} {report_id}, {position}"
            yield Finding(
                kind="quote", place=place, what=f"{_short(quote)} is not in the text there"
            )
    yield from _in_studies(db, counts)


def _in_studies(db: Session, counts: dict[str, int]) -> Iterator[Finding]:
    """A study's own evidence names no report: the words must stand so in one of its reports."""
    wanted = select(
        *map(col, (StudyRow.public_id, StudyRow.follow_up_evidence, StudyRow.planned_shares))
    )
    for public_id, follow_up, shares in _some(db, wanted):
        told = [follow_up, *(share["evidence"] for share in shares)]
        located = [one for one in told if one and one["kind"] != EvidenceKind.RESTATED.value]
        counts["quotes"] += len(located)
        texts = _texts_of(db, public_id) if located else []
        for one in located:
            if not any(text_[one["start"] : one["end"]] == one["text"] for text_ in texts):
                what = f"{_short(one['text'])} is in the text of no report there"
                yield Finding(kind="quote", place=f"study {public_id}", what=what)


def _texts_of(db: Session, public_id: str) -> list[str]:
    of_study = col(StudyReportRow.report_id) == col(DocumentRow.report_id)
    query = (
        select(col(DocumentRow.text))
        .join(StudyReportRow, of_study)
        .where(col(StudyReportRow.public_id) == public_id)
    )
    return list(db.connection().execute(query).scalars())


def find_in_runs(db: Session, counts: dict[str, int]) -> Iterator[Finding]:
    """Checkpoints that no run can take up, and runs of a source that say nothing of it."""
    checkpoints = db.exec(sql_model_select(CheckpointRow)).all()
    counts["checkpoints"] = len(checkpoints)
    for checkpoint in checkpoints:
        run, source = db.get(RunRow, checkpoint.run_id), db.get(SourceRunRow, checkpoint.run_id)
        place = f"checkpoint of {checkpoint.source}"
        if run is None:
            yield Finding(
                kind="checkpoint", place=place, what=f"there is no run {checkpoint.run_id}"
            )
        elif run.kind != "import" and (source is None or source.source != checkpoint.source):
            what = f"run {run.id} is not of this source"
            yield Finding(kind="checkpoint", place=place, what=what)
        elif run.status == "succeeded":
            what = f"run {run.id} has succeeded, so nothing is left to go on with"
            yield Finding(kind="checkpoint", place=place, what=what)
    alone = (
        select(col(RunRow.id))
        .join(SourceRunRow, col(SourceRunRow.run_id) == col(RunRow.id), isouter=True)
        .where(col(RunRow.kind) == "ingest", col(SourceRunRow.run_id).is_(None))
    )
    for (run_id,) in _some(db, alone):
        yield Finding(
            kind="run", place=f"run {run_id}", what="it does not say which source it asked"
        )


def find_in_search(db: Session) -> Iterator[Finding]:
    """Reports that cannot be found by words, and words of reports that are not there."""
    search = table("search", column("report_id"))
    indexed = select(search.c.report_id).distinct().subquery()
    report_id, screened = col(ReportRow.report_id), col(ReportRow.screened)
    included = screened == Screened.INCLUDED.value
    unfound: Select[*tuple[Any, ...]] = (
        select(report_id)
        .join(indexed, indexed.c.report_id == report_id, isouter=True)
        .where(included, indexed.c.report_id.is_(None))
    )
    for (found,) in _some(db, unfound):
        yield Finding(kind="search", place=f"report {found}", what="no search finds it")
    strange: Select[*tuple[Any, ...]] = (
        select(indexed.c.report_id)
        .join(ReportRow, and_(report_id == indexed.c.report_id, included), isouter=True)
        .where(report_id.is_(None))
    )
    for (found,) in _some(db, strange):
        yield Finding(
            kind="search", place=f"report {found}", what="it is found and is not included"
        )


def find_in_permalinks(db: Session, counts: dict[str, int]) -> Iterator[Finding]:
    """Frozen views that are not what was frozen."""
    counts["permalinks"] = 0
    for name, document in _some(db, select(col(PermalinkRow.hash), col(PermalinkRow.document))):
        counts["permalinks"] += 1
        if not _sha256(document.encode()).startswith(name):
            yield Finding(
                kind="permalink", place=name, what="it does not have the hash that names it"
            )


def digests_of_derived(db: Session) -> dict[str, str]:
    """What names all that a report or a study owns, from its rows as they stand, by its name.

    And what maps are answered from, all of it under one name.
    """
    digests = {"map": RowDigest()}
    for row in iterate_map(db):
        digests["map"].add(row)
    own = {str(model.__tablename__) for model in (*REPORT_TABLES, *STUDY_TABLES)}
    for shape in dataset_tables():
        if shape.name in own:
            columns = [column.name for column in shape.columns]
            sort, owner = _owner(columns)
            for row in list_rows(db.connection(), shape):
                name = f"{sort} {row[columns.index(owner)]}"
                digests.setdefault(name, RowDigest()).add((shape.name, *row))
    return {name: str(digest) for name, digest in digests.items()}


def _owner(columns: Sequence[str]) -> tuple[str, str]:
    """Whether a study owns the rows or a report, and the column that names it."""
    return ("study", "public_id") if "public_id" in columns else ("report", "report_id")


def _some(db: Session, query: Select[*tuple[Any, ...]]) -> Iterator[Any]:
    return iter(db.connection().execute(query.execution_options(yield_per=AT_ONCE)))


def _unpacked(payload: bytes) -> bytes:
    try:
        return zlib.decompress(payload)
    except zlib.error:
        return b"\0damaged"


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _short(words: str) -> str:
    return repr(words if len(words) <= 60 else words[:60] + "…")
