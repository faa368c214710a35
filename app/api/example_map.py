"""Example answers about cells and gaps: an invented study, a registration and a search."""

from dataclasses import replace

from app.answers import (
    CellAnswer,
    GapList,
    PlannedTrial,
    SearchedAnswer,
    SearchedSource,
    TrialsAnswer,
    Trust,
)
from app.api.example_values import QUOTE, RECEIVED, REPORT, RULE, STUDY, TITLE, a_summary, first_id
from app.gapmap import (
    RULES,
    Axis,
    AxisValue,
    Bounds,
    Cell,
    CellKey,
    Depth,
    Facts,
    Footing,
    Gap,
    Indirect,
    Layer,
    Matrix,
    Reason,
    Trial,
    TrialState,
    TypeFacts,
)
from app.records import Dimension, EvidenceKind, SkinType, Standing
from app.store import CellEvidence
from app.topic import Topic

A_TRIAL = Trial(
    public_id="S4K8ZP2WD",
    title="Coring of the cheek in all skin types",
    registrations=("NCT01234567",),
    state=TrialState.UNDER_WAY,
    status="recruiting",
    ends="2027-03",
    planned=30,
    standing=Standing.ELIGIBLE,
    sentence="Recruiting, to end 2027-03; 30 people planned.",
)
SOME_SEARCH = SearchedAnswer(
    ever=True,
    places=(SearchedSource(name="PubMed", at=RECEIVED),),
    never=("openFDA",),
    sentence="Searched: PubMed (22 November 2026). Not asked yet: openFDA.",
)


def _key(topic: Topic) -> CellKey:
    return CellKey(SkinType.V, first_id(topic, "indication"), first_id(topic, "outcome"))


def _cell(topic: Topic) -> Cell:
    return Cell(
        key=_key(topic),
        studies=1,
        people=Bounds(5, 5),
        depth=Depth.REPORTED_BY_TYPE,
        reason=Reason.STUDIED,
        sentence="One study treated 5 people of type V and reports the outcome for them.",
        standings={Standing.STUDIED: 1, Standing.NOT_REPORTED: 2},
        layers={Layer.PRIMARY: 3},
        study_ids=(STUDY,),
        other_ids=(),
        people_of_unknown_type=41,
        footings={Footing.REPORTED_BY_TYPE: 1, Footing.ABSTRACT_ONLY: 2, Footing.UNDER_WAY: 1},
        trials=(A_TRIAL,),
    )


def a_matrix(topic: Topic) -> Matrix:
    """A map of a single cell."""
    outcome = first_id(topic, "outcome")
    return Matrix(
        row_axis=Axis.OUTCOME,
        column_axis=Axis.FITZPATRICK,
        rows=(AxisValue(id=outcome, label=topic.label("outcome", outcome), group="safety"),),
        columns=(AxisValue(id="V", label="V"),),
        cells=((_cell(topic),),),
        layers=(Layer.PRIMARY,),
        studies=3,
        people=Bounds(65, 65),
    )


def a_cell_answer(topic: Topic) -> CellAnswer:
    """The cell with its study and one piece of evidence."""
    evidence = CellEvidence(
        study_id=STUDY,
        study_title=TITLE,
        year=2025,
        layer=Layer.PRIMARY,
        report_id=REPORT,
        citation="Garcia M, Lindqvist A. Journal of Examples 2025;12:34-41",
        dimension=Dimension.FITZPATRICK,
        value="V",
        standing=Standing.STUDIED,
        evidence=QUOTE,
        evidence_kind=EvidenceKind.QUOTE,
        rule=RULE,
    )
    return CellAnswer(
        cell=_cell(topic),
        studies=(a_summary(topic),),
        other_studies=(),
        evidence=(evidence,),
        indirect=(
            Indirect(
                public_id="S7Q2MX4TN",
                title="Fractional radiofrequency of the cheek",
                standing=Standing.STUDIED,
                differs=("Procedure: radiofrequency microneedling, not micro-coring",),
            ),
        ),
        searched=SOME_SEARCH,
    )


def a_gap() -> Gap:
    """A whole skin type that nobody studied."""
    return Gap(
        rank=1,
        key=CellKey(SkinType.VI),
        reason=Reason.ABSTRACT_ONLY,
        depth=Depth.NONE,
        sentence="Type VI: no study says that it treated this type. 2 studies (41 people) do not "
        "report skin type; none of these was read in full.",
        because=("a whole skin type is missing",),
        studies=0,
        people=None,
        study_ids=(),
        other_ids=(STUDY,),
        footings={Footing.ABSTRACT_ONLY: 2, Footing.UNDER_WAY: 1},
        trials=(A_TRIAL,),
    )


def some_gaps() -> GapList:
    """One gap of several, with the rules."""
    return GapList(gaps=(a_gap(),), total=7, rules=RULES, searched=SOME_SEARCH)


def some_facts() -> Facts:
    """The facts of one skin type."""
    return Facts(
        by_type=(
            TypeFacts(
                fitzpatrick=SkinType.V,
                standings={Standing.STUDIED: 1, Standing.NOT_REPORTED: 2},
                studies=1,
                people=Bounds(5, 5),
                depth=Depth.REPORTED_BY_TYPE,
                reason=Reason.STUDIED,
                footings={Footing.REPORTED_BY_TYPE: 1, Footing.ABSTRACT_ONLY: 2},
                trials=(),
                sentence="Type V rests on one study, with a count and with outcomes by type.",
            ),
        ),
        studies=3,
        reporting=1,
        silent=2,
        people=Bounds(65, 65),
        people_of_unknown_type=Bounds(41, 41),
        layers={Layer.PRIMARY: 3},
        sentences=("2 of 3 studies do not report skin type.",),
    )


def some_trials(topic: Topic) -> TrialsAnswer:
    """One registration under way, and the cell that it would fill."""
    indication, outcome = first_id(topic, "indication"), first_id(topic, "outcome")
    planned = PlannedTrial(
        trial=replace(A_TRIAL, standing=None),
        eligible=(SkinType.V,),
        excluded=(),
        not_named=tuple(t for t in SkinType if t is not SkinType.V),
        enrolled=None,
        shares=(),
        indications=(indication,),
        outcomes=(outcome,),
        trust=Trust.MAY_REPORT,
        because="Under way until 2027-03; it may report after that.",
        fills=(CellKey(SkinType.V, indication, outcome),),
    )
    states = dict.fromkeys(TrialState, 0) | {TrialState.UNDER_WAY: 1}
    return TrialsAnswer(trials=(planned,), total=1, registered=1, states=states)
