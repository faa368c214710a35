"""How deep studies go into skin type, in JSON; every share is from 0 to 1."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from app.api.schemas.proportions import Proportion
from app.api.schemas.studies import Evidence
from app.api.schemas.words import Outcome, Shape
from app.gapmap import Layer, Rung


def _rung_word(value: Any) -> Any:
    return value.name.lower() if isinstance(value, Rung) else value


RungWord = Annotated[
    Literal["silent", "named", "mix", "counted", "by_type", "interaction"],
    BeforeValidator(_rung_word),
    Field(
        description="silent, named (in criteria), mix (types that took part), counted (people of a "
        "type), by_type (a result for a type apart), interaction (tested whether it depends on type)."
    ),
]


class RungShare(Shape):
    """The studies on one rung, and those there or higher."""

    rung: RungWord
    on: Proportion
    reaching: Proportion
    study_ids: tuple[str, ...]


class Ladder(Shape):
    """The studies of one layer by the highest rung that they reach."""

    outcome: Annotated[Outcome | None, Field(description="Null: any outcome.")]
    layer: Layer
    studies: int
    shares: tuple[RungShare, ...]


class RungReached(Shape):
    """The highest rung for one outcome, with its words; silence has none."""

    outcome: Annotated[Outcome | None, Field(description="Null: the study as a whole.")]
    rung: RungWord
    evidence: Evidence | None


class StudyDepth(Shape):
    """How deep one study goes into skin type; without a rung where it counts nowhere."""

    public_id: str
    rungs: tuple[RungReached, ...]
