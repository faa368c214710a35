"""Questions that only the API asks."""

from pydantic import BaseModel, ConfigDict


class NoQuestion(BaseModel):
    """No parameter at all: one that is sent by mistake is refused, not passed over."""

    model_config = ConfigDict(extra="forbid", frozen=True)
