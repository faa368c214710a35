"""What a person decides is followed by everything at once, and can be taken back."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from app import pipeline, store
from app.errors import (
    AlreadyUndoneError,
    DecisionNotFoundError,
    InvalidQueryError,
    MatchNotFoundError,
    StudyMovedError,
)
from app.matching import AskingRule, MatchAnswer, MatchLayer, public_id_of
from app.pipeline import Judgement
from app.store import AskedMatch, MatchFilter, Said, StoredMatchDecision, StudyFilter
from app.topic import read_topic
from tests.conftest import BundledUrl
from tests.pipeline.corpus import NOW
from tests.pipeline.upstreams import an_article

TOPIC = read_topic()
POZNER, ASDS = "bundled:pozner-2021", "bundled:asds-2019-two-studies"


@pytest.fixture
def bundled(bundled_url: BundledUrl) -> Iterator[Engine]:
    engine = store.open_engine(bundled_url(NOW))
    yield engine
    engine.dispose()


def questions(engine: Engine) -> tuple[AskedMatch, ...]:
    with store.reading(engine) as db:
        return store.get_match_page(db, MatchFilter(), limit=50).matches


def say(
    engine: Engine, answer: MatchAnswer, one: str = POZNER, other: str = ASDS
) -> StoredMatchDecision:
    judgement = Judgement(answer=answer, pairs=((one, other),), who="ada", why="read both")
    (kept,) = pipeline.judge(engine, TOPIC, judgement, lambda: NOW)
    return kept


def undo(engine: Engine, number: int) -> StoredMatchDecision:
    return pipeline.undo_judgement(
        engine, TOPIC, number, Said(who="bob", at=NOW, why="misread"), lambda: NOW
    )


def dump(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    with store.reading(engine) as db:
        return store.dump_derived(db)


def study_of(engine: Engine, key: str) -> str:
    with store.reading(engine) as db:
        return store.get_match_side(db, key).study_id


def counted(engine: Engine) -> int:
    with store.reading(engine) as db:
        return store.list_studies(db, StudyFilter(), limit=1).total


def reasons(engine: Engine, key: str) -> dict[str, tuple[str, str, str]]:
    """Of each report of the record's study: its role, the rule that it is there by, and why."""
    with store.reading(engine) as db:
        found = store.get_study(db, study_of(engine, key)).reports
    return {r.records[0].key: (r.role.value, r.rule, r.because) for r in found}


def test_the_bundled_registration_and_its_paper_are_one_study(bundled: Engine) -> None:
    why = ("registration-number", "registration NCT02234193")
    assert reasons(bundled, "bundled:nct02234193") == {
        "bundled:nct02234193": ("registration", *why),
        "bundled:wound-healing-fsh-2022": ("results", *why),
    }


def test_the_bundled_comment_belongs_to_its_paper(bundled: Engine) -> None:
    found = reasons(bundled, "bundled:russe-2018")
    assert found["bundled:comment-lsm-22773"][:2] == ("comment", "comment-on")
    assert "names the paper" in found["bundled:comment-lsm-22773"][2]
    assert found["bundled:russe-2018"][0] == "results"


def test_the_two_bundled_reports_that_may_be_one_trial_are_the_only_question(
    bundled: Engine,
) -> None:
    (asked,) = questions(bundled)
    assert {asked.one.key, asked.other.key} == {POZNER, ASDS}
    assert (asked.question.layer, asked.question.rule) == (
        MatchLayer.STUDY,
        AskingRule.MAY_OVERLAP,
    )
    assert "may be the same two trials" in asked.question.because
    assert study_of(bundled, POZNER) != study_of(bundled, ASDS)


def test_linking_makes_one_study_and_the_later_identifier_leads_to_the_earlier(
    bundled: Engine,
) -> None:
    before, studies = counted(bundled), {study_of(bundled, key) for key in (POZNER, ASDS)}
    say(bundled, MatchAnswer.LINK)
    assert counted(bundled) == before - 1
    assert questions(bundled) == ()
    now = study_of(bundled, POZNER)
    assert now == study_of(bundled, ASDS)
    (former,) = studies - {now}
    with store.reading(bundled) as db, pytest.raises(StudyMovedError) as moved:
        store.get_study(db, former)
    assert moved.value.now == now
    with store.reading(bundled) as db:
        assert store.get_study(db, now).overlaps == ()
    assert reasons(bundled, POZNER)[ASDS][1:] == ("decision", "read both")


def test_undoing_brings_everything_back(bundled: Engine) -> None:
    before = dump(bundled)
    kept = say(bundled, MatchAnswer.LINK)
    assert dump(bundled) != before
    undone = undo(bundled, kept.id)
    assert dump(bundled) == before
    assert undone.undone == Said(who="bob", at=NOW, why="misread")
    assert undone.decision == kept.decision
    pipeline.rebuild(bundled, TOPIC)
    assert dump(bundled) == before


def test_told_apart_they_are_asked_about_no_more_and_still_not_summed(bundled: Engine) -> None:
    say(bundled, MatchAnswer.UNLINK)
    assert questions(bundled) == ()
    with store.reading(bundled) as db:
        assert store.get_study(db, study_of(bundled, POZNER)).overlaps


def test_who_says_that_nobody_is_in_both_has_them_added_up_until_it_is_undone(
    bundled: Engine,
) -> None:
    before, (asked,) = dump(bundled), questions(bundled)
    kept = say(bundled, MatchAnswer.OTHER_PEOPLE)
    assert questions(bundled) == ()
    for key in (POZNER, ASDS):
        with store.reading(bundled) as db:
            assert store.get_study(db, study_of(bundled, key)).overlaps == ()
    pipeline.rebuild(bundled, TOPIC)
    assert questions(bundled) == ()
    undo(bundled, kept.id)
    assert questions(bundled) == (asked,)
    assert dump(bundled) == before


def test_who_says_that_the_same_people_are_in_both_keeps_the_mark_with_a_name(
    bundled: Engine,
) -> None:
    say(bundled, MatchAnswer.SAME_PEOPLE)
    assert questions(bundled) == ()
    with store.reading(bundled) as db:
        (overlap,) = store.get_study(db, study_of(bundled, POZNER)).overlaps
    assert overlap == (study_of(bundled, ASDS), "decided: read both")


def test_no_rule_overrides_a_person(bundled: Engine) -> None:
    registration, paper = "bundled:nct02234193", "bundled:wound-healing-fsh-2022"
    before = counted(bundled)
    kept = say(bundled, MatchAnswer.UNLINK, registration, paper)
    assert study_of(bundled, registration) != study_of(bundled, paper)
    pipeline.rebuild(bundled, TOPIC)
    assert study_of(bundled, registration) != study_of(bundled, paper)
    assert counted(bundled) == before + 1
    assert public_id_of(paper) == study_of(bundled, paper)
    undo(bundled, kept.id)
    assert study_of(bundled, registration) == study_of(bundled, paper)
    assert counted(bundled) == before


def test_a_record_is_taken_out_of_its_report_and_put_back(engine: Engine) -> None:
    both = [an_article(7), an_article(7, source="europepmc")]
    with store.writing(engine) as db:
        store.save_records(db, both, received_at=NOW, run_id=None)
    pipeline.refresh(engine, TOPIC)
    one, other = (record.key for record in both)
    together = study_of(engine, one)
    assert together
    assert study_of(engine, other) == together
    say(engine, MatchAnswer.SPLIT, one, other)
    assert study_of(engine, other) != study_of(engine, one)
    say(engine, MatchAnswer.JOIN, one, other)
    assert study_of(engine, other) == study_of(engine, one) == together


def test_an_answer_answers_the_question(bundled: Engine) -> None:
    (asked,) = questions(bundled)
    judgement = Judgement(answer=MatchAnswer.LINK, pairs=(), who="ada", why="read both")
    (kept,) = pipeline.judge_question(bundled, TOPIC, asked.question.id, judgement, lambda: NOW)
    assert {kept.decision.one, kept.decision.other} == {POZNER, ASDS}
    with pytest.raises(MatchNotFoundError):
        pipeline.judge_question(bundled, TOPIC, asked.question.id, judgement)


def test_what_does_not_answer_a_question_is_refused(bundled: Engine) -> None:
    (asked,) = questions(bundled)
    judgement = Judgement(answer=MatchAnswer.SPLIT, pairs=(), who="ada", why="read both")
    with pytest.raises(InvalidQueryError, match="link, unlink"):
        pipeline.judge_question(bundled, TOPIC, asked.question.id, judgement)
    assert questions(bundled) == (asked,)


@pytest.mark.parametrize("other", ["bundled:nobody", POZNER])
def test_a_word_on_no_record_or_one_twice_is_refused_and_not_kept(
    bundled: Engine, other: str
) -> None:
    with pytest.raises(InvalidQueryError, match="other"):
        say(bundled, MatchAnswer.LINK, POZNER, other)
    with store.reading(bundled) as db:
        assert store.get_match_decision_page(db, limit=5).decisions == ()


def test_a_decision_is_undone_once(bundled: Engine) -> None:
    kept = say(bundled, MatchAnswer.LINK)
    undo(bundled, kept.id)
    with pytest.raises(AlreadyUndoneError):
        undo(bundled, kept.id)
    with pytest.raises(DecisionNotFoundError):
        undo(bundled, 77)


def test_a_decision_that_was_undone_stood_until_then(bundled: Engine) -> None:
    kept = say(bundled, MatchAnswer.LINK)
    later = NOW + timedelta(days=2)
    said = Said(who="bob", at=later, why="misread")
    pipeline.undo_judgement(bundled, TOPIC, kept.id, said, lambda: later)
    with store.reading(bundled) as db:
        assert store.list_match_decisions(db) == []
        assert store.list_match_decisions(db, NOW + timedelta(days=1)) == [kept.decision]
        assert store.list_match_decisions(db, later + timedelta(days=1)) == []
        assert store.list_match_decisions(db, NOW) == []


def test_pages_of_questions_follow_each_other(engine: Engine) -> None:
    """Three papers of one title in three volumes: each pair is asked about."""
    papers = [an_article(n, title="Coring of the lax neck with hollow needles in women", doi="", pmid="",
                         volume=str(n), journal="Coring Letters") for n in (11, 12, 13)]  # fmt: skip
    with store.writing(engine) as db:
        store.save_records(db, papers, received_at=NOW, run_id=None)
    pipeline.refresh(engine, TOPIC)
    seen: list[str] = []
    cursor: str | None = None
    with store.reading(engine) as db:
        while True:
            page = store.get_match_page(db, MatchFilter(), limit=2, cursor=cursor)
            seen += [asked.question.id for asked in page.matches]
            cursor = page.next_cursor
            if cursor is None:
                break
        whole = store.get_match_page(db, MatchFilter(), limit=50)
        of_reports = store.get_match_page(db, MatchFilter(layer=MatchLayer.REPORT), limit=50)
        with pytest.raises(InvalidQueryError):
            store.get_match_page(db, MatchFilter(), limit=2, cursor="0-Q")
    assert seen == [asked.question.id for asked in whole.matches]
    assert len(seen) == whole.total == len(set(seen)) == 3
    assert of_reports.total == sum(a.question.layer is MatchLayer.REPORT for a in whole.matches)
