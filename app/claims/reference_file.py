"""`skin-types.toml`: published spreads of skin types, and who takes part in trials."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from app.claims.values import (
    ConditionShare,
    Projection,
    PublishedLine,
    Reference,
    ReferenceDistribution,
    Share,
    TrialShare,
)
from app.errors import EvidenceFileError
from app.records import SkinType
from app.reviewed import (
    Number,
    Reviewed,
    SeenAt,
    Text,
    TypeRange,
    parse_reviewed,
    read_bytes,
)

FILE = "skin-types.toml"
ROUNDING = 0.1  # percent points: sources round a share to one decimal, seldom the same way

Id = Annotated[str, Field(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
Percent = Annotated[float, Field(strict=True, ge=0, le=100)]
Sources = Annotated[SeenAt, Field(min_length=1)]


class _KeptDistribution(Reviewed):
    citation: Text
    population: Text
    note: Text
    seen_at: Sources
    percent: dict[TypeRange, Percent] = Field(default_factory=dict)


class _KeptShare(Reviewed):
    trials: Number
    percent: Percent


class _KeptTrials(Reviewed):
    citation: Text
    period: Text
    trials: Number
    participants: Number
    reporting: Annotated[Number, Field(ge=1)]
    note: Text
    seen_at: Sources
    including: dict[TypeRange, _KeptShare] = Field(default_factory=dict)
    by_condition: dict[str, dict[TypeRange, Percent]] = Field(default_factory=dict)


class _KeptProjection(Reviewed):
    statement: Text
    note: Text
    seen_at: Sources


class _ReferenceFile(Reviewed):
    distribution: dict[Id, _KeptDistribution] = Field(default_factory=dict)
    trials: dict[Id, _KeptTrials] = Field(default_factory=dict)
    projection: dict[Id, _KeptProjection] = Field(default_factory=dict)


def read_reference(folder: Path) -> Reference:
    """The figures of `folder`/skin-types.toml.

    Raises:
        EvidenceFileError: If the file breaks a rule; names the field.
    """
    kept = parse_reviewed(FILE, read_bytes(folder / FILE), _ReferenceFile)
    for one, spread in kept.distribution.items():
        _check_spread(f"distribution.{one}.percent", spread)
    for one, trials in kept.trials.items():
        _check_trials(f"trials.{one}", trials)
    return Reference(
        distributions=tuple(_distribution(one, d) for one, d in kept.distribution.items()),
        lines=tuple(_line(one, trials) for one, trials in kept.trials.items()),
        projections=tuple(
            Projection(id=one, statement=p.statement, note=p.note, seen_at=p.seen_at)
            for one, p in kept.projection.items()
        ),
    )


def _check_spread(field: str, spread: _KeptDistribution) -> None:
    """Shares of one population: no type twice, and together not more than everybody."""
    types = [one for together in spread.percent for one in together]
    if len(types) != len(set(types)):
        raise EvidenceFileError(FILE, field, "a skin type stands in two shares")
    total = sum(spread.percent.values())
    if total > 100 + ROUNDING * len(spread.percent):
        raise EvidenceFileError(FILE, field, f"add up to {total:g}, more than 100")


def _check_trials(field: str, trials: _KeptTrials) -> None:
    if trials.reporting > trials.trials:
        reason = f"{trials.reporting} is more than the {trials.trials} trials"
        raise EvidenceFileError(FILE, f"{field}.reporting", reason)
    for types, share in trials.including.items():
        place = f"{field}.including.{_name(types)}"
        if share.trials > trials.reporting:
            reason = f"{share.trials} is more than the {trials.reporting} reporting"
            raise EvidenceFileError(FILE, f"{place}.trials", reason)
        own = 100 * share.trials / trials.reporting
        if abs(own - share.percent) > ROUNDING:
            reason = f"{share.trials} of {trials.reporting} is {own:.1f}, not {share.percent}"
            raise EvidenceFileError(FILE, f"{place}.percent", reason)


def _name(types: tuple[SkinType, ...]) -> str:
    return "-".join(one.name for one in sorted({types[0], types[-1]}))


def _distribution(one: str, kept: _KeptDistribution) -> ReferenceDistribution:
    return ReferenceDistribution(
        id=one,
        citation=kept.citation,
        population=kept.population,
        shares=tuple(Share(types, percent) for types, percent in kept.percent.items()),
        note=kept.note,
        seen_at=kept.seen_at,
    )


def _line(one: str, kept: _KeptTrials) -> PublishedLine:
    return PublishedLine(
        id=one,
        citation=kept.citation,
        period=kept.period,
        trials=kept.trials,
        participants=kept.participants,
        reporting=kept.reporting,
        including=tuple(
            TrialShare(types, share.trials, share.percent)
            for types, share in kept.including.items()
        ),
        by_condition=tuple(
            ConditionShare(condition, types, percent)
            for condition, shares in kept.by_condition.items()
            for types, percent in shares.items()
        ),
        note=kept.note,
        seen_at=kept.seen_at,
    )
