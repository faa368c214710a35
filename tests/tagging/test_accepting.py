"""People's decisions on top of proposals: they always win, in whatever order they arrive."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from app.records import Dimension, Evidence, EvidenceKind, SkinType, Standing, Tag
from app.tagging import State, accept, merge_standing
from app.tagging.accepting import Action

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Decided:
    value: str
    action: Action
    hour: int = 0
    standing: Standing | None = None
    dimension: Dimension = Dimension.FITZPATRICK
    who: str = "Reader"
    why: str = "Table 1"
    evidence: Evidence | None = None

    @property
    def at(self) -> datetime:
        return NOON + timedelta(hours=self.hour)


def a_tag(value: str, standing: Standing | None = Standing.STUDIED) -> Tag:
    evidence = Evidence(kind=EvidenceKind.QUOTE, text="type", start=0, end=4)
    return Tag(
        dimension=Dimension.FITZPATRICK, value=value, standing=standing, evidence=evidence, rule="r"
    )


@pytest.mark.parametrize(
    ("decision", "state", "standing"),
    [
        (Decided("V", "accept"), State.ACCEPTED, Standing.STUDIED),
        (Decided("V", "reject"), State.REJECTED, Standing.STUDIED),
        (Decided("V", "correct", standing=Standing.ELIGIBLE), State.CORRECTED, Standing.ELIGIBLE),
        (Decided("IV", "reject"), State.PROPOSED, Standing.STUDIED),
    ],
)
def test_a_decision_wins_over_the_proposal(
    decision: Decided, state: State, standing: Standing
) -> None:
    first = accept([a_tag("V")], [decision])[0]
    assert (first.state, first.tag.standing) == (state, standing)


def test_what_a_person_added_counts_with_their_reason() -> None:
    (added,) = accept([], [Decided("VI", "add", standing=Standing.STUDIED)])
    assert added.state is State.ADDED
    assert added.tag.evidence.kind is EvidenceKind.RESTATED
    assert added.tag.evidence.text == "Table 1"


def test_a_decision_outlives_its_proposal() -> None:
    (kept,) = accept([], [Decided("V", "accept", standing=Standing.STUDIED)])
    assert kept.state is State.ADDED
    assert accept([], [Decided("V", "reject")]) == ()


def test_only_the_time_of_decisions_matters_not_their_order() -> None:
    decisions = [Decided("V", "reject", 1), Decided("V", "accept", 2), Decided("IV", "reject", 3)]
    answers = {accept([a_tag("V"), a_tag("IV")], order) for order in permutations(decisions)}
    (answer,) = answers
    assert [one.state for one in answer] == [State.ACCEPTED, State.REJECTED]


def test_taking_part_outweighs_a_plan_and_a_plan_outweighs_exclusion() -> None:
    tags = [
        a_tag("V", Standing.ELIGIBLE), a_tag("V", Standing.STUDIED),
        a_tag("IV", Standing.EXCLUDED), a_tag("IV", Standing.ELIGIBLE),
        a_tag("VI", Standing.EXCLUDED),
    ]  # fmt: skip
    assert merge_standing(tags) == {
        SkinType.IV: Standing.ELIGIBLE,
        SkinType.V: Standing.STUDIED,
        SkinType.VI: Standing.EXCLUDED,
    }
