from dataclasses import replace

import pytest

from app.gapmap import (
    CellKey,
    Footing,
    Layer,
    MappedStudy,
    Reason,
    TrialState,
    cell,
    facts,
    indirect_in,
    matrix,
    rank_gaps,
    trials_of,
)
from app.gapmap.matrix import WHOLE_MAP
from app.records import Extent, SkinType, Standing
from app.topic import Topic
from tests.gapmap.micro_coring import STUDIES, a_study, count, result

VI = SkinType.VI
STRIAE = CellKey(VI, "striae")


def _striae(public_id: str, standing: Standing | None = None, **told: object) -> MappedStudy:
    given = {} if standing is None else {VI: standing}
    return a_study(public_id, standing=given, indications="striae", **told)


REPORTS = _striae("S-REPORTS", Standing.STUDIED, outcomes="pain", results=(result("pain", "VI"),))
COUNTS = _striae("S-COUNTS", Standing.STUDIED, counts=(count("VI", 3),))
TREATS = _striae("S-TREATS", Standing.STUDIED)
ADMITS = _striae("S-ADMITS", Standing.ELIGIBLE)
EXCLUDES = _striae("S-EXCLUDES", Standing.EXCLUDED)
SILENT = _striae("S-SILENT")
UNREAD = _striae("S-UNREAD", extent=Extent.ABSTRACT)
RECRUITS = _striae(
    "S-RECRUITS",
    Standing.ELIGIBLE,
    layer=Layer.PLANNED,
    participants=None,
    planned=30,
    status="RECRUITING",
    ends="2027-03",
    registrations=("NCT01234567",),
)
DONE = replace(RECRUITS, public_id="S-DONE", status="completed", ends="2025-01", planned=None)
STOPPED = replace(RECRUITS, public_id="S-STOPPED", status="terminated")
LOST = replace(RECRUITS, public_id="S-LOST", status="unknown")
LIMITED = replace(RECRUITS, public_id="S-LIMITED", standing={VI: Standing.EXCLUDED})
PIGS = _striae("S-PIGS", layer=Layer.PRECLINICAL)
REVIEW = _striae("S-REVIEW", layer=Layer.SECONDARY)
LASER = _striae("S-LASER", Standing.STUDIED, layer=Layer.INDIRECT, procedures="laser")

EVERYTHING = (
    (REPORTS, Footing.REPORTED_BY_TYPE),
    (COUNTS, Footing.COUNTED),
    (TREATS, Footing.STUDIED),
    (ADMITS, Footing.ELIGIBLE),
    (EXCLUDES, Footing.EXCLUDED),
    (SILENT, Footing.NOT_REPORTED),
    (UNREAD, Footing.ABSTRACT_ONLY),
    (RECRUITS, Footing.UNDER_WAY),
    (DONE, Footing.UNREPORTED),
    (STOPPED, Footing.STOPPED),
    (LOST, Footing.STOPPED),
    (LIMITED, Footing.PLANNED_WITHOUT),
    (PIGS, Footing.PRECLINICAL),
    (REVIEW, Footing.SECONDARY),
    (LASER, Footing.INDIRECT),
)


@pytest.mark.parametrize(
    ("study", "footing"), EVERYTHING, ids=lambda x: getattr(x, "public_id", "")
)
def test_each_study_stands_in_a_cell_in_one_way(
    topic: Topic, study: MappedStudy, footing: Footing
) -> None:
    assert cell((study,), STRIAE, topic).footings == {footing: 1}


def test_a_cell_counts_every_reason_and_no_study_twice(topic: Topic) -> None:
    studies = tuple(study for study, _ in EVERYTHING)
    found = cell(studies, STRIAE, topic)
    assert found.footings[Footing.STOPPED] == 2
    assert sum(found.footings.values()) == len(studies)
    assert list(found.footings) == [f for f in Footing if f in found.footings]
    assert (found.reason, found.studies) == (Reason.STUDIED, 3)


def test_no_layer_counts_as_another(topic: Topic) -> None:
    for _, footing in (one for one in EVERYTHING if one[0].layer is not Layer.PRIMARY):
        assert footing not in cell([s for s, _ in EVERYTHING[:7]], STRIAE, topic).footings
    planned = cell([s for s, _ in EVERYTHING], STRIAE, topic, (Layer.INDIRECT,))
    assert (planned.studies, planned.study_ids) == (1, ("S-LASER",))
    assert planned.footings[Footing.STUDIED] == 1
    assert planned.footings[Footing.PRIMARY] == 7


def test_registrations_say_what_may_be_hoped(topic: Topic) -> None:
    found = cell((LOST, STOPPED, DONE, RECRUITS), STRIAE, topic).trials
    assert [(t.state, t.sentence) for t in found] == [
        (TrialState.UNDER_WAY, "Recruiting, to end 2027-03; 30 people planned."),
        (TrialState.UNREPORTED, "Completed 2025-01; nothing is reported yet."),
        (TrialState.STOPPED, "Terminated: no answer is to be expected of it."),
        (TrialState.UNKNOWN,
         "Its status is not known: it is not to be counted on; 30 people planned."),
    ]  # fmt: skip
    assert found[0].registrations == ("NCT01234567",)


@pytest.mark.parametrize("status", ["terminated", "WITHDRAWN", "Suspended", "unknown", ""])
def test_a_registration_without_hope_makes_no_type_eligible(topic: Topic, status: str) -> None:
    plan = replace(RECRUITS, status=status)
    found = cell((plan,), STRIAE, topic)
    assert (found.reason, found.depth.name) == (Reason.ONLY_STOPPED, "NONE")
    [mark] = [m for m in cell((plan,), CellKey(None, "striae"), topic).by_type if
              m.fitzpatrick is VI]  # fmt: skip
    assert mark.reason is Reason.ONLY_STOPPED


def test_a_registration_that_excludes_the_type_lowers_no_urgency(topic: Topic) -> None:
    treated = _striae("S1", Standing.STUDIED, outcomes="pain edema")
    open_to_all = replace(RECRUITS, outcomes=frozenset({"pain"}))
    limited = replace(LIMITED, outcomes=frozenset({"edema"}))
    gaps = {g.key: g for g in rank_gaps((treated, open_to_all, limited), topic)}
    assert any("less urgent" in b for b in gaps[CellKey(VI, "striae", "pain")].because)
    assert not any("less urgent" in b for b in gaps[CellKey(VI, "striae", "edema")].because)


def test_what_was_never_searched_is_not_called_a_gap_of_knowledge(topic: Topic) -> None:
    assert cell((), STRIAE, topic).reason is Reason.NEVER_STUDIED
    unsearched = cell((), STRIAE, topic, searched=False)
    assert unsearched.reason is Reason.NEVER_SEARCHED
    assert unsearched.sentence == "Striae in type VI: nobody has searched for it yet."
    assert {t.reason for t in facts((), searched=False).by_type} == {Reason.NEVER_SEARCHED}
    drawn = matrix((), WHOLE_MAP, topic, searched=False)
    assert {c.reason for row in drawn.cells for c in row} == {Reason.NEVER_SEARCHED}


def test_trials_are_the_registered_studies_alone() -> None:
    assert [t.public_id for t in trials_of(STUDIES, None)] == ["S-LISTING"]


def test_indirect_evidence_says_what_differs(topic: Topic) -> None:
    far = a_study("S-FAR", layer=Layer.INDIRECT, indications="wrinkles", outcomes="pain")
    [near, other] = indirect_in((far, LASER, TREATS), CellKey(VI, "striae", "pain"), topic)
    assert (near.public_id, near.standing) == ("S-LASER", Standing.STUDIED)
    assert near.differs == ("Procedure: laser, not coring", "Outcome: none stated")
    assert other.differs == (
        "Procedure: another device, not coring",
        "People: nothing is said of type VI",
        "Indication: wrinkles and rhytids",
    )


def test_indirect_evidence_is_in_no_number_of_the_cell(topic: Topic) -> None:
    with_it, without = (cell(s, STRIAE, topic) for s in ((TREATS, LASER), (TREATS,)))
    assert (with_it.studies, with_it.people, with_it.standings, with_it.participants) == (
        without.studies, without.people, without.standings, without.participants,
    )  # fmt: skip


def test_a_layer_that_has_nothing_is_not_called_stopped(topic: Topic) -> None:
    found = cell((TREATS,), STRIAE, topic, (Layer.PRECLINICAL,))
    assert (found.reason, found.footings) == (Reason.NEVER_STUDIED, {Footing.PRIMARY: 1})
