"""Records to reports, reports to studies, every verdict with its reason."""

from app.matching.asking import Askable, Matched, find_questions, suspected_people
from app.matching.clusters import DedupRow, cluster_rows
from app.matching.compared import read_record, read_telling
from app.matching.description import Description, Forms, describe, family_of, forms_of
from app.matching.grouping import group_into_reports
from app.matching.indexed import Indexed, indexed_before, indexed_record, indexed_report
from app.matching.linking import link_reports
from app.matching.nearby import Nearby
from app.matching.notices import (
    Notice,
    NoticeKind,
    find_notices,
    no_longer_counts,
    together,
    with_notices,
)
from app.matching.people import PEOPLE, Telling, Told, telling
from app.matching.public_ids import number_of, public_id_of, public_id_of_number
from app.matching.questions import AskingRule, MatchQuestion
from app.matching.reaching import Former, KnownRecords, Reach, RecordChange, regroup
from app.matching.suspecting import ASKED
from app.matching.values import (
    MEANT,
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
    "ASKED",
    "MEANT",
    "PEOPLE",
    "Askable",
    "AskingRule",
    "Candidate",
    "DedupRow",
    "Description",
    "Former",
    "Forms",
    "Indexed",
    "Joined",
    "KnownRecords",
    "LinkedReport",
    "MatchAnswer",
    "MatchDecision",
    "MatchLayer",
    "MatchQuestion",
    "Matched",
    "Nearby",
    "Notice",
    "NoticeKind",
    "Reach",
    "RecordChange",
    "Report",
    "ReportRole",
    "Study",
    "Telling",
    "Told",
    "cluster_rows",
    "decision_of",
    "describe",
    "family_of",
    "find_notices",
    "find_questions",
    "forms_of",
    "group_into_reports",
    "indexed_before",
    "indexed_record",
    "indexed_report",
    "link_reports",
    "no_longer_counts",
    "number_of",
    "public_id_of",
    "public_id_of_number",
    "read_record",
    "read_telling",
    "regroup",
    "suspected_people",
    "telling",
    "together",
    "with_notices",
]
