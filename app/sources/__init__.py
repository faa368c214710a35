"""Where records come from: bundled evidence and files; one module a source."""

from app.sources.europepmc import FULL_TEXT
from app.sources.evidence import BUNDLED, read_evidence
from app.sources.files import (
    FileItem,
    ImportedFile,
    Packed,
    Position,
    Taken,
    may_be_in_pieces,
    pack_item,
    pack_piece,
    read_file,
)
from app.sources.folder import FILES, FolderPage, WatchedFolder
from app.sources.formats.clinicaltrials import parse_registration
from app.sources.formats.csv_pieces import TablePiece
from app.sources.formats.jats import parse_jats
from app.sources.formats.pubmed_pieces import NotInPiecesError, Piece
from app.sources.formats.pubmed_xml import iterate_pubmed_xml
from app.sources.formats.recognising import Format
from app.sources.reader_process import begin_reading
from app.sources.registry import Source, list_upstreams
from app.sources.table_rows import compared_rows
from app.sources.upstream import Asked, Page, Search, Upstream
from app.sources.webhook import Message, Webhook, send_message

__all__ = [
    "BUNDLED",
    "FILES",
    "FULL_TEXT",
    "Asked",
    "FileItem",
    "FolderPage",
    "Format",
    "ImportedFile",
    "Message",
    "NotInPiecesError",
    "Packed",
    "Page",
    "Piece",
    "Position",
    "Search",
    "Source",
    "TablePiece",
    "Taken",
    "Upstream",
    "WatchedFolder",
    "Webhook",
    "begin_reading",
    "compared_rows",
    "iterate_pubmed_xml",
    "list_upstreams",
    "may_be_in_pieces",
    "pack_item",
    "pack_piece",
    "parse_jats",
    "parse_registration",
    "read_evidence",
    "read_file",
    "send_message",
]
