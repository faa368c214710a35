"""What this process counts of its requests, for /metrics."""

from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
OTHER = "other"
"""A method may be any word that a caller makes up; a label may not."""
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
"""Upper ends of the classes of durations: a page from memory takes 5 ms, a drawing some seconds."""

disable_created_metrics()  # type: ignore[no-untyped-call]  # a line more for each count, that nobody asks for


class RequestCounts:
    """Counts since the process began; labels are route templates, so that there are few of them."""

    def __init__(self) -> None:
        own = self._registry = CollectorRegistry()
        labels = ("method", "route")
        self._requests = Counter(
            "coregap_http_requests", "Requests answered.", (*labels, "status"), registry=own
        )
        self._seconds = Histogram(
            "coregap_http_request_duration_seconds",
            "From the request's headers to the end of its answer.",
            labels,
            buckets=SECONDS,
            registry=own,
        )
        self._in_flight = Gauge(
            "coregap_http_requests_in_flight", "Requests being answered now.", registry=own
        )

    @contextmanager
    def in_flight(self) -> Iterator[None]:
        """A request that is being answered while the block lasts."""
        with self._in_flight.track_inprogress():
            yield

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """One request was answered."""
        method = method if method in METHODS else OTHER
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)

    def as_text(self) -> bytes:
        """In the form that Prometheus reads."""
        return generate_latest(self._registry)
