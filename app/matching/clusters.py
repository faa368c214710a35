"""Deduplication of plain bibliographic rows, one data set apart from the other."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from app.matching.grouping import group_into_reports
from app.matching.values import Candidate
from app.records import Bibliography, ReportKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DedupRow:
    """One row of a table to deduplicate. Rows of different `dataset` are never compared."""

    record_id: str
    dataset: str
    bibliography: Bibliography
    kind: ReportKind


def cluster_rows(rows: Sequence[DedupRow]) -> list[tuple[str, str, str]]:
    """(record_id, cluster_id, rule) in the order of the rows.

    A cluster is named after its first row; a record_id that stands twice is two records.
    """
    datasets: defaultdict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        datasets[row.dataset].append(place)
    found: dict[int, tuple[str, str]] = {}
    for places in datasets.values():
        for report in group_into_reports([_candidate(place, rows[place]) for place in places]):
            cluster_id = rows[int(report.key)].record_id
            found |= {int(joined.key): (cluster_id, joined.rule) for joined in report.records}
    return [(row.record_id, *found[place]) for place, row in enumerate(rows)]


def _candidate(place: int, row: DedupRow) -> Candidate:
    return Candidate(key=str(place), arrival=place, kind=row.kind, bibliography=row.bibliography)
