"""Requests that may be repeated: `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header).

What was done under a key is not done again: the same request gets the same answer. What was
refused did nothing, so that its key is free again.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import Annotated, TypeVar

import structlog
from fastapi import Depends, FastAPI, Header, Request, Response
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import Engine
from sqlmodel import Session
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import store
from app.answers.dependencies import CurrentEngine, Now
from app.api.callers import caller_of
from app.errors import DatabaseUnavailableError
from app.store import KeptAnswer, KeyedRequest

STATE = "keyed_request"
REPEATED = "Idempotency-Replayed"
"""Header of an answer that was given before."""
KEPT = ("content-type", "etag", "location", "link")
log = structlog.get_logger(__name__)
T = TypeVar("T")

IdempotencyKey = Annotated[
    str | None,
    Header(
        pattern=r"^[!-~]{1,255}$",
        description="A name that the caller makes up for this request, such as a UUID. The same "
        "request under the same key is done once; its answer is kept for 24 hours.",
    ),
]


class AnsweredBefore(Exception):  # noqa: N818 - nothing is wrong: the route is passed over
    """The request was done; this is what it was answered."""

    def __init__(self, answer: KeptAnswer) -> None:
        super().__init__()
        self.answer = answer


async def idempotent(
    request: Request, engine: CurrentEngine, now: Now, idempotency_key: IdempotencyKey = None
) -> None:
    """Claim the request under its key, if it has one.

    Raises:
        AnsweredBefore: If it was done before.
        KeyInUseError: If it is being done.
        KeyReusedError: If another request came with the key.
    """
    if idempotency_key is None:
        return
    keyed = KeyedRequest(
        caller=caller_of(request),
        key=idempotency_key.strip('"'),
        fingerprint=_fingerprint(request, await request.body()),
    )
    kept = await run_in_threadpool(
        _written, engine, lambda db: store.claim_request(db, keyed, at=now)
    )
    if kept is not None:
        raise AnsweredBefore(kept)
    setattr(request.state, STATE, keyed)


async def sent_key(idempotency_key: IdempotencyKey = None) -> str:
    """The key of a change that keeps it itself; empty where it has none."""
    return (idempotency_key or "").strip('"')


def answer_again(_: Request, error: Exception) -> Response:
    """What was answered before, marked as such."""
    if not isinstance(error, AnsweredBefore):
        raise TypeError(type(error))
    answer = error.answer
    return Response(answer.body, answer.status, {**answer.headers, REPEATED: "true"})


class AnswersKept:
    """Keeps the answer of a claimed request before it is sent; a refusal frees the key."""

    def __init__(self, app: ASGIApp, engine: Engine) -> None:
        self.app = app
        self._engine = engine

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold the answer of a claimed request back until it is kept."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        held: list[Message] = []
        kept = False

        async def send_when_kept(message: Message) -> None:
            nonlocal kept
            claimed: KeyedRequest | None = scope.get("state", {}).get(STATE)
            if claimed is None:
                await send(message)
                return
            held.append(message)
            if message["type"] == "http.response.body" and not message.get("more_body", False):
                await self._settle(claimed, _answer(held))
                kept = True
                for one in held:
                    await send(one)

        try:
            await self.app(scope, receive, send_when_kept)
        finally:
            claimed = scope.get("state", {}).get(STATE)
            if claimed is not None and not kept:
                await self._settle(claimed, None)

    async def _settle(self, claimed: KeyedRequest, answer: KeptAnswer | None) -> None:
        """Keep the answer of what was done, or forget that it was tried."""

        def settle(db: Session) -> None:
            if answer is not None and answer.status < 300:
                store.keep_answer(db, claimed, answer)
            else:
                store.release_request(db, claimed)

        try:
            await run_in_threadpool(_written, self._engine, settle)
        except DatabaseUnavailableError as error:
            # What was done stays done: its caller is told, and the key is free after a while.
            log.warning("answer_not_kept", because=str(error))


def install_idempotency(app: FastAPI, engine: Engine) -> None:
    """Make the dependency work on every route that has it."""
    app.add_exception_handler(AnsweredBefore, answer_again)
    app.add_middleware(AnswersKept, engine=engine)


def _written(engine: Engine, write: Callable[[Session], T]) -> T:
    with store.writing(engine) as db:
        return write(db)


def _fingerprint(request: Request, body: bytes) -> str:
    named = f"{request.method} {request.url.path}?{request.url.query}\n"
    return sha256(named.encode() + body).hexdigest()


def _answer(held: list[Message]) -> KeptAnswer:
    headers = Headers(raw=held[0]["headers"])
    body = b"".join(message.get("body", b"") for message in held[1:])
    return KeptAnswer(
        status=held[0]["status"],
        headers={name: headers[name] for name in KEPT if name in headers},
        body=body.decode(),
    )


Idempotent = Depends(idempotent)
SentKey = Annotated[str, Depends(sent_key)]
"""For a change that keeps the key with what it does: it is done once though the service dies before it
answers, and whoever sends it again need not wait until the first is given up."""
