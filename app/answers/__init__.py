"""A question in, an answer out: the one read behind page, API and command line."""

from app.answers.accuracy import AccuracyAnswer, answer_accuracy, confidence_of
from app.answers.changes import ChangesQuestion, Cited, Digest, answer_changes, answer_digest
from app.answers.context import SIGNALS_CAUTION, ContextAnswer, answer_context
from app.answers.plain import as_plain
from app.answers.questions import (
    CellQuestion,
    Filters,
    GapsQuestion,
    MapQuestion,
    StudiesQuestion,
)
from app.answers.reads import (
    answer_all_evidence,
    answer_all_studies,
    answer_cell,
    answer_facts,
    answer_gaps,
    answer_map,
    answer_overview,
    answer_rejected,
    answer_studies,
    answer_study,
    answer_vocabulary,
)
from app.answers.runs import (
    RunsAnswer,
    RunsQuestion,
    RunState,
    answer_run,
    answer_runs,
    answer_runs_at_work,
)
from app.answers.scheduled import ScheduledSource, answer_schedule
from app.answers.searching import (
    LoggedSearch,
    PrismaQuestion,
    Searching,
    SearchLogAnswer,
    SearchLogQuestion,
    SentRequest,
    answer_search_log,
    answer_searching,
)
from app.answers.sources import SourceState, answer_sources
from app.answers.values import CellAnswer, Overview, Vocabulary, VocabularyValue

__all__ = [
    "SIGNALS_CAUTION",
    "AccuracyAnswer",
    "CellAnswer",
    "CellQuestion",
    "ChangesQuestion",
    "Cited",
    "ContextAnswer",
    "Digest",
    "Filters",
    "GapsQuestion",
    "LoggedSearch",
    "MapQuestion",
    "Overview",
    "PrismaQuestion",
    "RunState",
    "RunsAnswer",
    "RunsQuestion",
    "ScheduledSource",
    "SearchLogAnswer",
    "SearchLogQuestion",
    "Searching",
    "SentRequest",
    "SourceState",
    "StudiesQuestion",
    "Vocabulary",
    "VocabularyValue",
    "answer_accuracy",
    "answer_all_evidence",
    "answer_all_studies",
    "answer_cell",
    "answer_changes",
    "answer_context",
    "answer_digest",
    "answer_facts",
    "answer_gaps",
    "answer_map",
    "answer_overview",
    "answer_rejected",
    "answer_run",
    "answer_runs",
    "answer_runs_at_work",
    "answer_schedule",
    "answer_search_log",
    "answer_searching",
    "answer_sources",
    "answer_studies",
    "answer_study",
    "answer_vocabulary",
    "as_plain",
    "confidence_of",
]
