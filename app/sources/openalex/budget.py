"""What OpenAlex still lets one ask for today, and refusals that no patience helps against."""

from app.errors import UpstreamError
from app.sources.client import Answer, json_object, text_in
from app.sources.openalex.work import SOURCE

_CREDITS = {False: 1, True: 10}  # of a list, and of one that searches for words
_SLOW_DOWN = 300  # seconds; who wants longer to be left alone has no budget left for us
_ADVICE = "The budget is renewed at midnight UTC; the next run goes on from here."


class Budget:
    """The credits that are left, as far as the last answer told."""

    def __init__(self) -> None:
        self._left: float | None = None
        self._renewed_in: float | None = None

    def note(self, answer: Answer) -> None:
        """Read what an answer's headers tell."""
        self._left = _number(answer, "x-ratelimit-remaining")
        self._renewed_in = _number(answer, "x-ratelimit-reset")

    def check(self, asked: str) -> None:
        """Make sure that a list by this filter can be paid for.

        Raises:
            UpstreamError: If it cannot; asking would only be refused.
        """
        if self._left is not None and self._left < _CREDITS[".search" in asked]:
            raise UpstreamError(SOURCE, "today's budget is used up", _ADVICE, self._renewed_in)


def refusal(answer: Answer) -> str:
    """Why a 429 is no "slow down": the budget is gone until midnight, or a plan must be bought."""
    if answer.status != 429:
        return ""
    body = json_object(answer)
    said, message = text_in(body.get("error")), text_in(body.get("message"))
    wait = body.get("retryAfter")
    is_long = isinstance(wait, int | float) and wait > _SLOW_DOWN
    if is_long or "Insufficient budget" in message:
        return f"today's budget is used up: {message}"
    return f"{said}: {message}" if "Plan upgrade" in said else ""


def _number(answer: Answer, header: str) -> float | None:
    text = answer.headers.get(header, "").strip()
    return float(text) if text.replace(".", "", 1).isdecimal() and text.isascii() else None
