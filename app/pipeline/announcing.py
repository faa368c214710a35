"""Telling a receiver what changed: every step once, in order, and again until it was taken."""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import structlog
from sqlalchemy import Engine

from app import store
from app.errors import UpstreamError
from app.gapmap import NOTICES
from app.settings import Settings
from app.sources import Message, Webhook, send_message
from app.store import NotedChange
from app.topic import Topic

RECEIVER = "webhook"
PATIENCE = timedelta(minutes=2)
"""No message is begun later than that: a slow receiver with much to catch up on holds up no run."""
MOST_TOLD = 500  # changes in one message; the feed and the digest have the rest
log = structlog.get_logger()

Send = Callable[[Webhook, Message], None]


def webhook_of(settings: Settings) -> Webhook | None:
    """Whom the settings name, if anybody."""
    if settings.webhook_url is None or settings.webhook_secret is None:
        return None
    return Webhook(
        url=settings.webhook_url.get_secret_value(),
        secret=settings.webhook_secret.get_secret_value(),
    )


def announce(
    engine: Engine,
    topic: Topic,
    webhook: Webhook | None,
    *,
    began: datetime,
    send: Send = send_message,
    patience: timedelta = PATIENCE,
) -> None:
    """Tell the receiver of every step that it was not told of; at first only of those since `began`.

    A failure is logged and nothing else: the next run tries again, with the same message. What
    another process notes meanwhile is told as well.
    """
    if webhook is None:
        return
    ends = time.monotonic() + patience.total_seconds()
    with store.claimed(engine, ["announce"]) as mine:
        if not mine:
            return
        _begin(engine, began)
        while step := _next_step(engine):
            if not _sent(webhook, _message(topic, step, _frozen(engine, step)), send):
                return
            with store.writing(engine) as db:
                store.note_announced(db, RECEIVER, step[-1].number)
            if time.monotonic() >= ends:
                return


def _begin(engine: Engine, began: datetime) -> None:
    """A receiver that is new is told nothing from before this run."""
    with store.writing(engine) as db:
        if store.get_announced(db, RECEIVER) is None:
            store.note_announced(db, RECEIVER, store.last_change_before(db, began))


def _next_step(engine: Engine) -> list[NotedChange]:
    """The oldest step that was not told; empty where there is none."""
    with store.reading(engine) as db:
        told = store.get_announced(db, RECEIVER) or 0
        return store.list_next_step(db, told)


def _sent(webhook: Webhook, message: Message, send: Send) -> bool:
    try:
        send(webhook, message)
    except UpstreamError as error:
        log.warning("announcement_failed", because=error.reason, message=message.id)
        return False
    log.info("announced", message=message.id)
    return True


def _frozen(engine: Engine, step: Sequence[NotedChange]) -> dict[int, list[str]]:
    """By number of each correction the frozen views that held what it speaks of by then."""
    with store.reading(engine) as db:
        return {
            one.number: store.list_permalinks_naming(
                db, one.change.record, one.change.study_ids, one.at
            )
            for one in step[:MOST_TOLD]
            if one.change.kind in NOTICES.values()
        }


def _message(
    topic: Topic, step: Sequence[NotedChange], frozen: Mapping[int, Sequence[str]]
) -> Message:
    first = step[0]
    name = str(uuid5(NAMESPACE_OID, f"coregap message {first.name}"))
    body = {
        "id": name,
        "event": "evidence.changed",
        "topic": topic.id,
        "at": first.at.isoformat(),
        "revision": first.revision,
        "rules_changed": first.rules_changed,
        "total": len(step),
        "changes": list(_told(step[:MOST_TOLD], frozen)),
    }
    return Message(id=name, content=json.dumps(body, ensure_ascii=False).encode())


def _told(
    step: Sequence[NotedChange], frozen: Mapping[int, Sequence[str]]
) -> Iterator[dict[str, Any]]:
    for one in step:
        change = one.change
        yield {
            "id": f"urn:uuid:{one.name}",
            "kind": change.kind.value,
            "sentence": change.sentence,
            "study_ids": list(change.study_ids),
            "title": change.title,
            "dimension": change.dimension,
            "values": list(change.values),
            "before": change.before,
            "after": change.after,
            "fitzpatrick": [t.name for t in change.fitzpatrick],
            "indications": list(change.indications),
            "outcomes": list(change.outcomes),
            "permalinks": list(frozen.get(one.number, ())),
        }
