"""openFDA's device endpoints as their contract says, with the results that a test gives them."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from tests.upstreams.server import Received, Reply, StandIn

Result = dict[str, Any]

DISCLAIMER = "Do not rely on openFDA to make decisions regarding medical care."
_KNOWN = {"search", "limit", "skip", "search_after", "sort", "count", "api_key"}
_ALLOWED = re.compile(r"[A-Za-z0-9& @%/\\',._:()\"\[\]{}\-+><=*]*")
_TOKEN = re.compile(r'\s*([()]|(?:AND|OR|NOT)\b|[\w.]+:(?:"[^"]*"|[^\s()]+))')


def a_clearance(number: str, **fields: Any) -> Result:
    """A 510(k) as the answers of July 2026 have them."""
    return {
        "k_number": number,
        "device_name": "Invented Dermal Coring System",
        "applicant": "Example Biosystems, Inc.",
        "contact": "Ada Doe",
        "country_code": "US",
        "decision_date": "2021-07-09",
        "decision_code": "SESE",
        "decision_description": "Substantially Equivalent",
        "clearance_type": "Traditional",
        "statement_or_summary": "Summary",
        "product_code": "QAI",
        "third_party_flag": "",
        "openfda": {
            "device_name": "Microneedling Device For Aesthetic Use",
            "device_class": "2",
            "regulation_number": "878.4430",
            "registration_number": ["1", "2"],
            "fei_number": [""],
        },
        **fields,
    }


def a_device_report(key: str, **fields: Any) -> Result:
    """A MAUDE report with hardly anything in it."""
    return {
        "mdr_report_key": key,
        "report_number": "0000000-2026-00001",
        "event_type": "Injury",
        "date_received": "20260203",
        "date_of_event": "",
        "report_source_code": "Voluntary report",
        "source_type": [""],
        "product_problems": ["Adverse Event Without Identified Device or Use Problem"],
        "manufacturer_contact_l_name": "DOE",
        "device": [
            {
                "brand_name": "EXAMPLE CORER",
                "manufacturer_d_name": "EXAMPLE",
                "device_report_product_code": "QAI",
                "openfda": {"device_class": "2", "fei_number": ["1", "2"]},
            }
        ],
        "patient": [
            {
                "patient_sequence_number": "1",
                "patient_race": "Black or African American",
                "sequence_number_outcome": ["Other"],
                "sequence_number_treatment": "",
                "patient_problems": ["Hyperpigmentation"],
            }
        ],
        "mdr_text": [
            {
                "mdr_text_key": "1",
                "text_type_code": "Description of Event or Problem",
                "text": "HYPERPIGMENTATION AFTER TREATMENT (B)(6).",
            }
        ],
        **fields,
    }


class OpenFdaStandIn(StandIn):
    """`results` by endpoint; `unsearchable` are fields that the index does not have."""

    def __init__(self, results: Mapping[str, Sequence[Result]] | None = None) -> None:
        super().__init__({r"/(510k|classification|event)\.json": self._list})
        self.results = {endpoint: list(some) for endpoint, some in (results or {}).items()}
        self.unsearchable: set[str] = set()
        self.links_of = "https://api.fda.gov/device"

    def _list(self, received: Received) -> Reply:
        asked, endpoint = received.query, received.parts[0]
        if refusal := _bad(asked):
            return refusal
        results = self.results.get(endpoint, [])
        try:
            terms = _Terms(asked.get("search", ""), self.unsearchable)
            found = [one for one in results if terms.match(one)]
        except ValueError:
            details = "[parse_exception] parse_exception: Encountered ..."
            return _error(500, "SERVER_ERROR", "Check your request and try again", details=details)
        if not found:
            return _error(404, "NOT_FOUND", "No matches found!")
        name, _, order = asked.get("sort", "").partition(":")
        if name:
            found.sort(key=lambda one: str(one.get(name, "")), reverse=order == "desc")
        return self._page(endpoint, asked, found)

    def _page(self, endpoint: str, asked: Mapping[str, str], found: list[Result]) -> Reply:
        limit, skip = int(asked.get("limit", 1)), int(asked.get("skip", 0))
        after = asked.get("search_after")
        first = int(after.partition("=")[2].partition(";")[0]) if after else skip
        meta = {
            "disclaimer": DISCLAIMER,
            "last_updated": "2026-11-17",
            "results": {"skip": skip, "limit": limit, "total": len(found)},
        }
        told = {"meta": meta, "results": found[first : first + limit]}
        headers = {"Cache-Control": "max-age=600"}
        if (second := first + limit) < len(found):
            headers["Link"] = self._link(endpoint, asked, second)
        return Reply(body=json.dumps(told).encode(), headers=headers)

    def _link(self, endpoint: str, asked: Mapping[str, str], first: int) -> str:
        """From a `skip` the links go on with `skip`."""
        own = {name: value for name, value in asked.items() if name in ("search", "limit", "sort")}
        if int(asked.get("skip", 0)):
            rest = f"skip={first}"
        else:
            rest = "skip=0&search_after=" + quote(f"0={first};1=a+b", safe="")
        return f'<{self.links_of}/{endpoint}.json?{urlencode(own)}&{rest}>; rel="next"'


def _bad(asked: Mapping[str, str]) -> Reply | None:
    if strange := set(asked) - _KNOWN:
        return _error(400, "BAD_REQUEST", f"Invalid parameter: {strange.pop()}")
    if int(asked.get("limit", 1)) > 1000:
        return _error(400, "BAD_REQUEST", "Limit cannot exceed 1000 results for search requests.")
    if int(asked.get("skip", 0)) and "search_after" in asked:
        return _error(
            400, "BAD_REQUEST", "The skip parameter is not supported when using search_after."
        )
    if not _ALLOWED.fullmatch(asked.get("search", "")):
        return _error(400, "BAD_REQUEST", f"Search not supported: {asked['search']}")
    return None


def _error(status: int, code: str, message: str, **more: str) -> Reply:
    told = {"error": {"code": code, "message": message, **more}}
    return Reply(status=status, body=json.dumps(told).encode())


class _Terms:
    """`field:value` with AND, OR, NOT and parentheses; two terms side by side mean OR."""

    def __init__(self, search: str, unsearchable: set[str]) -> None:
        self._unsearchable = unsearchable
        self._tokens: list[str] = []
        at = 0
        while at < len(search.rstrip()):
            found = _TOKEN.match(search, at)
            if found is None:
                raise ValueError(search)
            self._tokens.append(found[1])
            at = found.end()

    def match(self, result: Result) -> bool:
        rest = list(self._tokens)
        return not rest or self._either(rest, result)

    def _either(self, rest: list[str], result: Result) -> bool:
        found = self._both(rest, result)
        while rest and rest[0] != ")":
            if rest[0] == "OR":
                rest.pop(0)
            found = self._both(rest, result) or found
        return found

    def _both(self, rest: list[str], result: Result) -> bool:
        found = self._one(rest, result)
        while rest and rest[0] == "AND":
            rest.pop(0)
            found = self._one(rest, result) and found
        return found

    def _one(self, rest: list[str], result: Result) -> bool:
        if not rest:
            raise ValueError("ends too early")
        term = rest.pop(0)
        if term == "NOT":
            return not self._one(rest, result)
        if term == "(":
            found = self._either(rest, result)
            if not rest or rest.pop(0) != ")":
                raise ValueError("not closed")
            return found
        field, _, value = term.partition(":")
        if field == "_exists_":
            return value not in self._unsearchable and any(_texts(result, value))
        texts = () if field in self._unsearchable else _texts(result, field)
        return any(value.strip('"').lower() in text.lower() for text in texts)


def _texts(found: Any, path: str) -> Iterator[str]:
    first, _, rest = path.partition(".")
    for one in found if isinstance(found, list) else [found]:
        value = one.get(first) if isinstance(one, dict) else None
        if rest:
            yield from _texts(value, rest)
        else:
            yield from (
                str(text) for text in (value if isinstance(value, list) else [value]) if text
            )
