"""The rooms in their order, and who owns a transaction."""

from app.pipeline.announcing import announce, webhook_of
from app.pipeline.beginning import Order
from app.pipeline.checking import CheckReport, check
from app.pipeline.checkpoints import NEWS, Wanted
from app.pipeline.comparing import state_before
from app.pipeline.considering import Decided
from app.pipeline.deduplicating import dedupe_file
from app.pipeline.deriving import derive
from app.pipeline.editions import Edition, edition_of
from app.pipeline.evaluating import evaluate_files, shipped_accuracy
from app.pipeline.evidence_states import evidence_state
from app.pipeline.flowing import end_of, flow_state, state_of
from app.pipeline.importing import ImportProgress, import_file
from app.pipeline.ingesting import IngestReport, SourceReport, Workplace, ingest, ingest_at
from app.pipeline.jobs import Duties
from app.pipeline.judging import Judgement, judge, judge_question, undo_judgement
from app.pipeline.opening import is_empty, open_database
from app.pipeline.planning import covered_until
from app.pipeline.receiving import ImportReport, load_evidence
from app.pipeline.refreshing import RefreshReport, rebuild, refresh, refresh_if_behind
from app.pipeline.restoring import RestoreReport, StoredDataset, restore_dataset
from app.pipeline.reviewing import (
    MOST_TARGETS,
    Kept,
    ScreeningWord,
    decide_screening,
    decide_tags,
    undo_review,
)
from app.pipeline.second_reader import open_words, out_of_queue, rounds, stage
from app.pipeline.source_run import SourceRun, Tally
from app.pipeline.tag_words import Quoted, TagWord
from app.pipeline.tagging_files import TaggingOptions, tag_file
from app.pipeline.watching import asked_by_default, list_sources, watched_folder
from app.pipeline.working import work
from app.sources import FILES, Source, Webhook

__all__ = [
    "FILES",
    "MOST_TARGETS",
    "NEWS",
    "CheckReport",
    "Decided",
    "Duties",
    "Edition",
    "ImportProgress",
    "ImportReport",
    "IngestReport",
    "Judgement",
    "Kept",
    "Order",
    "Quoted",
    "RefreshReport",
    "RestoreReport",
    "ScreeningWord",
    "Source",
    "SourceReport",
    "SourceRun",
    "StoredDataset",
    "TagWord",
    "TaggingOptions",
    "Tally",
    "Wanted",
    "Webhook",
    "Workplace",
    "announce",
    "asked_by_default",
    "check",
    "covered_until",
    "decide_screening",
    "decide_tags",
    "dedupe_file",
    "derive",
    "edition_of",
    "end_of",
    "evaluate_files",
    "evidence_state",
    "flow_state",
    "import_file",
    "ingest",
    "ingest_at",
    "is_empty",
    "judge",
    "judge_question",
    "list_sources",
    "load_evidence",
    "open_database",
    "open_words",
    "out_of_queue",
    "rebuild",
    "refresh",
    "refresh_if_behind",
    "restore_dataset",
    "rounds",
    "shipped_accuracy",
    "stage",
    "state_before",
    "state_of",
    "tag_file",
    "undo_judgement",
    "undo_review",
    "watched_folder",
    "webhook_of",
    "work",
]
