"""Deduplication of plain bibliographic rows, one data set apart from the other."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from app.matching.description import Description, Forms
from app.matching.grouping import ALONE, tied_records
from app.matching.values import Candidate
from app.records import Bibliography, ReportKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DedupRow:
    """One row of a table to deduplicate. Rows of different `dataset` are never compared."""

    record_id: str
    dataset: str
    bibliography: Bibliography
    kind: ReportKind
    forms: Forms | None = None
    """What is compared of it, where it was made already."""


def cluster_rows(rows: Sequence[DedupRow]) -> list[tuple[str, str, str]]:
    """(record_id, cluster_id, rule) in the order of the rows.

    A cluster is named after its first row; a record_id that stands twice is two records.
    """
    datasets: defaultdict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        datasets[row.dataset].append(place)
    found: dict[int, tuple[str, str]] = {}
    for places in datasets.values():
        candidates = [_candidate(place, rows[place]) for place in places]
        described = {
            c.key: Description(c, forms) for c in candidates if (forms := rows[c.arrival].forms)
        }
        for group in tied_records(candidates, described=described):
            cluster_id = rows[min(candidate.arrival for candidate, _ in group)].record_id
            for candidate, tie in group:
                found[candidate.arrival] = (cluster_id, tie.rule if tie else ALONE)
    return [(row.record_id, *found[place]) for place, row in enumerate(rows)]


def _candidate(place: int, row: DedupRow) -> Candidate:
    return Candidate(key=str(place), arrival=place, kind=row.kind, bibliography=row.bibliography)
