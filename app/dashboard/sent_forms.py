"""Forms that browsers send: read whole, as long as they are of a form's size."""

from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Request

from app.errors import InvalidQueryError

LARGEST_BYTES = 64_000  # a name and a reason; nothing here sends a file
MOST_FIELDS = 40


async def sent_fields(request: Request) -> list[tuple[str, str]]:
    """The fields of a form as they were sent.

    Raises:
        InvalidQueryError: If it is larger than any form here.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BYTES:
            raise InvalidQueryError("form", f"more than {LARGEST_BYTES:,} bytes")
    text = body.decode(errors="replace")
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise InvalidQueryError("form", f"more than {MOST_FIELDS} fields") from error


SentFields = Annotated[list[tuple[str, str]], Depends(sent_fields)]


def sent_form(fields: SentFields) -> dict[str, str]:
    """The fields of a form, each with its last value."""
    return dict(fields)


def sent_lists(fields: SentFields) -> dict[str, list[str]]:
    """The fields of a form, each with all its values."""
    found: dict[str, list[str]] = {}
    for name, value in fields:
        found.setdefault(name, []).append(value)
    return found


SentForm = Annotated[dict[str, str], Depends(sent_form)]
SentLists = Annotated[dict[str, list[str]], Depends(sent_lists)]
