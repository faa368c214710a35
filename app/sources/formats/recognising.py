"""Which format a file is in, by its first characters and never by its name."""

import re
from enum import StrEnum

from app.sources.formats.csv_rows import layout_of


class Format(StrEnum):
    """The file formats that can be imported."""

    RIS = "ris"
    MEDLINE = "medline"
    PUBMED_XML = "pubmed_xml"
    BIBTEX = "bibtex"
    CSL_JSON = "csl_json"
    CSV = "csv"
    JATS = "jats"
    CLINICALTRIALS_JSON = "clinicaltrials_json"
    WEB_OF_SCIENCE = "wos"
    ENDNOTE_XML = "endnote_xml"
    REFER = "refer"
    PDF = "pdf"


class UnknownFormatError(ValueError):
    """The beginning is of no format that can be read; the message says what it looks like."""


LINE_FORMATS = frozenset(
    {Format.RIS, Format.MEDLINE, Format.BIBTEX, Format.CSV, Format.WEB_OF_SCIENCE, Format.REFER}
)
XML_FORMATS = frozenset({Format.PUBMED_XML, Format.JATS, Format.ENDNOTE_XML})

PDF_MAGIC = b"%PDF-"

_UNPACK = "Unpack it and import the files inside."
_MAGIC = (
    (b"PK\x03\x04", f"It is a zip archive or a spreadsheet. {_UNPACK} Save spreadsheets as CSV."),
    (b"BZh", f"It is a bzip2 archive. {_UNPACK}"),
    (b"\xfd7zXZ", f"It is an xz archive. {_UNPACK}"),
    (b"7z\xbc\xaf", f"It is a 7z archive. {_UNPACK}"),
    (b"\xd0\xcf\x11\xe0", "It is an old Word or Excel file. Save it as CSV."),
    (b"SQLite format 3\x00", "It is a database, not an export."),
)
_PROLOGUE = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE\s[^<>\[]*>\s*)*", re.DOTALL)
_ROOT = re.compile(r"<(?:[\w.-]+:)?(?P<name>[A-Za-z_][\w.-]*)")
_JSON_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:]')
_TAG_LINES = (
    (Format.RIS, re.compile(r"^\s*TY\s{1,2}-\s?\S", re.IGNORECASE)),
    (Format.MEDLINE, re.compile(r"^(?:PMID|OWN ?)\s{0,2}- ?\S")),
    (Format.WEB_OF_SCIENCE, re.compile(r"^(?:FN \S|VR \d|PT [JBSP]\b)")),
    (Format.REFER, re.compile(r"^%[0ATJDX]\s\S")),
    (Format.BIBTEX, re.compile(r"^\s*@\s*[A-Za-z]+\s*[{(]")),
)
_XML_ROOTS = {
    "PubmedArticleSet": Format.PUBMED_XML,
    "PubmedArticle": Format.PUBMED_XML,
    "PubmedBookArticleSet": Format.PUBMED_XML,
    "PubmedBookArticle": Format.PUBMED_XML,
    "pubmed-document": Format.PUBMED_XML,
    "article": Format.JATS,
    "pmc-articleset": Format.JATS,
    "OAI-PMH": Format.JATS,
    "records": Format.ENDNOTE_XML,
    "xml": Format.ENDNOTE_XML,
}
_XML_REFUSED = {
    "html": "It is a web page, not an export. Use the site's export or save button and try again.",
    "clinical_study": "It is the registry's old XML. Download the study again as JSON.",
    "eFetchResult": "It is an error message of PubMed, not a set of articles. Fetch it again.",
    "eSearchResult": "It is a list of search results without articles. Fetch the articles.",
    "ePostResult": "It is PubMed's receipt of a list, without articles. Fetch the articles.",
}


def refuse_binary(head: bytes, *, is_wide: bool) -> None:
    """Refuse what is no text; `is_wide` says that zero bytes belong to the encoding.

    Raises:
        UnknownFormatError: With what it is, where that can be told.
    """
    for magic, reason in _MAGIC:
        if head.startswith(magic):
            raise UnknownFormatError(reason)
    control = sum(
        head.count(code) for code in range(32) if code not in (9, 10, 12, 13, 26, 27, 30, 31)
    )
    if not is_wide and (b"\x00" in head[:1024] or control > len(head) // 20):
        raise UnknownFormatError("It is a binary file, not text.")


def recognise(head: str) -> Format:
    """The format that a text beginning with `head` is in.

    Raises:
        UnknownFormatError: With what it looks like, or which formats there are.
    """
    start = head.lstrip("\ufeff \t\r\n\x00")
    if not start:
        raise UnknownFormatError("It holds nothing but white space.")
    if start.startswith("<") and not start.startswith("<1. >"):
        return _xml_format(start)
    if start.startswith(("{", "[")):
        return _json_format(start)
    return _line_format(head)


def _xml_format(start: str) -> Format:
    rest = start[_prologue_end(start) :]
    if rest[:9].upper() == "<!DOCTYPE":
        raise UnknownFormatError(
            "Its DOCTYPE defines entities or elements of its own, which is never needed and can be"
            " used to exhaust a machine. Remove the part in square brackets."
        )
    root = _ROOT.match(rest)
    name = root["name"] if root else ""
    if name in _XML_ROOTS:
        return _XML_ROOTS[name]
    if refused := _XML_REFUSED.get(name.lower() if name.lower() == "html" else name):
        raise UnknownFormatError(refused)
    if re.match(r"(?:head|body|div|p|table|title|script)$", name, re.IGNORECASE):
        raise UnknownFormatError(_XML_REFUSED["html"])
    shown = f"<{name}>" if name else "no element"
    raise UnknownFormatError(
        f"It is XML of an unknown kind ({shown}). Known: PubMed, JATS, EndNote."
    )


def _prologue_end(start: str) -> int:
    match = _PROLOGUE.match(start)
    return match.end() if match else 0


def _json_format(start: str) -> Format:
    keys = _first_keys(start)
    if "FullStudiesResponse" in keys:
        raise UnknownFormatError("It is the registry's old JSON (before 2024). Download it again.")
    if "protocolSection" in keys or _is_study_page(start, keys):
        return Format.CLINICALTRIALS_JSON
    if re.match(r"\[\s*\]\s*$", start) or _is_csl(keys):
        return Format.CSL_JSON
    raise UnknownFormatError(
        "It is JSON, but neither CSL-JSON (type, title) nor ClinicalTrials.gov (protocolSection)."
    )


def _first_keys(start: str) -> frozenset[str]:
    """The keys of the outermost object, or of the first object in the outermost list."""
    wanted = 2 if start.startswith("[") else 1
    keys: list[str] = []
    depth, last = 0, ""
    for token in _JSON_TOKEN.finditer(start):
        mark = token.group()
        if mark in "{[":
            depth += 1
        elif mark in "}]":
            depth -= 1
            if depth < wanted:
                break
        elif mark == ":" and depth == wanted:
            keys.append(last)
        last = mark.strip('"')
    return frozenset(keys)


def _is_study_page(start: str, keys: frozenset[str]) -> bool:
    is_empty = re.search(r'"studies"\s*:\s*\[\s*\]', start) is not None
    return "studies" in keys and (is_empty or '"protocolSection"' in start)


def _is_csl(keys: frozenset[str]) -> bool:
    """A reference has a type or a title with something else; answers of other APIs show themselves."""
    if keys & {"display_name", "resultList", "paperId", "message-type", "meta", "total", "studies"}:
        return False
    if keys & {"items", "references"} and not keys & {"type", "title"}:
        return True
    others = keys & {"id", "DOI", "PMID", "author", "issued", "container-title", "URL", "abstract"}
    return bool(keys & {"type", "title"}) and (len(keys & {"type", "title"}) == 2 or bool(others))


def _line_format(head: str) -> Format:
    lines = re.split("\r\n|\r|\n", head)
    for line in lines:
        for kind, pattern in _TAG_LINES:
            if pattern.match(line):
                return kind
        if layout_of(line):
            return Format.CSV
    if any(re.match(r"\s*<(?:!DOCTYPE )?html", line, re.IGNORECASE) for line in lines):
        raise UnknownFormatError(_XML_REFUSED["html"])
    raise UnknownFormatError(
        "Its beginning is of no known format. Known: RIS, PubMed .nbib and XML, BibTeX, CSL-JSON,"
        " CSV with named columns, JATS, ClinicalTrials.gov JSON, Web of Science, EndNote."
    )
