"""Fetching the records of PMIDs, and noticing which of them did not come."""

from collections.abc import Sequence
from typing import NamedTuple

from app.records import Rejected, SourceRecord
from app.sources.pubmed.records import number_in, records_of, withdrawn_in
from app.sources.pubmed.utilities import Utilities

BATCH = 200
"""Records of one answer; clients ask for 100 to 500."""


class Fetched(NamedTuple):
    """What came; `missing` are the numbers that PubMed has no record of, readable or not."""

    items: tuple[SourceRecord | Rejected, ...]
    withdrawn: tuple[str, ...]
    missing: tuple[int, ...]


def fetch_records(utilities: Utilities, pmids: Sequence[int]) -> Fetched:
    """The records of the numbers; those that did not come are asked for once more."""
    found: dict[str | bytes, SourceRecord | Rejected] = {}
    withdrawn: list[str] = []
    missing = tuple(pmids)
    for _ in range(2):
        if not missing:
            break
        content = utilities.fetch(missing).content
        for one in records_of(content, f"PubMed records {missing[0]} to {missing[-1]}"):
            found.setdefault(one.source_id if isinstance(one, SourceRecord) else one.payload, one)
        withdrawn += withdrawn_in(content)
        missing = tuple(p for p in pmids if str(p) not in found and str(p) not in withdrawn)
    unreadable = {number_in(one.payload) for one in found.values() if isinstance(one, Rejected)}
    missing = tuple(p for p in missing if str(p) not in unreadable)
    return Fetched(tuple(found.values()), tuple(dict.fromkeys(withdrawn)), missing)
