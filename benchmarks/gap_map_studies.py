"""Made-up studies in a database, as derived data have them: the same each time.

Of some thousand kinds of study, made with the program's own values, each is written many times under
new names. Left out are texts, single tags and the search index: no map reads them.
"""

import random
import struct
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from gap_map_drawn import a_study
from sqlalchemy import Engine, Table, text
from sqlmodel import Session

from app import store
from app.gapmap import Layer
from app.gapmap.gists import Gist
from app.gapmap.packed import code_of, packed, words_of
from app.gapmap.tallies import Tallies
from app.matching import number_of, public_id_of
from app.records.written import canonical_json
from app.store import report_id_of
from app.store.columns import JsonText, Row, table_of
from app.store.derived import (
    OutcomeResultRow,
    ReportRecordRow,
    ReportRow,
    StudyOverlapRow,
    StudyReportRow,
    StudyRow,
    StudyValueRow,
    TypeCountRow,
)
from app.store.derived_rows import report_rows, study_rows
from app.store.map_changes import add_tallies, note_map_of
from app.store.map_tables import MappedStudyRow, MapWordRow
from app.store.operational import DERIVED, RevisionRow
from app.topic import Topic

KINDS = 3000
OVERLAPPING = 0.004  # of all studies, in pairs
AT_ONCE = 20_000
TABLES: tuple[type[Row], ...] = (
    ReportRow,
    ReportRecordRow,
    StudyRow,
    StudyReportRow,
    StudyValueRow,
    TypeCountRow,
    OutcomeResultRow,
    StudyOverlapRow,
)

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Kind:
    """A study to be written many times: its rows as they go to the driver, and its gist."""

    rows: dict[type[Row], list[Values]]
    gist: Gist
    head: bytes
    tail: bytes


def fill(engine: Engine, topic: Topic, count: int) -> None:
    """Write so many studies into an empty database."""
    with store.writing(engine) as db:
        fill_with(db, topic, count)


def fill_with(db: Session, topic: Topic, count: int) -> None:
    """The same in a transaction that has begun."""
    chance = random.Random(count)  # noqa: S311 - studies, not secrets
    kinds = [_kind(chance, topic, f"kind:{number}") for number in range(min(KINDS, count))]
    keys = _keys(count)
    tallies, single, names = Tallies(), Counter[int](), Counter[int]()
    writer = _Writer(db)
    for start in range(0, count, AT_ONCE):
        some = keys[start : start + AT_ONCE]
        writer.write(_written(chance, kinds, some, tallies, (single, names)))
    for number, many in single.items():
        _add_many(tallies, kinds[number].gist, many, names[number])
    words = {code_of(word): word for kind in kinds for word in words_of(kind.gist)}
    rows = [{"code": c, "dimension": d, "value": v} for c, (d, v) in words.items()]
    db.connection().execute(table_of(MapWordRow).insert(), rows)
    add_tallies(db, tallies)
    writer.finish()
    db.merge(RevisionRow(name=DERIVED, revision=f"{count:x}"))
    note_map_of(db, f"{count:x}")


def _keys(count: int) -> list[str]:
    """Of studies whose public ids differ: among a million two may be the same."""
    seen: set[str] = set()
    found: list[str] = []
    number = 0
    while len(found) < count:
        key = f"made-up:{number:07}"
        if public_id_of(key) not in seen:
            seen.add(public_id_of(key))
            found.append(key)
        number += 1
    return found


def _kind(chance: random.Random, topic: Topic, key: str) -> _Kind:
    made = a_study(chance, topic, key)
    rows = {
        model: [_plain(model, row) for row in own]
        for model, own in (report_rows(made.report) | study_rows(made.study)).items()
        if model in TABLES
    }
    gist = made.gist()
    _, head, tail = packed(gist)
    return _Kind(rows, gist, head, tail)


def _plain(model: type[Row], row: Values) -> Values:
    columns = table_of(model).columns
    return {
        name: canonical_json(value) if isinstance(columns[name].type, JsonText) else value
        for name, value in row.items()
    }


Rows = dict[type[Row], list[Values]]


def _written(
    chance: random.Random,
    kinds: Sequence[_Kind],
    keys: Sequence[str],
    tallies: Tallies,
    counted: tuple[Counter[int], Counter[int]],
) -> Rows:
    """The rows of some studies; those that overlap are tallied here, the others counted by kind."""
    rows: Rows = {model: [] for model in (*TABLES, MappedStudyRow)}
    chosen = [chance.randrange(len(kinds)) for _ in keys]
    single, names = counted
    place = 0
    while place < len(keys):
        tied = chance.random() < OVERLAPPING / 2 and place + 1 < len(keys)
        together = range(place, place + (2 if tied else 1))
        ids = [public_id_of(keys[n]) for n in together]
        cluster = []
        for n, public_id in zip(together, ids, strict=True):
            others = [other for other in ids if other != public_id]
            kind = kinds[chosen[n]]
            _append(rows, kind, keys[n], others)
            if tied:
                cluster.append(_renamed(kind.gist, public_id, others))
            else:
                single[chosen[n]] += 1
                names[chosen[n]] += number_of(public_id)
        if cluster:
            tallies.add(cluster)
        place += len(together)
    return rows


def _renamed(gist: Gist, public_id: str, others: Sequence[str]) -> Gist:
    return replace(gist, name=number_of(public_id), overlaps=frozenset(map(number_of, others)))


def _append(rows: Rows, kind: _Kind, key: str, others: Sequence[str]) -> None:
    public_id, report_id = public_id_of(key), report_id_of(key)
    number = number_of(public_id)
    of_report: Values = {
        "report_id": report_id,
        "key": key,
        "arrival": int(key.partition(":")[2]) + 1,
    }
    for row in kind.rows[ReportRow]:
        rows[ReportRow].append(row | of_report | {"title": f"Made up {key}"})
    for row in kind.rows[ReportRecordRow]:
        rows[ReportRecordRow].append(
            row | {"report_id": report_id, "record_key": key, "because": key}
        )
    for row in kind.rows[StudyRow]:
        counts_from = report_id if row["counts_from"] else ""
        own = {"public_id": public_id, "key": key, "lead": report_id, "counts_from": counts_from}
        rows[StudyRow].append(row | own | {"title": f"Made up {key}"})
    for row in kind.rows[StudyReportRow]:
        rows[StudyReportRow].append(row | {"public_id": public_id, "report_id": report_id})
    for row in kind.rows[StudyValueRow]:
        rows[StudyValueRow].append(row | {"public_id": public_id})
    for model in (TypeCountRow, OutcomeResultRow):
        rows[model] += [row | {"report_id": report_id} for row in kind.rows[model]]
    for other in others:
        row = {"public_id": public_id, "other_id": other, "because": "made up"}
        rows[StudyOverlapRow].append(row)
    head, tail = struct.pack("<q", number) + kind.head[8:], kind.tail
    if others:
        _, head, tail = packed(_renamed(kind.gist, public_id, others))
    rows[MappedStudyRow].append({"name": number, "head": head, "tail": tail})


def _add_many(tallies: Tallies, gist: Gist, many: int, names: int) -> None:
    """What so many studies of one kind add up to; `names` is the sum of their numbers."""
    tallies.add([replace(gist, name=0)], many)
    if gist.layer is Layer.PLANNED:
        tallies.add([replace(gist, name=names)])
        tallies.add([replace(gist, name=0)], -1)


class _Writer:
    """Rows into the tables, as quickly as each database takes them."""

    def __init__(self, db: Session) -> None:
        self._db = db
        self._is_sqlite = store.is_sqlite(db.connection())
        if self._is_sqlite:
            found = db.connection().exec_driver_sql(
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL "
                "AND tbl_name IN ('study_value', 'study', 'report')"
            )
            self._indexes = [(name, sql) for name, sql in found]
        else:
            found = db.connection().exec_driver_sql(
                "SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN ('study_value', "
                "'study', 'report') AND indexname LIKE 'ix_%%'"
            )
            self._indexes = [(name, sql) for name, sql in found]
        for name, _ in self._indexes:
            db.connection().exec_driver_sql(f"DROP INDEX {name}")

    def write(self, rows: Rows) -> None:
        for model, own in rows.items():
            if own:
                self._insert(table_of(model), own)

    def finish(self) -> None:
        for _, sql in self._indexes:
            self._db.connection().exec_driver_sql(sql)

    def _insert(self, table: Table, rows: Sequence[Values]) -> None:
        names = [name for name in (column.name for column in table.columns) if name in rows[0]]
        values = [tuple(row[name] for name in names) for row in rows]
        connection = self._db.connection()
        listed = ", ".join(names)
        if self._is_sqlite:
            marks = ", ".join("?" * len(names))
            statement = f"INSERT INTO {table.name} ({listed}) VALUES ({marks})"  # noqa: S608 - our own names
            connection.exec_driver_sql(statement, values)
        else:
            driver = connection.connection.cursor()
            with driver.copy(f"COPY {table.name} ({listed}) FROM STDIN") as copy:
                for value in values:
                    copy.write_row(value)


def analyze(engine: Engine) -> None:
    """Let the database look at what it holds."""
    with store.writing(engine) as db:
        db.connection().execute(text("ANALYZE"))
