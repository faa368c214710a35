"""One run of one source, with a request that looks like a formula, and what a person decided."""

from datetime import UTC, datetime

from sqlalchemy import Engine

from app import store
from app.matching import MatchDecision
from app.records import Dimension
from app.screening import Screened
from app.store import Begun, LoggedPage, Said, ScreeningDecision, TagDecision

AT = datetime(2026, 11, 21, 6, 30, 15, 250_000, tzinfo=UTC)
URL = "https://example.org/search?term=micro-coring"
BODY = '=HYPERLINK("https://example.org","micro-coring")'


def save_search(engine: Engine) -> None:
    """One page of one search that brought three records and was told of four."""
    with store.writing(engine) as db:
        begun = Begun(source="pubmed", query="q", since=None, until=AT.date(), search_id=None)
        run = store.start_source_run(db, begun, at=AT)
        store.save_logged_page(
            db,
            LoggedPage(
                run_id=run,
                search_id=run,
                source="pubmed",
                part="query",
                at=AT,
                asked=((URL, BODY, 200), (URL + "&page=2", "", 200)),
                announced=4,
                identifiers=("1", "2", "3"),
                new=2,
                updated=0,
                unchanged=1,
                rejected=0,
                withdrawn=("9",),
                warnings=("4 announced, 3 received",),
            ),
        )


def save_decisions(engine: Engine, one: str, other: str, study: str) -> None:
    """A word of each kind, one of them taken back."""
    with store.writing(engine) as db:
        same = MatchDecision(layer="report", one=one, other=other, same=False, because="=read both")
        number = store.save_match_decision(db, same, who="ada", at=AT)
        store.save_match_undo(db, number, Said(who="ada", at=AT, why="-1 was wrong"))
        store.save_screening_decision(
            db,
            ScreeningDecision(
                record_key=one, verdict=Screened.INCLUDED, who="ada", at=AT, why="+ read it"
            ),
        )
        store.save_tag_decision(
            db,
            TagDecision(
                study_id=study,
                dimension=Dimension.OUTCOME,
                value="pain",
                action="reject",
                who="ada",
                at=AT,
                why="'=not said",
                standing=None,
            ),
        )
