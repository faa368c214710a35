"""The one polite HTTP client: rate, retries, limits, and no secret in anything it says."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType, TracebackType
from typing import Self

import stamina

from app.errors import UpstreamError
from app.sources.client.answer import Answer, NoAnswerError
from app.sources.client.exchange import Exchange
from app.sources.client.judging import flaw, is_page, is_success, may_pass
from app.sources.client.manners import Host, Manners
from app.sources.client.sending import first_sending

_NO_PARAMS: Mapping[str, str | int] = MappingProxyType({})
_OK = frozenset({200})
_TAKEN = frozenset(range(200, 300))
_EXCERPT = 200  # characters of an error answer that a message quotes
_LATER = "What was received before is kept; run the ingest again later."
_NEVER = (
    "Asking again will not help: check the query, COREGAP_{name}_URL and the key, if there is one."
)

Usable = Callable[[Answer], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    path: str
    params: Mapping[str, str | int]
    form: Mapping[str, str] | None = None
    content: bytes | None = None
    usable: Usable | None
    expect: frozenset[int]


class Client:
    """Asks one upstream; used in a `with`.

    `get` and `post` take `usable`, which says why a 2xx answer is broken ("" = fine): it is then
    asked for again like a 503. `expect` are the statuses whose answers are returned.
    """

    def __init__(self, host: Host, manners: Manners) -> None:
        self.host = host
        self._manners = manners
        self._exchange = Exchange(host, manners)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._exchange.close()

    def get(
        self,
        path: str,
        params: Mapping[str, str | int] = _NO_PARAMS,
        *,
        usable: Usable | None = None,
        expect: frozenset[int] = _OK,
    ) -> Answer:
        """The answer to a GET of `path` below the base address; what is in it is percent-encoded.

        Raises:
            UpstreamError: If no attempt within the budget brings an expected, usable answer.
        """
        return self._ask(_Wanted(path=path, params=params, usable=usable, expect=expect))

    def post(
        self,
        path: str,
        form: Mapping[str, str],
        *,
        usable: Usable | None = None,
        expect: frozenset[int] = _OK,
    ) -> Answer:
        """The answer to a form; as `get`."""
        return self._ask(_Wanted(path=path, params={}, form=form, usable=usable, expect=expect))

    def deliver(self, path: str, content: bytes) -> Answer:
        """Hand JSON over; any 2xx answer, also an empty one, says that it arrived.

        Raises:
            UpstreamError: If no attempt within the budget brings one.
        """
        wanted = _Wanted(path=path, params={}, content=content, usable=None, expect=_TAKEN)
        return self._ask(wanted)

    def _ask(self, wanted: _Wanted) -> Answer:
        begun = time.monotonic()
        ends = begun + self._manners.budget_seconds
        failed: list[NoAnswerError] = []
        try:
            for attempt in self._attempts(ends, failed):
                with attempt:
                    return replace(self._attempt(wanted, ends), attempts=attempt.num)
        except NoAnswerError:
            pass
        # Raised out here: an error chained to this one could show the request with its keys.
        raise self._given_up(failed, time.monotonic() - begun)

    def _attempts(self, ends: float, failed: list[NoAnswerError]) -> Iterable[stamina.Attempt]:
        """Attempts as long as they make sense; each failure is added to `failed`."""

        def wait_before_retry(error: Exception) -> bool | float:
            """Whether to try again, or after how many seconds."""
            if not isinstance(error, NoAnswerError):
                return False
            failed.append(error)
            if not error.again or error.wait is None:
                return error.again
            return error.wait if time.monotonic() + error.wait < ends else False

        return stamina.retry_context(
            on=wait_before_retry,
            attempts=self._manners.attempts,
            timeout=self._manners.budget_seconds,
            wait_initial=self._manners.wait_initial,
            wait_max=self._manners.wait_max,
            wait_jitter=self._manners.wait_initial,
        )

    def _given_up(self, failed: list[NoAnswerError], seconds: float) -> UpstreamError:
        last = failed[-1]
        reason = last.reason
        others = dict.fromkeys(error.reason for error in failed if error.reason != last.reason)
        if others:
            reason += f"; before that: {list(others)[-1]}"
        if len(failed) > 1:
            reason += f" ({len(failed)} attempts in {seconds:.1f} s)"
        advice = _LATER if last.again or last.wait else _NEVER.format(name=self.host.name.upper())
        return UpstreamError(self.host.name, reason, advice, last.wait)

    def _attempt(self, wanted: _Wanted, ends: float) -> Answer:
        """One expected, usable answer.

        Raises:
            NoAnswerError: If there is none; says whether asking again may help.
        """
        where = f"/{wanted.path.lstrip('/')}"
        try:
            first = first_sending(self.host, wanted.path, wanted.params, wanted.form)
            first = replace(first, content=wanted.content)
            answer = self._exchange.answer(first, wanted.expect, ends)
            self._judge(answer, wanted)
        except NoAnswerError as error:
            reason = self._exchange.redaction.line(f"{where}: {error.reason}", 2 * _EXCERPT)
            again, wait = error.again, error.wait
        else:
            return answer
        raise NoAnswerError(reason, again=again, wait=wait, source=self.host.name)

    def _judge(self, answer: Answer, wanted: _Wanted) -> None:
        if answer.status not in wanted.expect:
            raise self._refusal(answer)
        said = is_success(answer.status) and wanted.content is None
        broken = flaw(answer, wanted.usable) if said else ""
        if broken:
            wait = self._exchange.asked_to_wait(answer)
            raise NoAnswerError(f"HTTP {answer.status}, but {broken}", wait=wait)

    def _refusal(self, answer: Answer) -> NoAnswerError:
        """What an answer with an unexpected status says, and whether it may pass."""
        wait = self._exchange.asked_to_wait(answer)
        told = "" if is_page(answer) else answer.content.decode("utf-8", "replace")
        said = self._exchange.redaction.line(told, _EXCERPT)
        hopeless = self.host.hopeless(answer)
        reason = f"HTTP {answer.status} {hopeless or said}".strip()
        if wait is not None:
            reason += f" (asks to wait {wait:.0f} s)"
        return NoAnswerError(reason, again=may_pass(answer.status) and not hopeless, wait=wait)
