"""A report's identifiers as links to where the document can be read."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from app.records import Bibliography

REGISTRIES = {"NCT": "https://clinicaltrials.gov/study/", "ISRCTN": "https://www.isrctn.com/"}


@dataclass(frozen=True, slots=True)
class ReportLink:
    """An identifier in words; `href` is empty where nobody knows the place."""

    text: str
    href: str = ""


def report_links(of: Bibliography) -> tuple[ReportLink, ...]:
    """Every identifier, and the address of a document that has one."""
    found = [
        _link("PubMed", of.pmid, "https://pubmed.ncbi.nlm.nih.gov/"),
        _link("PMC", of.pmcid, "https://pmc.ncbi.nlm.nih.gov/articles/"),
        _link("DOI", of.doi, "https://doi.org/"),
        *(_registration(number) for number in of.registrations),
        _address(of.url),
    ]
    return tuple(link for link in found if link.text)


def _link(name: str, identifier: str, base: str) -> ReportLink:
    if not identifier:
        return ReportLink("")
    return ReportLink(f"{name} {identifier}", base + quote(identifier, safe="/().:;-"))


def _registration(number: str) -> ReportLink:
    for prefix, base in REGISTRIES.items():
        if number.startswith(prefix):
            return ReportLink(f"Registry {number}", base + quote(number))
    return ReportLink(f"Registration {number}")


def _address(url: str) -> ReportLink:
    address = urlsplit(url)
    if address.scheme not in ("http", "https") or not address.netloc:
        return ReportLink("")
    return ReportLink(address.netloc.removeprefix("www."), url)
