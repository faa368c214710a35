import pytest

from app.claims import Claim, TypeVerdict, Verdict, Weighed, Witness, weigh
from app.gapmap import Bounds, Layer, MappedStudy
from app.records import SkinType
from tests.gapmap.micro_coring import (
    HARVESTING,
    MEETING_2019,
    MICROBIOPSY,
    PIGS,
    RETROSPECTIVE,
    REVIEW,
    SCALPETS,
    STUDIES,
    SUMMARY_2021,
    a_study,
    count,
    result,
    studied,
)


def _claim(**told: object) -> Claim:
    given = {"id": "c01", "text": "It leaves no scar.", "made_in": ("A Magazine",)}
    return Claim(**(given | {"outcomes": ("scarring",)} | told))  # type: ignore[arg-type]  # builder


def _weighed(
    *speak_for: MappedStudy | str, against: tuple[MappedStudy | str, ...] = (), **told: object
) -> Weighed:
    sides = [*((s, True) for s in speak_for), *((s, False) for s in against)]
    witnesses = [
        Witness(key=one, speaks_for=side, says="It says so.", report_id="R1")
        if isinstance(one, str)
        else Witness(key=one.public_id, speaks_for=side, says="It says so.", study=one)
        for one, side in sides
    ]
    return weigh(_claim(**told), witnesses, STUDIES)


@pytest.mark.parametrize(
    ("speak_for", "against", "told", "verdict", "begins"),
    [
        ((HARVESTING, MICROBIOPSY), (), {}, Verdict.SUPPORTED,
         "Supported by 2 studies (23 people took part)."),
        ((HARVESTING,), (), {"untested": "the face"}, Verdict.SUPPORTED_IN_PART,
         "Supported in part by one study (8 people took part). Not tested: the face."),
        ((), (RETROSPECTIVE,), {}, Verdict.CONTRADICTED,
         "Contradicted by one study (38 people took part)."),
        ((), (RETROSPECTIVE,), {"untested": "the face"}, Verdict.CONTRADICTED_IN_PART,
         "Contradicted in part by one study (38 people took part). Not tested: the face."),
        ((HARVESTING,), (RETROSPECTIVE,), {}, Verdict.DISPUTED,
         "Disputed: one study (8 people took part) for it, one study (38 people took part) against."),
        ((PIGS, REVIEW), (SCALPETS,), {}, Verdict.ONLY_INDIRECT,
         "No study in people tests it; one preclinical study and one review speak for it;"
         " one study of another procedure speaks against it."),
        (("news",), (), {}, Verdict.ONLY_DOCUMENTS,
         "No study that was read tests it; one regulatory or news document speaks for it."),
        ((), (), {}, Verdict.UNTESTED, "No study that was read tests it."),
        ((SUMMARY_2021,), (), {}, Verdict.SUPPORTED,
         "Supported by one study (number of people not stated)."),
    ],
)  # fmt: skip
def test_a_verdict_follows_from_the_primary_studies(
    speak_for: tuple[MappedStudy | str, ...],
    against: tuple[MappedStudy | str, ...],
    told: dict[str, str],
    verdict: Verdict,
    begins: str,
) -> None:
    found = _weighed(*speak_for, against=against, **told)
    assert found.verdict is verdict
    assert found.sentence.startswith(begins)


def test_a_type_that_was_only_treated_is_not_called_supported() -> None:
    found = _weighed(RETROSPECTIVE)
    assert [t.verdict for t in found.by_type] == [
        *[TypeVerdict.NOT_TOLD_APART] * 5,
        TypeVerdict.UNTESTED,
    ]
    assert found.sentence.endswith(
        "People of types I to V took part in what supports it, their outcomes not told apart;"
        " untested in type VI."
    )
    of_five = found.by_type[4]
    assert (of_five.studies_for, of_five.people_for) == (1, Bounds(1, 34))
    assert (of_five.studies_against, of_five.people_against) == (0, None)


def test_a_type_is_supported_where_its_own_result_is_reported() -> None:
    both = studied("IV V")
    one = a_study("S1", standing=both, outcomes="scarring", results=(result("scarring", "V"),),
                  counts=(count("V", 5),))  # fmt: skip
    against = a_study("S2", standing=studied("IV"), outcomes="scarring")
    found = _weighed(one, against=(against,), fitzpatrick=(SkinType.IV, SkinType.V, SkinType.VI))
    assert [t.verdict for t in found.by_type] == [
        TypeVerdict.DISPUTED,
        TypeVerdict.SUPPORTED,
        TypeVerdict.UNTESTED,
    ]
    assert found.sentence.endswith(
        "Supported in type V; people of type IV took part on both sides; untested in type VI."
    )
    alone = _weighed(against=(one,), fitzpatrick=(SkinType.V,))
    assert alone.sentence.endswith("Contradicted in type V.")


def test_studies_silent_on_type_test_a_claim_in_no_type() -> None:
    found = _weighed(HARVESTING, MICROBIOPSY)
    assert {t.verdict for t in found.by_type} == {TypeVerdict.UNTESTED}
    assert found.sentence.endswith("By skin type it is untested: these studies do not report it.")


def test_what_cannot_differ_by_type_has_no_verdict_by_type() -> None:
    found = _weighed(RETROSPECTIVE, differs_by_type=False)
    assert found.by_type == ()
    assert "type" not in found.sentence


def test_cohorts_that_may_share_people_are_not_added_up() -> None:
    again = a_study("S-AGAIN", participants=12, overlaps="S-ASDS")
    assert _weighed(MEETING_2019, again).people_for == Bounds(30, 30)


def test_documents_are_named_and_count_nobody() -> None:
    found = _weighed(HARVESTING, against=("maude",))
    assert found.verdict is Verdict.SUPPORTED
    assert found.people_against is None
    assert found.sentence.endswith(
        "One regulatory or news document speaks against it; documents are no studies."
    )


def test_no_other_layer_carries_or_breaks_a_claim() -> None:
    for layer in (one for one in Layer if one is not Layer.PRIMARY):
        other = a_study("S-OTHER", layer=layer, standing=studied("V"), outcomes="scarring")
        found = _weighed(other)
        assert found.verdict is Verdict.ONLY_INDIRECT
        assert found.people_for is None
        assert found.by_type[4].studies_for == 0


def test_a_study_that_counts_no_more_carries_nothing() -> None:
    gone = Witness(key="lee-2020", speaks_for=True, says="No scar.", gone="It was retracted.")
    found = weigh(_claim(), [gone], [])
    assert (found.verdict, found.sentence) == (
        Verdict.UNTESTED,
        "No study that was read tests it.",
    )


def test_studies_of_the_same_outcome_that_nobody_judged_are_listed() -> None:
    found = _weighed(HARVESTING)
    assert {s.public_id for s in found.unjudged} == {"S-BIOPSY", "S-DERMSURG"}
    narrower = _weighed(HARVESTING, indications=("wrinkles",))
    assert {s.public_id for s in narrower.unjudged} == {"S-DERMSURG"}
    assert _weighed(HARVESTING, outcomes=()).unjudged == ()
