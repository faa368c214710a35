"""Asking the service: retries, answers that did not change, and problems as exceptions."""

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar
from uuid import uuid4

import httpx
import stamina
from pydantic import BaseModel

from app.client.answers import File, Problem, file_of

ModelT = TypeVar("ModelT", bound=BaseModel)
Value = str | int | float | bool | Sequence[str] | None
Params = Mapping[str, Value]
MOST_KEPT = 256
"""Answers that are asked for again only in case they changed."""
WAIT_MOST_S = 120.0
"""Longer than a minute, which is what a rate limit is counted over."""
ATTEMPTS = 5
COME_AGAIN = (429, 502, 503, 504)


class Transport:
    """A connection to one service. `http` may be one of the caller's own; it is not closed then."""

    def __init__(
        self,
        url: str = "http://127.0.0.1:8000",
        *,
        token: str | None = None,
        timeout: float = 60,
        http: httpx.Client | None = None,
    ) -> None:
        self._url = url.rstrip("/")
        self._headers = {"Accept": "application/json, application/problem+json;q=0.9, */*;q=0.8"}
        if token is not None:
            self._headers["Authorization"] = f"Bearer {token}"
        self._is_own = http is None
        self._http = http or httpx.Client(timeout=timeout)
        self._kept: OrderedDict[str, httpx.Response] = OrderedDict()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection, if it is this client's own."""
        if self._is_own:
            self._http.close()

    def get(self, path: str, params: Params | None = None) -> Any:
        """Any address of the API as plain JSON: what a model does not say, such as `select`.

        Raises:
            Problem: If the service refuses or fails.
        """
        return self._asked(path, params or {}).json()

    def write(
        self,
        path: str,
        body: Mapping[str, Any],
        *,
        idempotency_key: str | None = None,
        if_match: str | None = None,
    ) -> Any:
        """Send what changes something. It is sent again after a failure, and done once.

        `if_match` is the ETag of what the change is meant for: 412 if it changed meanwhile.

        Raises:
            Problem: If the service refuses or fails.
        """
        headers = {"Idempotency-Key": idempotency_key or str(uuid4())}
        if if_match is not None:
            headers["If-Match"] = if_match
        return self._sent("POST", self._address(path), headers=headers, json=dict(body)).json()

    def etag(self, path: str) -> str:
        """The version of one thing, for `if_match`."""
        return self._asked(path, {}).headers["ETag"]

    def _read(self, path: str, model: type[ModelT], params: Params) -> ModelT:
        return model.model_validate_json(self._asked(path, params).content)

    def _file(self, path: str, params: Params) -> File:
        return file_of(self._asked(path, params))

    def _pages(self, path: str, model: type[ModelT], params: Params) -> Iterator[ModelT]:
        """Every page of a list, all of one state of it: 410 is raised where it changed."""
        page = self._read(path, model, params)
        yield page
        while address := getattr(page, "next", None):
            page = self._read(address, model, {})
            yield page

    def _asked(self, path: str, params: Params) -> httpx.Response:
        address = self._address(path)
        if given := _given(params):
            address = str(httpx.URL(address).copy_merge_params(given))
        known = self._kept.pop(address, None)
        headers = {"If-None-Match": known.headers["ETag"]} if known is not None else {}
        answer = self._sent("GET", address, headers=headers)
        if answer.status_code == httpx.codes.NOT_MODIFIED and known is not None:
            answer = known
        if "ETag" in answer.headers:
            self._kept[address] = answer
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return answer

    def _sent(self, method: str, address: str, **more: Any) -> httpx.Response:
        more["headers"] = {**self._headers, **more.get("headers", {})}
        for attempt in stamina.retry_context(
            on=_wait_before_retry, attempts=ATTEMPTS, timeout=WAIT_MOST_S
        ):
            with attempt:
                answer = self._http.request(method, address, follow_redirects=True, **more)
                if answer.is_error:
                    raise Problem(answer)
                return answer
        raise AssertionError("an attempt returns or raises")

    def _address(self, path: str) -> str:
        return f"{self._url}{path if path.startswith('/api/') else f'/api/v1{path}'}"


def _wait_before_retry(error: Exception) -> bool | float:
    """Say whether to try again, or after how many seconds."""
    if isinstance(error, Problem):
        if error.kind == "key-in-use":
            return error.retry_after or 1.0
        if error.status in COME_AGAIN:
            return error.retry_after if error.retry_after is not None else True
        return False
    return isinstance(error, httpx.TransportError)


def _given(params: Params) -> dict[str, Any]:
    """Parameters that were given; truth in the words of the API."""
    words = {True: "true", False: "false"}
    return {
        name: words[value] if isinstance(value, bool) else value
        for name, value in params.items()
        if value is not None and value != ()
    }
