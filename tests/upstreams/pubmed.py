"""E-utilities as their contract says, with the citations that a test gives them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from xml.sax.saxutils import escape

from tests.upstreams.server import Fault, Received, Reply, StandIn

_LISTED = 9_999
_TOKEN = re.compile(
    r'\s*(?:(?P<mark>[()])|(?P<word>AND|OR|NOT)\b|"(?P<low>[\d/]+)"\[(?P<field>\w+)\] : "(?P<high>[\d/]+)"\[\w+\]'
    r'|"(?P<quoted>[^"]*)"(?:\[(?P<tag>\w+)\])?|(?P<bare>[^\s()"\[\]]+)(?:\[(?P<own>\w+)\])?)'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One citation; `entered` and `changed` are its [crdt] and [mdat]. `xml` replaces the record."""

    pmid: int
    title: str = "Coring of skin"
    doi: str = ""
    pmcid: str = ""
    entered: date = date(2026, 11, 2)
    changed: date = date(2026, 11, 2)
    more: str = ""
    """XML at the end of MedlineCitation."""
    status: str = "MEDLINE"
    xml: str = ""

    def rendered(self) -> str:
        """The citation as efetch gives it."""
        if self.xml:
            return self.xml
        ids = {"pubmed": str(self.pmid), "doi": self.doi, "pmc": self.pmcid}
        listed = "".join(f'<ArticleId IdType="{k}">{v}</ArticleId>' for k, v in ids.items() if v)
        return (
            f'<PubmedArticle>\n<MedlineCitation Status="{self.status}" Owner="NLM">'
            f'<PMID Version="1">{self.pmid}</PMID><DateRevised><Year>{self.changed.year}</Year>'
            f"<Month>{self.changed.month:02}</Month><Day>{self.changed.day:02}</Day></DateRevised>\n"
            f"<Article><Journal><JournalIssue><PubDate><Year>2026</Year></PubDate></JournalIssue>"
            f"<Title>Journal of invented results</Title></Journal>"
            f"<ArticleTitle>{escape(self.title)}</ArticleTitle></Article>{self.more}</MedlineCitation>\n"
            f"<PubmedData><ArticleIdList>{listed}</ArticleIdList></PubmedData></PubmedArticle>"
        )


class PubMedStandIn(StandIn):
    """`gone` are listed and not returned; `deleted` are told in DeleteCitation.

    `lie` is added to a count that is not 0; `warned` is XML of ErrorList and WarningList.
    """

    def __init__(self, citations: Iterable[Citation] = (), *, key: str = "") -> None:
        super().__init__({"/esearch.fcgi": self._search, "/efetch.fcgi": self._fetch})
        self.citations = {one.pmid: one for one in citations}
        self.gone: set[int] = set()
        self.deleted: set[int] = set()
        self.lie = 0
        self.warned = ""
        self.key = key

    def change(self, pmid: int, **fields: object) -> None:
        """Edit a citation where it is."""
        self.citations[pmid] = replace(self.citations[pmid], **fields)  # type: ignore[arg-type]  # fields by name

    def _search(self, received: Received) -> Reply:
        asked = received.asked
        if refusal := self._key_refused(asked):
            return refusal
        term = asked.get("term", "")
        if not term:
            return _result("<ERROR>Empty term and query_key - nothing todo</ERROR>")
        start = int(asked.get("retstart", 0))
        if start >= _LISTED:
            return _result(
                "<ERROR>Search Backend failed: Exception: 'retstart' cannot be larger than 9998.</ERROR>"
            )
        found = [one.pmid for one in self.citations.values() if matches(one, term)]
        found.sort(reverse=True)  # newest first, as recorded
        listed = found[start : min(start + int(asked.get("retmax", 20)), _LISTED)]
        ids = "\n".join(f"<Id>{pmid}</Id>" for pmid in listed)
        return _result(
            f"<Count>{len(found) and len(found) + self.lie}</Count><RetMax>{len(listed)}</RetMax><RetStart>{start}</RetStart>"
            f"<IdList>\n{ids}\n</IdList><TranslationSet/><QueryTranslation>{escape(term)}</QueryTranslation>"
            + (self.warned if found or self.warned else _NOTHING)
        )

    def _fetch(self, received: Received) -> Reply:
        asked = received.asked
        if refusal := self._key_refused(asked):
            return refusal
        numbers = asked.get("id", "").split(",")
        if not all(text.strip().isdecimal() and int(text) for text in numbers):
            return _refused("ID list is empty! Possibly it has no correct IDs.")
        pmids = [*dict.fromkeys(map(int, numbers))]
        known = [p for p in pmids if p in self.citations and p not in self.gone | self.deleted]
        told = "".join(f"<PMID>{p}</PMID>" for p in pmids if p in self.deleted)
        deleted = f"<DeleteCitation>{told}</DeleteCitation>" if told else ""
        return an_article_set("\n".join(self.citations[p].rendered() for p in known) + deleted)

    def _key_refused(self, asked: dict[str, str]) -> Reply | None:
        if "api_key" not in asked or (self.key and asked["api_key"] == self.key):
            return None
        body = f'{{"error":"API key invalid","api-key":"{asked["api_key"]}","type":"invalid","status":"unknown"}}'
        return Reply(status=400, body=body.encode())


def matches(citation: Citation, term: str) -> bool:
    """Whether PubMed would find it: operators from left to right, brackets first."""
    return _group(citation, _TOKEN.finditer(term))


def _group(citation: Citation, tokens: Iterator[re.Match[str]]) -> bool:
    value, word = True, "AND"
    for token in tokens:
        if token["mark"] == ")":
            break
        if token["word"]:
            word = token["word"]
            continue
        one = _group(citation, tokens) if token["mark"] else _meets(citation, token)
        match word:
            case "AND":
                value = value and one
            case "OR":
                value = value or one
            case _:
                value = value and not one
        word = "AND"
    return value


def _meets(citation: Citation, token: re.Match[str]) -> bool:
    if token["field"]:
        day = citation.entered if token["field"] == "crdt" else citation.changed
        return token["low"] <= f"{day:%Y/%m/%d}" <= token["high"]
    text, tag = token["quoted"] or token["bare"], token["tag"] or token["own"]
    if tag == "doi":
        return citation.doi.casefold() == text.casefold()
    if tag == "pmcid":
        return citation.pmcid == text
    return text.casefold() in citation.title.casefold()


_NOTHING = "<ErrorList/><WarningList><OutputMessage>No items found.</OutputMessage></WarningList>"
_PROLOG = '<?xml version="1.0" ?>\n'
_DOCTYPE = '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'


def an_article_set(articles: str) -> Reply:
    """An answer of efetch."""
    body = f"{_PROLOG}{_DOCTYPE}<PubmedArticleSet>{articles}</PubmedArticleSet>\n"
    return Reply(body=body.encode(), media_type="text/xml; charset=UTF-8")


def _result(inner: str) -> Reply:
    body = f"{_PROLOG}<eSearchResult>{inner}</eSearchResult>"
    return Reply(body=body.encode(), media_type="text/xml; charset=UTF-8")


def _refused(text: str) -> Reply:
    body = f"{_PROLOG}<eFetchResult>\n\t<ERROR>{text}</ERROR>\n</eFetchResult>"
    return Reply(status=400, body=body.encode(), media_type="text/xml; charset=UTF-8")


def _instead(body: str, *, status: int = 200, media_type: str = "text/xml") -> Fault:
    return lambda _, right: replace(right, status=status, body=body.encode(), media_type=media_type)


_LIMIT = '{"error":"API rate limit exceeded","api-key":"203.0.113.9","count":"4","limit":"3"}'
OWN_FAULTS: dict[str, Fault] = {
    "limit as 429": _instead(_LIMIT, status=429, media_type="application/json"),
    "limit as 200": _instead(_LIMIT, media_type="application/json"),
    "limit as text": _instead(_LIMIT, media_type="text/plain"),
    "trace with 200": _instead(
        "Error: NCBI C++ Exception:\n    T0 \"c++/src/connect/ncbi_conn_stream.cpp\", line 1: Read failed: EOF"
    ),
    "trace in the root": _instead(f"{_PROLOG}<eSearchResult><ERROR>Search Backend failed: NCBI C++ Exception: closed connection</ERROR></eSearchResult>"),
    "prolog alone": _instead(_PROLOG),
    "trouble as 400": _instead(
        f"{_PROLOG}<eFetchResult><ERROR>Error occurred: cannot get document summary</ERROR></eFetchResult>",
        status=400,
    ),
    "trouble as 400 in text": _instead(
        "Error+occurred:+cannot get document summary", status=400, media_type="text/plain"
    ),
    "another root": _instead(f"{_PROLOG}<eInfoResult/>"),
    "trace behind the records": lambda _, right: replace(
        right, body=right.body + b"\nNCBI C++ Exception: Read failed"
    ),
}  # fmt: skip
"""What NCBI does wrong in its own way; all of it passes."""
