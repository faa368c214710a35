"""People over the years: against a count by hand, and against the panel of who took part."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.answers import OverTime, over_time, timeline_of
from app.gapmap import Bounds, Layer, MappedStudy, representation
from app.records import SkinType, Standing
from tests.gapmap.micro_coring import RETROSPECTIVE, STUDIES, a_study, studied

V, VI = SkinType.V, SkinType.VI


def people(found: OverTime, skin_type: SkinType) -> list[tuple[int, Bounds | None]]:
    return [(y.year, y.by_type[skin_type - 1].people) for y in found.years]


def of(*studies: MappedStudy, layer: Layer = Layer.PRIMARY) -> OverTime:
    return over_time(studies, layer)


def test_the_last_year_is_the_count_by_hand() -> None:
    """38 people of types I to V, one of them at least and 34 at most of type V."""
    last = of(RETROSPECTIVE, a_study("S-SILENT", year=2023)).years[-1]
    assert (last.year, last.people, last.people_silent) == (2024, 58, 20)
    assert last.by_type[V - 1].people == Bounds(1, 34)


def test_a_type_that_nobody_speaks_of_is_not_reported_and_one_that_is_left_out_is_nobody() -> None:
    silent = a_study("S-1", year=2020)
    names = a_study("S-2", year=2021, standing=studied("II III"))
    excludes = a_study("S-3", year=2022, standing=studied("II") | {VI: Standing.EXCLUDED})
    assert people(of(silent, names, excludes), VI) == [
        (2020, None),
        (2021, None),
        (2022, Bounds(0, 0)),
    ]


def test_a_study_without_a_number_is_counted_as_a_study_and_named() -> None:
    found = of(a_study("S-1", participants=None, standing=studied("V"), year=2020))
    assert people(found, V) == [(2020, None)]
    assert found.years[0].by_type[V - 1].studies == 1
    assert [(one.public_id, one.types) for one in found.without_number] == [("S-1", (V,))]
    assert found.without_year == ()


def test_a_study_without_a_year_is_in_no_year_and_named() -> None:
    found = of(a_study("S-1", year=None), a_study("S-2", year=2020))
    assert [(y.year, y.studies, y.people) for y in found.years] == [(2020, 1, 20)]
    assert [one.public_id for one in found.without_year] == ["S-1"]
    assert "1 study has no year" in " ".join(timeline_of(found).sentences)


def test_people_who_may_be_in_two_studies_count_once_and_a_line_never_falls() -> None:
    """The link between the first two comes with the third: it is known today."""
    first = a_study("S-1", year=2019, participants=30)
    second = a_study("S-2", year=2020, participants=20)
    link = a_study("S-3", year=2021, participants=5, overlaps="S-1 S-2")
    found = of(first, second, link)
    assert [y.people for y in found.years] == [30, 30, 30]
    assert found.overlapping == ("S-3",)


def test_layers_are_never_added_up() -> None:
    other = a_study("S-2", layer=Layer.INDIRECT, participants=500)
    assert [y.people for y in of(a_study("S-1"), other).years] == [20]
    assert [y.people for y in of(a_study("S-1"), other, layer=Layer.INDIRECT).years] == [500]


def test_what_treats_nobody_says_so() -> None:
    planned = a_study("S-1", layer=Layer.PLANNED, participants=None)
    answer = timeline_of(of(planned, layer=Layer.PLANNED))
    assert answer.sentences == (answer.adds_nobody,)
    assert "in no number of people here" in answer.adds_nobody


def test_nothing_is_told_of_no_study() -> None:
    assert timeline_of(of()).sentences == ("No primary study meets this.",)


def test_silence_is_said_in_the_sentences() -> None:
    answer = timeline_of(of(RETROSPECTIVE))
    said = " ".join(answer.sentences)
    assert "Type V: 1 to 34 people." in said
    assert "Type VI: not reported. That is not nobody" in said


SOME_TYPES = st.sets(st.sampled_from(SkinType)).map(lambda types: " ".join(t.name for t in types))
SOME_STUDIES = st.lists(
    st.tuples(SOME_TYPES, st.none() | st.integers(1, 60), st.integers(2015, 2026)), max_size=8
).map(
    lambda told: [
        a_study(f"S-{n}", standing=studied(types), participants=people, year=year)
        for n, (types, people, year) in enumerate(told)
    ]
)


@settings(deadline=None, max_examples=60)
@given(SOME_STUDIES)
def test_the_end_is_what_the_panel_of_who_took_part_says(studies: list[MappedStudy]) -> None:
    found, panel = over_time(studies, Layer.PRIMARY), representation(studies)
    assert sum(y.studies for y in found.years) == panel.studies
    if found.years:
        last = found.years[-1]
        assert last.people == panel.people
        ends = {one.fitzpatrick: one.people for one in last.by_type}
        assert ends == {g.types[0]: g.people_of_reporting.people for g in panel.groups[:6]}


@settings(deadline=None, max_examples=60)
@given(SOME_STUDIES)
def test_no_line_ever_falls(studies: list[MappedStudy]) -> None:
    for skin_type in SkinType:
        told = [b for _, b in people(over_time(studies, Layer.PRIMARY), skin_type) if b]
        assert told == sorted(told, key=lambda b: b.lower)
        assert told == sorted(told, key=lambda b: b.upper or 0)


def test_the_published_studies_are_those_of_the_panel() -> None:
    found = over_time(STUDIES, Layer.PRIMARY)
    assert found.studies == representation(STUDIES).studies
    placed = sum(y.studies for y in found.years) + len(found.without_year)
    assert placed == found.studies
