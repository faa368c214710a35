"""Changes that are not made as they were sent."""

from collections.abc import Mapping
from types import MappingProxyType

from app.errors.error import CoregapError


class DecisionNotFoundError(CoregapError):
    """No decision of the kind has this number."""

    status = 404
    title = "No such decision"

    def __init__(self, number: int) -> None:
        super().__init__(f"No decision {number}. Those there are stand under /review/decisions.")
        self.number = number


class AlreadyUndoneError(CoregapError):
    """A decision was taken back before; it cannot be taken back twice."""

    status = 409
    title = "Already undone"

    def __init__(self, number: int) -> None:
        super().__init__(
            f"Decision {number} was undone before. To decide the same again, make a new decision."
        )
        self.number = number


class ChangedMeanwhileError(CoregapError):
    """A change was meant for a version of a thing that is not its present one."""

    status = 412
    title = "Changed meanwhile"

    def __init__(self, etag: str) -> None:
        super().__init__(
            "Somebody changed it since you read it. Read it again, see whether your change still "
            "holds, and send it with the new ETag as If-Match."
        )
        self.headers = {"ETag": etag}


class KeyInUseError(CoregapError):
    """A request under an Idempotency-Key is at work, and comes a second time."""

    status = 409
    title = "Request is at work"
    headers: Mapping[str, str] = MappingProxyType({"Retry-After": "1"})

    def __init__(self) -> None:
        super().__init__(
            "The first request with this Idempotency-Key has not been answered yet. Send the same "
            "again in a moment: you then get its answer."
        )


class KeyReusedError(CoregapError):
    """An Idempotency-Key comes with another request than before."""

    status = 422
    title = "Key belongs to another request"

    def __init__(self) -> None:
        super().__init__(
            "This Idempotency-Key was sent before with another path or body. A new request needs a "
            "new key; a repeated one must be the same, byte for byte."
        )
