import pytest
from sqlmodel import Session

from app.gapmap import CellKey
from app.matching import ReportRole, public_id_of
from app.records import Dimension, SkinType
from app.store import (
    CellEvidence,
    list_cell_evidence,
    list_map_evidence,
    replace_derived,
    report_id_of,
)
from tests.store.builders import (
    EXCLUDED,
    STUDIED,
    a_count,
    a_report,
    a_result,
    a_study,
    a_type,
    an_indication,
    an_outcome,
    derived,
)

ONE, TWO = public_id_of("p:1"), public_id_of("p:2")


@pytest.fixture
def filled(db: Session) -> Session:
    paper = a_report(
        "p:1",
        title="Coring.",
        authors=("Austen WG", "Vyas K", "Remy K", "McCarty JC"),
        journal="Aesthet Surg J",
        year=2024,
        volume="44",
        issue="11",
        pages="1209-1217",
        tags=[a_type("IV"), a_type("V"), an_indication("wrinkles"), an_outcome("pain")],
        rejected_tags=[an_outcome("laxity")],
        counts=(a_count("IV", 2), a_count("V VI", 1)),
        results=(a_result("pain"), a_result("pain", "IV"), a_result("laxity")),
    )
    comment = a_report("p:9", role=ReportRole.COMMENT, tags=[a_type("V")])
    other = a_report("p:2", tags=[a_type("VI", EXCLUDED), an_outcome("pain")])
    replace_derived(db, derived(a_study(paper, comment), a_study(other)))
    return db


def said(found: list[CellEvidence]) -> list[tuple[str, str, str]]:
    return [(e.study_id, e.value, e.evidence.text) for e in found]


def test_a_cell_shows_what_is_said_of_its_type_indication_and_outcome(filled: Session) -> None:
    key = CellKey(fitzpatrick=SkinType.V, indication="wrinkles", outcome="pain")
    assert said(list_cell_evidence(filled, [TWO, ONE], key)) == [
        (TWO, "pain", "says pain"),
        (ONE, "V", "says V"),
        (ONE, "V, VI", "1 people"),
        (ONE, "wrinkles", "says wrinkles"),
        (ONE, "pain", "says pain"),
        (ONE, "pain", "pain improved"),
    ]


def test_a_result_of_the_type_itself_belongs_to_its_cell(filled: Session) -> None:
    key = CellKey(fitzpatrick=SkinType.IV, outcome="pain")
    values = [(e.dimension, e.value) for e in list_cell_evidence(filled, [ONE], key)]
    assert values.count((Dimension.OUTCOME, "pain")) == 3


def test_a_cell_of_any_type_shows_all_six(filled: Session) -> None:
    found = list_cell_evidence(filled, [ONE, TWO], CellKey())
    assert [(e.value, e.standing) for e in found] == [
        ("IV", STUDIED),
        ("V", STUDIED),
        ("IV", STUDIED),
        ("V, VI", STUDIED),
        ("VI", EXCLUDED),
    ]


def test_rejected_tags_are_no_evidence(filled: Session) -> None:
    found = list_cell_evidence(filled, [ONE], CellKey(outcome="laxity"))
    assert [e.evidence.text for e in found if e.value == "laxity"] == ["laxity improved"]


def test_a_piece_says_where_it_comes_from(filled: Session) -> None:
    key = CellKey(fitzpatrick=SkinType.IV)
    tag, count = list_cell_evidence(filled, [ONE], key)
    assert (tag.report_id, tag.study_title, tag.people) == (report_id_of("p:1"), "Coring.", None)
    assert tag.citation == (
        "Austen WG, Vyas K, Remy K, et al. Coring. Aesthet Surg J 2024;44(11):1209-1217."
    )
    assert (count.people, count.rule) == (2, "count")


def test_what_all_maps_rest_on_is_what_their_cells_rest_on_each_once(filled: Session) -> None:
    everything = list_map_evidence(filled, [ONE, TWO])
    assert len({(e.report_id, e.dimension, e.value, e.evidence, e.types) for e in everything}) == (
        len(everything)
    )
    for skin_type in (None, *SkinType):
        for outcome in (None, "pain", "laxity"):
            key = CellKey(skin_type, "wrinkles", outcome)
            behind = list_cell_evidence(filled, [ONE, TWO], key)
            assert behind
            assert all(one in everything for one in behind)


def test_a_statement_says_of_which_types_it_is(filled: Session) -> None:
    found = {(e.dimension, e.value, e.types) for e in list_map_evidence(filled, [ONE])}
    assert (Dimension.FITZPATRICK, "V, VI", (SkinType.V, SkinType.VI)) in found
    assert (Dimension.OUTCOME, "pain", (SkinType.IV,)) in found
    assert (Dimension.OUTCOME, "laxity", ()) in found
