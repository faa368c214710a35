"""JSON that an upstream answered with: read once it has the shape that was promised."""

import json
from collections.abc import Callable, Mapping

from app.sources.client.answer import Answer

Json = Mapping[str, object]


def json_object(answer: Answer) -> dict[str, object]:
    """The object in the body; an empty one where the body is anything else.

    JSON is UTF-8 whatever charset the header names (RFC 8259, section 8.1).
    """
    try:
        found = json.loads(answer.content.decode("utf-8-sig"), strict=False)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def holds(lacks: Callable[[Json], str]) -> Callable[[Answer], str]:
    """Judge an answer by its object; `lacks` says what is wrong with it, "" = nothing."""

    def flaw(answer: Answer) -> str:
        found = json_object(answer)
        return lacks(found) if found else f"no JSON object but {answer.media_type or 'no type'}"

    return flaw


def text_in(value: object) -> str:
    """A string or a number as text; the first one of a list; empty for anything else."""
    if isinstance(value, list):
        return next((text for one in value if (text := text_in(one))), "")
    return (
        str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    )
