"""How right the reader is, in JSON."""

from typing import Annotated

from pydantic import Field

from app.api.schemas.words import Shape
from app.measured import MeasuredAccuracy


class Confidence(Shape):
    """So many of the `n` claims that a rule made on labelled documents are right."""

    right: int
    n: int


class Accuracy(Shape):
    """The accuracy card: made by a run over labelled sets."""

    tagger_version: Annotated[str, Field(description="Version of the reader that is in use.")]
    note: Annotated[str, Field(description="What the numbers can and cannot promise.")]
    measured: Annotated[
        MeasuredAccuracy | None,
        Field(description="Null where this version was not measured with this vocabulary."),
    ]
