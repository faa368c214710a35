"""Every source x every fault: the right database, or a failed run with a reason and nothing half written."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from app import store
from app.pipeline import IngestReport
from app.store.received import RecordRow
from tests.faults.killing import contents
from tests.faults.six import KEY, LATER, NAMES, PATIENCE, Six
from tests.upstreams import faults
from tests.upstreams.faults import FAULTS

ALL = FAULTS | {"429 with seconds": faults.too_many("0.02")}
"""Those of every source; a second of waiting six times over would be long."""

HOPELESS = ("1 GB", "1 GB unannounced", "gzip bomb", "redirect to another host")
"""No second attempt is made against these: the run fails at once."""
HARMLESS = ("wrong content type", "no content type", "wrong charset", "redirect within")
"""What is told in headers is not believed, and redirects at home are followed."""
SLOW = ("slow drip", "slow headers", "silence")
"""What is given up by the clock: all others have all the time a busy machine needs."""
QUICK = ("503", "reset in the body", "truncated gzip", "cut content", "HTML with 200", "1 GB")
"""Those that also the quick tests run."""

EVERY_FAULT = pytest.mark.parametrize(
    "name", [pytest.param(n, marks=() if n in QUICK else pytest.mark.slow) for n in ALL]
)


@pytest.fixture(scope="module")
def six(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Six]:
    with Six(tmp_path_factory.mktemp("six"), sqlite_template).running() as running:
        yield running


@pytest.fixture(scope="module")
def right(six: Six) -> dict[str, list[tuple[object, ...]]]:
    """What undisturbed runs end in."""
    six.begin()
    assert statuses(six.ingest()) == dict.fromkeys(NAMES, "succeeded")
    found = contents(six.engine)
    assert not six.ingest(now=LATER).changed
    return found


def statuses(report: IngestReport) -> dict[str, str]:
    return {source.source: source.status for source in report.sources}


def disturbed(six: Six, name: str, *, nth: int, times: int | None) -> IngestReport:
    """A run from the beginning in which every upstream does the same wrong thing."""
    six.begin()
    if name in SLOW:
        six.manners = replace(PATIENCE, response_seconds=0.4)
    for server in six.servers.values():
        server.plan(ALL[name], nth=nth, times=times)
    report = six.ingest()
    check_nothing_is_half_written(six, report)
    six.behave()
    return report


def check_nothing_is_half_written(six: Six, report: IngestReport) -> None:
    """A run that failed says why; its records, its log and its checkpoint are of whole pages."""
    with store.reading(six.engine) as db:
        for source in report.sources:
            [run] = store.list_source_runs(db, source=source.source)
            pages = store.list_search_log(db, source=source.source)
            checkpoint = store.get_checkpoint(db, source.source)
            assert run.status == source.status
            assert kept(db, source.source) == {i for page in pages for i in page.identifiers}
            assert run.counts.get("new", 0) == sum(page.new for page in pages)
            assert run.counts.get("pages", 0) == len(pages)
            assert bool(run.reason) == (run.status == "failed") == (checkpoint is not None)
            assert not any(secret in run.reason for secret in (KEY, PATIENCE.contact))
            if checkpoint is not None:
                assert (checkpoint.run_id, checkpoint.position) == (run.id, run.position)


def check_the_next_run_ends_right(
    six: Six, report: IngestReport, right: dict[str, list[tuple[object, ...]]]
) -> None:
    """Of all sources that failed; where none did nothing is left to be done."""
    failed = [name for name, status in statuses(report).items() if status == "failed"]
    if failed:
        again = six.ingest(*failed, now=LATER)
        assert statuses(again) == dict.fromkeys(failed, "succeeded")
    found = contents(six.engine)
    for table, rows in right.items():
        assert found[table] == rows, table


def kept(db: Session, source: str) -> set[str]:
    of_source = select(RecordRow.source_id).where(col(RecordRow.source) == source)
    return set(db.exec(of_source))


@EVERY_FAULT
def test_a_fault_that_passes(
    six: Six, right: dict[str, list[tuple[object, ...]]], name: str
) -> None:
    report = disturbed(six, name, nth=2, times=1)
    ended = "failed" if name in HOPELESS else "succeeded"
    assert statuses(report) == dict.fromkeys(NAMES, ended)
    check_the_next_run_ends_right(six, report, right)


@EVERY_FAULT
def test_a_fault_that_lasts(
    six: Six, right: dict[str, list[tuple[object, ...]]], name: str
) -> None:
    report = disturbed(six, name, nth=3, times=None)
    ended = "succeeded" if name in HARMLESS else "failed"
    assert statuses(report) == dict.fromkeys(NAMES, ended)
    check_the_next_run_ends_right(six, report, right)
