"""Who took part: the panel against a count by hand, both denominators, one layer at a time."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.gapmap import (
    Bounds,
    Layer,
    MappedStudy,
    Participation,
    PeopleShare,
    bounds_by_type,
    participation_ratio,
    people_share_of,
    representation,
)
from app.gapmap.representation import GroupShare
from app.records import SkinType, Standing
from tests.gapmap.micro_coring import STUDIES, a_study, count, studied


def group(studies: tuple[MappedStudy, ...], types: str) -> GroupShare:
    wanted = tuple(SkinType[t] for t in types.split())
    [found] = [g for g in representation(studies).groups if g.types == wanted]
    return found


def test_the_panel_is_the_count_by_hand() -> None:
    """Eight studies; two name types: 38 people of I to V, and II to IV in a number not told."""
    panel = representation(STUDIES)
    assert (panel.reporting.count, panel.reporting.of) == (2, 8)
    assert (panel.people, panel.people_reporting, panel.without_number) == (129, 38, 2)
    assert panel.overlapping == ("S-ASDS", "S-SUMMARY")


def test_both_denominators_are_there() -> None:
    of_v = group(STUDIES, "V")
    assert (of_v.studies_of_all.count, of_v.studies_of_all.of) == (1, 8)
    assert (of_v.studies_of_reporting.count, of_v.studies_of_reporting.of) == (1, 2)
    assert (of_v.people_of_all.people, of_v.people_of_all.of) == (Bounds(1, 125), 129)
    assert (of_v.people_of_reporting.people, of_v.people_of_reporting.of) == (Bounds(1, 34), 38)
    assert group(STUDIES, "VI").studies_of_all.count == 0


def test_a_type_that_no_study_speaks_of_is_not_nobody() -> None:
    of_vi = group(STUDIES, "VI")
    for share in (of_vi.people_of_all, of_vi.people_of_reporting):
        assert (share.people, share.lowest, share.highest, share.interval) == (None,) * 4


@pytest.mark.parametrize(
    ("study", "people"),
    [
        (a_study(standing=studied("II III"), counts=(count("II III", 20),)), Bounds(0, 0)),
        (a_study(standing=studied("II III"), counts=(count("II III", 19),)), None),
        (a_study(standing=studied("II") | {SkinType.VI: Standing.EXCLUDED}), Bounds(0, 0)),
        (a_study(standing={SkinType.VI: Standing.ELIGIBLE}), None),
    ],
)
def test_nobody_is_said_where_a_study_says_so(study: MappedStudy, people: Bounds | None) -> None:
    assert group((study,), "VI").people_of_reporting.people == people


def test_eligible_is_not_included() -> None:
    study = a_study(standing={SkinType.V: Standing.ELIGIBLE})
    of_v = group((study,), "V")
    assert (of_v.studies_of_all.count, of_v.studies_of_reporting.of) == (0, 1)


def test_a_count_of_the_group_says_more_than_its_types_do() -> None:
    study = a_study(standing=studied("II III IV V VI"), counts=(count("IV V VI", 12),))
    share = group((study,), "IV V VI").people_of_all
    assert (share.people, share.of) == (Bounds(12, 12), 20)
    assert share.lowest == share.highest == 0.6


def test_overlapping_people_are_counted_once() -> None:
    one = a_study("S1", participants=30, standing=studied("V"), overlaps="S2")
    other = a_study("S2", participants=20, standing=studied("V"), overlaps="S1")
    panel = representation((one, other))
    assert (panel.studies, panel.people) == (2, 30)
    assert group((one, other), "V").people_of_all.of == 30


@settings(deadline=None, max_examples=60)
@given(
    told=st.lists(
        st.tuples(
            st.sampled_from(Layer),
            st.none() | st.integers(1, 80),
            st.sets(st.sampled_from(SkinType)),
        ),
        max_size=7,
    )
)
def test_layers_are_never_mixed_and_bounds_hold_everybody(
    told: list[tuple[Layer, int | None, set[SkinType]]],
) -> None:
    studies = [
        replace(
            a_study(f"S{n}", participants=people, standing=dict.fromkeys(types, Standing.STUDIED)),
            layer=layer,
        )
        for n, (layer, people, types) in enumerate(told)
    ]
    assert sum(representation(studies, layer).studies for layer in Layer) == len(studies)
    for layer in Layer:
        own = [s for s in studies if s.layer is layer]
        assert representation(studies, layer) == representation(own, layer)
        for one in representation(studies, layer).groups:
            for share in (one.people_of_all, one.people_of_reporting):
                if share.people is None:
                    assert share.lowest is share.highest is share.interval is None
                    continue
                assert 0 <= share.people.lower <= (share.people.upper or 0) <= share.of
            assert one.studies_of_all.count <= one.studies_of_reporting.of
    for study in studies:
        if study.participants is not None and study.layer is not Layer.SECONDARY:
            bounds = bounds_by_type(study).values()
            assert sum(b.lower for b in bounds) <= study.participants
            assert sum(b.upper or 0 for b in bounds) >= study.participants


def a_share(lowest: float | None, highest: float | None) -> PeopleShare:
    return PeopleShare(people=Bounds(0, 0), of=100, lowest=lowest, highest=highest, interval=None)


@pytest.mark.parametrize(
    ("lowest", "highest", "percent", "says"),
    [
        (0.1, 0.1, 35, Participation.UNDER),
        (0.35, 0.35, 35, Participation.SIMILAR),
        (0.6, 0.7, 35, Participation.OVER),
        (0.03, 0.9, 35, Participation.UNCLEAR),
    ],
)
def test_a_ratio_says_only_what_both_its_bounds_say(
    lowest: float, highest: float, percent: float, says: Participation
) -> None:
    found = participation_ratio(a_share(lowest, highest), percent)
    assert found is not None
    assert found.says is says
    assert found.lowest == pytest.approx(100 * lowest / percent)


def test_nobody_and_nothing_have_no_ratio() -> None:
    assert participation_ratio(a_share(None, None), 35) is None
    assert participation_ratio(a_share(0.5, 0.5), 0) is None


def test_people_are_those_of_studies_that_report_type() -> None:
    primary = [s for s in STUDIES if s.layer is Layer.PRIMARY]
    assert people_share_of((SkinType.I, SkinType.II), primary).of == 38
