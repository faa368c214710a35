"""The JSON of the API: stable field names, each documented in the OpenAPI document."""

from app.api.schemas.accounts import (
    Account,
    AccountChanges,
    Accounts,
    MadeToken,
    Me,
    Token,
    Tokens,
)
from app.api.schemas.accuracy import Accuracy
from app.api.schemas.catalogue import (
    Context,
    RejectedInputs,
    Sources,
    Vocabulary,
)
from app.api.schemas.changes import Comparison
from app.api.schemas.claims import AskedAnswer, AskedList, ClaimAnswer, Claims
from app.api.schemas.depths import Ladder, StudyDepth
from app.api.schemas.gap_map import CellAnswer, Facts, GapMap, Gaps
from app.api.schemas.matches import Match, MatchDecision, MatchDecisions, Matches
from app.api.schemas.permalinks import (
    FrozenDocument,
    FrozenPermalink,
    Permalink,
    PermalinkChanges,
    Permalinks,
)
from app.api.schemas.representation import Representation
from app.api.schemas.review import (
    Decided,
    DecisionTrail,
    ReportsToScreen,
    ReviewAgreement,
    ReviewConflicts,
    TagNow,
    TagProposals,
)
from app.api.schemas.runs import Run, Runs
from app.api.schemas.safety import Planner
from app.api.schemas.searching import Prisma, SearchLog
from app.api.schemas.selecting import (
    GroupsMeta,
    SelectedPage,
    SelectedStudy,
    StudyBatch,
    StudyGroup,
    StudyGroups,
)
from app.api.schemas.service import FieldError, Health, Problem, Readiness
from app.api.schemas.studies import Plans, Study, StudyPage, StudySummary
from app.api.schemas.taking_in import Imported, SentFile, SentFiles, Started
from app.api.schemas.timeline import Timeline
from app.api.schemas.trials import Trials
from app.api.schemas.words import Shape, shaped

__all__ = [
    "Account",
    "AccountChanges",
    "Accounts",
    "Accuracy",
    "AskedAnswer",
    "AskedList",
    "CellAnswer",
    "ClaimAnswer",
    "Claims",
    "Comparison",
    "Context",
    "Decided",
    "DecisionTrail",
    "Facts",
    "FieldError",
    "FrozenDocument",
    "FrozenPermalink",
    "GapMap",
    "Gaps",
    "GroupsMeta",
    "Health",
    "Imported",
    "Ladder",
    "MadeToken",
    "Match",
    "MatchDecision",
    "MatchDecisions",
    "Matches",
    "Me",
    "Permalink",
    "PermalinkChanges",
    "Permalinks",
    "Planner",
    "Plans",
    "Prisma",
    "Problem",
    "Readiness",
    "RejectedInputs",
    "ReportsToScreen",
    "Representation",
    "ReviewAgreement",
    "ReviewConflicts",
    "Run",
    "Runs",
    "SearchLog",
    "SelectedPage",
    "SelectedStudy",
    "SentFile",
    "SentFiles",
    "Shape",
    "Sources",
    "Started",
    "Study",
    "StudyBatch",
    "StudyDepth",
    "StudyGroup",
    "StudyGroups",
    "StudyPage",
    "StudySummary",
    "TagNow",
    "TagProposals",
    "Timeline",
    "Token",
    "Tokens",
    "Trials",
    "Vocabulary",
    "shaped",
]
