"""Maps from tallies say what maps from studies say, word for word, but for the studies' names."""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.gapmap import (
    Axis,
    Bounds,
    Cell,
    CellKey,
    Layer,
    MappedStudy,
    MapQuery,
    Matrix,
    cell,
    matrix,
)
from app.gapmap.assessed import overlapping
from app.gapmap.cells import cell_from
from app.gapmap.columns import Columns, having_any, years_between
from app.gapmap.content import Registered
from app.gapmap.gists import Gist, Pair, gist_of
from app.gapmap.loading import Loading
from app.gapmap.packed import code_of, packed, unpacked, words_of
from app.gapmap.selection import Selection, in_scope_of
from app.gapmap.stances import Stance, stance_of_code
from app.gapmap.tallied import (
    Asked,
    Inside,
    PairTallied,
    Tallied,
    inside_of,
    tallied_matrix,
)
from app.gapmap.tallies import NOTHING_SHARED, TYPES, Shared, Tallies, Tally
from app.gapmap.values import NONE_STATED
from app.records import Dimension, SkinType, Standing
from app.topic import Topic
from tests.gapmap.crowded import DESIGNS, INDICATIONS, OUTCOMES, PROCEDURES, SITES, crowd
from tests.gapmap.micro_coring import a_study, studied

WORDS = {
    code_of(word): word
    for dimension, values in (
        ("indication", INDICATIONS),
        ("outcome", OUTCOMES),
        ("body_site", SITES),
        ("procedure", PROCEDURES),
        ("design", DESIGNS),
    )
    for word in ((dimension, value) for value in values)
}


def number_of(public_id: str) -> int:
    return int(public_id[1:])


def gists(studies: Sequence[MappedStudy]) -> list[Gist]:
    return [gist_of(study, number_of) for study in studies]


def unnamed(drawn: Matrix) -> Matrix:
    """The map without the names of studies and registrations."""
    return replace(
        drawn,
        cells=tuple(
            tuple(replace(cell, study_ids=(), other_ids=(), trials=()) for cell in line)
            for line in drawn.cells
        ),
    )


def find_in(studies: Sequence[MappedStudy]) -> "Finder":
    return Finder({number_of(s.public_id): Registered.of(s) for s in studies})


class Finder(dict[int, Registered]):
    def __call__(self, numbers: Collection[int]) -> Mapping[int, Registered]:
        return {number: self[number] for number in numbers}


def columns_of(studies: Sequence[MappedStudy], at_once: int = 7) -> Columns:
    kept = sorted(map(packed, gists(studies)))
    loading = Loading(WORDS)
    for start in range(0, len(kept), at_once):
        some = kept[start : start + at_once]
        loading.add(b"".join(k.head for k in some), b"".join(k.tail for k in some))
    return loading.columns()


class Cells:
    """Tallies of all studies, as a map is drawn from them: of one layer, and of no filter."""

    def __init__(self, studies: Sequence[MappedStudy], query: MapQuery) -> None:
        self.tallies = tallies_of(gists(studies))
        self._query, self.registered = query, find_in(studies)

    def inside(self, pair: Pair) -> Inside:
        return inside_of(self.pair(pair))

    def pair(self, pair: Pair, _types: Collection[SkinType | None] = ()) -> PairTallied:
        found: dict[SkinType | None, dict[Stance, Tally]] = {t: {} for t in TYPES}
        for place, code, tally in self.tallies.held():
            if place[:2] == pair:
                found[place[2]][stance_of_code(code)] = tally
        [layer] = self._query.layers
        shared = {place: one for place, of, one in self.tallies.shared() if of is layer}
        return {
            t: Tallied(stances, shared.get((*pair, t), NOTHING_SHARED))
            for t, stances in found.items()
        }

    def scope(self) -> Tallied:
        one = [next(iter(v), None) for v in (self._query.indication, self._query.outcome)]
        return self.pair((one[0], one[1]))[None]


def tallies_of(studies: Sequence[Gist]) -> Tallies:
    tallies = Tallies()
    for cluster in overlapping(studies):
        tallies.add(cluster)
    return tallies


AXES = st.permutations(list(Axis)).map(lambda axes: axes[:2])
LAYERS = st.lists(st.sampled_from(list(Layer)), min_size=1, max_size=5, unique=True).map(tuple)


def chosen(values: Sequence[str], most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from([*values, NONE_STATED]), max_size=most, unique=True).map(tuple)


@st.composite
def queries(draw: st.DrawFn, most: int = 3) -> MapQuery:
    rows, columns = draw(AXES)
    return MapQuery(
        rows=rows,
        columns=columns,
        fitzpatrick=tuple(draw(st.lists(st.sampled_from(list(SkinType)), max_size=2, unique=True))),
        indication=draw(chosen(INDICATIONS, most)),
        outcome=draw(chosen(OUTCOMES, most)),
        layers=draw(LAYERS),
    )


@pytest.mark.slow
@given(seed=st.integers(0, 10**6), size=st.integers(0, 60), query=queries(), data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_filtered_map_from_columns_is_the_map_from_studies(
    topic: Topic, seed: int, size: int, query: MapQuery, data: st.DataObject
) -> None:
    studies, searched = crowd(seed, size), data.draw(st.booleans())
    first = data.draw(st.sampled_from([None, 2020]))
    site = data.draw(st.sampled_from([None, *SITES]))
    columns = columns_of(studies)
    mask = in_scope_of(columns, query)
    if first is not None:
        mask &= years_between(columns, first, None)
    if site is not None:
        mask &= having_any(columns, Dimension.BODY_SITE, [site])
    kept = [
        s for s in studies
        if (first is None or (s.year is not None and s.year >= first))
        and (site is None or site in s.body_sites)
    ]  # fmt: skip
    selection = Selection(columns, mask, query.layers, find_in(studies))
    found = tallied_matrix(selection, query, topic, searched=searched)
    assert found == unnamed(matrix(kept, query, topic, searched=searched))


@pytest.mark.slow
@given(seed=st.integers(0, 10**6), size=st.integers(0, 60), query=queries(1), layer=st.sampled_from(list(Layer)))  # fmt: skip
@settings(max_examples=30, deadline=None)
def test_a_map_of_one_layer_from_cells_is_the_map_from_studies(
    topic: Topic, seed: int, size: int, query: MapQuery, layer: Layer
) -> None:
    studies, query = crowd(seed, size), replace(query, layers=(layer,))
    found = tallied_matrix(Cells(studies, query), query, topic)
    assert found == unnamed(matrix(studies, query, topic))


@given(seed=st.integers(0, 10**6), size=st.integers(1, 40))
@settings(max_examples=30, deadline=None)
def test_what_leaves_the_tallies_leaves_nothing_behind(seed: int, size: int) -> None:
    """In any order: sums of some are those of all without the others."""
    chance = random.Random(seed)  # noqa: S311 - studies, not secrets
    together = overlapping(gists(crowd(seed, size)))
    staying = [cluster for cluster in together if chance.random() < 0.5]
    tallies = Tallies()
    for cluster in chance.sample(together, len(together)):
        tallies.add(cluster)
    for cluster in together:
        if cluster not in staying:
            tallies.add(cluster, -1)
    expected = Tallies()
    for cluster in staying:
        expected.add(cluster)
    assert contents(tallies) == contents(expected)


def contents(tallies: Tallies) -> tuple[dict[object, Tally], dict[object, Shared]]:
    return (
        {(place, code): tally for place, code, tally in tallies.held()},
        {(place, layer): shared for place, layer, shared in tallies.shared()},
    )


@given(seed=st.integers(0, 10**6))
@settings(max_examples=30, deadline=None)
def test_a_packed_gist_is_the_gist(seed: int) -> None:
    for gist in gists(crowd(seed, 10)):
        words = {code_of(word): word for word in words_of(gist)}
        assert unpacked(packed(gist), words) == gist


UNNUMBERED = a_study("S1", participants=None)
UNKNOWN = {
    "no study": ((), CellKey()),
    "no number": ((UNNUMBERED,), CellKey()),
    "a type that nobody names": ((a_study("S1", standing=studied("II")),), CellKey(SkinType.VI)),
    "a type that is excluded": (
        (a_study("S1", standing={SkinType.VI: Standing.EXCLUDED}),),
        CellKey(SkinType.VI),
    ),
}
TOLD = {
    "a number": ((UNNUMBERED, a_study("S2", participants=12)), CellKey(), Bounds(12, None)),
    "nobody": ((a_study("S1", participants=0),), CellKey(), Bounds(0, 0)),
    "somebody": (
        (a_study("S1", participants=None, standing=studied("VI")),),
        CellKey(SkinType.VI),
        Bounds(1, None),
    ),
}


def both_ways(
    studies: Sequence[MappedStudy], key: CellKey, topic: Topic, layer: Layer = Layer.PRIMARY
) -> list[Cell]:
    """The cell from the studies, and the same from tallies."""
    query = MapQuery(layers=(layer,))
    cells = Cells(studies, query)
    asked = Asked(query.layers, cells.registered)
    pair = key.indication, key.outcome
    inside = {} if key.fitzpatrick else cells.inside(pair)
    content = asked.content(key, cells.pair(pair)[key.fitzpatrick], inside)
    return [cell(studies, key, topic, query.layers), cell_from(content, topic)]


@pytest.mark.parametrize(("studies", "key"), UNKNOWN.values(), ids=UNKNOWN)
def test_people_that_no_study_counts_are_unknown_and_not_nobody(
    topic: Topic, studies: Sequence[MappedStudy], key: CellKey
) -> None:
    for found in both_ways(studies, key, topic):
        assert (found.people, found.participants) == (None, None)


@pytest.mark.parametrize(("studies", "key", "people"), TOLD.values(), ids=TOLD)
def test_people_that_one_study_counts_are_known(
    topic: Topic, studies: Sequence[MappedStudy], key: CellKey, people: Bounds
) -> None:
    assert [found.people for found in both_ways(studies, key, topic)] == [people, people]


def test_a_review_counts_nobody_of_its_own(topic: Topic) -> None:
    review = a_study("S1", layer=Layer.SECONDARY, participants=112, standing=studied("V"))
    for key in (CellKey(), CellKey(SkinType.V)):
        for found in both_ways([review], key, topic, Layer.SECONDARY):
            assert (found.studies, found.people, found.participants) == (1, None, None)


def test_people_of_unknown_type_are_unknown_where_no_silent_study_numbers_them(
    topic: Topic,
) -> None:
    naming = a_study("S2", standing=studied("II"))
    numbered = a_study("S3")
    for studies, people in (([UNNUMBERED], None), ([naming], 0), ([UNNUMBERED, numbered], 20)):
        for found in both_ways(studies, CellKey(SkinType.V), topic):
            assert found.people_of_unknown_type == people


def test_a_stance_is_known_by_its_code() -> None:
    codes = {code for _, code, _ in tallies_of(gists(crowd(3, 200))).held()}
    assert len({stance_of_code(code) for code in codes}) == len(codes) > 50
    assert all(stance_of_code(code).code == code for code in codes)


def test_more_people_than_a_narrow_column_holds_are_counted_exactly(topic: Topic) -> None:
    studies = [
        replace(study, participants=2**40 + n, layer=Layer.PRIMARY)
        for n, study in enumerate(crowd(5, 12))
    ]
    selection = Selection(
        columns := columns_of(studies), in_scope_of(columns, MapQuery()), (Layer.PRIMARY,), find_in(studies)
    )  # fmt: skip
    found = tallied_matrix(selection, MapQuery(), topic)
    assert found == unnamed(matrix(studies, MapQuery(), topic))
    assert found.people is not None
    assert found.people.lower > 2**42
