"""What the service says of itself, and its problem details (RFC 9457)."""

from typing import Annotated, Literal

from pydantic import Field

from app.api.schemas.words import Shape


class FieldError(Shape):
    """One field that was wrong."""

    field: str
    message: str
    value: Annotated[str | None, Field(description="What was sent.")] = None
    allowed: Annotated[
        tuple[str, ...] | None, Field(description="Every value that would have been right.")
    ] = None


class Problem(Shape):
    """Problem details, RFC 9457."""

    type: Annotated[str, Field(description="Address of the problem's explanation.")]
    title: str
    status: int
    detail: Annotated[str, Field(description="What was wrong, where, and what to do.")]
    instance: Annotated[str, Field(description="Path that was asked.")]
    request_id: Annotated[str, Field(description="The same as the header X-Request-Id.")]
    errors: Annotated[tuple[FieldError, ...] | None, Field(description="Wrong fields.")] = None
    first: Annotated[
        str | None, Field(description="Of a list that changed: address of its first page.")
    ] = None
    next: Annotated[
        str | None,
        Field(
            description="Of a list that changed: address that goes on after the same place in it."
        ),
    ] = None


class Health(Shape):
    """The service is alive; whether it can answer is told by `/readiness`."""

    status: Literal["alive"]
    version: str


class Readiness(Shape):
    """The database answers, its schema is current, and evidence is loaded."""

    status: Literal["ready"]
    studies: int
    revision: Annotated[str, Field(description="Changes whenever the evidence changes.")]
