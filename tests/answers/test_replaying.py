"""A map of a past moment is the same whenever it is asked: nothing received is edited or deleted."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from app import pipeline, store
from app.answers import (
    ComparisonQuestion,
    MapQuestion,
    PastMapQuestion,
    answer_comparison,
    answer_map,
    answer_past_map,
    as_plain,
)
from app.errors import AlreadyUndoneError, DecisionNotFoundError
from app.records import (
    Bibliography,
    Passage,
    Relation,
    RelationKind,
    ReportKind,
    Section,
    SourceRecord,
)
from app.records.written import canonical_json
from app.screening import Screened
from app.store import Said, ScreeningDecision
from app.topic import read_topic
from tests.pipeline.corpus import Corpus, corpora

pytestmark = pytest.mark.slow

TOPIC = read_topic()
BEGINS = datetime(2026, 3, 1, 9, tzinfo=UTC)
STEP = timedelta(hours=6)
WORD = {"who": "ada", "why": "read both"}


@dataclass
class Evidence:
    """A database in which things happen, one a step, and the map as it was after each."""

    engine: Engine
    steps: int = 0
    maps: dict[datetime, str] = field(default_factory=dict)

    def happens(self, what: Callable[["Evidence", datetime], None]) -> None:
        moment = BEGINS + self.steps * STEP
        what(self, moment)
        pipeline.refresh(self.engine, TOPIC, lambda: moment)
        self.steps += 1
        after = moment + STEP / 2
        with store.reading(self.engine) as db:
            self.maps[after] = told(answer_map(db, TOPIC, MapQuestion()))

    def map_at(self, moment: datetime) -> str:
        with store.reading(self.engine) as db:
            question = PastMapQuestion(at=moment)
            return told(answer_past_map(db, TOPIC, question, BEGINS + timedelta(days=400)))

    def untold(self, since: datetime, until: datetime) -> list[object]:
        """The cells that changed in between without any event behind them."""
        question = ComparisonQuestion(since=since, until=until)
        with store.reading(self.engine) as db:
            found = answer_comparison(db, TOPIC, question, BEGINS + timedelta(days=400))
        return [cell.difference.key for cell in found.cells if not cell.events]


def pairs_of(moments: list[datetime]) -> st.SearchStrategy[list[datetime]]:
    two = st.lists(st.sampled_from(moments), min_size=2, max_size=2, unique=True)
    return two.map(sorted)


def told(answer: object) -> str:
    return canonical_json(as_plain(answer))


def receives(records: tuple[SourceRecord, ...]) -> Callable[[Evidence, datetime], None]:
    def happen(evidence: Evidence, moment: datetime) -> None:
        with store.writing(evidence.engine) as db:
            run = store.start_run(db, "import", at=moment)
            store.save_records(db, records, received_at=moment, run_id=run)
            store.end_run(db, run, at=moment, status="succeeded", counts={})

    return happen


def retracts(record: SourceRecord) -> Callable[[Evidence, datetime], None]:
    said = Relation(kind=RelationKind.RETRACTED_BY, target="pmid:99", because="x")
    return receives((replace(record, relations=(said,), payload=record.payload + b"!"),))


def deletes(key: str) -> Callable[[Evidence, datetime], None]:
    def happen(evidence: Evidence, moment: datetime) -> None:
        with store.writing(evidence.engine) as db:
            store.withdraw_records(db, [key], received_at=moment, run_id=None)

    return happen


def decides(corpus: Corpus) -> Callable[[Evidence, datetime], None]:
    def happen(evidence: Evidence, moment: datetime) -> None:
        with store.writing(evidence.engine) as db:
            for match in corpus.matches:
                store.save_match_decision(db, match, who="ada", at=moment)
            for screening in corpus.screenings:
                store.save_screening_decision(db, replace(screening, at=moment))
            for tag in corpus.tags:
                store.save_tag_decision(db, replace(tag, at=moment))

    return happen


def undoes(evidence: Evidence, moment: datetime) -> None:
    with store.writing(evidence.engine) as db:
        try:
            store.save_match_undo(db, 1, Said(at=moment, **WORD))
        except (AlreadyUndoneError, DecisionNotFoundError):
            return


def a_record(number: int) -> SourceRecord:
    title = "Dermal micro-coring for perioral rhytids: a prospective study"
    text = "Twelve women with Fitzpatrick skin types II-IV were treated with micro-coring."
    return SourceRecord(
        source="file",
        source_id=f"r{number}",
        kind=ReportKind.JOURNAL_ARTICLE,
        bibliography=Bibliography(title=title, pmid="11"),
        payload=f"{number}".encode(),
        media_type="text/plain",
        passages=(Passage(Section.TITLE, title), Passage(Section.ABSTRACT, text)),
    )


def excludes(key: str) -> Callable[[Evidence, datetime], None]:
    def happen(evidence: Evidence, moment: datetime) -> None:
        word = ScreeningDecision(
            record_key=key, verdict=Screened.EXCLUDED, who="ada", at=moment, why="read it"
        )
        with store.writing(evidence.engine) as db:
            store.save_screening_decision(db, word)

    return happen


def test_a_record_that_takes_its_report_out_of_the_map_is_the_event_behind_it(
    engine: Engine,
) -> None:
    """The word on it was said before: it came, joined a report that counted, and that fell."""
    evidence = Evidence(engine)
    for happening in (receives((a_record(5),)), excludes("file:r4"), receives((a_record(4),))):
        evidence.happens(happening)
    before, between, after = sorted(evidence.maps)
    assert '"studies":1' in evidence.maps[before]
    assert '"studies":0' in evidence.maps[after]
    assert evidence.untold(between, after) == []


@given(data=st.data())
@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_past_map_is_what_it_was_then(data: st.DataObject, sqlite_template: Path) -> None:
    """Whatever comes later, after a rebuild too, and asked of another process."""
    corpus = data.draw(corpora())
    records = [record for delivery in corpus.deliveries for record in delivery]
    happenings = [
        *map(receives, corpus.deliveries),
        decides(corpus),
        retracts(data.draw(st.sampled_from(records))),
        deletes(data.draw(st.sampled_from(records)).key),
        undoes,
    ]
    order = data.draw(st.permutations(happenings))
    with TemporaryDirectory() as folder:
        file = shutil.copy(sqlite_template, Path(folder) / "replayed.sqlite3")
        evidence = Evidence(store.open_engine(f"sqlite:///{file}"))
        for happening in order:
            evidence.happens(happening)
        assert evidence.untold(*data.draw(pairs_of([*evidence.maps]))) == []
        replayed = {moment: evidence.map_at(moment) for moment in evidence.maps}
        assert replayed == evidence.maps
        pipeline.rebuild(evidence.engine, TOPIC)
        evidence.engine.dispose()
        again = Evidence(store.open_engine(f"sqlite:///{file}"))
        assert {moment: again.map_at(moment) for moment in evidence.maps} == evidence.maps
        again.engine.dispose()
