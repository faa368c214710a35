"""Where records come from: bundled evidence and files; one module a source."""

from app.sources.bundled import read_evidence
from app.sources.files import ImportedFile, read_file
from app.sources.formats.clinicaltrials import parse_registration
from app.sources.formats.jats import parse_jats
from app.sources.formats.pubmed_xml import iterate_pubmed_xml
from app.sources.formats.recognising import Format

__all__ = [
    "Format",
    "ImportedFile",
    "iterate_pubmed_xml",
    "parse_jats",
    "parse_registration",
    "read_evidence",
    "read_file",
]
