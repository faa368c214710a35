"""Records to reports, reports to studies, every verdict with its reason."""

from app.matching.clusters import DedupRow, cluster_rows
from app.matching.description import Forms, forms_of
from app.matching.grouping import group_into_reports
from app.matching.linking import link_reports
from app.matching.notices import (
    Notice,
    NoticeKind,
    find_notices,
    no_longer_counts,
    together,
    with_notices,
)
from app.matching.public_ids import public_id_of
from app.matching.values import (
    Candidate,
    Joined,
    LinkedReport,
    MatchDecision,
    Report,
    ReportRole,
    Study,
)

__all__ = [
    "Candidate",
    "DedupRow",
    "Forms",
    "Joined",
    "LinkedReport",
    "MatchDecision",
    "Notice",
    "NoticeKind",
    "Report",
    "ReportRole",
    "Study",
    "cluster_rows",
    "find_notices",
    "forms_of",
    "group_into_reports",
    "link_reports",
    "no_longer_counts",
    "public_id_of",
    "together",
    "with_notices",
]
