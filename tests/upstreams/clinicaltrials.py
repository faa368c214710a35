"""ClinicalTrials.gov v2 as its contract says, with the studies that a test gives it."""

import base64
import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from tests.upstreams.server import Received, Reply, StandIn

Study = dict[str, Any]

_KNOWN = {
    "query.term", "query.intr", "query.cond", "query.titles", "query.outc", "filter.advanced",
    "filter.ids", "filter.overallStatus", "fields", "sort", "countTotal", "pageSize", "pageToken",
    "format", "markupFormat",
}  # fmt: skip
_FREE = {"countTotal", "pageSize", "pageToken"}
_WINDOW = re.compile(
    r"AREA\[LastUpdatePostDate\]RANGE\[(\d{4}-\d\d-\d\d|MIN), ?(\d{4}-\d\d-\d\d|MAX)\]"
)


def a_study(nct: str, *, updated: str = "2026-11-10", **identification: Any) -> Study:
    """A registration with hardly anything in it."""
    return {
        "protocolSection": {
            "identificationModule": {"nctId": nct, "briefTitle": f"Coring {nct}", **identification},
            "statusModule": {
                "overallStatus": "RECRUITING",
                "lastUpdatePostDateStruct": {"date": updated, "type": "ACTUAL"},
            },
        },
        "hasResults": False,
    }


class ClinicalTrialsStandIn(StandIn):
    """`aliases` are obsolete numbers; `most` is the largest page; `lie` is added to the total."""

    def __init__(self, studies: Iterable[Study] = (), *, most: int = 1000) -> None:
        super().__init__(
            {
                "/version": self._version,
                "/studies": self._list,
                r"/studies/([Nn][Cc][Tt]0*[1-9]\d{0,7})": self._one,
            }
        )
        self.studies = {number_of(study): study for study in studies}
        self.aliases: dict[str, str] = {}
        self.most = most
        self.lie = 0
        self.data_of = "2026-11-20T09:00:05"
        self.empty_pages: set[int] = set()

    def _version(self, _: Received) -> Reply:
        return _json({"apiVersion": "2.0.5", "dataTimestamp": self.data_of})

    def _one(self, received: Received) -> Reply:
        number = received.parts[0].upper()
        if number in self.aliases:
            query = f"?{urlencode(received.query)}" if received.query else ""
            return Reply(
                status=301, headers={"Location": f"/studies/{self.aliases[number]}{query}"}
            )
        if number not in self.studies:
            return _refusal(404, f"NCT number {number} not found")
        return _json(self.studies[number])

    def _list(self, received: Received) -> Reply:
        asked = dict(received.query)
        if strange := set(asked) - _KNOWN:
            return _refusal(400, f"unknown parameter `{strange.pop()}`")
        ids = [text for text in asked.get("filter.ids", "").split(",") if text]
        if any(not re.fullmatch(r"NCT\d{8}", text) for text in ids):
            return _refusal(400, "Parameter `filter.ids` has incorrect format")
        first = self._first(asked)
        if first is None:
            return _refusal(400, "Parameter `pageToken` has incorrect format")
        return self._page(asked, first, self._wanted(asked, ids))

    def _first(self, asked: dict[str, str]) -> int | None:
        """Where the page begins; None for a token of other parameters or of older data."""
        if "pageToken" not in asked:
            return 0
        try:
            first, rest, data = json.loads(base64.urlsafe_b64decode(asked["pageToken"]))
        except ValueError:
            return None
        return int(first) if rest == _repeated(asked) and data == self.data_of else None

    def _wanted(self, asked: dict[str, str], ids: list[str]) -> list[Study]:
        numbers = re.fullmatch(r"(?:NCT\d{8}\W*)+", asked.get("query.term", ""))
        window = _WINDOW.search(asked.get("filter.advanced", ""))
        found = [s for s in self.studies.values() if not ids or number_of(s) in ids]
        if window and not numbers:
            low, high = window[1].replace("MIN", ""), window[2].replace("MAX", "9999")
            found = [s for s in found if low <= updated(s) <= high]
        if asked.get("sort", "").startswith("LastUpdatePostDate"):
            found.sort(key=updated, reverse=asked["sort"].endswith(":desc"))
        return found

    def _page(self, asked: dict[str, str], first: int, found: list[Study]) -> Reply:
        size = min(int(asked.get("pageSize", 10)) or 10, self.most, 1000)
        answer: dict[str, Any] = {}
        if first == 0 and asked.get("countTotal") == "true" and "pageToken" not in asked:
            answer["totalCount"] = len(found) + self.lie
        number = first // size + 1
        if number in self.empty_pages:
            self.empty_pages.discard(number)
            return _json({**answer, "studies": [], "nextPageToken": self._token(asked, first)})
        answer["studies"] = found[first : first + size]
        if first + size < len(found):
            answer["nextPageToken"] = self._token(asked, first + size)
        return _json(answer)

    def _token(self, asked: dict[str, str], first: int) -> str:
        text = json.dumps([first, _repeated(asked), self.data_of])
        return base64.urlsafe_b64encode(text.encode()).decode()


def number_of(study: Study) -> str:
    """Its current NCT number."""
    return str(study["protocolSection"]["identificationModule"]["nctId"])


def updated(study: Study) -> str:
    """The day of its last update."""
    status = study["protocolSection"].get("statusModule", {})
    return str(status.get("lastUpdatePostDateStruct", {}).get("date", ""))


def _repeated(asked: dict[str, str]) -> str:
    return urlencode(sorted((name, value) for name, value in asked.items() if name not in _FREE))


def _json(found: object) -> Reply:
    return Reply(body=json.dumps(found).encode(), media_type="application/json")


def _refusal(status: int, text: str) -> Reply:
    return Reply(status=status, body=text.encode(), media_type="text/plain")
