"""How a question asks for the next page of a list."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field

from app import store


def _none_if_empty(value: Any) -> Any:
    return None if value == "" else value


Cursor = Annotated[
    Annotated[str, Field(max_length=500)] | None,
    BeforeValidator(_none_if_empty),
    Field(description="`next_cursor` of the page before; good for the same question only."),
]


def place_in(question: BaseModel, kind: type[int] | type[str]) -> int | str | None:
    """Where the page that is asked for begins; None at the beginning.

    Raises:
        InvalidQueryError: If the cursor is none that a page gave for this question.
    """
    cursor: str | None = getattr(question, "cursor", None)
    return store.place_of(cursor, _asked(question), (kind,))[0] if cursor else None


def cursor_in(question: BaseModel, place: int | str) -> str:
    """What leads on from a place of this question's list."""
    return store.cursor_to((place,), _asked(question))


def _asked(question: BaseModel) -> object:
    return type(question).__name__, question.model_dump(mode="json", exclude={"cursor", "limit"})
