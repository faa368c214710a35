"""How a question asks for the next page of a list."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field


def _none_if_empty(value: Any) -> Any:
    return None if value == "" else value


Cursor = Annotated[
    Annotated[str, Field(max_length=500)] | None,
    BeforeValidator(_none_if_empty),
    Field(description="`next_cursor` of the page before; good for the same question only."),
]
