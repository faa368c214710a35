"""Rows that are inserted many at a time are those that would be inserted one by one."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from sqlalchemy import Engine
from sqlmodel import select

from app import store
from app.store.batches import insert_rows
from app.store.operational import RunRow

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
BERLIN = timezone(timedelta(hours=1))


def a_run(**values: Any) -> dict[str, Any]:
    known = {"kind": "import", "started_at": AT, "ended_at": None, "status": "", "counts": {}}
    return known | values


def test_each_value_is_kept_as_its_column_keeps_it(engine: Engine) -> None:
    rows = [
        a_run(counts={"b": [1], "a": "Ω"}, ended_at=datetime(2026, 11, 23, 10, tzinfo=BERLIN)),
        a_run(status="half a pair: \ud800, nothing: \x00", counts=[]),
    ]
    with store.writing(engine) as db:
        insert_rows(db, RunRow, rows)
    with store.reading(engine) as db:
        first, second = db.exec(select(RunRow).order_by("id")).all()
        assert (first.counts, first.started_at, first.ended_at) == (rows[0]["counts"], AT, AT)
        assert second.status == "half a pair: \ufffd, nothing: \ufffd"
        assert (second.counts, second.ended_at) == ([], None)


def test_columns_go_by_name_in_whatever_order_they_are_told(engine: Engine) -> None:
    with store.writing(engine) as db:
        insert_rows(db, RunRow, [dict(reversed(a_run(status="succeeded", id=7).items()))])
    with store.reading(engine) as db:
        [run] = db.exec(select(RunRow)).all()
        assert (run.id, run.kind, run.status, run.started_at) == (7, "import", "succeeded", AT)
