"""Europe PMC's REST service as its contract says, with the results that a test gives it."""

import base64
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal
from urllib.parse import quote

from tests.upstreams.server import Received, Reply, StandIn

Result = dict[str, Any]
LastPage = Literal["leaves its cursor out", "repeats its cursor", "is empty"]

_TOKEN = re.compile(
    r'\s*(?:(?P<mark>[()])|(?P<word>AND|OR|NOT)\b'
    r'|(?P<field>[A-Z_]+):(?:\[(?P<low>\S+) TO (?P<high>\S+)\]|"(?P<quoted>[^"]*)"|(?P<plain>[^\s()"]+))'
    r'|"(?P<phrase>[^"]*)"|(?P<bare>[^\s()"]+))'
)  # fmt: skip
_DATES = {"FIRST_IDATE": "firstIndexDate", "UPDATE_DATE": "dateOfRevision", "CREATION_DATE": "dateOfCreation"}  # fmt: skip
_VALUES = {"format": {"json"}, "resultType": {"core", "lite", "idlist"}, "synonym": {"true", "false"}}  # fmt: skip


def a_result(number: str | int, source: str = "MED", **fields: Any) -> Result:
    """A result with hardly anything in it."""
    own = {"MED": {"pmid": str(number)}, "PMC": {"pmcid": str(number)}}.get(source, {})
    known = {
        "id": str(number),
        "source": source,
        "title": f"Coring {number}.",
        "pubYear": "2026",
        "citedByCount": 0,
        "firstIndexDate": "2026-11-02",
        "dateOfRevision": "2026-11-02",
        "firstPublicationDate": "2026-11-01",
    }
    return {**known, **own, **fields}


class EuropePmcStandIn(StandIn):
    """`last_page` is how the last page looks; `lie` is added to hitCount.

    `texts` are the full texts by PMC number. `drops` are ids that a list of several identifiers
    loses. `circle` makes the cursor of that page lead back to the second.
    """

    def __init__(
        self, results: Iterable[Result] = (), *, last_page: LastPage = "leaves its cursor out"
    ) -> None:
        super().__init__(
            {
                "/search(?:POST)?": self._search,
                r"/(PMC\d+)/fullTextXML": self._full_text,
            }
        )
        self.results = list(results)
        self.texts: dict[str, bytes] = {}
        self.drops: set[str] = set()
        self.last_page = last_page
        self.lie = 0
        self.circle = 0

    def _search(self, received: Received) -> Reply:
        asked = received.asked
        query = asked.get("query", "").strip()
        if not query or query.count("(") != query.count(")"):
            return _json({"errCode": 404, "errMsg": "Invalid query string"})
        if asked.get("sort") or any(asked.get(n, next(iter(v))) not in v for n, v in _VALUES.items()):  # fmt: skip
            return _json({"version": "6.9"})
        found = [one for one in self.results if matches(one, query)]
        if " OR " in query and "EXT_ID" in query:
            found = [one for one in found if one["id"] not in self.drops]
        return self._page(received.method, asked, found)

    def _page(self, method: str, asked: dict[str, str], found: list[Result]) -> Reply:
        sent = asked.get("cursorMark", "*")
        first, size = _offset(sent), int(asked.get("pageSize", 25))
        shown = found[first : first + size]
        echo = sent if method == "POST" else quote(sent, safe="")
        answer: dict[str, Any] = {
            "version": "6.9",
            "hitCount": len(found) + self.lie,
            "request": {"queryString": asked["query"], "cursorMark": echo, "pageSize": size},
            "resultList": {"result": shown},
        }
        if cursor := self._next(sent, first + size, len(found), bool(shown)):
            answer["nextCursorMark"] = cursor
        return _json(answer)

    def _next(self, sent: str, after: int, total: int, some: bool) -> str:
        if self.circle and after >= self.circle:
            return _cursor(after % self.circle)
        if after < total or (self.last_page == "is empty" and some):
            return _cursor(after)
        return sent if self.last_page == "repeats its cursor" and total else ""

    def _full_text(self, received: Received) -> Reply:
        text = self.texts.get(received.parts[0])
        if text is None:
            return Reply(status=404, body=b"", media_type="application/xml")
        return Reply(body=text, media_type="application/xml")


def matches(result: Result, query: str) -> bool:
    """Whether a search finds the result; AND and OR from left to right, brackets first."""
    return _group(result, _TOKEN.finditer(query))


def _group(result: Result, tokens: Iterator[re.Match[str]]) -> bool:
    value, word = True, "AND"
    for token in tokens:
        if token["mark"] == ")":
            break
        if token["word"]:
            word = token["word"]
            continue
        one = _group(result, tokens) if token["mark"] else _meets(result, token)
        value = (value or one) if word == "OR" else (value and (not one if word == "NOT" else one))
        word = "AND"
    return value


def _meets(result: Result, token: re.Match[str]) -> bool:
    field, plain = token["field"], token["plain"] or ""
    if token["low"]:
        return token["low"] <= str(result.get(_DATES[field], "")) <= token["high"]
    match field:
        case "EXT_ID":  # in quotes it matches nothing
            return result["id"] == plain
        case "SRC":
            return result["source"] == plain
        case "PMCID":
            return result.get("pmcid") == plain
        case "DOI":
            return str(result.get("doi", "")).lower() == (token["quoted"] or plain).lower()
    text = token["quoted"] or token["phrase"] or token["bare"] or plain
    return text.casefold() in str(result.get("title", "")).casefold()


def _cursor(offset: int) -> str:
    return base64.b64encode(f"cursor>>{offset:06}?".encode()).decode()


def _offset(cursor: str) -> int:
    return 0 if cursor == "*" else int(base64.b64decode(cursor)[8:14])


def _json(answer: object) -> Reply:
    return Reply(body=json.dumps(answer).encode(), media_type="application/json;charset=UTF-8")
