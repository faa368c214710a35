"""What PRISMA calls each source: its printed name, its platform, and the sort it is counted under."""

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """The three ways in which PRISMA 2020 lets records be identified."""

    DATABASES = "databases"
    REGISTERS = "registers"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSource:
    """A source as a method section names it."""

    name: str
    platform: str
    sort: Sort


def printed_source(source: str) -> PrintedSource:
    """The source under its printed name; one that is not known here is an other source."""
    if source in _SOURCES:
        return _SOURCES[source]
    if source == FILE or source.startswith(f"{FILE}-"):
        kind = source.removeprefix(FILE).removeprefix("-")
        name = f"Files ({kind})" if kind else "Files"
        return PrintedSource(name=name, platform="exports given by people", sort=Sort.OTHER)
    return PrintedSource(name=source, platform="", sort=Sort.OTHER)


FILE = "file"
"""Records of a file are named after its format: file-ris."""

_SOURCES = {
    "pubmed": PrintedSource(name="PubMed", platform="NCBI E-utilities", sort=Sort.DATABASES),
    "europepmc": PrintedSource(
        name="Europe PMC", platform="Europe PMC RESTful web service", sort=Sort.DATABASES
    ),
    "crossref": PrintedSource(name="Crossref", platform="Crossref REST API", sort=Sort.DATABASES),
    "clinicaltrials": PrintedSource(
        name="ClinicalTrials.gov", platform="ClinicalTrials.gov API v2", sort=Sort.REGISTERS
    ),
    "openalex": PrintedSource(
        name="OpenAlex (citation searching)", platform="OpenAlex API", sort=Sort.OTHER
    ),
    "openfda": PrintedSource(
        name="openFDA (regulator)", platform="openFDA device endpoints", sort=Sort.OTHER
    ),
    "bundled": PrintedSource(
        name="Bundled evidence", platform="documents read by people", sort=Sort.OTHER
    ),
    "files": PrintedSource(
        name="Watched folder", platform="exports given by people", sort=Sort.OTHER
    ),
}
