"""Records to reports, reports to studies, every verdict with its reason."""

from app.matching.asking import Matched, find_questions
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
from app.matching.questions import AskingRule, MatchQuestion
from app.matching.reaching import Former, KnownRecords, Reach, RecordChange
from app.matching.suspecting import Told
from app.matching.values import (
    Candidate,
    Joined,
    LinkedReport,
    MatchAnswer,
    MatchDecision,
    MatchLayer,
    Report,
    ReportRole,
    Study,
    decision_of,
)

__all__ = [
    "AskingRule",
    "Candidate",
    "DedupRow",
    "Former",
    "Forms",
    "Joined",
    "KnownRecords",
    "LinkedReport",
    "MatchAnswer",
    "MatchDecision",
    "MatchLayer",
    "MatchQuestion",
    "Matched",
    "Notice",
    "NoticeKind",
    "Reach",
    "RecordChange",
    "Report",
    "ReportRole",
    "Study",
    "Told",
    "cluster_rows",
    "decision_of",
    "find_notices",
    "find_questions",
    "forms_of",
    "group_into_reports",
    "link_reports",
    "no_longer_counts",
    "public_id_of",
    "together",
    "with_notices",
]
