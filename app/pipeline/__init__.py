"""The rooms in their order, and who owns a transaction."""

from app.pipeline.deduplicating import dedupe_file
from app.pipeline.deriving import Decided, derive
from app.pipeline.evaluating import evaluate_files, shipped_accuracy
from app.pipeline.opening import is_empty, open_database
from app.pipeline.receiving import ImportReport, import_file, load_evidence
from app.pipeline.refreshing import RefreshReport, rebuild, refresh
from app.pipeline.tagging_files import TaggingOptions, tag_file

__all__ = [
    "Decided",
    "ImportReport",
    "RefreshReport",
    "TaggingOptions",
    "dedupe_file",
    "derive",
    "evaluate_files",
    "import_file",
    "is_empty",
    "load_evidence",
    "open_database",
    "rebuild",
    "refresh",
    "shipped_accuracy",
    "tag_file",
]
