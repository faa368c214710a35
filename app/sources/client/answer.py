"""What an upstream said, and why it could not be used."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.sources.upstream import Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One whole answer: nothing is missing from `content`, and it is not compressed any more.

    `media_type` is in lower case and without parameters. `headers` have names in lower case.
    `url` is where the answer came from in the end. Secrets are left out of `headers` and `url`,
    not of `content`. `attempts` were needed for it.
    """

    status: int
    content: bytes = field(repr=False)
    media_type: str
    headers: Mapping[str, str] = field(repr=False)
    url: str
    asked: Asked
    attempts: int = 1


class NoAnswerError(Exception):
    """One attempt that brought nothing to use; `reason` may hold a secret until the client saw it.

    `again` says whether another attempt may help, `wait` how many seconds the upstream asked for.
    `source` stands before the reason in the log of retries.
    """

    def __init__(
        self, reason: str, *, again: bool = True, wait: float | None = None, source: str = ""
    ) -> None:
        super().__init__(f"{source} {reason}".strip())
        self.reason = reason
        self.again = again
        self.wait = wait
