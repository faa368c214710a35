"""The two E-utilities that are used: esearch lists numbers, efetch gives records."""

from collections.abc import Callable, Mapping, Sequence

from app.errors import UpstreamError
from app.sources.client import Answer, Client
from app.sources.pubmed.answers import (
    Listing,
    articles_flaw,
    listing_flaw,
    listing_of,
    refusal_of,
)
from app.sources.upstream import Asked

MOST_LISTED = 9_999
"""Numbers that PubMed lists of one result, however it is paged (since November 2022)."""

_TOOL = "coregap"
_ANSWERED = frozenset({200, 400})
_ROUNDS = 4  # of asking again after a 400 that may pass; the client keeps them apart
_ADVICE = "Check the query and COREGAP_PUBMED_KEY."


class Utilities:
    """Asks by POST: a query or a list of numbers can be longer than an address may be."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._asked: list[Asked] = []

    def search(self, term: str, most: int = MOST_LISTED) -> Listing:
        """What a query finds, with as many numbers as are listed.

        Raises:
            UpstreamError: If PubMed refuses the query or gives no usable answer.
        """
        form = {"term": term, "retmax": str(most), "retmode": "xml"}
        listing = listing_of(self._post("esearch.fcgi", form, listing_flaw))
        if listing.error:
            raise UpstreamError("pubmed", listing.error, _ADVICE)
        return listing

    def fetch(self, pmids: Sequence[int]) -> Answer:
        """The records of the numbers, those that PubMed has.

        Raises:
            UpstreamError: If it gives no usable answer.
        """
        form = {"id": ",".join(map(str, pmids)), "retmode": "xml"}
        return self._post("efetch.fcgi", form, articles_flaw)

    def take_asked(self) -> tuple[Asked, ...]:
        """What was asked since this was last called."""
        taken, self._asked = tuple(self._asked), []
        return taken

    def _post(self, path: str, form: Mapping[str, str], flaw: Callable[[Answer], str]) -> Answer:
        """An answer without a flaw. Trouble behind PubMed can come as a 400 that passes."""
        said = ""
        for _ in range(_ROUNDS):
            whole = {"db": "pubmed", "tool": _TOOL, **form}
            answer = self._client.post(path, whole, usable=flaw, expect=_ANSWERED)
            self._asked.append(answer.asked)
            if answer.status == 200:
                return answer
            said, may_pass = refusal_of(answer)
            if not may_pass:
                break
        raise UpstreamError("pubmed", said, _ADVICE)
