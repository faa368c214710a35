"""Three upstreams over real HTTP: the server side, and the client side for a process of its own."""

import json
import random
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

from app.records import Rejected, ReportKind, SourceRecord
from app.sources import Asked, Page, Search, Source, Upstream
from app.sources.client import Client, Host, Manners
from tests.pipeline.upstreams import an_article
from tests.store.builders import a_rejected
from tests.upstreams.server import Received, Reply, StandIn

SIZES = {"pubmed": 60, "europepmc": 45, "clinicaltrials": 24}
ON_A_PAGE = 5
WITHDRAWN = ("900", "901")
"""Numbers that PubMed deleted; a test stores them before the run."""

EAGER = Manners(attempts=3, wait_initial=0.01, wait_max=0.05)


def serve() -> StandIn:
    """The three upstreams as one server; some pages come late."""
    return StandIn({f"/({'|'.join(SIZES)})": page})


def page(received: Received) -> Reply:
    """What the upstreams answer: a page of numbers, how many there are, where to go on."""
    [name] = received.parts
    numbers = list(range(SIZES[name]))
    start = int(received.query["from"])
    following = start + ON_A_PAGE
    told = {
        "numbers": numbers[start:following],
        "next": following if following < len(numbers) else None,
        "total": len(numbers),
    }
    return Reply(body=json.dumps(told).encode())


def sources(url: str) -> Sequence[Source]:
    """The three upstreams at this address."""
    return [Source(name=name, opened=_opening(name, url)) for name in SIZES]


def _opening(name: str, url: str) -> "type[AbstractContextManager[Upstream]]":
    @contextmanager
    def opened() -> Iterator[Upstream]:
        with Client(Host(name=name, base_url=url, per_second=500), EAGER) as client:
            yield _Shelf(name, client)

    return opened  # type: ignore[return-value]


class _Shelf:
    def __init__(self, name: str, client: Client) -> None:
        self.name = name
        self._client = client

    def pages(self, search: Search, position: str = "") -> Iterator[Page]:
        start: int | None = json.loads(position) if position else 0
        while start is not None:
            answer = self._client.get(self.name, {"from": start})
            told = json.loads(answer.content)
            start = told["next"]
            yield Page(
                items=tuple(one_of(self.name, number) for number in told["numbers"]),
                position="" if start is None else json.dumps(start),
                announced=told["total"],
                asked=(Asked(url=answer.asked.url),),
                withdrawn=WITHDRAWN if self.name == "pubmed" and start is None else (),
            )


def one_of(name: str, number: int) -> SourceRecord | Rejected:
    """What an upstream holds under a number: often what another one holds too, sometimes broken."""
    chance = random.Random(f"{name} {number}")  # noqa: S311 - the same every time
    if chance.random() < 0.06:
        return a_rejected(f"{name}, record {number}", source=name)
    if name == "clinicaltrials":
        nct = f"NCT{number:08}"
        fields = {"kind": ReportKind.REGISTRATION, "pmid": "", "registrations": (nct,)}
        return an_article(2000 + number, source=name, **fields)
    trial = (f"NCT{chance.randrange(40):08}",) if chance.random() < 0.3 else ()
    same = number if name == "pubmed" or chance.random() < 0.6 else 1000 + number
    return an_article(same, source=name, registrations=trial)
