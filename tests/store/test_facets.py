"""Counts beside the values of a filter are what choosing them gives."""

from dataclasses import replace

from sqlmodel import Session

from app.gapmap import Layer
from app.records import Dimension, SkinType, Standing
from app.store import StudyFilter, count_by_value, list_studies, replace_derived
from tests.store.builders import a_report, a_study, a_tag, a_type, derived

FIELDS = {
    "fitzpatrick": lambda v: (SkinType[v],),
    "standing": lambda v: (Standing(v),),
    "layer": lambda v: (Layer(v),),
}
QUESTIONS = (
    StudyFilter(),
    StudyFilter(outcome=("pain",)),
    StudyFilter(fitzpatrick=(SkinType.V,), layer=(Layer.PRIMARY,)),
    StudyFilter(standing=(Standing.NOT_REPORTED,), outcome=("pain", "erythema")),
    StudyFilter(q="neck"),
)


def test_a_count_is_how_many_studies_choosing_the_value_gives(db: Session) -> None:
    pain, scars = a_tag(Dimension.OUTCOME, "pain"), a_tag(Dimension.INDICATION, "scars")
    red = a_tag(Dimension.OUTCOME, "erythema")
    replace_derived(
        db,
        derived(
            a_study(a_report("p:1", title="Neck", tags=[pain, scars, a_type("V")])),
            a_study(a_report("p:2", tags=[pain, red, a_type("IV"), a_type("V")])),
            a_study(a_report("p:3", tags=[red, a_type("V", Standing.EXCLUDED)])),
            a_study(a_report("p:4", title="Neck", tags=[pain]), layer=Layer.INDIRECT),
        ),
    )
    for wanted in QUESTIONS:
        for field, counts in count_by_value(db, wanted).items():
            for value, number in counts.items():
                chosen = FIELDS.get(field, lambda v: (v,))(value)
                page = list_studies(db, replace(wanted, **{field: chosen}), limit=50)
                assert page.total == number, (wanted, field, value)
    assert count_by_value(db, QUESTIONS[1])["outcome"] == {"pain": 3, "erythema": 2}
