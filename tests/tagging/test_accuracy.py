"""Scores are what a hand count gives, and a broken label is refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import MalformedRecordError
from app.records import (
    Dimension,
    Evidence,
    EvidenceKind,
    Participants,
    Reading,
    SkinType,
    Standing,
    Tag,
    TypeCount,
)
from app.tagging.accuracy import GoldDocument, score

QUOTE = Evidence(kind=EvidenceKind.QUOTE, text="x", start=0, end=1)


def a_tag(dimension: Dimension, value: str, rule: str = "r") -> Tag:
    standing = Standing.STUDIED if dimension is Dimension.FITZPATRICK else None
    return Tag(dimension=dimension, value=value, evidence=QUOTE, rule=rule, standing=standing)


def indications(*values: str) -> Reading:
    return Reading(tags=tuple(a_tag(Dimension.INDICATION, v, f"rule.{v}") for v in values))


def test_precision_recall_and_exact_share_over_all_documents() -> None:
    gold = [
        GoldDocument(doc="1", indication=frozenset({"acne", "scars"})),
        GoldDocument(doc="2", indication=frozenset({"hair"})),
        GoldDocument(doc="3"),
    ]
    card = score(gold, [indications("acne"), indications("hair"), indications("hair", "acne")])
    found = card.score("indication")
    assert (found.right, found.invented, found.missed) == (2, 2, 1)
    assert found.precision == pytest.approx(0.5)
    assert found.recall == pytest.approx(2 / 3)
    assert found.f1 == pytest.approx(4 / 7)
    assert found.exact_share == pytest.approx(1 / 3)


def test_rules_are_scored_by_their_own_claims() -> None:
    gold = [GoldDocument(doc="1", indication=frozenset({"hair"})), GoldDocument(doc="2")]
    card = score(gold, [indications("hair"), indications("hair")])
    (rule,) = card.rules
    assert (rule.rule, rule.right, rule.claims, rule.precision) == ("rule.hair", 1, 2, 0.5)


def test_types_forgive_a_wrong_standing_and_standing_does_not() -> None:
    gold = [GoldDocument(doc="1", eligible=frozenset({SkinType.V}))]
    card = score(gold, [Reading(tags=(a_tag(Dimension.FITZPATRICK, "V"),))])
    assert card.score("types").f1 == 1.0
    assert card.score("standing").f1 == 0.0


def test_counts_and_participants_must_agree_to_the_person() -> None:
    types = (SkinType.IV, SkinType.V)
    gold = [GoldDocument(doc="1", counts={types: 12}, participants=20)]
    right = Reading(
        counts=(TypeCount(types=types, people=12, evidence=QUOTE, rule="c"),),
        participants=Participants(people=21, planned=False, evidence=QUOTE, rule="p"),
    )
    card = score(gold, [right])
    assert card.score("counts").f1 == 1.0
    assert card.score("participants").exact_share == 0.0
    assert {r.rule: r.right for r in card.rules} == {"c": 1, "p": 0}


def test_silence_agreeing_with_silence_is_right() -> None:
    card = score([GoldDocument(doc="1")], [Reading()])
    assert all(s.exact_share == 1.0 and s.precision == 1.0 and s.recall == 1.0 for s in card.scores)


def test_one_reading_for_each_document() -> None:
    with pytest.raises(ValueError, match="1 labelled documents, but 0 readings"):
        score([GoldDocument(doc="1")], [])


def test_a_line_of_an_evaluation_set() -> None:
    line = json.dumps(
        {
            "doc": "P1",
            "title": "t",
            "text": "x",
            "fitzpatrick": {
                "studied": [4, 5],
                "eligible": [3],
                "excluded": [6],
                "counts": {"4": 7, "4-6": 12},
            },
            "participants": 30,
            "indication": ["acne"],
            "outcome": [],
            "design": "review",
        }
    )
    gold = GoldDocument.from_line(line)
    assert gold.studied == {SkinType.IV, SkinType.V}
    assert gold.counts == {(SkinType.IV,): 7, (SkinType.IV, SkinType.V, SkinType.VI): 12}
    assert (gold.participants, gold.indication, gold.design) == (30, {"acne"}, "review")


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"doc": "1", "fitzpatrick": {"studied": [7]}}',
        '{"doc": "1", "fitzpatrick": {"counts": {"IV": 3}}}',
        '{"doc": "1", "participants": "many"}',
    ],
)
def test_a_broken_line_is_refused_with_its_beginning(line: str) -> None:
    with pytest.raises(MalformedRecordError, match="not a labelled document"):
        GoldDocument.from_line(line)


VALUES = st.frozensets(st.sampled_from(["acne", "hair", "scars"]))


@given(st.lists(st.tuples(VALUES, VALUES), max_size=8))
def test_scores_stay_between_nothing_and_all(
    pairs: list[tuple[frozenset[str], frozenset[str]]],
) -> None:
    gold = [GoldDocument(doc=str(n), indication=wanted) for n, (wanted, _) in enumerate(pairs)]
    card = score(gold, [indications(*sorted(found)) for _, found in pairs])
    found = card.score("indication")
    assert 0 <= found.f1 <= 1
    assert (found.f1 == 1) == all(wanted == claimed for wanted, claimed in pairs)
