"""Questions that only the API asks."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class NoQuestion(BaseModel):
    """No parameter at all: one that is sent by mistake is refused, not passed over."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class RejectedQuestion(NoQuestion):
    """Which quarantined input to show."""

    source: Annotated[
        str | None,
        Field(pattern=r"^[A-Za-z0-9_.-]+$", max_length=64, description="Only from this source."),
    ] = None
    limit: Annotated[int, Field(ge=1, le=1000, description="At most so many, latest first.")] = 100
