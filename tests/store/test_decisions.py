import pytest
from sqlmodel import Session

from app.matching import MatchDecision
from app.records import Dimension
from app.screening import Screened
from app.store import (
    ScreeningDecision,
    TagDecision,
    end_run,
    list_match_decisions,
    list_runs,
    list_screening_decisions,
    list_tag_decisions,
    save_match_decision,
    save_screening_decision,
    save_tag_decision,
    start_run,
)
from tests.store.builders import ELIGIBLE, NOW


def test_words_on_tags_come_back_in_the_order_in_which_they_were_said(db: Session) -> None:
    correct = TagDecision(
        study_id="S0000000A",
        dimension=Dimension.FITZPATRICK,
        value="V",
        standing=ELIGIBLE,
        action="correct",
        who="ada",
        at=NOW,
        why="criteria only",
    )
    reject = TagDecision(
        study_id="S0000000A",
        dimension=Dimension.OUTCOME,
        value="pain",
        action="reject",
        who="ada",
        at=NOW,
        why="not measured",
    )
    assert save_tag_decision(db, correct) < save_tag_decision(db, reject)
    assert list_tag_decisions(db) == [correct, reject]


def test_words_on_screening_are_added_not_replaced(db: Session) -> None:
    said = [
        ScreeningDecision(record_key="pubmed:1", verdict=verdict, who="ada", at=NOW, why="read")
        for verdict in (Screened.UNSURE, Screened.INCLUDED)
    ]
    for decision in said:
        save_screening_decision(db, decision)
    assert list_screening_decisions(db) == said


def test_words_on_two_records_come_back(db: Session) -> None:
    decision = MatchDecision(
        layer="report", one="pubmed:1", other="ris:2", same=False, because="two parts of a series"
    )
    save_match_decision(db, decision, who="ada", at=NOW)
    assert list_match_decisions(db) == [decision]


def test_a_run_is_open_until_it_ends(db: Session) -> None:
    run = start_run(db, "import", at=NOW)
    assert [(r.status, r.ended_at, r.counts) for r in list_runs(db)] == [("running", None, {})]
    end_run(db, run, at=NOW, status="succeeded", counts={"new": 3})
    assert [(r.status, r.ended_at, r.counts) for r in list_runs(db)] == [
        ("succeeded", NOW, {"new": 3})
    ]


def test_a_run_that_never_began_cannot_end(db: Session) -> None:
    with pytest.raises(LookupError, match="no run 7"):
        end_run(db, 7, at=NOW, status="failed", counts={})
