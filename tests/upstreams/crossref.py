"""Crossref's REST API as its contract says, with the works that a test gives it."""

import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote

from tests.upstreams.server import Received, Reply, StandIn

Work = dict[str, Any]

CURSOR = "DnF1ZXJ5VGhlbkZldGNo+/" + "A" * 60 + "=="
_KNOWN = {"query", "query.bibliographic", "query.title", "filter", "rows", "cursor", "sort", "order", "select", "mailto"}  # fmt: skip


def a_work(doi: str, **fields: Any) -> Work:
    """A journal article with hardly anything in it; a name's underscores stand for hyphens."""
    return {
        "DOI": doi,
        "URL": f"https://doi.org/{doi}",
        "type": "journal-article",
        "title": [f"Coring {doi}"],
        "issued": {"date-parts": [[2025, 10]]},
        "indexed": {"date-time": "2026-11-10T00:00:00Z"},
        "relation": {},
        **{name.replace("_", "-"): value for name, value in fields.items()},
    }


class CrossrefStandIn(StandIn):
    """A scroll moves on with every call and its cursor never changes, as recorded in 2026.

    `aliases` are DOIs that answer with their primary one; `total` replaces the number of hits.
    """

    def __init__(self, works: Iterable[Work] = ()) -> None:
        super().__init__({"/works": self._list, r"/works/([^/]+)": self._one})
        self.works = list(works)
        self.aliases: dict[str, str] = {}
        self.total: int | None = None
        self.dead = False
        self._first = 0

    def _one(self, received: Received) -> Reply:
        if set(received.query) - {"mailto"}:
            return _refusal(400, "parameter-not-allowed", "This route does not support parameters")
        doi = unquote(received.parts[0]).lower()
        doi = self.aliases.get(doi, doi)
        for work in self.works:
            if work["DOI"].lower() == doi:
                return _answer("work", work)
        return Reply(status=404, body=b"Resource not found.", media_type="text/plain")

    def _list(self, received: Received) -> Reply:
        asked = received.query
        if strange := set(asked) - _KNOWN:
            return _refusal(400, "parameter-not-allowed", strange.pop())
        if not 0 <= int(asked.get("rows", 20)) <= 1000:
            return _refusal(400, "integer-not-valid", "Integer specified as ...")
        found = [work for work in self.works if _matches(work, asked.get("filter", ""))]
        rows = int(asked.get("rows", 20))
        if "cursor" not in asked:
            return self._page(found[:rows], found, None)
        if asked["cursor"] == "*":
            self._first, self.dead = 0, False
        elif asked["cursor"] != CURSOR or self.dead:
            return _refusal(404, "cursor-invalid", "Cursor specified but it is invalid")
        first, self._first = self._first, self._first + rows
        return self._page(found[first : first + rows], found, CURSOR)

    def _page(self, works: list[Work], found: list[Work], cursor: str | None) -> Reply:
        message: dict[str, Any] = {
            "facets": {},
            "total-results": len(found) if self.total is None else self.total,
            "items": works,
            "items-per-page": 20,
        }
        return _answer("work-list", message | ({"next-cursor": cursor} if cursor else {}))


def _matches(work: Work, filters: str) -> bool:
    """Whether a work passes; the same name twice means either."""
    asked = [part.partition(":") for part in filters.split(",") if part]
    day = work.get("indexed", {}).get("date-time", "")[:10]
    dois = [value.lower() for name, _, value in asked if name == "doi"]
    return (
        (not dois or work["DOI"].lower() in dois)
        and all(day >= value for name, _, value in asked if name == "from-index-date")
        and all(day <= value for name, _, value in asked if name == "until-index-date")
        and all(re.fullmatch(r"doi|from-index-date|until-index-date", n) for n, _, _ in asked)
    )


def _answer(kind: str, message: object) -> Reply:
    told = {"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": message}
    limits = {"x-rate-limit-limit": "500", "x-rate-limit-interval": "1s", "x-api-pool": "polite"}
    return Reply(body=json.dumps(told).encode(), headers=limits)


def _refusal(status: int, kind: str, message: str) -> Reply:
    told = {
        "status": "failed",
        "message-type": "resource-failure" if status == 404 else "validation-failure",
        "message": [{"type": kind, "value": "thing", "message": message}],
    }
    return Reply(status=status, body=json.dumps(told).encode())
