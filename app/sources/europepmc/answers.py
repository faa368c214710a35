"""What Europe PMC answered to a search: whether it is whole, and what it says.

It answers 200 to queries it cannot read ({"errCode", "errMsg"}) and to values it does not know
(nothing but {"version"}): both the count and the list are needed, or it is no result.
"""

from dataclasses import dataclass

from app.sources.client import Answer, Json, holds, json_object


@dataclass(frozen=True, slots=True)
class Found:
    """One page of results; `cursor` is empty where there is none, `error` in place of a result."""

    hits: int = 0
    results: tuple[object, ...] = ()
    cursor: str = ""
    error: str = ""

    def ends_after(self, sent: str) -> bool:
        """Whether the page that the cursor `sent` brought is the last.

        The last page leaves the cursor out or repeats the one sent. The echo of the request is no
        help: it is percent-encoded.
        """
        return not self.results or self.cursor in ("", sent)


def search_flaw(answer: Answer) -> str:
    """Why an answer cannot be used, "" when it can."""
    return holds(_lacks)(answer)


def first_page_flaw(answer: Answer) -> str:
    """As `search_flaw`, for the first page: it has something on it where there are hits."""
    if flaw := search_flaw(answer):
        return flaw
    found = found_of(answer)
    return "hits without results" if found.hits and not found.results else ""


def found_of(answer: Answer) -> Found:
    """The page in an answer without a flaw."""
    fields = json_object(answer)
    hits, results, cursor = fields.get("hitCount"), _results(fields), fields.get("nextCursorMark")
    if not isinstance(hits, int) or results is None:
        return Found(error=str(fields.get("errMsg") or fields.get("errCode") or "no result"))
    return Found(hits, tuple(results), cursor if isinstance(cursor, str) else "")


def _lacks(fields: Json) -> str:
    if "errMsg" in fields or "errCode" in fields:
        return ""  # a refusal: asking again does not help
    if not isinstance(fields.get("hitCount"), int):
        return "an answer without hitCount"
    return "an answer without resultList" if _results(fields) is None else ""


def _results(fields: Json) -> list[object] | None:
    wrapper = fields.get("resultList")
    results = wrapper.get("result") if isinstance(wrapper, dict) else None
    return results if isinstance(results, list) else None
