"""The rooms in their order, and who owns a transaction."""

from app.pipeline.beginning import Order
from app.pipeline.checkpoints import Wanted
from app.pipeline.deduplicating import dedupe_file
from app.pipeline.deriving import Decided, derive
from app.pipeline.evaluating import evaluate_files, shipped_accuracy
from app.pipeline.flowing import end_of, flow_state, state_of
from app.pipeline.ingesting import IngestReport, SourceReport, ingest
from app.pipeline.opening import is_empty, open_database
from app.pipeline.receiving import ImportReport, import_file, load_evidence
from app.pipeline.refreshing import RefreshReport, rebuild, refresh, refresh_if_behind
from app.pipeline.source_run import SourceRun, Tally
from app.pipeline.tagging_files import TaggingOptions, tag_file
from app.pipeline.watching import list_sources, watched_folder
from app.sources import FILES, Source

__all__ = [
    "FILES",
    "Decided",
    "ImportReport",
    "IngestReport",
    "Order",
    "RefreshReport",
    "Source",
    "SourceReport",
    "SourceRun",
    "TaggingOptions",
    "Tally",
    "Wanted",
    "dedupe_file",
    "derive",
    "end_of",
    "evaluate_files",
    "flow_state",
    "import_file",
    "ingest",
    "is_empty",
    "list_sources",
    "load_evidence",
    "open_database",
    "rebuild",
    "refresh",
    "refresh_if_behind",
    "shipped_accuracy",
    "state_of",
    "tag_file",
    "watched_folder",
]
