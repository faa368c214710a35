import pytest
from pydantic import ValidationError

from app.answers import CellQuestion, MapQuestion, StudiesQuestion
from app.errors import InvalidQueryError
from app.gapmap import NONE_STATED, Axis, CellKey, Layer
from app.records import SkinType
from app.topic import read_topic

TOPIC = read_topic()


def test_types_are_asked_for_in_any_order_and_each_counts_once() -> None:
    question = StudiesQuestion(fitzpatrick=["VI", "II", "VI"])
    assert question.as_filter(TOPIC).fitzpatrick == (SkinType.II, SkinType.VI)


def test_a_field_that_a_form_left_empty_is_no_condition() -> None:
    asked = {"indication": [""], "year_from": "", "cursor": "", "q": "  "}
    question = StudiesQuestion.model_validate(asked)
    assert question.as_filter(TOPIC) == StudiesQuestion().as_filter(TOPIC)
    assert question.cursor is None


@pytest.mark.parametrize("field", ["indication", "outcome", "body_site", "procedure", "design"])
def test_an_unknown_id_is_refused_with_those_that_exist(field: str) -> None:
    with pytest.raises(InvalidQueryError) as refused:
        StudiesQuestion.model_validate({field: ["wrinkels"]}).as_filter(TOPIC)
    assert refused.value.field == field
    assert set(refused.value.allowed) == {v.id for v in TOPIC.values_of(field)}


@pytest.mark.parametrize("asked", [{"fitzpatrick": ["VII"]}, {"skin": ["V"]}, {"limit": 0}])
def test_what_no_question_has_is_refused(asked: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        StudiesQuestion.model_validate(asked)


def test_rows_and_columns_cannot_be_the_same() -> None:
    question = MapQuestion(rows=Axis.OUTCOME, columns=Axis.OUTCOME)
    with pytest.raises(InvalidQueryError) as refused:
        question.as_query(TOPIC)
    assert refused.value.allowed == ("fitzpatrick", "indication")


def test_skin_types_in_rows_alone_have_outcomes_in_columns() -> None:
    assert MapQuestion.model_validate({"rows": "fitzpatrick"}).columns is Axis.OUTCOME
    assert MapQuestion(rows=Axis.INDICATION).columns is Axis.FITZPATRICK


def test_without_a_layer_the_map_is_of_primary_evidence() -> None:
    assert MapQuestion().as_query(TOPIC).layers == (Layer.PRIMARY,)


def test_a_cell_may_be_of_studies_that_name_no_indication() -> None:
    question = CellQuestion(indication=NONE_STATED, fitzpatrick="V")
    assert question.as_key(TOPIC) == CellKey(SkinType.V, NONE_STATED, None)


def test_a_cell_of_the_map_keeps_the_maps_conditions_on_studies() -> None:
    question = CellQuestion(design=["observational"], year_from=2020, layer=[Layer.PRECLINICAL])
    wider = question.as_map_question()
    assert wider.as_filter(TOPIC).design == ("observational",)
    assert wider.as_filter(TOPIC).year_from == 2020
    assert wider.as_query(TOPIC).layers == (Layer.PRECLINICAL,)
