"""Which included reports are open and still without their full text."""

import re
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func
from sqlmodel import Session, col, select

from app.screening import Screened
from app.store.derived import DocumentRow, ReportRecordRow, ReportRow
from app.store.loaded import passages_of
from app.store.operational import SearchLogRow
from app.store.received import RecordRow

OPEN = ("open_access", "Y")
"""Heading and text of the field in which Europe PMC says that it may give a text."""
_FULL = ("%jats%", "%pdf%")
_ASKED = re.compile(r"/(PMC\d+)/fullTextXML")


def list_numbers_without_text(db: Session, source: str, *, asked_before: datetime) -> list[str]:
    """PMC numbers of included open reports in the order of their arrival.

    One that the source was asked for since `asked_before` is left out: it had none to give.
    """
    rows = db.exec(
        select(ReportRow.pmcid, DocumentRow)
        .join(DocumentRow, col(DocumentRow.report_id) == col(ReportRow.report_id))
        .where(
            col(ReportRow.screened) == Screened.INCLUDED.value,
            col(ReportRow.pmcid) != "",
            ~_has_text(),
        )
        .order_by(col(ReportRow.arrival))
    )
    asked = set(_asked(db, source, asked_before))
    is_open = (number for number, document in rows if _is_open(document))
    return [number for number in dict.fromkeys(is_open) if number not in asked]


def _has_text() -> ColumnElement[bool]:
    media_type = func.lower(col(RecordRow.media_type))
    return exists().where(
        col(ReportRecordRow.report_id) == col(ReportRow.report_id),
        col(RecordRow.key) == col(ReportRecordRow.record_key),
        media_type.like(_FULL[0]) | media_type.like(_FULL[1]),
    )


def _is_open(document: DocumentRow) -> bool:
    return any((p.heading, p.text) == OPEN for p in passages_of(document))


def _asked(db: Session, source: str, since: datetime) -> Iterator[str]:
    rows = db.exec(
        select(SearchLogRow.asked).where(
            col(SearchLogRow.source) == source,
            col(SearchLogRow.part) == "identifiers",
            col(SearchLogRow.at) >= since,
        )
    )
    for requests in rows:
        yield from (number for url, *_ in requests for number in _ASKED.findall(url))
