import pytest

from app.records import (
    CONTEXT_KINDS,
    Dimension,
    EvidenceKind,
    RelationKind,
    ReportKind,
    Section,
    SkinType,
    SourceRecord,
    Standing,
)
from app.sources.evidence import read_evidence
from app.topic import data_folder, read_topic

EVIDENCE = data_folder() / "evidence"


@pytest.fixture(scope="module")
def bundled() -> dict[str, SourceRecord]:
    return {record.source_id: record for record in read_evidence(EVIDENCE, read_topic())}


def values(record: SourceRecord, dimension: Dimension) -> list[str]:
    assert record.reading is not None
    return [tag.value for tag in record.reading.tags if tag.dimension is dimension]


def keys_with(bundled: dict[str, SourceRecord], standing: Standing, value: str) -> set[str]:
    return {
        key
        for key, record in bundled.items()
        if record.reading
        for tag in record.reading.tags
        if tag.standing is standing and tag.value == value
    }


def test_kinds_of_all_documents(bundled: dict[str, SourceRecord]) -> None:
    kinds: dict[ReportKind, set[str]] = {}
    for key, record in bundled.items():
        kinds.setdefault(record.kind, set()).add(key)
    assert kinds == {
        ReportKind.JOURNAL_ARTICLE: {
            "carruthers-2024",
            "dermsurg-2024-retrospective-38",
            "fernandes-2013",
            "microbiopsy-033-utsw",
            "pozner-2021",
            "russe-2018",
            "tam-2013",
            "wound-healing-fsh-2022",
        },
        ReportKind.CONFERENCE_ABSTRACT: {
            "asds-2019-two-studies",
            "fernandes-2012-asps",
            "mudd-neck-aslms-2024",
            "salame-aslms-2024",
        },
        ReportKind.REGISTRATION: {"nct02234193", "nct03853980-inform", "trialx-327795"},
        ReportKind.REVIEW: {"sr-2025-dermsurg"},
        ReportKind.COMMENT: {"comment-lsm-22773"},
        ReportKind.REGULATORY: {"fda-k202517", "fda-k252752", "maude-qai-ellacor-2026"},
        ReportKind.NEWS: {
            "murphrey-aad-meeting-news",
            "newbeauty-everything-we-know",
            "rfr-sundaram-interview",
        },
    }


def test_type_v_rests_on_one_study_without_a_count(bundled: dict[str, SourceRecord]) -> None:
    assert keys_with(bundled, Standing.STUDIED, "V") == {"dermsurg-2024-retrospective-38"}
    reading = bundled["dermsurg-2024-retrospective-38"].reading
    assert reading is not None
    assert reading.counts == ()
    assert reading.participants is not None
    assert (reading.participants.people, reading.participants.planned) == (38, False)
    assert "number of type V participants" in reading.unknown


def test_type_vi_was_studied_by_none_and_excluded_by_none(
    bundled: dict[str, SourceRecord],
) -> None:
    for standing in (Standing.STUDIED, Standing.ELIGIBLE, Standing.EXCLUDED):
        assert keys_with(bundled, standing, "VI") == set()


def test_only_two_studies_say_a_word_about_skin_types(bundled: dict[str, SourceRecord]) -> None:
    speaking = {key for key, r in bundled.items() if values(r, Dimension.FITZPATRICK)}
    assert speaking == {"dermsurg-2024-retrospective-38", "mudd-neck-aslms-2024"}


def test_the_only_count_is_of_type_iv(bundled: dict[str, SourceRecord]) -> None:
    counts = {
        key: [(count.types, count.people) for count in record.reading.counts]
        for key, record in bundled.items()
        if record.reading and record.reading.counts
    }
    assert counts == {"mudd-neck-aslms-2024": [((SkinType.IV,), 2)]}


def test_no_result_is_by_type(bundled: dict[str, SourceRecord]) -> None:
    results = [result for r in bundled.values() if r.reading for result in r.reading.results]
    assert len(results) > 30
    assert not [result for result in results if result.types]


def test_participants_are_people_who_took_part_or_are_planned(
    bundled: dict[str, SourceRecord],
) -> None:
    people = {
        key: (record.reading.participants.people, record.reading.participants.planned)
        for key, record in bundled.items()
        if record.reading and record.reading.participants
    }
    assert people == {
        "asds-2019-two-studies": (30, False),
        "carruthers-2024": (26, False),
        "dermsurg-2024-retrospective-38": (38, False),
        "microbiopsy-033-utsw": (15, False),
        "nct02234193": (8, False),
        "nct03853980-inform": (21, True),
        "salame-aslms-2024": (12, False),
        "wound-healing-fsh-2022": (8, False),
    }


def test_how_documents_stand_to_each_other(bundled: dict[str, SourceRecord]) -> None:
    relations = {
        (key, relation.kind, relation.target)
        for key, record in bundled.items()
        for relation in record.relations
    }
    assert relations == {
        ("fernandes-2013", RelationKind.REPORT_OF, "bundled:fernandes-2012-asps"),
        ("wound-healing-fsh-2022", RelationKind.REPORT_OF, "bundled:nct02234193"),
        ("comment-lsm-22773", RelationKind.COMMENT_ON, "bundled:russe-2018"),
        ("pozner-2021", RelationKind.MAY_OVERLAP, "bundled:asds-2019-two-studies"),
        ("asds-2019-two-studies", RelationKind.MAY_OVERLAP, "bundled:pozner-2021"),
    }
    paper, registration = bundled["wound-healing-fsh-2022"], bundled["nct02234193"]
    assert paper.bibliography.registrations == registration.bibliography.registrations
    assert registration.bibliography.registrations == ("NCT02234193",)


def test_everything_is_micro_coring_but_rotating_scalpets_and_a_comment(
    bundled: dict[str, SourceRecord],
) -> None:
    without = {
        key for key, r in bundled.items() if "micro_coring" not in values(r, Dimension.PROCEDURE)
    }
    assert without == {"nct03853980-inform", "rfr-sundaram-interview", "comment-lsm-22773"}
    assert "ablative_laser" in values(bundled["russe-2018"], Dimension.PROCEDURE)
    assert "facelift" in values(bundled["carruthers-2024"], Dimension.PROCEDURE)


@pytest.mark.parametrize(
    "key",
    [
        "fernandes-2012-asps",
        "fernandes-2013",
        "microbiopsy-033-utsw",
        "nct02234193",
        "tam-2013",
        "wound-healing-fsh-2022",
    ],
)
def test_coring_that_treats_nothing_has_no_indication_and_says_why_it_is_coring(
    bundled: dict[str, SourceRecord], key: str
) -> None:
    assert values(bundled[key], Dimension.INDICATION) == []
    reading = bundled[key].reading
    assert reading is not None
    assert "Tagged micro_coring because" in reading.notes


@pytest.mark.parametrize(
    ("key", "sites"),
    [
        ("carruthers-2024", ["perioral"]),
        ("microbiopsy-033-utsw", ["cheek"]),
        ("nct03853980-inform", ["submental"]),
        ("asds-2019-two-studies", ["cheek", "perioral", "submental"]),
        ("russe-2018", ["abdomen"]),
        ("trialx-327795", []),
    ],
)
def test_printed_sites_stand_under_ids_of_the_vocabulary(
    bundled: dict[str, SourceRecord], key: str, sites: list[str]
) -> None:
    assert values(bundled[key], Dimension.BODY_SITE) == sites


def test_a_site_without_an_id_is_kept_in_words(bundled: dict[str, SourceRecord]) -> None:
    assert "flank" in bundled["russe-2018"].passages[-1].text


def test_a_planned_range_of_people_stays_in_the_notes(bundled: dict[str, SourceRecord]) -> None:
    reading = bundled["trialx-327795"].reading
    assert reading is not None
    assert reading.participants is None
    assert "10 to 30 people planned" in reading.notes


def test_context_says_nothing_of_a_study(bundled: dict[str, SourceRecord]) -> None:
    for record in bundled.values():
        if record.kind in CONTEXT_KINDS:
            assert values(record, Dimension.FITZPATRICK) == []
            assert values(record, Dimension.DESIGN) == []
            assert record.reading is not None
            assert record.reading.participants is None


def test_device_reports_are_never_people(bundled: dict[str, SourceRecord]) -> None:
    reading = bundled["maude-qai-ellacor-2026"].reading
    assert reading is not None
    assert {(r.events, r.people) for r in reading.results} == {(None, None)}
    assert "(4 of 18 Injury reports)" in reading.results[1].value


def test_graded_cases_and_areas_are_not_people(bundled: dict[str, SourceRecord]) -> None:
    graded = bundled["dermsurg-2024-retrospective-38"].reading
    assert graded is not None
    assert graded.results[0].people is None
    assert graded.results[0].value == "85.7% (18 of 21 cases)"
    assert (graded.results[-1].events, graded.results[-1].people) == (0, 38)
    areas = bundled["asds-2019-two-studies"].reading
    assert areas is not None
    assert areas.results[2].value == "91% (of 60 areas)"


def test_every_statement_is_restated_and_says_where_it_was_read(
    bundled: dict[str, SourceRecord],
) -> None:
    for key, record in bundled.items():
        reading = record.reading
        assert reading is not None
        said = [*reading.tags, *reading.counts, *reading.results]
        for one in [*said, *filter(None, [reading.participants])]:
            assert one.evidence.kind is EvidenceKind.RESTATED
            assert not one.evidence.text[0].islower()
            assert (one.evidence.start, one.evidence.end) == (None, None)
            assert one.rule == "read-by-a-person"
            cited_only = key in ("pozner-2021", "fernandes-2013")
            assert bool(one.evidence.seen_at) is not cited_only


def test_each_dimension_rests_on_a_sentence_of_its_own(bundled: dict[str, SourceRecord]) -> None:
    reading = bundled["dermsurg-2024-retrospective-38"].reading
    assert reading is not None
    said = {(tag.dimension, tag.value): tag.evidence.text for tag in reading.tags}
    assert "types I to V were represented" in said[Dimension.FITZPATRICK, "V"]
    assert "does not mention VI" in said[Dimension.FITZPATRICK, "V"]
    assert said[Dimension.INDICATION, "acne_scars"] == "Acne scars were treated (6 cases graded)."
    assert said[Dimension.OUTCOME, "infection"] == "No infection is reported."
    assert "chart review" in said[Dimension.DESIGN, "observational"]


def test_full_text_search_has_the_readers_sentences_and_not_what_is_unknown(
    bundled: dict[str, SourceRecord],
) -> None:
    record = bundled["salame-aslms-2024"]
    title, summary = record.passages
    assert title.section is Section.TITLE
    assert (summary.section, summary.heading) == (Section.OTHER, "Reader's summary")
    assert "30-45 days apart" in summary.text
    assert "An unblinded investigator scored a 7-point GAIS." in summary.text
    assert "longer follow-up" not in summary.text


def test_a_paper_without_a_known_title_has_no_title_passage(
    bundled: dict[str, SourceRecord],
) -> None:
    record = bundled["dermsurg-2024-retrospective-38"]
    assert record.bibliography.title == ""
    assert [p.section for p in record.passages] == [Section.OTHER]


def test_the_payload_is_the_file_itself(bundled: dict[str, SourceRecord]) -> None:
    record = bundled["pozner-2021"]
    assert record.payload == (EVIDENCE / "studies" / "pozner-2021.toml").read_bytes()
    assert (record.media_type, record.key) == ("application/toml", "bundled:pozner-2021")


def test_a_doi_is_compared_in_lower_case(bundled: dict[str, SourceRecord]) -> None:
    assert bundled["wound-healing-fsh-2022"].bibliography.doi == "10.1097/dss.0000000000003552"


def test_only_registrations_and_clearances_have_a_status(
    bundled: dict[str, SourceRecord],
) -> None:
    assert {key: r.status for key, r in bundled.items() if r.status} == {
        "fda-k202517": "cleared",
        "fda-k252752": "cleared",
        "nct02234193": "completed",
        "nct03853980-inform": "unknown",
    }
