"""Six rungs, each with an example, and the share of studies on each."""

import pytest

from app.gapmap import Layer, MappedStudy, Rung, ladder, rungs_by_outcome
from app.gapmap.ladder import rung_reached
from app.records import INTERACTION_RULE, OutcomeResult, SkinType, Standing
from tests.gapmap.micro_coring import READ, STUDIES, a_study, count, result, studied

TESTED = OutcomeResult(outcome="pain", evidence=READ, rule=INTERACTION_RULE)


@pytest.mark.parametrize(
    ("study", "rung"),
    [
        (a_study(), Rung.SILENT),
        (a_study(standing={SkinType.V: Standing.ELIGIBLE}), Rung.NAMED),
        (a_study(standing={SkinType.VI: Standing.EXCLUDED}), Rung.NAMED),
        (a_study(standing=studied("II III")), Rung.MIX),
        (a_study(standing=studied("IV V VI"), counts=(count("IV V VI", 12),)), Rung.MIX),
        (a_study(standing=studied("IV V"), counts=(count("V", 3),)), Rung.COUNTED),
        (a_study(standing=studied("IV V"), results=(result("pain", "V"),)), Rung.BY_TYPE),
        (a_study(standing=studied("IV V"), results=(result("pain", "IV V"),)), Rung.MIX),
        (a_study(standing=studied("IV V"), results=(TESTED,)), Rung.INTERACTION),
    ],
)
def test_the_rung_of_a_study(study: MappedStudy, rung: Rung) -> None:
    assert rung_reached(study, None).rung is rung


def test_a_rung_is_of_an_outcome() -> None:
    study = a_study(
        outcomes="pain erythema histology",
        standing=studied("IV V"),
        results=(result("erythema", "V"), TESTED),
    )
    assert {one.outcome: one.rung for one in rungs_by_outcome(study)} == {
        None: Rung.INTERACTION,
        "erythema": Rung.BY_TYPE,
        "histology": Rung.MIX,
        "pain": Rung.INTERACTION,
    }
    assert all(one.evidence == READ for one in rungs_by_outcome(study) if one.rung > Rung.MIX)


def test_the_share_on_each_rung_is_counted_by_hand() -> None:
    found = ladder(STUDIES, None)
    assert found.studies == 8
    assert [share.on.count for share in found.shares] == [6, 0, 1, 1, 0, 0]
    assert [share.reaching.count for share in found.shares] == [8, 2, 2, 1, 0, 0]
    assert found.shares[2].study_ids == ("S-DERMSURG",)
    silent = found.shares[0].on
    assert silent.share == 0.75
    assert silent.interval is not None
    assert 0.40 < silent.interval.lower < 0.41 < 0.92 < silent.interval.upper < 0.93


def test_a_ladder_is_of_one_layer_and_of_studies_of_the_outcome() -> None:
    assert ladder(STUDIES, "pain").studies == 1
    assert ladder(STUDIES, None, Layer.PLANNED).studies == 1
    assert sum(ladder(STUDIES, None, layer).studies for layer in Layer) == len(STUDIES)


def test_no_study_is_no_share() -> None:
    found = ladder((), "pain")
    assert [share.on.share for share in found.shares] == [None] * len(Rung)
