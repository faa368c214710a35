"""A report's identifiers as links."""

from urllib.parse import quote, urlsplit

from app.dashboard.evidence_pieces import Part
from app.records import Bibliography

REGISTRIES = {"NCT": "https://clinicaltrials.gov/study/", "ISRCTN": "https://www.isrctn.com/"}


def identifiers(of: Bibliography) -> tuple[Part, ...]:
    """Every identifier, each a link to where the document can be read."""
    found = [
        _link("PubMed", of.pmid, "https://pubmed.ncbi.nlm.nih.gov/"),
        _link("PMC", of.pmcid, "https://pmc.ncbi.nlm.nih.gov/articles/"),
        _link("DOI", of.doi, "https://doi.org/"),
        *(_registration(number) for number in of.registrations),
        _address(of.url),
    ]
    return tuple(part for part in found if part.text)


def _link(name: str, identifier: str, base: str) -> Part:
    if not identifier:
        return Part("")
    return Part(f"{name} {identifier}", base + quote(identifier, safe="/().:;-"), outside=True)


def _registration(number: str) -> Part:
    for prefix, base in REGISTRIES.items():
        if number.startswith(prefix):
            return Part(f"Registry {number}", base + quote(number), outside=True)
    return Part(f"Registration {number}")


def _address(url: str) -> Part:
    address = urlsplit(url)
    if address.scheme not in ("http", "https") or not address.netloc:
        return Part("")
    return Part(address.netloc.removeprefix("www."), url, outside=True)
