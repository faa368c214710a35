"""An invented file that was sent, and runs that were begun."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from app.answers.sent_files import Imported, ImportState, RefusedRecord, Stage
from app.answers.taking_in import Started
from app.api.example_searching import a_run_state
from app.pipeline import ImportReport
from app.store.people import FileImport, ImportEnd, ImportStatus

ORDER: dict[str, Any] = {"sources": ["pubmed"], "since": "2026-01-01"}


def an_import() -> Imported:
    """Two records, one of them new, and one that could not be read."""
    return Imported(
        report=ImportReport(
            file="scopus.ris",
            format="ris",
            encoding="utf-8",
            records=2,
            new=1,
            unchanged=1,
            rejected=1,
        ),
        keys=("scopus:2-s2.0-85200000001", "scopus:2-s2.0-85200000002"),
        refused=(RefusedRecord(place="scopus.ris, line 61", reason="no end of record (ER)"),),
    )


def a_sent_file() -> ImportState:
    """The same file, some minutes after it was sent."""
    report = an_import().report
    end = ImportEnd(
        status=ImportStatus.IMPORTED,
        format=report.format,
        encoding=report.encoding,
        counts=report.counts,
        refused=(("scopus.ris, line 61", "no end of record (ER)"),),
    )
    sent = FileImport(
        id=7,
        file="scopus.ris",
        who="Ada Lovelace",
        sent_at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
        ended_at=datetime(2026, 11, 22, 9, 31, tzinfo=UTC),
        end=end,
    )
    return ImportState(sent=sent, stage=Stage.IMPORTED)


def started_runs() -> Started:
    """One run that has just begun."""
    begun = replace(
        a_run_state(), status="running", pages=0, received=0, new=0, announced=None, ended_at=None
    )
    return Started(runs=(begun,), busy=())
