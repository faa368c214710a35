"""What the service answers beside its models: files, and problems as exceptions."""

import re
from dataclasses import dataclass

import httpx
from pydantic import BaseModel, ValidationError

FILE_NAME = re.compile(r'filename="([^"]+)"')


@dataclass(frozen=True, slots=True)
class File:
    """A view as a file."""

    name: str
    media_type: str
    content: bytes


class WrongField(BaseModel):
    """One field that was wrong, with what it could have been."""

    field: str
    message: str
    value: str | None = None
    allowed: tuple[str, ...] | None = None


class _Details(BaseModel):
    type: str = ""
    title: str = ""
    detail: str = ""
    request_id: str = ""
    errors: tuple[WrongField, ...] | None = None
    first: str | None = None
    next: str | None = None


class Problem(Exception):  # noqa: N818 - it is what RFC 9457 calls it
    """The service refused or failed; `str` of it says what was wrong, where and what to do.

    `kind` is the last part of the problem's type, such as `no-such-study`. Where a list changed
    while it was read, `first` begins it again and `next` goes on in it.
    """

    def __init__(self, answer: httpx.Response) -> None:
        self.status = answer.status_code
        try:
            details = _Details.model_validate_json(answer.content)
        except ValidationError:  # of a proxy, which answers in its own words
            details = _Details(title=answer.reason_phrase, detail=answer.text[:500])
        self.kind = details.type.partition("#")[2]
        self.title = details.title
        self.detail = details.detail
        self.request_id = details.request_id
        self.errors = details.errors or ()
        self.first, self.next = details.first, details.next
        self.retry_after = _seconds(answer.headers.get("Retry-After", ""))
        super().__init__(f"{self.status} {self.title}: {self.detail}")


def file_of(answer: httpx.Response) -> File:
    """The body with the name that it should be saved under."""
    named = FILE_NAME.search(answer.headers.get("Content-Disposition", ""))
    media_type = answer.headers.get("Content-Type", "application/octet-stream")
    return File(named[1] if named else "coregap", media_type, answer.content)


def _seconds(retry_after: str) -> float | None:
    return float(retry_after) if retry_after.isascii() and retry_after.isdigit() else None
