"""The database's numbers in the form that Prometheus reads."""

from collections.abc import Iterable, Iterator, Mapping

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from app.answers import Measures
from app.api.version import VERSION
from app.store import Upkeep

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
SUCCEEDED = "succeeded"
QUOTES = "quotes"
FINDINGS = "findings"
"""Names of a check's counts."""


def metrics_text(measures: Measures | None) -> bytes:
    """The numbers as text; None: the database does not answer, and that is what is told."""
    registry = CollectorRegistry()
    registry.register(_Told(measures))
    return generate_latest(registry)


class _Told(Collector):
    def __init__(self, measures: Measures | None) -> None:
        self._measures = measures

    def collect(self) -> Iterable[Metric]:
        yield _gauge(
            "coregap_database_up", "1 where the database answers.", self._measures is not None
        )
        if self._measures is not None:
            yield from _families(self._measures)


def _families(measures: Measures) -> Iterator[Metric]:
    yield _gauge("coregap_database_seconds", "Time of the smallest question.", measures.seconds)
    yield _gauge("coregap_studies", "Studies that count.", measures.studies)
    info = GaugeMetricFamily(
        "coregap_info", "Version, and the revision of the evidence.", labels=("version", "revision")
    )
    info.add_metric((VERSION, measures.revision), 1)
    yield info
    yield from _of_runs(measures)
    yield _by_source(
        "coregap_records_received", "Versions of records by source.", measures.received
    )
    yield _by_source(
        "coregap_records_quarantined", "Input that could not be read.", measures.rejected
    )
    jobs = GaugeMetricFamily("coregap_jobs", "Jobs of the queue.", labels=("state",))
    for state, number in measures.jobs.items():
        jobs.add_metric((state,), number)
    yield jobs
    yield _gauge("coregap_jobs_waiting", "Jobs that wait for a worker.", measures.jobs["todo"])
    yield from _of_check(measures.last_check)
    yield from _of_upkeep("backup", measures.last_backup)


def _of_runs(measures: Measures) -> Iterator[Metric]:
    runs = GaugeMetricFamily(
        "coregap_runs", "Runs by how they stand.", labels=("kind", "source", "state")
    )
    last = GaugeMetricFamily(
        "coregap_last_success_timestamp_seconds",
        "When the last run that succeeded ended.",
        labels=("kind", "source"),
    )
    for count in measures.runs:
        runs.add_metric((count.kind, count.source, count.status), count.runs)
        if count.status == SUCCEEDED and count.last_ended_at is not None:
            last.add_metric((count.kind, count.source), count.last_ended_at.timestamp())
    yield from (runs, last)


def _of_check(check: Upkeep | None) -> Iterator[Metric]:
    yield from _of_upkeep("check", check)
    if check is not None:
        quotes, found = check.counts.get(QUOTES, 0), check.counts.get(FINDINGS, 0)
        yield _gauge("coregap_quotes_checked", "Quotes that the last check looked up.", quotes)
        yield _gauge("coregap_check_findings", "What the last check found wrong.", found)


def _of_upkeep(kind: str, last: Upkeep | None) -> Iterator[Metric]:
    if last is None:
        return
    ended = last.ended_at.timestamp()
    yield _gauge(f"coregap_last_{kind}_timestamp_seconds", f"When the last {kind} ended.", ended)
    yield _gauge(
        f"coregap_last_{kind}_sound", f"1 where the last {kind} found all well.", last.sound
    )


def _by_source(name: str, meaning: str, counts: Mapping[str, int]) -> Metric:
    family = CounterMetricFamily(name, meaning, labels=("source",))
    for source, number in counts.items():
        family.add_metric((source,), number)
    return family


def _gauge(name: str, meaning: str, value: float) -> Metric:
    return GaugeMetricFamily(name, meaning, value=float(value))
