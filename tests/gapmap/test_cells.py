from dataclasses import replace

import pytest

from app.gapmap import (
    NONE_STATED,
    PRIMARY_ONLY,
    Bounds,
    CellKey,
    Depth,
    Layer,
    MappedStudy,
    Reason,
    cell,
)
from app.records import Extent, SkinType, Standing
from app.topic import Topic
from tests.gapmap.micro_coring import LISTING, STUDIES, a_study, count, result, studied

V, VI = SkinType.V, SkinType.VI


def test_type_v_with_an_outcome(topic: Topic) -> None:
    found = cell(STUDIES, CellKey(V, None, "hyperpigmentation"), topic)
    assert found.sentence == (
        "Hyperpigmentation in type V: one study treated type V (1 to 34 of 38 people);"
        " none reports it by type."
    )
    assert (found.studies, found.people) == (1, Bounds(1, 34))
    assert (found.depth, found.reason) == (Depth.STUDIED, Reason.STUDIED)
    assert found.study_ids == ("S-DERMSURG",)


def test_type_vi_has_no_study_and_silence_is_not_exclusion(topic: Topic) -> None:
    found = cell(STUDIES, CellKey(VI), topic)
    assert found.sentence == (
        "Type VI: no study says that it treated this type. 6 studies (at least 91 people) do not report skin type."
        " 2 studies name other types only."
    )
    assert (found.studies, found.people, found.depth) == (0, None, Depth.NONE)
    assert found.reason is Reason.NOT_REPORTED
    assert found.standings == {Standing.NOT_REPORTED: 8}
    assert found.people_of_unknown_type == 91


def test_a_cell_without_type_carries_six_marks(topic: Topic) -> None:
    found = cell(STUDIES, CellKey(None, "skin_laxity", "laxity"), topic)
    assert [mark.fitzpatrick for mark in found.by_type] == list(SkinType)
    assert [mark.depth.name for mark in found.by_type] == [
        "NONE", "STUDIED", "STUDIED", "COUNTED", "NONE", "NONE",
    ]  # fmt: skip
    assert [mark.studies for mark in found.by_type] == [0, 1, 1, 1, 0, 0]
    assert found.sentence == (
        "Laxity and tightening after treatment of skin laxity: 2 studies (at least 30 people);"
        " people of types II to IV were treated; none reports it by type."
        " One study (26 people) does not report skin type."
    )


def test_other_layers_are_named_and_never_added(topic: Topic) -> None:
    found = cell(STUDIES, CellKey(None, "skin_laxity", "laxity"), topic)
    assert found.layers == {Layer.PRIMARY: 2, Layer.PRECLINICAL: 1}
    assert (found.studies, found.other_ids) == (2, ("S-PIGS",))


def test_people_who_may_be_the_same_are_not_added(topic: Topic) -> None:
    one = a_study("S1", participants=30, indications="striae", overlaps="S2")
    other = a_study("S2", participants=18, indications="striae")
    third = a_study("S3", participants=5, indications="striae")
    found = cell((one, other, third), CellKey(None, "striae"), topic)
    assert found.people == Bounds(35, 35)
    assert found.studies == 3
    assert "2 of these studies may hold the same people." in found.sentence


def test_most_people_come_first_and_the_unknown_last(topic: Topic) -> None:
    found = cell(STUDIES, CellKey(), topic)
    assert found.study_ids[:3] == ("S-DERMSURG", "S-ASDS", "S-PERIORAL")
    assert found.study_ids[-2:] == ("S-NECK", "S-SUMMARY")


def _eligible(**told: object) -> MappedStudy:
    return a_study("S-ELIGIBLE", standing={VI: Standing.ELIGIBLE}, indications="striae", **told)


EXCLUDING = a_study("S-EXCLUDES", standing={VI: Standing.EXCLUDED}, indications="striae")
SILENT = a_study("S-SILENT", indications="striae")
PLANNED = replace(
    _eligible(), public_id="S-PLANNED", layer=Layer.PLANNED, status="recruiting", ends="2027-03"
)
UNREAD = replace(SILENT, public_id="S-UNREAD", extent=Extent.SECONDARY)
PLANNED_SILENT = replace(PLANNED, standing={})
PLANNED_STOPPED = replace(PLANNED, public_id="S-STOPPED", status="TERMINATED")
PLANNED_UNKNOWN = replace(PLANNED, public_id="S-LOST", status="", ends="")


@pytest.mark.parametrize(
    ("studies", "reason", "rung", "words"),
    [
        ((), Reason.NEVER_STUDIED, Depth.NONE, "no study was found."),
        ((SILENT,), Reason.NOT_REPORTED, Depth.NONE,
         "no study says that it treated this type. One study (20 people) does not report skin type."),
        ((UNREAD,), Reason.ABSTRACT_ONLY, Depth.NONE,
         "no study says that it treated this type. One study (20 people) does not report skin type;"
         " its full text was not read."),
        ((SILENT, UNREAD), Reason.NOT_REPORTED, Depth.NONE,
         "no study says that it treated this type. 2 studies (40 people) do not report skin type;"
         " 1 of these was not read in full."),
        ((SILENT, EXCLUDING), Reason.EXCLUDED, Depth.NONE,
         "no study treated this type; one study excluded it or had nobody of it."
         " One study (20 people) does not report skin type."),
        ((EXCLUDING, _eligible()), Reason.ELIGIBLE_ONLY, Depth.ELIGIBLE,
         "nobody of this type is said to have taken part; one study lists it as eligible."),
        ((PLANNED,), Reason.ELIGIBLE_ONLY, Depth.ELIGIBLE,
         "nobody of this type is said to have taken part;"
         " one registered study (recruiting, to end 2027-03) plans to enrol it."),
        ((PLANNED_SILENT,), Reason.ONLY_PLANNED, Depth.NONE,
         "nothing is reported yet; one registered study (recruiting, to end 2027-03)."),
        ((PLANNED_STOPPED,), Reason.ONLY_STOPPED, Depth.NONE,
         "no study was found; one registered study was terminated."),
        ((PLANNED_UNKNOWN,), Reason.ONLY_STOPPED, Depth.NONE,
         "no study was found; one registered study is of unknown status."),
        ((PLANNED_STOPPED, PLANNED_UNKNOWN), Reason.ONLY_STOPPED, Depth.NONE,
         "no study was found; 2 registered studies are stopped or of unknown status."),
        ((replace(SILENT, layer=Layer.PRECLINICAL),), Reason.ONLY_PRECLINICAL, Depth.NONE,
         "no study in people was found; one preclinical study."),
        ((replace(SILENT, layer=Layer.SECONDARY),), Reason.ONLY_SECONDARY, Depth.NONE,
         "no primary study was found; one review speaks of it."),
        ((replace(SILENT, layer=Layer.INDIRECT),), Reason.ONLY_INDIRECT, Depth.NONE,
         "no study was found; one study of another procedure."),
    ],
)  # fmt: skip
def test_an_empty_cell_says_why(
    topic: Topic, studies: tuple[MappedStudy, ...], reason: Reason, rung: Depth, words: str
) -> None:
    found = cell(studies, CellKey(VI, "striae"), topic)
    assert (found.reason, found.depth, found.studies) == (reason, rung, 0)
    assert found.sentence == f"Striae in type VI: {words}"


@pytest.mark.parametrize("layer", [Layer.PRECLINICAL, Layer.SECONDARY, Layer.INDIRECT])
def test_a_type_studied_in_another_layer_leaves_the_cell_empty(topic: Topic, layer: Layer) -> None:
    study = a_study(layer=layer, standing=studied("VI"), indications="striae")
    found = cell((study,), CellKey(VI, "striae"), topic)
    assert (found.studies, found.people, found.depth) == (0, None, Depth.NONE)
    assert cell((study,), CellKey(VI, "striae"), topic, (layer,)).reason is Reason.STUDIED


def test_results_by_type_are_said(topic: Topic) -> None:
    reporting = a_study(
        "S1",
        standing=studied("IV V"),
        counts=(count("V", 5),),
        outcomes="hyperpigmentation",
        results=(result("hyperpigmentation", "V"),),
    )
    key = CellKey(V, None, "hyperpigmentation")
    assert cell((reporting,), key, topic).sentence == (
        "Hyperpigmentation in type V: one study treated type V (5 of 20 people);"
        " the study reports it by type."
    )
    other = replace(reporting, public_id="S2", results=(), counts=())
    assert cell((reporting, other), key, topic).sentence == (
        "Hyperpigmentation in type V: 2 studies treated type V (6 to 24 of 40 people);"
        " one of them reports it by type."
    )


def test_a_study_that_names_no_indication_has_a_place(topic: Topic) -> None:
    found = cell(STUDIES, CellKey(V, NONE_STATED, "scarring"), topic)
    assert found.sentence.startswith(
        "Scarring in type V, no indication stated: no study says that it treated this type."
    )
    assert found.other_ids == ("S-BIOPSY", "S-HARVEST")


def test_registrations_can_be_asked_for_by_themselves(topic: Topic) -> None:
    found = cell((LISTING,), CellKey(None, "wrinkles"), topic, (Layer.PLANNED,))
    assert found.sentence == (
        "Wrinkles and rhytids: one registered study. It does not report skin type."
    )
    assert cell(STUDIES, CellKey(None, "wrinkles"), topic, PRIMARY_ONLY).layers[Layer.PLANNED] == 1
