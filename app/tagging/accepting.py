"""Proposals and people's decisions made into the tags that count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Literal, Protocol, TypeVar

from app.records import Dimension, Evidence, EvidenceKind, SkinType, Standing, Tag

Action = Literal["accept", "reject", "add", "correct"]


class State(StrEnum):
    """Who stands behind a tag."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    ADDED = "added"
    REJECTED = "rejected"
    UNSEEN = "unseen"
    """Proposed from words that nobody had seen when its value was decided on."""


class Decision(Protocol):
    """A person's word on one value of one dimension; the latest by `at` is in force.

    For a skin type a correction gives the standing that is right; elsewhere it means the same as
    an acceptance, since the value itself names the statement.
    """

    @property
    def dimension(self) -> Dimension: ...  # noqa: D102 - said above
    @property
    def value(self) -> str: ...  # noqa: D102 - said above
    @property
    def action(self) -> Action: ...  # noqa: D102 - said above
    @property
    def who(self) -> str: ...  # noqa: D102 - said above
    @property
    def at(self) -> datetime: ...  # noqa: D102 - said above
    @property
    def why(self) -> str: ...  # noqa: D102 - said above
    @property
    def standing(self) -> Standing | None: ...  # noqa: D102 - said above
    @property
    def evidence(self) -> Evidence | None: ...  # noqa: D102 - the words it rests on, where named


@dataclass(frozen=True, slots=True)
class AcceptedTag:
    """A tag with its state; all but REJECTED and UNSEEN ones count."""

    tag: Tag
    state: State


def accept(proposals: Sequence[Tag], decisions: Iterable[Decision]) -> tuple[AcceptedTag, ...]:
    """The proposals under the decisions in force, then what people added, in a fixed order.

    A decision on a value that is no longer proposed stays in force as an addition: a new version
    of the tagger can change proposals and never a decision. The order of the decisions does not
    matter, only their time; of two at the same time the last by person and action counts.
    """
    latest = decisions_in_force(decisions)
    decided = [_under(tag, latest.get((tag.dimension, tag.value))) for tag in proposals]
    known = {(tag.dimension, tag.value) for tag in proposals}
    added = [
        AcceptedTag(_added(decision), State.ADDED)
        for key, decision in sorted(latest.items())
        if key not in known and decision.action != "reject"
    ]
    return (*decided, *added)


def merge_standing(tags: Iterable[Tag]) -> dict[SkinType, Standing]:
    """One standing for every type that the tags speak of, in rising order of types.

    Taking part outweighs a plan, and a plan outweighs exclusion: a type is excluded only where no
    tag lets it in.
    """
    order = (Standing.STUDIED, Standing.ELIGIBLE, Standing.EXCLUDED)
    said: dict[SkinType, set[Standing]] = {}
    for tag in tags:
        if tag.dimension is Dimension.FITZPATRICK and tag.standing in order:
            said.setdefault(SkinType[tag.value], set()).add(tag.standing)
    return {t: min(said[t], key=order.index) for t in sorted(said)}


_Key = tuple[Dimension, str]
AnyDecision = TypeVar("AnyDecision", bound=Decision)


def decisions_in_force(decisions: Iterable[AnyDecision]) -> dict[_Key, AnyDecision]:
    """The last decision on each value."""
    ordered = sorted(decisions, key=lambda d: (d.at, d.who, d.action, d.standing or "", d.why))
    return {(d.dimension, d.value): d for d in ordered}


def _under(tag: Tag, decision: Decision | None) -> AcceptedTag:
    if decision is None:
        return AcceptedTag(tag, State.PROPOSED)
    if decision.action == "reject":
        return AcceptedTag(tag, State.REJECTED)
    if decision.standing is not None and decision.standing is not tag.standing:
        return AcceptedTag(replace(tag, standing=decision.standing), State.CORRECTED)
    state = State.CORRECTED if decision.action == "correct" else State.ACCEPTED
    return AcceptedTag(tag, state)


def _added(decision: Decision) -> Tag:
    evidence = decision.evidence or Evidence(
        kind=EvidenceKind.RESTATED, text=decision.why, seen_at=(decision.who,)
    )
    return Tag(
        dimension=decision.dimension, value=decision.value, standing=decision.standing,
        evidence=evidence, rule="decision",
    )  # fmt: skip
