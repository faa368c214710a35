"""Identifiers of documents, journals and trials, each in the one form in which they are compared."""

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

# A registrant's number has 4 to 9 digits (DOI Handbook 2.2); "10/abcd" is a shortDOI and no DOI.
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d{1,9}){0,4}/[^\s\"]{1,500}")
_DOI_IN_TEXT = re.compile(r"(?<![\d.])10\.\d{4,9}(?:\.\d{1,9}){0,4}/[^\s\"<>&;?#|]{1,500}")
_DOI_PREFIX = re.compile(
    r"^(?:(?:https?://)?(?:dx\.)?doi\.org/|doi\s*:?\s*|info:doi/)", re.IGNORECASE
)
# Publishers put the page's form behind the DOI in their addresses.
_PAGE_OF_DOI = re.compile(r"/(?:abstract|epdf|epub|full|fulltext|html|meta|pdf)$", re.IGNORECASE)
_PMID = re.compile(r"^(?:PMID\s*:?\s*|MEDLINE:|https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/)?0*([1-9]\d{0,7})/?$", re.IGNORECASE)  # fmt: skip
_PMCID = re.compile(r"(?:^|PMC\s*|PMCID\s*:?\s*|/articles/)0*([1-9]\d{0,8})(?:\.\d+)?/?;?$", re.IGNORECASE)  # fmt: skip
_PMC_IN_TEXT = re.compile(r"PMC\s?(\d{3,9})\b", re.IGNORECASE)
_ISSN = re.compile(r"(?<![\dX-])(\d{4})[-\u2010-\u2015]?(\d{3}[\dX])(?![\dX-])", re.IGNORECASE)
_NCT = re.compile(r"\bNCT\s?-?(\d{8})\b", re.IGNORECASE)
_ISRCTN = re.compile(r"\bISRCTN\s?-?(\d{8})\b", re.IGNORECASE)
_OTHER_REGISTRIES = re.compile(
    r"\b(?:ChiCTR[-A-Z]*\d{8,10}|ACTRN\d{14}|DRKS\d{8}|CTRI/\d{4}/\d{2,3}/\d{6}|IRCT\d{11,14}N\d{1,3}"
    r"|KCT\d{7}|NTR\d{1,5}|NL\d{3,5}|PACTR\d{15,16}|RBR-[0-9a-z]{6,7}|SLCTR/\d{4}/\d{3}"
    r"|TCTR\d{11}|JPRN-[A-Z]+\d+|UMIN\d{9}|jRCTs?\d{9,10}|20\d{2}-\d{6}-\d{2}(?:-\d{2})?)\b",
    re.IGNORECASE,
)


def canonical_doi(text: str) -> str:
    """Lower case, without resolver or `doi:`; empty unless it is a DOI (a shortDOI is not)."""
    bare = html.unescape(unquote(text) if "%" in text else text).strip()
    while (found := _DOI_PREFIX.match(bare)) and found.end():
        bare = bare[found.end() :].lstrip()
    match = _DOI.match(bare)
    return _without_closing(match.group()).lower() if match else ""


def dois_in(text: str) -> Iterator[str]:
    """Every DOI that stands in a text or an address, in order."""
    for found in _DOI_IN_TEXT.finditer(unquote(text) if "%" in text else text):
        bare = _without_closing(found.group().removesuffix("[doi]"))
        if bare:
            yield _PAGE_OF_DOI.sub("", bare).lower()


def canonical_pmid(text: str) -> str:
    """Digits without leading zeros; from a number, "PMID: 1" or PubMed's address."""
    match = _PMID.match(text.strip())
    return match.group(1) if match else ""


def canonical_pmcid(text: str) -> str:
    """The form "PMC123", from the digits alone, "PMC 123" or an address."""
    match = _PMCID.search(text.strip())
    return f"PMC{match.group(1)}" if match else ""


def pmcids_in(text: str) -> Iterator[str]:
    """Every PMC number that stands in a text with its letters before it."""
    return (f"PMC{found.group(1).lstrip('0')}" for found in _PMC_IN_TEXT.finditer(text))


def canonical_nct(text: str) -> str:
    """The form "NCT12345678"; empty for anything else."""
    match = _NCT.fullmatch(text.strip())
    return f"NCT{match.group(1)}" if match else ""


def canonical_isrctn(text: str) -> str:
    """The form "ISRCTN12345678"; empty for anything else.

    The register publishes no check digit: it describes the number as drawn at random.
    """
    match = _ISRCTN.fullmatch(text.strip())
    return f"ISRCTN{match.group(1)}" if match else ""


def canonical_issn(text: str) -> str:
    """The first ISSN in the text that checks (ISO 3297), as "1234-567X"."""
    for found in _ISSN.finditer(text):
        digits = (found.group(1) + found.group(2)).upper()
        if _checks(digits):
            return f"{digits[:4]}-{digits[4:]}"
    return ""


def registrations_in(text: str) -> tuple[str, ...]:
    """Trial numbers of any known register that stand in the text, each once, in order."""
    found = [(m.start(), f"NCT{m.group(1)}") for m in _NCT.finditer(text)]
    found += [(m.start(), f"ISRCTN{m.group(1)}") for m in _ISRCTN.finditer(text)]
    found += [(m.start(), m.group().upper()) for m in _OTHER_REGISTRIES.finditer(text)]
    return tuple(dict.fromkeys(number for _, number in sorted(found)))


def _without_closing(doi: str) -> str:
    """Sentence marks behind a DOI are not part of it; a bracket is, if it was opened inside.

    Empty if nothing is left behind the slash.
    """
    while doi and (doi[-1] in ".,;:'\"" or _closes_nothing(doi)):
        doi = doi[:-1]
    return "" if doi.endswith("/") else doi


def _closes_nothing(doi: str) -> bool:
    return any(
        doi.endswith(close) and doi.count(close) > doi.count(opening)
        for opening, close in ("()", "[]", "{}")
    )


def _checks(digits: str) -> bool:
    weighted = sum(int(d) * weight for d, weight in zip(digits[:7], range(8, 1, -1), strict=True))
    return "0123456789X"[-weighted % 11] == digits[7]
