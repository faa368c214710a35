from datetime import UTC, datetime

from sqlmodel import Session

from app import store
from app.answers.remembered import remembered
from app.store import Derived
from app.topic import Topic, read_topic
from tests.store.builders import a_report, a_study, derived

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Counting:
    """An answer that is another one each time that it is made."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> int:
        self.made += 1
        return self.made


def ask(db: Session, topic: Topic, make: Counting, question: str = "gaps") -> int:
    db.flush()
    return remembered(db, topic, f"{question} {id(make)}", make)


def test_an_answer_is_made_once_while_nothing_changes(db: Session) -> None:
    topic, make = read_topic(), Counting()
    assert [ask(db, topic, make) for _ in range(3)] == [1, 1, 1]
    assert ask(db, topic, make, "facts") == 2


def test_new_evidence_makes_a_new_answer(db: Session) -> None:
    topic, make = read_topic(), Counting()
    assert ask(db, topic, make) == 1
    store.replace_derived(db, derived(a_study(a_report("reader:lee-2020"))))
    assert ask(db, topic, make) == 2
    store.replace_derived(db, Derived())
    assert ask(db, topic, make) == 1, "the evidence is again what it was"


def test_a_search_that_found_nothing_makes_a_new_answer_too(db: Session) -> None:
    topic, make = read_topic(), Counting()
    assert ask(db, topic, make) == 1
    run = store.start_run(db, "ingest", at=NOW)
    assert ask(db, topic, make) == 2
    store.end_run(db, run, at=NOW, status="succeeded", counts={})
    assert ask(db, topic, make) == 3


def test_another_topic_has_its_own_answer(db: Session) -> None:
    topic, make = read_topic(), Counting()
    other = topic.model_copy(update={"lasting_harms": ()})
    assert (ask(db, topic, make), ask(db, other, make)) == (1, 2)
