"""Tables by kind of data, and every query by name."""

from app.store.cells import list_cell_evidence
from app.store.citations import NO_TITLE, citation_of, reference_of
from app.store.context import list_context
from app.store.counts import count_everything
from app.store.decisions import (
    list_match_decisions,
    list_screening_decisions,
    list_tag_decisions,
    save_match_decision,
    save_screening_decision,
    save_tag_decision,
)
from app.store.engine import open_engine
from app.store.given import (
    Derived,
    DerivedReport,
    DerivedStudy,
    ReceivedRecord,
    Run,
    SaveCounts,
    ScreeningDecision,
    TagDecision,
)
from app.store.reading_cache import list_cached_readings, replace_cached_readings
from app.store.records import list_latest_records, save_records
from app.store.rejects import get_rejected_payload, list_rejected, save_rejected
from app.store.replacing import (
    dump_derived,
    forget_derived,
    replace_derived,
    revision,
    wait_to_derive,
)
from app.store.report_ids import report_id_of
from app.store.runs import end_run, list_runs, start_run
from app.store.schema import migrate, schema_is_current
from app.store.sources import list_sources
from app.store.studies import list_mapped_studies, list_studies
from app.store.study_details import get_study
from app.store.summaries import list_summaries
from app.store.transactions import reading, writing
from app.store.values import (
    CellEvidence,
    ContextReport,
    Counts,
    SourceSummary,
    StoredRecord,
    StoredRejected,
    StoredTag,
    StudyDetail,
    StudyFilter,
    StudyPage,
    StudyReport,
    StudySummary,
)

__all__ = [
    "NO_TITLE",
    "CellEvidence",
    "ContextReport",
    "Counts",
    "Derived",
    "DerivedReport",
    "DerivedStudy",
    "ReceivedRecord",
    "Run",
    "SaveCounts",
    "ScreeningDecision",
    "SourceSummary",
    "StoredRecord",
    "StoredRejected",
    "StoredTag",
    "StudyDetail",
    "StudyFilter",
    "StudyPage",
    "StudyReport",
    "StudySummary",
    "TagDecision",
    "citation_of",
    "count_everything",
    "dump_derived",
    "end_run",
    "forget_derived",
    "get_rejected_payload",
    "get_study",
    "list_cached_readings",
    "list_cell_evidence",
    "list_context",
    "list_latest_records",
    "list_mapped_studies",
    "list_match_decisions",
    "list_rejected",
    "list_runs",
    "list_screening_decisions",
    "list_sources",
    "list_studies",
    "list_summaries",
    "list_tag_decisions",
    "migrate",
    "open_engine",
    "reading",
    "reference_of",
    "replace_cached_readings",
    "replace_derived",
    "report_id_of",
    "revision",
    "save_match_decision",
    "save_records",
    "save_rejected",
    "save_screening_decision",
    "save_tag_decision",
    "schema_is_current",
    "start_run",
    "wait_to_derive",
    "writing",
]
