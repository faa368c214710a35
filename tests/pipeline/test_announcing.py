"""A receiver is told of every step once, in order, and again until it has taken it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from structlog.testing import capture_logs

from app import pipeline, store
from app.answers import FreezeWord, ViewKind, freeze
from app.pipeline import Order, Webhook
from app.pipeline.announcing import announce
from app.records import Relation, RelationKind
from app.sources import send_message
from app.topic import read_topic
from tests.pipeline.upstreams import Shelf, a_source, an_article
from tests.sources.test_webhook import HOOK_KEY, QUICK
from tests.upstreams import faults
from tests.upstreams.server import Reply, StandIn

TOPIC = read_topic()
MONDAY = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
SEND = partial(send_message, manners=QUICK)


@pytest.fixture
def receiver() -> Iterator[StandIn]:
    with StandIn({"/hook": lambda _: Reply(status=204, gzipped=False)}) as stand_in:
        yield stand_in


def ingest(engine: Engine, day: int, *numbers: int) -> pipeline.IngestReport:
    now = MONDAY + timedelta(days=day)
    shelf = Shelf(records=[an_article(number) for number in numbers])
    return pipeline.ingest(engine, TOPIC, Order(sources=[a_source(shelf)]), lambda: now)


def tell(engine: Engine, receiver: StandIn, day: int, **fields: Any) -> None:
    hook = Webhook(url=f"{receiver.url}/hook", secret=HOOK_KEY)
    announce(engine, TOPIC, hook, began=MONDAY + timedelta(days=day), **{"send": SEND} | fields)


def run(engine: Engine, receiver: StandIn, day: int, *numbers: int) -> pipeline.IngestReport:
    """One ingest and its announcement."""
    done = ingest(engine, day, *numbers)
    tell(engine, receiver, day)
    return done


def told(receiver: StandIn) -> list[list[str]]:
    """The titles of each message."""
    bodies = [json.loads(received.body) for received in receiver.received]
    return [[change["title"][-1:] for change in body["changes"]] for body in bodies]


def test_a_run_that_changed_something_tells_it_and_another_does_not(
    engine: Engine, receiver: StandIn
) -> None:
    run(engine, receiver, 0, 1)
    assert receiver.received == []
    run(engine, receiver, 1, 1, 2)
    run(engine, receiver, 2, 1, 2)
    [received] = receiver.received
    body = json.loads(received.body)
    assert body["event"] == "evidence.changed"
    assert (body["topic"], body["total"]) == ("micro-coring", 1)
    [change] = body["changes"]
    assert change["kind"] == "study_added"
    assert change["fitzpatrick"] == ["II", "III", "IV"]
    assert received.headers["idempotency-key"] == body["id"]


def test_the_message_is_the_one_of_the_documentation(engine: Engine, receiver: StandIn) -> None:
    run(engine, receiver, 0, 1)
    run(engine, receiver, 1, 1, 2)
    [received] = receiver.received
    sent = json.loads(received.body)
    page = (Path(__file__).parents[2] / "docs" / "alerts.md").read_text(encoding="utf-8")
    shown = json.loads(page.split("```json")[1].partition("```")[0])
    assert list(sent) == list(shown)
    assert list(sent["changes"][0]) == list(shown["changes"][0])


def test_what_was_not_taken_is_told_by_the_next_run_in_order(
    engine: Engine, receiver: StandIn
) -> None:
    run(engine, receiver, 0, 1)
    receiver.plan(faults.unavailable, times=None)
    with capture_logs() as logs:
        done = run(engine, receiver, 1, 1, 2)
    assert not done.failed
    assert "announcement_failed" in {line["event"] for line in logs}
    missed = receiver.received[-1]
    receiver.behave()
    receiver.received.clear()
    run(engine, receiver, 2, 1, 2, 3)
    assert told(receiver) == [["2"], ["3"]]
    assert receiver.received[0].body == missed.body
    assert receiver.received[0].headers["idempotency-key"] == missed.headers["idempotency-key"]


def test_a_receiver_that_is_new_is_not_told_what_is_old(engine: Engine, receiver: StandIn) -> None:
    ingest(engine, 0, 1)
    ingest(engine, 1, 1, 2)
    run(engine, receiver, 2, 1, 2)
    assert receiver.received == []
    run(engine, receiver, 3, 1, 2, 3)
    assert told(receiver) == [["3"]]


def test_two_processes_do_not_tell_it_twice(engine: Engine, receiver: StandIn) -> None:
    run(engine, receiver, 0, 1)
    with store.claimed(engine, ["announce"]):
        run(engine, receiver, 1, 1, 2)
    assert receiver.received == []


def test_a_process_that_dies_before_it_notes_the_delivery_sends_the_same_again(
    engine: Engine, receiver: StandIn
) -> None:
    run(engine, receiver, 0, 1)
    ingest(engine, 1, 1, 2)

    def send_and_die(*message: Any) -> None:
        SEND(*message)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tell(engine, receiver, 1, send=send_and_die)
    run(engine, receiver, 2, 1, 2)
    first, second = receiver.received
    assert first.body == second.body
    for name in ("idempotency-key", "x-coregap-signature"):
        assert first.headers[name] == second.headers[name]


def test_what_is_noted_while_it_is_told_is_told_too(engine: Engine, receiver: StandIn) -> None:
    run(engine, receiver, 0, 1)
    ingest(engine, 1, 1, 2)
    meanwhile = iter([(2, 1, 2, 3)])

    def send_slowly(*message: Any) -> None:
        for work in meanwhile:
            ingest(engine, *work)
        SEND(*message)

    tell(engine, receiver, 1, send=send_slowly)
    assert told(receiver) == [["2"], ["3"]]


def test_a_slow_receiver_with_much_to_catch_up_on_gets_the_rest_from_the_next_run(
    engine: Engine, receiver: StandIn
) -> None:
    run(engine, receiver, 0, 1)
    ingest(engine, 1, 1, 2)
    ingest(engine, 2, 1, 2, 3)
    tell(engine, receiver, 2, patience=timedelta())
    assert told(receiver) == [["2"]]
    tell(engine, receiver, 3, patience=timedelta())
    assert told(receiver) == [["2"], ["3"]]


def test_without_a_receiver_nothing_happens(engine: Engine) -> None:
    announce(engine, TOPIC, None, began=MONDAY)
    with store.reading(engine) as db:
        assert store.get_announced(db, "webhook") is None


def test_a_retraction_names_the_frozen_views_that_held_the_study(
    engine: Engine, receiver: StandIn
) -> None:
    ingest(engine, 0, 1, 2)
    word = FreezeWord(view=ViewKind.MAP, query="rows=indication")
    kept, _ = freeze(engine, TOPIC, word, MONDAY + timedelta(hours=12))
    said = Relation(kind=RelationKind.RETRACTED_BY, target="pmid:99", because="Retraction in")
    shelf = Shelf(records=[an_article(1), an_article(2, relations=(said,))])
    now = MONDAY + timedelta(days=1)
    pipeline.ingest(engine, TOPIC, Order(sources=[a_source(shelf)]), lambda: now)
    later, _ = freeze(engine, TOPIC, word, now + timedelta(hours=1))
    tell(engine, receiver, 1)
    changes = {c["kind"]: c for c in json.loads(receiver.received[0].body)["changes"]}
    assert later.hash != kept.hash
    assert changes["retracted"]["permalinks"] == [kept.hash]
    assert changes["study_removed"]["permalinks"] == []
