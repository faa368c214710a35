import pytest

from app.errors import InvalidQueryError
from app.gapmap import Depth, Layer, MapQuery, rank_gaps
from app.records import SkinType, Standing
from app.topic import Topic
from tests.gapmap.micro_coring import STUDIES, a_study, result, studied


def test_a_whole_type_without_a_study_comes_first(topic: Topic) -> None:
    first, second = rank_gaps(STUDIES, topic)[:2]
    assert first.sentence.startswith("Type VI: no study says that it treated this type.")
    assert first.because[0] == "a whole skin type is missing"
    assert (first.rank, second.rank) == (1, 2)
    assert second.key.fitzpatrick is not SkinType.VI


def test_a_gap_reads_as_a_person_would_write_it(topic: Topic) -> None:
    query = MapQuery(fitzpatrick=(SkinType.V,), outcome=("hyperpigmentation",))
    gap = rank_gaps(STUDIES, topic, query)[0]
    assert gap.sentence == (
        "Hyperpigmentation in type V: one study treated type V (1 to 34 of 38 people);"
        " none reports it by type."
    )
    assert "safety comes before efficacy" in gap.because
    assert "people of this type were treated and not counted" in gap.because


def test_safety_comes_before_efficacy(topic: Topic) -> None:
    query = MapQuery(fitzpatrick=(SkinType.V,), indication=("wrinkles",))
    safety = [
        "safety comes before efficacy" in gap.because for gap in rank_gaps(STUDIES, topic, query)
    ]
    assert safety == sorted(safety, reverse=True)
    assert True in safety
    assert False in safety


def test_the_deeper_emptiness_comes_first(topic: Topic) -> None:
    study = a_study(standing=studied("V"), outcomes="pain")
    told = a_study("S2", standing={SkinType.V: Standing.NOT_REPORTED}, outcomes="edema")
    query = MapQuery(fitzpatrick=(SkinType.V,), outcome=("pain", "edema"))
    gaps = rank_gaps((study, told), topic, query)
    assert [(g.key.outcome, g.depth) for g in gaps[:2]] == [
        ("edema", Depth.NONE),
        ("pain", Depth.STUDIED),
    ]


def test_a_study_under_way_makes_a_gap_less_urgent(topic: Topic) -> None:
    treated = a_study(standing=studied("V"), outcomes="pain edema")
    recruiting = a_study("S2", layer=Layer.PLANNED, outcomes="edema", status="RECRUITING")
    stopped = a_study("S3", layer=Layer.PLANNED, outcomes="pain", status="terminated")
    query = MapQuery(fitzpatrick=(SkinType.V,), outcome=("pain", "edema"))
    gaps = rank_gaps((treated, recruiting, stopped), topic, query)
    assert [g.key.outcome for g in gaps[:2]] == ["pain", "edema"]
    assert "less urgent: one registered study under way" in gaps[1].because


def test_what_is_reported_by_type_is_no_gap(topic: Topic) -> None:
    study = a_study(standing=studied("IV V"), outcomes="pain", results=(result("pain", "V"),))
    query = MapQuery(fitzpatrick=(SkinType.V,), outcome=("pain",))
    gaps = rank_gaps((study,), topic, query)
    assert None not in {g.key.indication for g in gaps}
    assert {g.studies for g in gaps} == {0}


def test_only_cells_worth_naming(topic: Topic) -> None:
    gaps = rank_gaps(STUDIES, topic)
    assert {g.key.indication for g in gaps if g.key.outcome == "satisfaction"} >= {None, "striae"}
    assert not [g for g in rank_gaps((), topic) if g.key.outcome or g.key.indication]


def test_ranks_count_from_one_without_a_hole(topic: Topic) -> None:
    gaps = rank_gaps(STUDIES, topic)
    assert [g.rank for g in gaps] == list(range(1, len(gaps) + 1))
    assert len({g.key for g in gaps}) == len(gaps)
    assert all(g.because and g.sentence.endswith(".") for g in gaps)


def test_an_unknown_value_is_refused(topic: Topic) -> None:
    with pytest.raises(InvalidQueryError, match="warts"):
        rank_gaps(STUDIES, topic, MapQuery(indication=("warts",)))
