"""Trials to come: what a plan names, the cells it would fill, and how far it may be trusted."""

from datetime import date

import pytest
from sqlmodel import Session

from app import store
from app.answers import PlannedTrial, TrialsQuestion, Trust, answer_trials, trials_to_come
from app.gapmap import CellKey, Layer, MappedStudy, TrialState
from app.records import Dimension, SkinType, Standing
from app.topic import read_topic
from tests.gapmap.micro_coring import a_study, studied
from tests.store.builders import a_report, a_tag, a_type, derived
from tests.store.builders import a_study as a_stored_study

TODAY = date(2026, 11, 22)
V, VI = SkinType.V, SkinType.VI


def a_trial(public_id: str = "S-PLAN", **told: object) -> MappedStudy:
    given: dict[str, object] = {
        "layer": Layer.PLANNED,
        "participants": None,
        "status": "recruiting",
        "ends": "2027-03",
    }
    return a_study(public_id, **(given | told))


def only(*studies: MappedStudy) -> PlannedTrial:
    [one] = trials_to_come(studies, {}, TODAY)
    return one


@pytest.mark.parametrize(
    ("status", "ends", "trust"),
    [
        ("recruiting", "2027-03", Trust.MAY_REPORT),
        ("recruiting", "2026-11", Trust.MAY_REPORT),
        ("recruiting", "2026-10", Trust.LATE),
        ("active_not_recruiting", "2025", Trust.LATE),
        ("recruiting", "", Trust.NO_END),
        ("not_yet_recruiting", "soon", Trust.NO_END),
        ("completed", "2026-01-31", Trust.MAY_REPORT),
        ("completed", "2025-11-21", Trust.LATE),
        ("completed", "", Trust.MAY_REPORT),
        ("terminated", "2027-03", Trust.NONE),
        ("withdrawn", "", Trust.NONE),
        ("unknown", "2027-03", Trust.NONE),
        ("", "2027-03", Trust.NONE),
    ],
)
def test_a_registration_is_trusted_by_its_status_and_its_end(
    status: str, ends: str, trust: Trust
) -> None:
    one = only(a_trial(status=status, ends=ends))
    assert one.trust is trust
    assert one.because.endswith(".")


def test_a_leap_day_has_a_year_before() -> None:
    [one] = trials_to_come([a_trial(status="completed", ends="2027")], {}, date(2028, 2, 29))
    assert one.trust is Trust.MAY_REPORT


def test_a_plan_admits_excludes_or_does_not_name_a_type() -> None:
    standing = {V: Standing.ELIGIBLE, VI: Standing.EXCLUDED}
    one = only(a_trial(standing=standing))
    assert (one.eligible, one.excluded) == ((V,), (VI,))
    assert one.not_named == (SkinType.I, SkinType.II, SkinType.III, SkinType.IV)


def test_it_fills_only_cells_that_no_primary_study_treated_the_type_in() -> None:
    plan = a_trial(
        standing=dict.fromkeys((V, VI), Standing.ELIGIBLE), indications="scars", outcomes="pain"
    )
    known = a_study("S-1", standing=studied("V"), indications="scars", outcomes="pain")
    elsewhere = a_study("S-2", standing=studied("VI"), indications="wrinkles", outcomes="pain")
    other_layer = a_study(
        "S-3", standing=studied("VI"), indications="scars", outcomes="pain", layer=Layer.INDIRECT
    )
    found = only(plan, known, elsewhere, other_layer)
    assert found.fills == (CellKey(VI, "scars", "pain"),)


def test_a_plan_without_types_fills_no_cell_of_a_type() -> None:
    plan = a_trial(indications="scars", outcomes="pain")
    assert only(plan).fills == (CellKey(None, "scars", "pain"),)
    assert only(plan, a_study("S-1", indications="scars", outcomes="pain")).fills == ()
    assert only(a_trial()).fills == ()


@pytest.mark.parametrize("status", ["terminated", "unknown"])
def test_what_gives_no_hope_fills_nothing(status: str) -> None:
    plan = a_trial(status=status, standing={VI: Standing.ELIGIBLE}, outcomes="pain")
    assert only(plan).fills == ()


def test_those_under_way_come_first_and_the_soonest_to_end_of_them() -> None:
    plans = [
        a_trial("S-1", status="terminated", ends="2020"),
        a_trial("S-2", ends="2028-01"),
        a_trial("S-3", ends=""),
        a_trial("S-4", ends="2026-12-01"),
        a_trial("S-5", status="completed", ends="2024"),
    ]
    order = [one.trial.public_id for one in trials_to_come(plans, {}, TODAY)]
    assert order == ["S-4", "S-2", "S-3", "S-5", "S-1"]


def test_trials_are_found_by_type_and_state_and_nothing_else_is_one(db: Session) -> None:
    topic = read_topic()
    pain = a_tag(Dimension.OUTCOME, "pain")
    plans = [
        a_report("reader:a", tags=[pain, a_type("V", Standing.ELIGIBLE)], status="recruiting"),
        a_report("reader:b", tags=[pain, a_type("V", Standing.EXCLUDED)], status="terminated"),
        a_report("reader:c", tags=[pain], status="recruiting"),
    ]
    store.replace_derived(
        db,
        derived(
            *(a_stored_study(plan, layer=Layer.PLANNED) for plan in plans),
            a_stored_study(a_report("reader:d", tags=[pain, a_type("V")])),
        ),
    )

    def found(**asked: object) -> int:
        return answer_trials(db, topic, TrialsQuestion.model_validate(asked), TODAY).total

    assert found() == 3
    assert found(fitzpatrick=["V"]) == 1
    assert found(fitzpatrick=["V"], standing=["excluded"]) == 1
    assert found(fitzpatrick=["V"], standing=["not_reported"]) == 1
    assert found(fitzpatrick=["VI"]) == 0
    assert found(outcome=["scarring"]) == 0
    under_way = answer_trials(db, topic, TrialsQuestion(state=[TrialState.UNDER_WAY]), TODAY)
    assert under_way.total + under_way.states[TrialState.STOPPED] == under_way.registered == 3
