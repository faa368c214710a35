"""OpenAlex's works as its contract says, with those that a test gives it."""

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote, urlencode

from tests.upstreams.server import Received, Reply, StandIn

Work = dict[str, Any]

_ADDRESS = "https://openalex.org/"
_KNOWN = {"filter", "search", "per_page", "page", "cursor", "sort", "select", "api_key", "mailto"}


def a_work(number: str, *cites: str, **fields: Any) -> Work:
    """A work that cites others."""
    doi = f"https://doi.org/10.1000/{number.lower()}"
    return {
        "id": _ADDRESS + number,
        "doi": doi,
        "title": f"Coring {number}",
        "display_name": f"Coring {number}",
        "publication_year": 2025,
        "publication_date": "2025-10-01",
        "ids": {"openalex": _ADDRESS + number, "doi": doi},
        "type": "article",
        "is_retracted": False,
        "authorships": [],
        "referenced_works": [_ADDRESS + other for other in cites],
        "cited_by_count": 3,
        "updated_date": "2026-11-01T00:00:00.000000",
        **fields,
    }


class OpenAlexStandIn(StandIn):
    """`merged` are numbers and DOIs that lead to the number they are now; `left` is the budget.

    Lists cut authors at `most_authors`.
    """

    def __init__(self, works: Iterable[Work] = ()) -> None:
        super().__init__({"/works": self._list, r"/works/(.+)": self._one})
        self.works = {work["id"].rpartition("/")[2]: work for work in works}
        self.merged: dict[str, str] = {}
        self.left = 10_000
        self.most_authors = 100

    def _one(self, received: Received) -> Reply:
        asked = unquote(received.parts[0])
        if asked in self.merged:
            query = f"?{urlencode(received.query)}" if received.query else ""
            return Reply(status=301, headers={"Location": f"/works/{self.merged[asked]}{query}"})
        for number, work in self.works.items():
            if asked in (number, *_names(work)):
                return self._json(work, spent=0)
        page = b"<!doctype html><title>404 Not Found</title>"
        return Reply(status=404, body=page, media_type="text/html; charset=utf-8")

    def _list(self, received: Received) -> Reply:
        asked = received.query
        if strange := set(asked) - _KNOWN:
            return _refusal(400, "Invalid query parameters error.", strange.pop())
        price = 10 if ".search" in asked["filter"] else 1
        if price > self.left:
            message = "Insufficient budget. This request costs $0.0001. Resets at midnight UTC."
            return _refusal(429, "Rate limit exceeded", message, retryAfter=36_000)
        found = [work for work in self.works.values() if self._matches(work, asked["filter"])]
        first = 0 if asked["cursor"] == "*" else int(asked["cursor"].removeprefix("after-"))
        size = int(asked.get("per_page", 25))
        works = [self._cut(work, asked.get("select", "")) for work in found[first : first + size]]
        following = f"after-{first + size}" if len(works) == size else None
        meta = {"count": len(found), "page": None, "per_page": size, "next_cursor": following}
        return self._json({"meta": meta, "results": works, "group_by": []}, spent=price)

    def _matches(self, work: Work, wanted: str) -> bool:
        name, _, value = wanted.partition(":")
        if name == "cites":
            return _ADDRESS + value in work["referenced_works"]
        if name == "cited_by":
            return work["id"] in self.works[value]["referenced_works"]
        return value.strip('"').lower() in work["title"].lower()

    def _cut(self, work: Work, select: str) -> Work:
        chosen = select.split(",") if select else list(work)
        kept = {name: value for name, value in work.items() if name in chosen}
        if len(work["authorships"]) > self.most_authors and "authorships" in kept:
            kept["authorships"] = work["authorships"][: self.most_authors]
        return kept

    def _json(self, found: object, *, spent: int) -> Reply:
        self.left -= spent
        headers = {
            "X-RateLimit-Limit": "10000",
            "X-RateLimit-Remaining": str(self.left),
            "X-RateLimit-Reset": "36000",
            "X-RateLimit-Credits-Used": str(spent),
        }
        return Reply(body=json.dumps(found).encode(), headers=headers)


def _names(work: Work) -> list[str]:
    ids = work.get("ids", {})
    doi = (work.get("doi") or "").removeprefix("https://doi.org/")
    pmid = ids.get("pmid", "").rpartition("/")[2]
    return [f"doi:{doi}", f"pmid:{pmid}" if pmid else ""]


def _refusal(status: int, error: str, message: str, **more: Any) -> Reply:
    told = {"error": error, "message": message, **more}
    return Reply(status=status, body=json.dumps(told).encode())
