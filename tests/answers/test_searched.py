from datetime import UTC, datetime

import pytest
from sqlmodel import Session

from app import store
from app.answers import CellQuestion, answer_cell, answer_facts, answer_searched
from app.gapmap import Reason
from app.store import Begun
from app.topic import Topic, read_topic

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def topic() -> Topic:
    return read_topic()


def _asked(db: Session, source: str, status: str) -> None:
    begun = Begun(source=source, query="coring", since=None, until=NOW.date(), search_id=None)
    run = store.start_source_run(db, begun, at=NOW)
    store.end_source_run(db, run, at=NOW, status=status)  # type: ignore[arg-type]  # a parameter


def test_what_nobody_asked_was_never_searched(db: Session, topic: Topic) -> None:
    found = answer_searched(db, topic)
    assert (found.ever, found.places) == (False, ())
    assert found.sentence == "No source was ever asked."
    assert {t.reason for t in answer_facts(db, topic).by_type} == {Reason.NEVER_SEARCHED}


def test_a_source_that_was_asked_and_had_nothing_makes_the_difference(
    db: Session, topic: Topic
) -> None:
    _asked(db, "pubmed", "succeeded")
    found = answer_searched(db, topic)
    assert found.ever
    assert found.sentence.startswith(
        "Searched: PubMed (22 November 2026). Not asked yet: Europe PMC"
    )
    assert "PubMed" not in found.never
    cell = answer_cell(db, topic, CellQuestion(fitzpatrick="VI", outcome="pain")).cell
    assert cell.reason is Reason.NEVER_STUDIED
    assert cell.sentence == "Pain in type VI: no study was found."


def test_a_run_that_failed_searched_nothing(db: Session, topic: Topic) -> None:
    _asked(db, "clinicaltrials", "failed")
    assert not answer_searched(db, topic).ever
    assert "ClinicalTrials.gov" in answer_searched(db, topic).never


def test_the_bundled_evidence_is_a_search_of_a_person(db: Session, topic: Topic) -> None:
    run = store.start_run(db, "load", at=NOW)
    store.end_run(db, run, at=NOW, status="succeeded", counts={})
    assert answer_searched(db, topic).sentence.startswith(
        "Searched: the bundled evidence, read by a person (22 November 2026). Not asked yet: PubMed"
    )
