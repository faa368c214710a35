"""Records to reports, reports to studies, every verdict with its reason."""

from app.matching.clusters import DedupRow, cluster_rows
from app.matching.grouping import group_into_reports
from app.matching.linking import link_reports
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
    "Joined",
    "LinkedReport",
    "MatchDecision",
    "Report",
    "ReportRole",
    "Study",
    "cluster_rows",
    "group_into_reports",
    "link_reports",
    "public_id_of",
]
