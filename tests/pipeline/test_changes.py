"""The ledger of changes and the digest: what a run changed, and what is different since a day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Engine

from app import pipeline, store
from app.answers import answer_digest
from app.gapmap import Change, ChangeKind, compare
from app.pipeline import Order
from app.records import Relation, RelationKind, SkinType, SourceRecord
from app.store import ChangeFilter, NotedChange
from app.topic import data_folder, read_topic
from tests.pipeline.upstreams import Shelf, a_source, an_article

TOPIC = read_topic()
MONDAY = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
VI = "We treated 9 women with Fitzpatrick skin types IV-VI with micro-coring for acne scars. Pain was rated."


def ingest(engine: Engine, *records: SourceRecord, at: datetime, **fields: object) -> Shelf:
    shelf = Shelf(records=records, **fields)  # type: ignore[arg-type]  # fields by name
    pipeline.ingest(engine, TOPIC, Order(sources=[a_source(shelf)]), lambda: at)
    return shelf


def noted(engine: Engine, **wanted: object) -> list[NotedChange]:
    with store.reading(engine) as db:
        return store.list_changes(db, ChangeFilter(**wanted), limit=500)  # type: ignore[arg-type]


def since(engine: Engine, day: date) -> tuple[Change, ...]:
    with store.reading(engine) as db:
        return answer_digest(db, TOPIC, day, days(30)).changes


def days(number: int) -> datetime:
    return MONDAY + timedelta(days=number)


def test_the_first_evidence_is_no_change(engine: Engine) -> None:
    ingest(engine, an_article(1), at=MONDAY)
    assert noted(engine) == []


def test_a_run_notes_what_it_changed_and_a_second_run_nothing(engine: Engine) -> None:
    ingest(engine, an_article(1), at=MONDAY)
    ingest(engine, an_article(1), an_article(2, VI), at=days(1))
    found = noted(engine)
    assert {one.at for one in found} == {days(1)}
    assert [one.change.kind for one in found][:2] == [ChangeKind.STUDY_ADDED, ChangeKind.GAP_CLOSED]
    assert not any(one.rules_changed for one in found)
    ingest(engine, an_article(1), an_article(2, VI), at=days(2))
    assert noted(engine) == found


def test_a_rebuild_changes_nothing(engine: Engine) -> None:
    ingest(engine, an_article(1), at=MONDAY)
    pipeline.rebuild(engine, TOPIC, lambda: days(1))
    assert noted(engine) == []


def test_a_change_of_the_vocabulary_is_told_as_such(engine: Engine) -> None:
    ingest(engine, an_article(1), at=MONDAY)
    [wrinkles, *others] = TOPIC.indication
    blind = wrinkles.model_copy(update={"terms": ("no such words",), "weak": (), "signs": ()})
    topic = TOPIC.model_copy(update={"indication": (blind, *others)})
    pipeline.refresh(engine, topic, lambda: days(1))
    found = noted(engine)
    assert ChangeKind.TAGS_REMOVED in {one.change.kind for one in found}
    assert all(one.rules_changed for one in found)


def test_the_ledger_is_asked_by_kind_type_indication_and_outcome(engine: Engine) -> None:
    ingest(engine, an_article(1), at=MONDAY)
    ingest(engine, an_article(1), an_article(2, VI), at=days(1))
    of_vi = noted(engine, fitzpatrick=(SkinType.VI,))
    assert of_vi
    assert all(SkinType.VI in one.change.fitzpatrick for one in of_vi)
    assert noted(engine, fitzpatrick=(SkinType.I,)) == []
    assert noted(engine, indication=("acne_scars",), outcome=("pain",))
    assert noted(engine, indication=("acne_scars",), outcome=("bruising",)) == []
    closed = noted(engine, kinds=(ChangeKind.GAP_CLOSED,))
    assert {one.change.kind for one in closed} == {ChangeKind.GAP_CLOSED}
    # Type V must not be found by its letter in IV and VI.
    assert all(
        SkinType.V in one.change.fitzpatrick for one in noted(engine, fitzpatrick=(SkinType.V,))
    )


def test_names_of_changes_differ_and_stay(engine: Engine) -> None:
    ingest(engine, an_article(1), at=MONDAY)
    ingest(engine, an_article(1), an_article(2), at=days(1))
    ingest(engine, an_article(1), withdrawn=("2",), at=days(2))
    ingest(engine, an_article(1), an_article(2), at=days(3))
    names = [one.name for one in noted(engine)]
    assert len(names) == len(set(names)) >= 3
    assert [one.name for one in noted(engine)] == names


def test_what_was_derived_is_the_state_that_the_store_gives(engine: Engine) -> None:
    """The two ways to a state agree on the bundled evidence, so that nothing is told by mistake."""
    pipeline.load_evidence(engine, TOPIC, data_folder() / "evidence", now=MONDAY)
    pipeline.refresh(engine, TOPIC)
    with store.reading(engine) as db:
        derived, stored = pipeline.state_before(db, TOPIC, days(1)), store.get_evidence_state(db)
    assert len(stored.studies) > 10
    assert compare(derived, stored, TOPIC) == compare(stored, derived, TOPIC) == ()


def test_a_digest_tells_what_is_different_since_a_day(engine: Engine) -> None:
    ingest(engine, an_article(1), at=MONDAY)
    ingest(engine, an_article(1), an_article(2, VI), at=days(3))
    kinds = {change.kind for change in since(engine, days(3).date())}
    assert {ChangeKind.STUDY_ADDED, ChangeKind.GAP_CLOSED} == kinds
    assert since(engine, days(4).date()) == ()
    assert len([c for c in since(engine, MONDAY.date()) if c.kind is ChangeKind.STUDY_ADDED]) == 2


def test_what_came_and_went_is_in_the_ledger_and_in_no_digest(engine: Engine) -> None:
    ingest(engine, an_article(1), at=MONDAY)
    ingest(engine, an_article(1), an_article(2), at=days(1))
    ingest(engine, an_article(1), withdrawn=("2",), at=days(2))
    assert since(engine, days(1).date()) == ()
    assert {one.change.kind for one in noted(engine)} >= {
        ChangeKind.STUDY_ADDED, ChangeKind.STUDY_REMOVED,
    }  # fmt: skip


def test_the_rest_of_an_interrupted_search_is_news_when_it_came(engine: Engine) -> None:
    """All of a search counts as received when it began: a digest must not miss the rest for it."""
    articles = [an_article(number) for number in (1, 2, 3, 4)]
    ingest(engine, *articles, at=MONDAY, breaks_at=1)
    ingest(engine, *articles, at=days(2))
    told = [c.title[-1] for c in since(engine, days(1).date()) if c.kind is ChangeKind.STUDY_ADDED]
    assert sorted(told) == ["3", "4"]


def test_a_changed_text_is_told_as_what_it_changes(engine: Engine) -> None:
    ingest(engine, an_article(1), at=MONDAY)
    ingest(engine, an_article(1, VI), at=days(1))
    standings = {
        (one.change.values, one.change.after)
        for one in noted(engine, kinds=(ChangeKind.STANDING_CHANGED,))
    }
    assert (("VI",), "studied") in standings


def test_the_digest_has_the_runs_of_its_days(engine: Engine) -> None:
    ingest(engine, an_article(1), at=MONDAY)
    ingest(engine, replace(an_article(1), status=""), at=days(3))
    with store.reading(engine) as db:
        found = answer_digest(db, TOPIC, days(1).date(), days(5))
    assert [run.started_at for run in found.runs] == [days(3)]


def test_a_digest_cites_what_changed_also_what_fell(engine: Engine) -> None:
    ingest(engine, an_article(1), at=MONDAY)
    said = Relation(kind=RelationKind.RETRACTED_BY, target="pmid:99", because="PubMed says so")
    fell = replace(an_article(1), relations=(said,), payload=b"retracted")
    ingest(engine, fell, an_article(2, doi="10.1000/2"), at=days(2))
    with store.reading(engine) as db:
        found = answer_digest(db, TOPIC, days(1).date(), days(3))
    retracted, added, removed = found.changes[:3]
    assert (retracted.kind, retracted.record) == (ChangeKind.RETRACTED, "pubmed:1")
    assert found.cited.records["pubmed:1"].pmid == "1"
    assert found.cited.studies[added.study_ids[0]].doi == "10.1000/2"
    assert found.cited.studies[removed.study_ids[0]].pmid == "1"
