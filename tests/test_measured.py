"""The accuracy card: shares that follow from counts, and no card of another reader."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.errors import AccuracyCardError
from app.measured import (
    MeasuredAccuracy,
    MeasuredRule,
    MeasuredScore,
    MeasuredSet,
    accuracy_of_version,
    read_accuracy,
    vocabulary_name,
)
from app.topic import read_topic


def a_score(**counts: int) -> MeasuredScore:
    zero = {"documents": 4, "exact": 4, "right": 0, "invented": 0, "missed": 0}
    return MeasuredScore(dimension="types", **zero | counts)


def a_card(version: str = "7") -> MeasuredAccuracy:
    scores = (a_score(right=3, invented=1, missed=2, exact=2),)
    return MeasuredAccuracy(
        tagger_version=version,
        vocabulary=vocabulary_name(read_topic()),
        measured_on=date(2026, 1, 2),
        sets=(MeasuredSet(name="one", documents=4, quotes=9, verbatim=9, scores=scores),),
        rules=(MeasuredRule(rule="fitzpatrick.range", right=3, n=4),),
    )


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "card.json"
    path.write_text(a_card().as_json(), encoding="utf-8")
    return path


def test_shares_follow_from_counts() -> None:
    score = a_score(right=3, invented=1, missed=2, exact=2)
    assert (score.precision, score.recall, score.f1) == (0.75, 0.6, 0.6667)
    assert score.exact_share == 0.5


def test_nothing_claimed_and_nothing_to_find_is_no_perfect_score() -> None:
    score = a_score()
    assert (score.precision, score.recall, score.f1) == (None, None, None)
    assert score.exact_share == 1.0


def test_a_kept_card_is_read_back(kept: Path) -> None:
    assert read_accuracy(kept) == a_card()


def test_a_rule_is_found_by_name_and_an_unknown_one_is_not() -> None:
    rule = a_card().rule("fitzpatrick.range")
    assert rule is not None
    assert (rule.right, rule.n, rule.precision) == (3, 4, 0.75)
    assert a_card().rule("fitzpatrick.list") is None


@pytest.mark.parametrize(("version", "is_shown"), [("7", True), ("8", False)])
def test_a_card_counts_for_its_own_version_alone(kept: Path, version: str, is_shown: bool) -> None:
    assert (accuracy_of_version(kept, version, read_topic()) is not None) is is_shown


def test_a_card_does_not_count_for_another_vocabulary(kept: Path) -> None:
    other = read_topic().model_copy(update={"other_conditions": ("rosacea",)})
    assert accuracy_of_version(kept, "7", other) is None


def _better(card: dict[str, Any]) -> None:
    card["sets"][0]["scores"][0]["precision"] = 1.0


def _negative(card: dict[str, Any]) -> None:
    card["sets"][0]["scores"][0]["missed"] = -1


def _without_version(card: dict[str, Any]) -> None:
    del card["tagger_version"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_better, "do not follow from its counts"),
        (_negative, "sets.0.scores.0.missed"),
        (_without_version, "tagger_version"),
    ],
)
def test_a_card_that_no_run_wrote_is_refused(
    kept: Path, change: Callable[[dict[str, Any]], None], reason: str
) -> None:
    card = json.loads(kept.read_text(encoding="utf-8"))
    change(card)
    kept.write_text(json.dumps(card), encoding="utf-8")
    with pytest.raises(AccuracyCardError, match=reason):
        read_accuracy(kept)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]"])
def test_what_is_no_card_is_refused_with_what_to_do(kept: Path, content: bytes) -> None:
    kept.write_bytes(content)
    with pytest.raises(AccuracyCardError, match="coregap evaluate"):
        read_accuracy(kept)


def test_a_missing_card_is_named(tmp_path: Path) -> None:
    with pytest.raises(AccuracyCardError, match=r"none\.json"):
        read_accuracy(tmp_path / "none.json")
