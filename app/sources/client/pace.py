"""How fast one upstream may be asked, and how long it wants to be left alone."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock

_SECONDS = re.compile(r"\d{1,9}(?:\.\d{1,9})?")
_INTERVAL = re.compile(r"(\d{1,6})\s*(s|m|h)?")
_UNIT = {"s": 1, "m": 60, "h": 3600, None: 1}


class Pace:
    """Turns at least 1/`per_second` seconds apart, for all threads together.

    A limiter with a bucket lets a burst through and keeps its rate; upstreams count bursts, and
    some change the rate in their headers.
    """

    def __init__(self, per_second: float) -> None:
        self._politest = self._gap = 1 / per_second
        self._next = 0.0
        self._lock = Lock()

    def reserve(self, now: float) -> float:
        """Take the next turn; the seconds to wait for it. `now`: seconds of a monotonic clock."""
        with self._lock:
            turn = max(now, self._next)
            self._next = turn + self._gap
            return turn - now

    def hold(self, until: float) -> None:
        """Give no turn before this point in time."""
        with self._lock:
            self._next = max(self._next, until)

    def heed(self, headers: Mapping[str, str], now: float, window: float) -> None:
        """Obey the rate that an answer's headers tell; names in lower case.

        Never faster than the polite rate: limits of one route are told in the answers of another.
        `window`: seconds to pause when no request is left and nothing says until when.
        """
        gap = announced_gap(headers)
        with self._lock:
            self._gap = max(self._politest, gap or 0.0)
        if _first(headers, "remaining") == 0:
            # A reset at midnight is no pause: requests that cost nothing still go through.
            reset = _first(headers, "reset")
            self.hold(now + (window if reset is None or reset > window * 60 else reset))


def announced_gap(headers: Mapping[str, str]) -> float | None:
    """Seconds between requests by a limit and its interval ("5" per "1s", as Crossref sends)."""
    limit = _first(headers, "limit")
    interval = next((headers[n] for n in _names("interval") if n in headers), "")
    told = _INTERVAL.fullmatch(interval.strip().lower())
    if not limit or told is None:
        return None
    return int(told[1]) * _UNIT[told[2]] / limit


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that `Retry-After` asks for, None where it is missing, unreadable or over.

    A date is compared with the `Date` of the same answer: the clocks of two machines differ.
    """
    told = headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(told):
        seconds = float(told)
    else:
        until = _moment(told)
        if until is None:
            return None
        seconds = (until - (_moment(headers.get("date", "")) or now)).total_seconds()
    return seconds if seconds > 0 else None


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _first(headers: Mapping[str, str], what: str) -> float | None:
    texts = (headers.get(name, "").strip() for name in _names(what))
    return next((float(text) for text in texts if _SECONDS.fullmatch(text)), None)


def _names(what: str) -> tuple[str, str, str]:
    return (f"x-ratelimit-{what}", f"x-rate-limit-{what}", f"ratelimit-{what}")
