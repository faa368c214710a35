"""Harm by skin type: rates only where a result of people says so, and the reason where none is."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.gapmap import CellKey, Layer, MappedStudy, TypeSafety, WhyNoRate, safety_of, treated_before
from app.records import INTERACTION_RULE, OutcomeResult, SkinType
from app.topic import Topic
from tests.gapmap.micro_coring import READ, STUDIES, a_study, count, studied

PIH = "hyperpigmentation"
OF_V = CellKey(SkinType.V, outcome=PIH)


def events(number: int | None, people: int | None, types: str = "V", **more: Any) -> OutcomeResult:
    return OutcomeResult(
        outcome=PIH,
        types=tuple(SkinType[t] for t in types.split()),
        events=number,
        people=people,
        evidence=READ,
        rule=more.pop("rule", "test"),
        **more,
    )


def reporting(public_id: str, *results: OutcomeResult, **told: Any) -> MappedStudy:
    return a_study(
        public_id,
        **{
            "outcomes": PIH,
            "designs": "observational",
            "standing": studied("II III IV V VI"),
            "participants": 60,
            "results": results,
            **told,
        },
    )


def of_v(topic: Topic, *studies: MappedStudy) -> TypeSafety:
    [found] = safety_of(studies, OF_V, topic)
    return found


def test_no_event_is_said_with_both_limits(topic: Topic) -> None:
    found = of_v(topic, reporting("S1", events(0, 20)))
    assert [rate.rate.people for rate in found.rates] == [20]
    assert found.sentence == (
        "Hyperpigmentation in type V: 0 of 20: up to 13.9 % (one-sided), 16.8 % (two-sided, "
        "Clopper-Pearson); 59 people without an event would rule out 5 %."
    )


def test_bounds_of_people_never_make_a_rate(topic: Topic) -> None:
    """Types I to V in 38 people, and results of all of them together."""
    [found] = safety_of(STUDIES, OF_V, topic)
    assert found.rates == ()
    assert [one.why for one in found.without] == [WhyNoRate.NOT_BY_TYPE]
    assert found.sentence == (
        "Hyperpigmentation in type V: no rate can be given. One study treated 1 to 34 of 38 "
        "people of type V and gives no result for type V alone."
    )


def test_a_result_of_all_types_together_is_of_no_type(topic: Topic) -> None:
    study = reporting("S1", events(0, 60, "II III IV V VI"), events(0, 60, ""))
    assert of_v(topic, study).rates == ()
    everybody = safety_of([study], CellKey(outcome=PIH), topic)[0]
    assert everybody.fitzpatrick is None
    assert [rate.rate.people for rate in everybody.rates] == [60]


def test_a_result_of_two_types_is_of_neither_alone(topic: Topic) -> None:
    found = of_v(topic, reporting("S1", events(0, 18, "V VI")))
    assert found.rates[0].types == (SkinType.V, SkinType.VI)
    assert "types V and VI together; nothing of type V alone, 0 of 18" in found.sentence
    assert treated_before(found).people == 0
    assert "cannot be told apart" in treated_before(found).sentence


@pytest.mark.parametrize(
    "study",
    [
        reporting("S1", events(5, 115), participants=45),
        reporting("S1", events(0, 12), counts=(count("V", 6),)),
    ],
    ids=["sessions of 45 people", "sides of 6 people"],
)
def test_what_counts_more_than_there_are_people_is_no_rate(
    topic: Topic, study: MappedStudy
) -> None:
    found = of_v(topic, study)
    assert found.rates == ()
    assert [one.why for one in found.without] == [WhyNoRate.NOT_PEOPLE]
    assert "sides, lesions or sessions, not people" in found.sentence


@pytest.mark.parametrize(("number", "people"), [(None, 20), (0, None), (3, 2), (0, 0)])
def test_a_result_without_both_numbers_gives_none(
    topic: Topic, number: int | None, people: int | None
) -> None:
    found = of_v(topic, reporting("S1", events(number, people)))
    assert (found.rates, [one.why for one in found.without]) == ((), [WhyNoRate.NO_NUMBERS])


def test_a_type_that_nobody_is_said_to_be_of_has_no_rate(topic: Topic) -> None:
    """A person may have rejected the type: its result then stands alone and counts nowhere."""
    found = of_v(topic, reporting("S1", events(0, 20), standing=studied("II III")))
    assert found.rates == ()
    assert "No study is known to have treated type V and looked for it." in found.sentence


def test_a_test_of_interaction_is_no_rate(topic: Topic) -> None:
    tested = events(0, 60, "", rule=INTERACTION_RULE)
    assert safety_of([reporting("S1", tested)], CellKey(outcome=PIH), topic)[0].rates == ()


def test_studies_of_one_design_are_pooled_and_it_says_so(topic: Topic) -> None:
    found = of_v(topic, reporting("S1", events(0, 20)), reporting("S2", events(1, 30)))
    [pooled] = found.pooled
    assert (pooled.rate.events, pooled.rate.people, pooled.study_ids) == (1, 50, ("S1", "S2"))
    assert "2 rates by type from 2 studies, each for itself." in found.sentence
    assert "Pooled, people of 2 studies of one design added up" in found.sentence


@pytest.mark.parametrize(
    ("other", "because"),
    [
        (reporting("S2", events(0, 30), designs="case_series"), "no other study of its design"),
        (reporting("S2", events(0, 30), designs=""), "design is not known"),
        (reporting("S2", events(0, 30), within_person=True), "sides of the same people"),
        (reporting("S2", events(0, 30), overlaps="S1"), "may hold the same people"),
        (reporting("S2", events(0, 30, "V VI")), "no other study of its design reports the same"),
        (reporting("S2", events(0, 30), events(2, 30)), "several results"),
    ],
)
def test_nothing_else_is_pooled(topic: Topic, other: MappedStudy, because: str) -> None:
    found = of_v(topic, reporting("S1", events(0, 20)), other)
    assert found.pooled == ()
    assert any(because in one.because for one in found.not_pooled)


def test_of_three_studies_the_overlapping_two_count_once(topic: Topic) -> None:
    studies = [
        reporting("S1", events(0, 20)),
        reporting("S2", events(0, 30), overlaps="S1"),
        reporting("S3", events(0, 5)),
    ]
    [pooled] = of_v(topic, *studies).pooled
    assert (pooled.study_ids, pooled.rate.people) == (("S2", "S3"), 35)


def test_a_cell_without_a_type_has_everybody_and_then_each_type(topic: Topic) -> None:
    found = safety_of([reporting("S1", events(0, 20))], CellKey(outcome=PIH), topic)
    assert [one.fitzpatrick for one in found] == [None, *SkinType]
    assert [len(one.rates) for one in found] == [0, 0, 0, 0, 0, 1, 0]
    assert found[-1].sentence == (
        "Hyperpigmentation in type VI: no rate can be given. One study treated 1 to 56 of 60 "
        "people of type VI and gives no result for type VI alone."
    )


def test_only_harms_have_rates_of_harm(topic: Topic) -> None:
    study = reporting("S1", events(0, 20), outcomes=f"{PIH} satisfaction")
    assert {one.outcome for one in safety_of([study], CellKey(SkinType.V), topic)} == {PIH}
    assert safety_of([study], CellKey(SkinType.V, outcome="satisfaction"), topic) == ()


@settings(deadline=None, max_examples=40)
@given(
    layers=st.lists(st.sampled_from([x for x in Layer if x is not Layer.PRIMARY]), max_size=5),
    people=st.integers(1, 60),
)
def test_no_other_layer_ever_enters_a_number(
    topic: Topic, layers: list[Layer], people: int
) -> None:
    own = reporting("S1", events(0, 20))
    others = [
        replace(reporting(f"X{n}", events(people, people)), layer=layer)
        for n, layer in enumerate(layers)
    ]
    assert safety_of([own, *others], CellKey(outcome=PIH), topic) == safety_of(
        [own], CellKey(outcome=PIH), topic
    )


@pytest.mark.parametrize(
    ("studies", "people"),
    [
        ([reporting("S1", events(0, 20))], 20),
        ([reporting("S1", events(0, 20)), reporting("S2", events(0, 30))], 50),
        ([reporting("S1", events(0, 20)), reporting("S2", events(0, 30), designs="")], 30),
        ([reporting("S1", events(0, 20)), reporting("S2", events(1, 30))], 0),
        ([reporting("S1", events(0, 20)), reporting("S2", events(2, 18, "V VI"))], 0),
        ([reporting("S1", events(0, 20)), reporting("S2", events(0, 18, "V VI"))], 20),
        ([reporting("S1", events(0, 20), within_person=True)], 0),
        ([reporting("S1")], 0),
    ],
)
def test_who_was_treated_without_an_event_before(
    topic: Topic, studies: list[MappedStudy], people: int
) -> None:
    assert treated_before(of_v(topic, *studies)).people == people
