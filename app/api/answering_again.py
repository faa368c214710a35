"""Answers that were made before are sent again, before anything of the route is asked."""

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import store
from app.answers.dependencies import engine_of, moment_of
from app.answers.identity import reading
from app.api.answer_memory import Answered, AnswerMemory
from app.api.conditional import unless_known, version_of
from app.api.rate_limits import within_limit
from app.errors import CoregapError


class AnsweredBefore:
    """Sends what is kept of the same address and the same evidence, to whoever may read it.

    Who comes is asked, and the request counted, as on the way to a route. Where anything is against
    it the request goes on to its route, which says so.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a kept answer, or let the route make one."""
        answer = await _kept(Request(scope)) if _may_be_kept(scope) else None
        if answer is None:
            await self.app(scope, receive, send)
            return
        scope["route"] = answer.route
        start = {"type": "http.response.start", "status": 200, "headers": [*answer.headers]}
        whole: list[Message] = [start, {"type": "http.response.body", "body": answer.body}]
        has = Request(scope).headers.get("if-none-match", "")
        for message in unless_known(whole, has):
            await send(message)


def _may_be_kept(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    memory: AnswerMemory = scope["app"].state.answer_memory
    return memory.has_of((scope["path"], scope["query_string"]))


async def _kept(request: Request) -> Answered | None:
    answer = await run_in_threadpool(_found, request)
    if answer is None:
        return None
    try:
        await within_limit(request)
    except CoregapError:
        return None
    return answer


def _found(request: Request) -> Answered | None:
    engine = engine_of(request)
    try:
        reading(request, engine, moment_of(request))
        with store.reading(engine) as db:
            version = version_of(request, db)
    except CoregapError:
        return None
    memory: AnswerMemory = request.app.state.answer_memory
    return memory.find(version)
