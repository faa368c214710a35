"""Regulatory documents and news: what informs a reader and is never counted."""

from dataclasses import dataclass

from sqlmodel import Session

from app import store
from app.store import ContextReport

SIGNALS_CAUTION = (
    "Device reports are signals, never rates: nobody knows how many people were treated. They are "
    "unverified, one event can be reported more than once, and a report does not prove that the "
    "device caused what it tells."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextAnswer:
    """Documents, latest first; `caution` and `disclaimers` go wherever they are shown."""

    reports: tuple[ContextReport, ...]
    caution: str
    """How signals of safety may be read; empty where there are none."""
    disclaimers: tuple[str, ...]
    """What the sources themselves want their readers to be told."""


def answer_context(db: Session) -> ContextAnswer:
    """Everything that was read for context."""
    reports = tuple(store.list_context(db))
    told = (store.get_disclaimer(db, source.source) for source in store.list_sources(db))
    return ContextAnswer(
        reports=reports,
        caution=SIGNALS_CAUTION if any(report.is_signal for report in reports) else "",
        disclaimers=tuple(filter(None, told)),
    )
