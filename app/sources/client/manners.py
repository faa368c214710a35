"""How upstreams are asked: which address, how often, how long, and in whose name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version

from app.sources.client.answer import Answer


def _never(_: Answer) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """How one upstream wants to be asked.

    `base_url` may have a path and has no query. `secrets` are query parameters (form fields of a
    POST) that no log, error or `Asked` may show; an empty one is not sent. `headers` go to the
    upstream itself only. `allowed_hosts` are further names ("host" or "host:port") that a redirect
    may lead to: they are asked without secrets and headers. `hopeless` says why an error answer
    need not be asked for again ("" = it may pass), for 429 and 5xx that mean a refusal.
    `hidden` are further words that nothing may show.
    """

    name: str
    base_url: str
    per_second: float
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    allowed_hosts: frozenset[str] = frozenset()
    hidden: frozenset[str] = field(default=frozenset(), repr=False)
    hopeless: Callable[[Answer], str] = _never


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """Patience and limits for every request; all times in seconds.

    `contact` is the address that upstreams may write to. `response_seconds` bounds one answer from
    the first byte sent to the last received, however steadily it drips; `budget_seconds` bounds
    all attempts at one request with the waits between them. `max_bytes` bounds an answer both as
    sent and unpacked.
    """

    contact: str = field(default="", repr=False)
    attempts: int = 6
    wait_initial: float = 1.0
    wait_max: float = 60.0
    budget_seconds: float = 300.0
    connect_seconds: float = 10.0
    read_seconds: float = 60.0
    write_seconds: float = 30.0
    pool_seconds: float = 10.0
    response_seconds: float = 150.0
    max_bytes: int = 128 * 1024 * 1024

    @property
    def user_agent(self) -> str:
        """The name of the software and, where one is set, the contact (the form Crossref asks for)."""
        product = f"coregap/{version('coregap')}"
        return f"{product} (mailto:{self.contact})" if self.contact else product
