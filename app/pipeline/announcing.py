"""Telling a receiver what changed: every step once, in order, and again until it was taken."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import structlog
from sqlalchemy import Engine

from app import store
from app.errors import UpstreamError
from app.settings import Settings
from app.sources import Message, Webhook, send_message
from app.store import NotedChange
from app.topic import Topic

RECEIVER = "webhook"
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
) -> None:
    """Tell the receiver of every step that it was not told of; at first only of those since `began`.

    A failure is logged and nothing else: the next run tries again, with the same message.
    """
    if webhook is None:
        return
    with store.claimed(engine, ["announce"]) as mine:
        for step in _untold(engine, began) if mine else ():
            try:
                send(webhook, _message(topic, step))
            except UpstreamError as error:
                log.warning("announcement_failed", because=error.reason, changes=len(step))
                return
            with store.writing(engine) as db:
                store.note_announced(db, RECEIVER, step[-1].number)
            log.info("announced", changes=len(step))


def _untold(engine: Engine, began: datetime) -> list[list[NotedChange]]:
    with store.reading(engine) as db:
        told = store.get_announced(db, RECEIVER)
        changes = store.list_changes_after(db, told or 0)
    if told is None:
        earlier = [one.number for one in changes if one.at < began]
        changes = [one for one in changes if one.at >= began]
        with store.writing(engine) as db:
            store.note_announced(db, RECEIVER, max(earlier, default=0))
    return [list(step) for _, step in groupby(changes, key=lambda one: (one.at, one.revision))]


def _message(topic: Topic, step: Sequence[NotedChange]) -> Message:
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
        "changes": list(_told(step[:MOST_TOLD])),
    }
    return Message(id=name, content=json.dumps(body, ensure_ascii=False).encode())


def _told(step: Sequence[NotedChange]) -> Iterator[dict[str, Any]]:
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
        }
