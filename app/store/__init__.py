"""Tables by kind of data, and every query by name."""

from app.store.cells import list_cell_evidence
from app.store.changes import (
    ChangeFilter,
    NotedChange,
    Step,
    get_announced,
    last_change_before,
    list_changes,
    list_next_step,
    note_announced,
    save_changes,
)
from app.store.checkpoints import delete_checkpoint, get_checkpoint, save_checkpoint
from app.store.citations import NO_TITLE, citation_of, place_of_print, reference_of
from app.store.cited import list_cited_records, list_cited_studies
from app.store.claiming import claimed
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
from app.store.engine import is_sqlite, open_engine
from app.store.evidence_states import get_evidence_state, reasons_of
from app.store.flow import (
    FlowRecord,
    FlowReport,
    FlowState,
    count_unreadable,
    get_flow_state,
    is_given_up,
    is_retracted,
    list_match_decisions_before,
    list_records_before,
)
from app.store.full_texts import list_numbers_without_text
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
from app.store.included import list_included_bibliographies
from app.store.job_schema import JOBS, job_connection, prepare_job_schema
from app.store.reading_cache import list_cached_readings, replace_cached_readings
from app.store.records import (
    count_versions,
    list_latest_records,
    list_records,
    list_source_records,
    save_records,
    withdraw_records,
)
from app.store.rejects import get_rejected_payload, list_rejected, save_rejected
from app.store.replacing import (
    derived_from,
    dump_derived,
    forget_derived,
    is_derived_from,
    note_derived_from,
    replace_derived,
    revision,
    wait_to_derive,
)
from app.store.report_ids import report_id_of
from app.store.run_values import Checkpoint, LoggedPage, SourceRun
from app.store.runs import end_run, list_runs, start_run
from app.store.schema import migrate, schema_is_current
from app.store.search_log import (
    SearchLogPage,
    get_search_log_page,
    list_search_log,
    save_logged_page,
)
from app.store.source_runs import (
    Begun,
    Progress,
    SourceRunPage,
    end_interrupted_runs,
    end_source_run,
    get_source_run,
    get_source_runs_page,
    list_source_runs,
    save_progress,
    start_source_run,
)
from app.store.sources import get_disclaimer, list_sources
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
from app.store.watched_files import list_watched_files, save_watched_file

__all__ = [
    "JOBS",
    "NO_TITLE",
    "Begun",
    "CellEvidence",
    "ChangeFilter",
    "Checkpoint",
    "ContextReport",
    "Counts",
    "Derived",
    "DerivedReport",
    "DerivedStudy",
    "FlowRecord",
    "FlowReport",
    "FlowState",
    "LoggedPage",
    "NotedChange",
    "Progress",
    "ReceivedRecord",
    "Run",
    "SaveCounts",
    "ScreeningDecision",
    "SearchLogPage",
    "SourceRun",
    "SourceRunPage",
    "SourceSummary",
    "Step",
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
    "claimed",
    "count_everything",
    "count_unreadable",
    "count_versions",
    "delete_checkpoint",
    "derived_from",
    "dump_derived",
    "end_interrupted_runs",
    "end_run",
    "end_source_run",
    "forget_derived",
    "get_announced",
    "get_checkpoint",
    "get_disclaimer",
    "get_evidence_state",
    "get_flow_state",
    "get_rejected_payload",
    "get_search_log_page",
    "get_source_run",
    "get_source_runs_page",
    "get_study",
    "is_derived_from",
    "is_given_up",
    "is_retracted",
    "is_sqlite",
    "job_connection",
    "last_change_before",
    "list_cached_readings",
    "list_cell_evidence",
    "list_changes",
    "list_cited_records",
    "list_cited_studies",
    "list_context",
    "list_included_bibliographies",
    "list_latest_records",
    "list_mapped_studies",
    "list_match_decisions",
    "list_match_decisions_before",
    "list_next_step",
    "list_numbers_without_text",
    "list_records",
    "list_records_before",
    "list_rejected",
    "list_runs",
    "list_screening_decisions",
    "list_search_log",
    "list_source_records",
    "list_source_runs",
    "list_sources",
    "list_studies",
    "list_summaries",
    "list_tag_decisions",
    "list_watched_files",
    "migrate",
    "note_announced",
    "note_derived_from",
    "open_engine",
    "place_of_print",
    "prepare_job_schema",
    "reading",
    "reasons_of",
    "reference_of",
    "replace_cached_readings",
    "replace_derived",
    "report_id_of",
    "revision",
    "save_changes",
    "save_checkpoint",
    "save_logged_page",
    "save_match_decision",
    "save_progress",
    "save_records",
    "save_rejected",
    "save_screening_decision",
    "save_tag_decision",
    "save_watched_file",
    "schema_is_current",
    "start_run",
    "start_source_run",
    "wait_to_derive",
    "withdraw_records",
    "writing",
]
