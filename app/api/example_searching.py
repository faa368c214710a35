"""An invented search and the flow of its records, for the example answers."""

from datetime import UTC, date, datetime

from app.answers import LoggedSearch, RunState, Searching, SearchLogAnswer, SentRequest
from app.exports import PrismaReport, prisma_report
from app.gapmap import Layer
from app.matching import Joined, ReportRole
from app.records import ReportKind
from app.screening import Screened, ScreeningVerdict
from app.store import FlowRecord, FlowReport, FlowState, SourceRun

AT = datetime(2026, 1, 15, 9, 30, tzinfo=UTC)
QUERY = "microcoring[tiab]"
ADDRESS = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/esearch.fcgi?db=pubmed&term=" + QUERY


def a_prisma_report() -> PrismaReport:
    """Three records: two of one report that is included, and one that is not about the topic."""
    return prisma_report(Searching(at=date(2026, 1, 31), state=_state(), runs=(_run(),), files=()))


def a_search_log() -> SearchLogAnswer:
    """One page of one answer."""
    logged = LoggedSearch(
        number=1,
        run_id=1,
        search_id=1,
        source="pubmed",
        part="query",
        at=AT,
        requests=(SentRequest(url=ADDRESS, body="", status=200),),
        announced=2,
        received=2,
        new=2,
        changed=0,
        unchanged=0,
        rejected=0,
        withdrawn=(),
        warnings=(),
    )
    return SearchLogAnswer(pages=(logged,), total=1, next_cursor=None)


def a_run_state() -> RunState:
    """A run that brought two records."""
    run = _run()
    return RunState(
        id=run.id,
        source=run.source,
        status="succeeded",
        started_at=run.started_at,
        heard_at=run.heard_at,
        ended_at=run.ended_at,
        search_id=run.search_id,
        query=run.query,
        since=run.since,
        until=run.until,
        announced=run.announced,
        pages=1,
        received=2,
        new=2,
        updated=0,
        unchanged=0,
        rejected=0,
        withdrawn=0,
        warnings=(),
        reason="",
        advice="",
    )


def _state() -> FlowState:
    keys = ("europepmc:MED/31", "pubmed:31", "pubmed:32")
    return FlowState(
        received=tuple(
            FlowRecord(key=key, source=key.partition(":")[0], media_type="application/json")
            for key in keys
        ),
        unreadable={},
        reports=(
            FlowReport(
                key=keys[1],
                kind=ReportKind.JOURNAL_ARTICLE,
                records=tuple(Joined(key, "pmid", "31") for key in keys[:2]),
                screening=ScreeningVerdict(
                    screened=Screened.INCLUDED, rule="topic-term", because="title"
                ),
                role=ReportRole.RESULTS,
                layer=Layer.PRIMARY,
            ),
            FlowReport(
                key=keys[2],
                kind=ReportKind.JOURNAL_ARTICLE,
                records=(Joined(keys[2], "only-record", "no other record is known"),),
                screening=ScreeningVerdict(
                    screened=Screened.EXCLUDED, rule="homonym", because="tree rings"
                ),
            ),
        ),
        layers=(Layer.PRIMARY,),
    )


def _run() -> SourceRun:
    return SourceRun(
        id=1,
        source="pubmed",
        status="succeeded",
        started_at=AT,
        ended_at=AT,
        counts={},
        search_id=1,
        query=QUERY,
        since=None,
        until=AT.date(),
        position="",
        announced=2,
        heard_at=AT,
        reason="",
        warnings=(),
    )
