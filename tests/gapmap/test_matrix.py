import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import InvalidQueryError
from app.gapmap import NONE_STATED, Axis, Bounds, CellKey, Layer, MappedStudy, MapQuery, matrix
from app.records import SkinType, Standing
from app.topic import Topic
from tests.gapmap.micro_coring import STUDIES, a_study, studied


def test_rows_and_columns_stand_in_the_order_of_the_vocabulary(topic: Topic) -> None:
    found = matrix(STUDIES, MapQuery(), topic)
    assert [row.id for row in found.rows] == [*(v.id for v in topic.indication), NONE_STATED]
    assert [c.id for c in found.columns] == [*(v.id for v in topic.outcome), NONE_STATED]
    assert (found.columns[0].group, found.columns[-2].group) == ("efficacy", "safety")
    assert found.cells[0][0].key == CellKey(None, "wrinkles", "wrinkle_severity")
    assert (found.studies, found.people) == (8, Bounds(133, None))


def test_none_stated_is_drawn_only_where_a_study_needs_it(topic: Topic) -> None:
    study = a_study(indications="striae", outcomes="pain")
    found = matrix((study,), MapQuery(), topic)
    assert NONE_STATED not in [value.id for value in (*found.rows, *found.columns)]
    pigs = a_study(layer=Layer.PRECLINICAL, outcomes="pain")
    assert NONE_STATED not in [row.id for row in matrix((study, pigs), MapQuery(), topic).rows]


def test_skin_types_as_rows(topic: Topic) -> None:
    query = MapQuery(rows=Axis.FITZPATRICK, columns=Axis.INDICATION, indication=("acne_scars",))
    found = matrix(STUDIES, query, topic)
    assert [row.label for row in found.rows] == [f"Type {t.name}" for t in SkinType]
    assert [row[0].studies for row in found.cells] == [1, 1, 1, 1, 1, 0]


def test_one_value_on_the_third_axis_holds_every_cell(topic: Topic) -> None:
    query = MapQuery(fitzpatrick=(SkinType.V,), indication=("wrinkles",))
    found = matrix(STUDIES, query, topic)
    assert {c.key.fitzpatrick for row in found.cells for c in row} == {SkinType.V}
    assert not any(c.by_type for row in found.cells for c in row)


def test_several_values_on_the_third_axis_keep_their_studies(topic: Topic) -> None:
    query = MapQuery(
        rows=Axis.FITZPATRICK, columns=Axis.INDICATION, outcome=("hyperpigmentation", "downtime")
    )
    assert matrix(STUDIES, query, topic).studies == 3


@pytest.mark.parametrize(
    ("query", "field"),
    [
        (MapQuery(rows=Axis.OUTCOME, columns=Axis.OUTCOME), "columns"),
        (MapQuery(indication=("warts",)), "indication"),
        (MapQuery(outcome=("striae",)), "outcome"),
    ],
)
def test_a_question_that_cannot_be_answered_names_its_field(
    topic: Topic, query: MapQuery, field: str
) -> None:
    with pytest.raises(InvalidQueryError) as refused:
        matrix(STUDIES, query, topic)
    assert refused.value.field == field
    assert refused.value.allowed


some_studies = st.lists(
    st.builds(
        lambda i, layer, people, standing, where: a_study(
            f"S{i}", layer=layer, participants=people, standing=standing,
            indications=where[0], outcomes=where[1],
        ),
        st.integers(0, 99),
        st.sampled_from(list(Layer)),
        st.none() | st.integers(6, 60),
        st.dictionaries(st.sampled_from(list(SkinType)), st.sampled_from(list(Standing))),
        st.tuples(st.sampled_from(["", "striae", "scars"]), st.sampled_from(["", "pain"])),
    ),
    max_size=6,
    unique_by=lambda s: s.public_id,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(studies=some_studies)
def test_layers_never_mix_and_a_cell_never_exceeds_the_map(
    topic: Topic, studies: list[MappedStudy]
) -> None:
    query = MapQuery(rows=Axis.FITZPATRICK, columns=Axis.INDICATION)
    found = matrix(studies, query, topic)
    primary = {s.public_id for s in studies if s.layer is Layer.PRIMARY}
    alone = matrix([s for s in studies if s.layer is Layer.PRIMARY], query, topic)
    assert found.studies == len(primary)
    assert [[c.people for c in row] for row in found.cells] == [
        [c.people for c in row] for row in alone.cells
    ]
    most = None if found.people is None else found.people.upper
    for cell in (c for row in found.cells for c in row):
        assert set(cell.study_ids) <= primary
        assert cell.studies == len(cell.study_ids)
        assert most is None or cell.people is None or (cell.people.upper or 0) <= most


@settings(max_examples=40, deadline=None)
@given(studies=st.permutations(STUDIES))
def test_the_order_of_studies_changes_nothing(topic: Topic, studies: list[MappedStudy]) -> None:
    query = MapQuery(indication=("wrinkles",), outcome=("global_improvement", "pain"))
    assert matrix(studies, query, topic) == matrix(STUDIES, query, topic)


def test_a_study_silent_on_every_type_is_not_of_any(topic: Topic) -> None:
    silent, told = (
        a_study("S1", indications="striae"),
        a_study("S2", indications="striae", standing=studied("I")),
    )
    query = MapQuery(rows=Axis.FITZPATRICK, columns=Axis.INDICATION, indication=("striae",))
    assert [row[0].studies for row in matrix((silent, told), query, topic).cells] == [
        1,
        0,
        0,
        0,
        0,
        0,
    ]
