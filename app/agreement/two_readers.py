"""What the words of two readers on one thing come to."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """How far two readers are with one thing."""

    OPEN = "open"
    WAITING = "waiting"
    """One has spoken, and nobody else sees what."""
    AGREED = "agreed"
    CONFLICT = "conflict"
    """Two or more have spoken, and differ: a third settles it, or they do."""


@dataclass(frozen=True, slots=True)
class StageOf:
    """The stage, and who has spoken."""

    stage: Stage
    people: tuple[str, ...]


def stage_of(said: Mapping[str, Hashable]) -> StageOf:
    """The stage of one thing; `said` holds each person's last word on it, reasons left out."""
    people = tuple(sorted(said))
    if len(said) < 2:
        return StageOf(Stage.WAITING if said else Stage.OPEN, people)
    agreed = len(set(said.values())) == 1
    return StageOf(Stage.AGREED if agreed else Stage.CONFLICT, people)
