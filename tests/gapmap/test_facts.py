from app.gapmap import Bounds, Depth, Layer, facts
from app.records import SkinType, Standing
from tests.gapmap.micro_coring import RETROSPECTIVE, STUDIES, a_study, count, result, studied


def test_the_published_evidence_in_sentences() -> None:
    assert facts(STUDIES).sentences == (
        "Type I rests on one study, without a count and without outcomes by type.",
        "Type II rests on 2 studies, without a count and without outcomes by type.",
        "Type III rests on 2 studies, without a count and without outcomes by type.",
        "Type IV rests on 2 studies, one with a count and none with outcomes by type.",
        "Type V rests on one study, without a count and without outcomes by type.",
        "Type VI: no study says that it treated this type.",
        "6 of 8 studies do not report skin type.",
        "At least 91 people took part in studies that do not report skin type.",
    )


def test_numbers_are_those_of_the_primary_layer() -> None:
    found = facts(STUDIES)
    assert (found.studies, found.reporting, found.silent) == (8, 2, 6)
    assert found.people == Bounds(133, None)
    assert found.people_of_unknown_type == Bounds(91, None)
    assert found.layers == {
        Layer.PRIMARY: 8,
        Layer.PRECLINICAL: 1,
        Layer.SECONDARY: 1,
        Layer.PLANNED: 1,
        Layer.INDIRECT: 1,
    }
    assert [t.people for t in found.by_type] == [
        Bounds(1, 34), Bounds(2, None), Bounds(2, None), Bounds(3, 36), Bounds(1, 34), None,
    ]  # fmt: skip
    assert found.by_type[5].standings == {Standing.NOT_REPORTED: 8}
    assert [t.depth for t in found.by_type][3:] == [Depth.COUNTED, Depth.STUDIED, Depth.NONE]


def test_one_silent_study_is_singular() -> None:
    found = facts((RETROSPECTIVE, a_study(participants=1)))
    assert found.sentences[-2:] == (
        "One of 2 studies does not report skin type.",
        "1 person took part in studies that do not report skin type.",
    )


def test_without_any_study() -> None:
    found = facts(())
    assert found.sentences[0] == "Type I: no study was found."
    assert found.sentences[-1] == "No primary study is known."
    assert (found.people, found.people_of_unknown_type) == (None, Bounds(0, 0))


def test_people_that_no_study_numbers_are_unknown_and_not_nobody() -> None:
    found = facts([a_study("S-1", participants=None), a_study("S-2", participants=None)])
    assert (found.studies, found.silent) == (2, 2)
    assert (found.people, found.people_of_unknown_type) == (None, None)
    assert [of_type.people for of_type in found.by_type] == [None] * 6
    assert found.sentences[-1] == "2 of 2 studies do not report skin type."


def test_a_registration_that_plans_the_type_is_told() -> None:
    planned = a_study(
        layer=Layer.PLANNED, participants=None, standing={SkinType.VI: Standing.ELIGIBLE},
        status="recruiting",
    )  # fmt: skip
    assert facts((planned,)).by_type[5].sentence == (
        "Type VI: nobody of this type is said to have taken part;"
        " one registered study (recruiting) plans to enrol it."
    )


def test_counts_and_results_by_type_are_told() -> None:
    study = a_study(
        standing=studied("IV V"), counts=(count("V", 5),), results=(result("pain", "V"),)
    )
    assert facts((study,)).by_type[4].sentence == (
        "Type V rests on one study, with a count and with outcomes by type."
    )
