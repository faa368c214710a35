"""Cells that say something else: found where a study of theirs changed, and nowhere else."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from app.gapmap import (
    Axis,
    Bounds,
    CellDifference,
    CellKey,
    Footing,
    Layer,
    MappedStudy,
    MapQuery,
    MapState,
    Reason,
    cell,
    differing_cells,
    matrix,
    same_answer,
)
from app.records import SkinType
from app.topic import read_topic
from tests.gapmap.micro_coring import FACELIFT, NECK, RETROSPECTIVE, a_study, studied

TOPIC = read_topic()
BY_TYPE = MapQuery(rows=Axis.OUTCOME, columns=Axis.FITZPATRICK)
ALL = [RETROSPECTIVE, NECK, FACELIFT]
IN_VI = a_study("S-VI", standing=studied("VI"), indications="wrinkles", outcomes="pain")


def differing(
    before: list[MappedStudy], after: list[MappedStudy], query: MapQuery = BY_TYPE
) -> tuple[CellDifference, ...]:
    return differing_cells(MapState(studies=before), MapState(studies=after), query, TOPIC)


def keys(
    before: list[MappedStudy], after: list[MappedStudy], query: MapQuery = BY_TYPE
) -> set[CellKey]:
    return {one.key for one in differing(before, after, query)}


def test_a_first_study_of_a_type_changes_its_cells_and_the_whole_rows() -> None:
    found = {one.key: one for one in differing(ALL, [*ALL, IN_VI])}
    changed = found[CellKey(SkinType.VI, None, "pain")]
    assert (changed.before.studies, changed.after.studies) == (0, 1)
    assert changed.study_ids == ("S-VI",)
    assert CellKey(SkinType.VI, None, None) in found
    assert CellKey(None, None, "pain") in found
    assert CellKey(SkinType.VI, None, "laxity") not in found


def test_one_that_speaks_of_other_types_makes_silence_longer() -> None:
    """Type I of pain: nobody studied it before nor after, and one study more is silent on it."""
    [changed] = [
        one for one in differing(ALL, [*ALL, IN_VI]) if one.key == CellKey(SkinType.I, None, "pain")
    ]
    assert changed.before.studies == changed.after.studies == 0
    assert changed.before.standings != changed.after.standings


def test_the_same_studies_in_another_order_differ_in_nothing() -> None:
    assert keys(ALL, ALL[::-1]) == set()


def test_a_title_is_in_no_cell() -> None:
    assert keys(ALL, [replace(RETROSPECTIVE, title="Renamed"), NECK, FACELIFT]) == set()


def test_people_alone_change_the_cells_of_their_study() -> None:
    fewer = replace(RETROSPECTIVE, participants=30)
    found = keys(ALL, [fewer, NECK, FACELIFT])
    assert CellKey(SkinType.V, None, "hyperpigmentation") in found
    assert CellKey(SkinType.V, None, "wrinkle_severity") not in found


def test_another_layer_changes_no_cell_of_the_primary_map() -> None:
    indirect = replace(IN_VI, layer=Layer.INDIRECT, indications=NECK.indications)
    found = differing(ALL, [*ALL, indirect])
    assert all(one.before.studies == one.after.studies for one in found)
    asked = replace(BY_TYPE, layers=(Layer.INDIRECT,))
    assert CellKey(SkinType.VI, None, "pain") in keys(ALL, [*ALL, indirect], asked)


def test_the_first_search_of_all_changes_every_empty_cell() -> None:
    states = (MapState(studies=[], searched=False), MapState(studies=[], searched=True))
    found = differing_cells(*states, BY_TYPE, TOPIC)
    assert len(found) > 100
    assert {(one.before.reason, one.after.reason) for one in found} == {
        (Reason.NEVER_SEARCHED, Reason.NEVER_STUDIED)
    }


def test_a_registration_that_was_stopped_is_told() -> None:
    registered = a_study(
        "S-PLAN", layer=Layer.PLANNED, participants=None, planned=30, status="recruiting",
        standing=studied("V"), indications="wrinkles", outcomes="pain",
    )  # fmt: skip
    found = {d.key: d for d in differing([registered], [replace(registered, status="terminated")])}
    changed = found[CellKey(SkinType.V, None, "pain")]
    assert Footing.UNDER_WAY in changed.before.footings
    assert Footing.STOPPED in changed.after.footings


def test_a_held_value_holds_in_every_cell() -> None:
    query = replace(BY_TYPE, indication=("wrinkles",))
    found = keys(ALL, [*ALL, IN_VI], query)
    assert found
    assert {key.indication for key in found} == {"wrinkles"}


POOL = [*ALL, IN_VI, replace(NECK, public_id="S-OTHER", layer=Layer.PLANNED, planned=12)]


@given(before=st.sets(st.sampled_from(range(5))), after=st.sets(st.sampled_from(range(5))))
@settings(deadline=None, max_examples=20)
def test_no_cell_of_the_map_is_missed(before: set[int], after: set[int]) -> None:
    """What is not looked at, for no study of it changed, is the same indeed."""
    was, now = ([POOL[i] for i in sorted(side)] for side in (before, after))
    found = keys(was, now)
    maps = [
        {c.key: c for line in matrix(s, BY_TYPE, TOPIC).cells for c in line} for s in (was, now)
    ]
    for key in maps[0].keys() & maps[1].keys():
        assert (key in found) is not same_answer(maps[0][key], maps[1][key])


def test_what_earlier_versions_froze_as_nobody_is_no_change() -> None:
    """They wrote 0 people where no study counts any, and bounds from 0 on."""
    empty, unnumbered = (
        cell(studies, CellKey(), TOPIC) for studies in ([], [a_study(participants=None)])
    )
    before = replace(empty, people=Bounds(0, 0), participants=0)
    assert same_answer(before, empty)
    frozen = replace(unnumbered, people=Bounds(0, None), people_of_unknown_type=0)
    assert same_answer(frozen, unnumbered)
    assert not same_answer(replace(unnumbered, people=Bounds(3, None)), unnumbered)
