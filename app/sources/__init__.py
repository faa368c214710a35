"""Where records come from: bundled evidence and files; one module a source."""

from app.sources.bundled import SOURCE as BUNDLED
from app.sources.bundled import read_evidence
from app.sources.files import ImportedFile, read_file
from app.sources.folder import FILES, FolderPage, WatchedFolder
from app.sources.formats.clinicaltrials import parse_registration
from app.sources.formats.jats import parse_jats
from app.sources.formats.pubmed_xml import iterate_pubmed_xml
from app.sources.formats.recognising import Format
from app.sources.registry import Source, list_upstreams
from app.sources.upstream import Asked, Page, Search, Upstream

__all__ = [
    "BUNDLED",
    "FILES",
    "Asked",
    "FolderPage",
    "Format",
    "ImportedFile",
    "Page",
    "Search",
    "Source",
    "Upstream",
    "WatchedFolder",
    "iterate_pubmed_xml",
    "list_upstreams",
    "parse_jats",
    "parse_registration",
    "read_evidence",
    "read_file",
]
