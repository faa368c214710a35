"""Records as matching sees them, everything defaulted that a test is not about."""

from app.matching import Candidate
from app.records import Bibliography, ReportKind

TITLE = "Micro-Coring: A Novel Approach to Perioral Rejuvenation"


def a_candidate(
    key: str,
    arrival: int = 0,
    kind: ReportKind = ReportKind.JOURNAL_ARTICLE,
    relations: tuple[tuple[str, str, str], ...] = (),
    **bibliography: object,
) -> Candidate:
    return Candidate(
        key=key,
        arrival=arrival,
        kind=kind,
        bibliography=Bibliography(**bibliography),  # type: ignore[arg-type]  # builder
        relations=relations,
    )
