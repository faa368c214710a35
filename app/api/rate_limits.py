"""So many requests of one caller in so much time, told in headers, and 429 for what is over it."""

import math
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from fastapi import Request

from app.api.added_headers import add_header
from app.api.callers import caller_of
from app.errors import TooManyRequestsError

WINDOW_S = 60
MOST_CALLERS = 10_000
"""Remembered at a time, some 200 bytes each; who asked longest ago is forgotten first."""
QUOTA = "quota"
POLICY = "caller"
"""What the limit is called in the headers."""


@dataclass(frozen=True, slots=True)
class Quota:
    """What a caller has left: `remaining` requests in the next `reset` seconds."""

    limit: int
    remaining: int
    reset: int
    is_over: bool

    def headers(self) -> list[tuple[str, str]]:
        """As the IETF's draft has it (draft-ietf-httpapi-ratelimit-headers-10), and as most read it."""
        return [
            ("RateLimit-Policy", f'"{POLICY}";q={self.limit};w={WINDOW_S}'),
            ("RateLimit", f'"{POLICY}";r={self.remaining};t={self.reset}'),
            ("RateLimit-Limit", str(self.limit)),
            ("RateLimit-Remaining", str(self.remaining)),
            ("RateLimit-Reset", str(self.reset)),
        ]


class RateLimiter:
    """Counts requests by caller, in this process.

    A caller's window begins with the first request and lasts a minute; then it begins anew.
    """

    def __init__(self, per_minute: int, most_callers: int = MOST_CALLERS) -> None:
        self.per_minute = per_minute
        self._most = most_callers
        self._windows: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._lock = Lock()

    def take(self, caller: str, now: float) -> Quota:
        """Count one request; `now` is in seconds of a clock that never goes back."""
        with self._lock:
            ends, taken = self._windows.pop(caller, (0.0, 0))
            if now >= ends:
                ends, taken = now + WINDOW_S, 0
            taken += 1
            self._windows[caller] = ends, taken
            while len(self._windows) > self._most:
                self._windows.popitem(last=False)
        return Quota(
            limit=self.per_minute,
            remaining=max(0, self.per_minute - taken),
            reset=max(1, math.ceil(ends - now)),
            is_over=taken > self.per_minute,
        )

    def __len__(self) -> int:
        return len(self._windows)


async def within_limit(request: Request) -> None:
    """Count the request once, where there is a limit.

    Raises:
        TooManyRequestsError: If the caller has used theirs up.
    """
    limiter: RateLimiter | None = request.app.state.rate_limiter
    if limiter is None:
        return
    quota: Quota | None = getattr(request.state, QUOTA, None)
    if quota is None:
        quota = limiter.take(caller_of(request), monotonic())
        setattr(request.state, QUOTA, quota)
        for name, value in quota.headers():
            add_header(request, name, value)
    if quota.is_over:
        raise TooManyRequestsError(quota.limit, quota.reset)
