from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.gapmap import Bounds, MappedStudy, bounds_by_type, people_of
from app.records import SkinType, Standing
from tests.gapmap.micro_coring import (
    HARVESTING,
    NECK,
    RETROSPECTIVE,
    REVIEW,
    a_study,
    count,
    studied,
)


def shown(study: MappedStudy) -> dict[str, str]:
    """Bounds as "1-34", "2", "0", "1-" by roman numeral."""
    return {
        t.name: str(b.lower) if b.lower == b.upper else f"{b.lower}-{b.upper or ''}"
        for t, b in bounds_by_type(study).items()
    }


def test_types_i_to_v_in_38_people_without_counts() -> None:
    assert shown(RETROSPECTIVE) == {
        "I": "1-34", "II": "1-34", "III": "1-34", "IV": "1-34", "V": "1-34", "VI": "0",
    }  # fmt: skip


def test_one_type_counted_and_the_number_of_people_unknown() -> None:
    assert shown(NECK) == {"I": "0", "II": "1-", "III": "1-", "IV": "2", "V": "0", "VI": "0"}


def test_a_silent_study_can_hold_anybody() -> None:
    assert set(shown(HARVESTING).values()) == {"0-8"}
    assert set(bounds_by_type(replace(HARVESTING, participants=None)).values()) == {Bounds(0, None)}


@pytest.mark.parametrize(
    ("types", "counts", "people", "expected"),
    [
        ("II III IV", [count("II", 8), count("III", 10)], 20, {"IV": "2"}),
        ("I II III IV V VI", [count("I II III", 8), count("IV V VI", 12)], 20,
         {"I": "1-6", "VI": "1-10"}),
        ("IV V VI", [count("IV V VI", 20), count("IV", 12)], 20, {"V": "1-7", "III": "0"}),
        ("I II III IV V", [count("V", 2)], 38, {"V": "2", "I": "1-33", "VI": "0"}),
        ("IV", [], 20, {"IV": "1-20", "V": "0"}),
    ],
)  # fmt: skip
def test_counts_and_ranges_tighten_each_other(
    types: str, counts: list, people: int, expected: dict[str, str]
) -> None:
    found = shown(a_study(standing=studied(types), counts=tuple(counts), participants=people))
    assert {t: found[t] for t in expected} == expected


def test_people_left_over_are_of_no_type_from_below() -> None:
    counts = tuple(count(t, n) for t, n in (("I", 19), ("II", 27), ("III", 32), ("IV", 17)))
    found = shown(a_study(standing=studied("I II III IV"), counts=counts, participants=112))
    assert found == {"I": "19", "II": "27", "III": "32", "IV": "17", "V": "0-17", "VI": "0-17"}


def test_a_count_of_nobody_leaves_nobody() -> None:
    study = a_study(standing=studied("I II V"), counts=(count("V", 0),), participants=10)
    assert shown(study)["V"] == "0"


def test_an_excluded_type_has_nobody_in_an_otherwise_silent_study() -> None:
    found = shown(a_study(standing={SkinType.VI: Standing.EXCLUDED}, participants=10))
    assert (found["VI"], found["V"]) == ("0", "0-10")


@pytest.mark.parametrize(
    "study",
    [
        a_study(standing=studied("IV"), counts=(count("IV", 15),), participants=10),
        a_study(standing=studied("I II III IV V VI"), participants=4),
        a_study(standing=dict.fromkeys(SkinType, Standing.EXCLUDED), participants=10),
        a_study(standing=studied("IV V"), counts=(count("IV", 9), count("V", 8)), participants=10),
        a_study(standing=studied("V"), counts=(count("V", 3), count("IV V", 2)), participants=None),
        a_study(standing=studied("I"), participants=0),
    ],
    ids=["count over n", "more types than people", "nobody allowed", "sum over n", "part over whole",
         "nobody"],
)  # fmt: skip
def test_what_cannot_be_widens(study: MappedStudy) -> None:
    _holds_everybody(study)


def test_two_sources_that_count_differently_give_both_numbers() -> None:
    study = a_study(
        standing=studied("IV V"), counts=(count("V", 3), count("V", 5)), participants=20
    )
    assert shown(study)["V"] == "3-5"


def test_a_review_adds_nobody() -> None:
    assert people_of(replace(REVIEW, participants=112)) == Bounds(0, 0)


def test_where_the_number_is_unknown_types_and_counts_tell_the_least() -> None:
    assert people_of(NECK) == Bounds(4, None)


people_of_types = st.lists(st.integers(0, 12), min_size=6, max_size=6)
groups = st.lists(st.sets(st.sampled_from(list(SkinType)), min_size=1), max_size=4)


@settings(max_examples=200, deadline=None)
@given(truth=people_of_types, told=groups, names_types=st.booleans(), knows_people=st.booleans())
def test_the_truth_lies_within(
    truth: list[int], told: list[set[SkinType]], names_types: bool, knows_people: bool
) -> None:
    people = dict(zip(SkinType, truth, strict=True))
    counts = tuple(
        count(" ".join(t.name for t in sorted(group)), sum(people[t] for t in group))
        for group in told
    )
    standing = {t: Standing.STUDIED for t in SkinType if people[t]} if names_types else {}
    study = a_study(
        participants=sum(truth) if knows_people else None, counts=counts, standing=standing
    )
    found = bounds_by_type(study)
    if names_types or not counts:
        for skin_type, number in people.items():
            bounds = found[skin_type]
            assert bounds.lower <= number
            assert bounds.upper is None or number <= bounds.upper
    _holds_everybody(study)


@settings(max_examples=200, deadline=None)
@given(
    participants=st.none() | st.integers(0, 30),
    standing=st.dictionaries(st.sampled_from(list(SkinType)), st.sampled_from(list(Standing))),
    told=st.lists(
        st.tuples(st.sets(st.sampled_from(list(SkinType))), st.integers(0, 40)), max_size=5
    ),
)
def test_any_statements_give_bounds_that_hold_everybody(
    participants: int | None,
    standing: dict[SkinType, Standing],
    told: list[tuple[set[SkinType], int]],
) -> None:
    counts = tuple(count(" ".join(t.name for t in sorted(types)), n) for types, n in told)
    _holds_everybody(a_study(participants=participants, standing=standing, counts=counts))


def _holds_everybody(study: MappedStudy) -> None:
    bounds = bounds_by_type(study).values()
    assert len(bounds) == 6
    assert all(b.lower >= 0 and (b.upper is None or b.lower <= b.upper) for b in bounds)
    if study.participants is not None:
        assert sum(b.lower for b in bounds) <= study.participants
        assert sum(b.upper for b in bounds if b.upper is not None) >= study.participants
        assert all(b.upper is not None for b in bounds)
