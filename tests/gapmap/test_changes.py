"""What changed between two states: every kind of change, and nothing that only moved."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gapmap import (
    CellKey,
    Change,
    ChangeKind,
    Depth,
    EvidenceState,
    KnownReport,
    KnownStudy,
    Layer,
    MappedStudy,
    cell,
    compare,
)
from app.matching import NoticeKind
from app.records import ReportKind, SkinType, Standing
from app.topic import read_topic

TOPIC = read_topic()
STUDIED, ELIGIBLE = Standing.STUDIED, Standing.ELIGIBLE


def types(romans: str, standing: Standing = STUDIED) -> dict[SkinType, Standing]:
    return {SkinType[roman]: standing for roman in romans.split()}


def a_mapped(public_id: str = "S1", studied: str = "II III", **fields: object) -> MappedStudy:
    plain = MappedStudy(
        public_id=public_id,
        title=f"Micro-coring in women {public_id}",
        year=2024,
        layer=Layer.PRIMARY,
        participants=12,
        standing=types(studied),
        indications=frozenset({"wrinkles"}),
        outcomes=frozenset({"pain"}),
    )
    return replace(plain, **fields)  # type: ignore[arg-type]  # fields by name


def a_known_report(record: str = "pubmed:1", **fields: object) -> KnownReport:
    plain = KnownReport(
        records=frozenset({record}), kind=ReportKind.JOURNAL_ARTICLE, title=f"Report {record}"
    )
    return replace(plain, **fields)  # type: ignore[arg-type]  # fields by name


def a_known(study: MappedStudy, *reports: KnownReport, former: str = "") -> KnownStudy:
    own = reports or (a_known_report(f"pubmed:{study.public_id}"),)
    return KnownStudy(study=study, reports=own, former_ids=frozenset(former.split()))


def state(
    *studies: MappedStudy | KnownStudy, others: tuple[KnownReport, ...] = ()
) -> EvidenceState:
    known = (one if isinstance(one, KnownStudy) else a_known(one) for one in studies)
    return EvidenceState(studies=tuple(known), others=others)


def changes(before: EvidenceState, after: EvidenceState) -> tuple[Change, ...]:
    return compare(before, after, TOPIC)


def of_kind(kind: ChangeKind, found: tuple[Change, ...]) -> list[Change]:
    return [change for change in found if change.kind is kind]


def kinds(before: EvidenceState, after: EvidenceState) -> list[ChangeKind]:
    return list(dict.fromkeys(change.kind for change in changes(before, after)))


def test_the_same_evidence_has_not_changed() -> None:
    assert changes(state(a_mapped()), state(a_mapped())) == ()


def test_a_new_study_is_told_with_its_types_people_and_what_it_measured() -> None:
    [change] = of_kind(ChangeKind.STUDY_ADDED, changes(state(), state(a_mapped())))
    assert change.sentence == (
        "New study: Micro-coring in women S1. 2024. Types II and III studied. 12 people. "
        "Treated: wrinkles and rhytids. Measured: pain."
    )
    assert change.study_ids == ("S1",)
    assert (change.fitzpatrick, change.indications, change.outcomes) == (
        (SkinType.II, SkinType.III), ("wrinkles",), ("pain",),
    )  # fmt: skip


def test_a_study_that_is_silent_on_skin_types_is_never_said_to_exclude_any() -> None:
    found = changes(state(), state(a_mapped(studied="")))
    [change] = of_kind(ChangeKind.STUDY_ADDED, found)
    assert "It does not report skin type." in change.sentence
    assert "exclud" not in change.sentence
    assert change.fitzpatrick == ()


def test_a_first_study_in_a_type_is_one_gap_that_closed_with_all_cells_inside() -> None:
    before = state(a_mapped())
    new = a_mapped("S2", "VI", indications=frozenset({"wrinkles", "acne_scars"}))
    [change] = of_kind(ChangeKind.GAP_CLOSED, changes(before, state(a_mapped(), new)))
    assert change.cell == CellKey(SkinType.VI)
    assert (change.before, change.after) == ("none", "studied")
    assert change.sentence.startswith("Gap closed. Type VI: one study treated type VI")
    assert (change.indications, change.outcomes) == (("acne_scars", "wrinkles"), ("pain",))


def test_a_new_indication_in_a_studied_type_closes_that_gap_alone() -> None:
    new = a_mapped("S2", "II", indications=frozenset({"acne_scars"}))
    closed = of_kind(ChangeKind.GAP_CLOSED, changes(state(a_mapped()), state(a_mapped(), new)))
    assert [change.cell for change in closed] == [CellKey(SkinType.II, "acne_scars")]


def test_combinations_that_alone_changed_are_told_together() -> None:
    one = a_mapped("S1", "II", indications=frozenset({"wrinkles"}), outcomes=frozenset({"pain"}))
    two = a_mapped(
        "S2", "II", indications=frozenset({"acne_scars"}), outcomes=frozenset({"erythema"})
    )
    both = a_mapped(
        "S3", "II", indications=frozenset({"wrinkles"}), outcomes=frozenset({"erythema"})
    )
    [change] = of_kind(ChangeKind.GAP_CLOSED, changes(state(one, two), state(one, two, both)))
    assert change.cell is None
    assert change.sentence == (
        "Gap closed. Type II: now studied in wrinkles and rhytids: erythema."
    )


def test_a_study_that_goes_opens_the_gap_again() -> None:
    before = state(a_mapped(), a_mapped("S2", "V"))
    found = changes(before, state(a_mapped()))
    assert [c.kind for c in found] == [ChangeKind.STUDY_REMOVED, ChangeKind.GAP_OPENED]
    assert found[1].cell == CellKey(SkinType.V)
    assert "no study" in found[1].sentence


def test_a_planned_study_moves_a_rung_and_closes_no_gap() -> None:
    plan = a_mapped(
        "S2",
        layer=Layer.PLANNED,
        participants=None,
        planned=40,
        standing=types("VI", ELIGIBLE),
        status="recruiting",
    )
    found = changes(state(a_mapped()), state(a_mapped(), plan))
    assert "40 people planned" in of_kind(ChangeKind.STUDY_ADDED, found)[0].sentence
    [deeper] = of_kind(ChangeKind.DEPTH_CHANGED, found)
    assert (deeper.before, deeper.after, deeper.cell) == ("none", "eligible", CellKey(SkinType.VI))
    assert of_kind(ChangeKind.GAP_CLOSED, found) == []


def test_a_registration_that_is_terminated_takes_its_rung_away() -> None:
    plan = a_mapped("S2", layer=Layer.PLANNED, standing=types("VI", ELIGIBLE), status="recruiting")
    found = changes(state(a_mapped(), plan), state(a_mapped(), replace(plan, status="terminated")))
    [thinner] = of_kind(ChangeKind.DEPTH_CHANGED, found)
    assert (thinner.before, thinner.after, thinner.cell) == (
        "eligible",
        "none",
        CellKey(SkinType.VI),
    )


@pytest.mark.parametrize("layer", [Layer.SECONDARY, Layer.PRECLINICAL, Layer.INDIRECT])
def test_other_layers_change_no_cell(layer: Layer) -> None:
    other = a_mapped("S2", "V VI", layer=layer)
    assert kinds(state(a_mapped()), state(a_mapped(), other)) == [ChangeKind.STUDY_ADDED]


def test_tags_and_standings_of_a_known_study() -> None:
    after = a_mapped(
        standing=types("II") | types("IV", ELIGIBLE), outcomes=frozenset({"erythema", "pain"})
    )
    found = changes(state(a_mapped()), state(after))
    standings = [(c.values, c.before, c.after) for c in of_kind(ChangeKind.STANDING_CHANGED, found)]
    assert standings == [
        (("III",), "studied", "not_reported"), (("IV",), "not_reported", "eligible"),
    ]  # fmt: skip
    [added] = of_kind(ChangeKind.TAGS_ADDED, found)
    assert (added.dimension, added.values, added.outcomes) == (
        "outcome", ("erythema",), ("erythema",),
    )  # fmt: skip
    assert of_kind(ChangeKind.TAGS_REMOVED, found) == []


def test_a_registration_that_reports_is_another_sort_of_evidence() -> None:
    plan = a_mapped(layer=Layer.PLANNED, status="recruiting", participants=None)
    done = a_mapped(status="completed")
    found = changes(state(plan), state(done))
    [layer] = of_kind(ChangeKind.LAYER_CHANGED, found)
    assert (layer.before, layer.after) == ("planned", "primary")
    [status] = of_kind(ChangeKind.STATUS_CHANGED, found)
    assert "status completed now, was recruiting before" in status.sentence
    assert of_kind(ChangeKind.PEOPLE_CHANGED, found)[0].after == "12"
    assert of_kind(ChangeKind.GAP_CLOSED, found)


def test_a_further_report_is_told_and_a_further_record_of_a_report_is_not() -> None:
    first = a_known_report("pubmed:1")
    richer = replace(first, records=frozenset({"pubmed:1", "crossref:1"}))
    second = a_known_report("pubmed:2", kind=ReportKind.CONFERENCE_ABSTRACT)
    before = state(a_known(a_mapped(), first))
    assert changes(before, state(a_known(a_mapped(), richer))) == ()
    [change] = changes(before, state(a_known(a_mapped(), first, second)))
    assert change.kind is ChangeKind.REPORT_ADDED
    assert "conference abstract" in change.sentence
    [gone] = changes(state(a_known(a_mapped(), first, second)), before)
    assert gone.kind is ChangeKind.REPORT_REMOVED


def test_two_studies_that_are_one_are_neither_new_nor_gone() -> None:
    one, two = a_known(a_mapped("S1")), a_known(a_mapped("S2", "II III"))
    merged = a_known(a_mapped("S1"), *one.reports, *two.reports, former="S2")
    found = changes(state(one, two), state(merged))
    assert [c.kind for c in found] == [ChangeKind.STUDIES_MERGED]
    assert "S2" in found[0].sentence


def test_a_study_that_left_another_is_not_new() -> None:
    first, second = a_known_report("pubmed:1"), a_known_report("pubmed:2")
    before = state(a_known(a_mapped("S1"), first, second))
    after = state(a_known(a_mapped("S1"), first), a_known(a_mapped("S2"), second))
    split, gone = changes(before, after)
    assert (split.kind, split.study_ids) == (ChangeKind.STUDY_SPLIT, ("S2",))
    assert split.sentence.startswith("A study of its own now: Micro-coring in women S2. 2024.")
    assert split.sentence.endswith("It was counted as part of Micro-coring in women S1.")
    assert gone.kind is ChangeKind.REPORT_REMOVED


def test_a_study_whose_retraction_was_taken_back_counts_again_and_is_not_new() -> None:
    report = a_known_report()
    fell = replace(report, notices={NoticeKind.RETRACTED: "PubMed says so"})
    found = changes(state(others=(fell,)), state(a_known(a_mapped(), report)))
    [change] = of_kind(ChangeKind.STUDY_ADDED, found)
    assert change.sentence.startswith("Counts again: Micro-coring in women S1.")


def test_a_change_of_one_report_names_its_record() -> None:
    plain, other = a_known_report("pubmed:1"), a_known_report("pubmed:2")
    told = replace(other, notices={NoticeKind.RETRACTED: "PubMed says so"})
    before, after = (state(a_known(a_mapped(), plain, one)) for one in (other, told))
    [retracted] = changes(before, after)
    [came] = changes(state(a_known(a_mapped(), plain)), before)
    assert (retracted.record, came.record) == ("pubmed:2", "pubmed:2")


def test_a_study_that_takes_the_name_of_an_older_record_is_the_same() -> None:
    before = a_known(a_mapped("S2"))
    after = a_known(a_mapped("S1", title="Micro-coring in women S2"), *before.reports, former="S2")
    assert changes(state(before), state(after)) == ()


@pytest.mark.parametrize(
    ("notice", "kind", "words"),
    [
        (NoticeKind.RETRACTED, ChangeKind.RETRACTED, "Retracted: Report pubmed:1."),
        (NoticeKind.CORRECTED, ChangeKind.CORRECTED, "Corrected: Report pubmed:1."),
        (NoticeKind.CONCERN, ChangeKind.CONCERN_RAISED, "Expression of concern: Report pubmed:1."),
        (NoticeKind.PUBLISHED, ChangeKind.PUBLISHED, "The preprint became an article: Report"),
        (NoticeKind.TERMINATED, ChangeKind.TERMINATED, "Study stopped: Report pubmed:1. Slow"),
    ],
)
def test_what_is_said_of_a_report_is_told_once(
    notice: NoticeKind, kind: ChangeKind, words: str
) -> None:
    plain = a_known_report()
    told = replace(plain, notices={notice: "slow enrolment"})
    before, after = state(a_known(a_mapped(), plain)), state(a_known(a_mapped(), told))
    [change] = changes(before, after)
    assert change.kind is kind
    assert change.sentence.startswith(words)
    assert changes(after, after) == ()


def test_a_retracted_study_is_told_first_and_takes_its_cells_along() -> None:
    report = a_known_report()
    told = replace(report, notices={NoticeKind.RETRACTED: "PubMed says so"})
    before = state(a_known(a_mapped("S1", "V"), report))
    found = changes(before, state(others=(told,)))
    assert [c.kind for c in found] == [
        ChangeKind.RETRACTED, ChangeKind.STUDY_REMOVED, ChangeKind.GAP_OPENED,
    ]  # fmt: skip
    assert found[1].sentence.endswith("It was retracted.")


def test_a_notice_on_what_never_counted_is_no_news() -> None:
    other = a_known_report("pubmed:9", notices={NoticeKind.RETRACTED: "PubMed says so"})
    assert changes(state(a_mapped()), state(a_mapped(), others=(other,))) == ()


STUDIES = st.builds(
    a_mapped,
    public_id=st.sampled_from(["S1", "S2", "S3"]),
    studied=st.sampled_from(["", "II", "II III", "V VI", "I II III IV V VI"]),
    layer=st.sampled_from(list(Layer)),
    indications=st.sets(st.sampled_from(["wrinkles", "acne_scars"])).map(frozenset),
    outcomes=st.sets(st.sampled_from(["pain", "erythema"])).map(frozenset),
)
STATES = st.lists(STUDIES, max_size=3, unique_by=lambda study: study.public_id)


@given(before=STATES, after=STATES)
def test_closed_and_opened_gaps_are_those_of_the_map(
    before: list[MappedStudy], after: list[MappedStudy]
) -> None:
    """Each cell told of changed as told, and no type was first studied without being told."""
    found = changes(state(*before), state(*after))
    for change in found:
        if change.cell is not None:
            was, now = (cell(s, change.cell, TOPIC).depth for s in (before, after))
            assert (was.name.lower(), now.name.lower()) == (change.before, change.after)
    for skin_type in SkinType:
        key = CellKey(skin_type)
        was, now = (cell(s, key, TOPIC).depth >= Depth.STUDIED for s in (before, after))
        told = {change.kind for change in found if change.cell == key}
        assert (ChangeKind.GAP_CLOSED in told) == (now and not was)
        assert (ChangeKind.GAP_OPENED in told) == (was and not now)


@given(before=STATES, after=STATES)
def test_the_order_of_studies_changes_nothing(
    before: list[MappedStudy], after: list[MappedStudy]
) -> None:
    told = changes(state(*before), state(*after))
    for one in permutations(before):
        assert changes(state(*one), state(*reversed(after))) == told


@given(one=STATES)
def test_nothing_changes_from_a_state_to_itself(one: list[MappedStudy]) -> None:
    assert changes(state(*one), state(*one)) == ()
