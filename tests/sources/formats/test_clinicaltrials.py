import copy
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import MalformedRecordError
from app.records import Rejected, RelationKind, ReportKind, Section, SourceRecord
from app.sources import parse_registration
from app.sources.formats.eligibility import eligibility_passages
from tests.sources.files import imported, records_in, sections_of
from tests.tagging.adversarial import is_linear

GROUPS = [{"id": "BG000", "title": "Treated"}, {"id": "BG001", "title": "Untreated"}, {"id": "BG002", "title": "Everyone"}]  # fmt: skip
DENOMS = [{"units": "Participants", "counts": [{"groupId": "BG000", "value": "12"}, {"groupId": "BG001", "value": "3"}, {"groupId": "BG002", "value": "15"}]}]  # fmt: skip


def measurements(*values: str) -> list[dict[str, str]]:
    return [{"groupId": f"BG00{at}", "value": value} for at, value in enumerate(values)]


STUDY: dict[str, Any] = {
    "protocolSection": {
        "identificationModule": {
            "nctId": "NCT00000001",
            "nctIdAliases": ["NCT00000002"],
            "briefTitle": "Invented coring study",
            "officialTitle": "A Study of Coring",
            "secondaryIdInfos": [{"id": "2012-001234-12", "type": "EUDRACT_NUMBER"}],
        },
        "statusModule": {
            "overallStatus": "ACTIVE_NOT_RECRUITING",
            "startDateStruct": {"date": "2024-03"},
            "completionDateStruct": {"date": "2027-06", "type": "ESTIMATED"},
        },
        "sponsorCollaboratorsModule": {"leadSponsor": {"name": "Example Inc.", "class": "INDUSTRY"}},
        "descriptionModule": {"briefSummary": "Cores of \\<1 mm.", "detailedDescription": "One.\n\nTwo."},
        "conditionsModule": {"conditions": ["Acne Scars"], "keywords": ["coring"]},
        "designModule": {
            "studyType": "INTERVENTIONAL",
            "phases": ["NA"],
            "designInfo": {"allocation": "NA", "interventionModel": "SINGLE_GROUP", "maskingInfo": {"masking": "NONE"}},
            "enrollmentInfo": {"count": 12, "type": "ESTIMATED"},
        },
        "armsInterventionsModule": {
            "armGroups": [{"label": "Treated", "description": "Cheek.", "interventionNames": ["Device: Corer"]}],
            "interventions": [{"type": "DEVICE", "name": "Corer", "description": "Hollow needles."}],
        },
        "outcomesModule": {
            "primaryOutcomes": [{"measure": "Wrinkle score", "description": "By two raters.", "timeFrame": "6 months"}]
        },
        "eligibilityModule": {
            "eligibilityCriteria": "Inclusion Criteria:\n\n* Fitzpatrick skin type IV-VI\n* Age \\>= 22\n\nExclusion Criteria:\n\n* Keloids",
            "minimumAge": "22 Years",
            "sex": "ALL",
            "healthyVolunteers": False,
        },
        "contactsLocationsModule": {"locations": [{"country": "Spain"}, {"country": "Spain"}]},
        "referencesModule": {
            "references": [
                {"pmid": "1", "type": "RESULT", "citation": "Doe"},
                {"pmid": "2", "type": "BACKGROUND", "citation": "Roe"},
                {"pmid": "3", "type": "DERIVED", "citation": "Poe"},
                {"type": "RESULT", "citation": "no number"},
            ]
        },
    },
    "resultsSection": {
        "participantFlowModule": {
            "groups": [{"id": "FG000", "title": "Treated"}],
            "periods": [{"title": "Overall Study", "milestones": [
                {"type": "STARTED", "achievements": [{"groupId": "FG000", "numSubjects": "12"}]}]}],
        },
        "baselineCharacteristicsModule": {
            "groups": GROUPS,
            "denoms": DENOMS,
            "measures": [
                {"title": "Fitzpatrick Skin Type", "unitOfMeasure": "Participants", "paramType": "COUNT_OF_PARTICIPANTS",
                 "classes": [{"categories": [
                     {"title": "Type IV", "measurements": measurements("5", "1", "6")},
                     {"title": "Type V", "measurements": measurements("7", "2", "9")},
                     {"title": "Type VI", "measurements": measurements("0", "0", "0")}]}]},
                {"title": "Skin type by side", "unitOfMeasure": "Participants",
                 "classes": [{"title": "Left", "categories": [{"title": "IV", "measurements": measurements("5")}]}]},
                {"title": "Age", "unitOfMeasure": "years", "paramType": "MEDIAN", "dispersionType": "FULL_RANGE",
                 "classes": [{"categories": [{"measurements": [
                     {"groupId": "BG000", "value": "44", "lowerLimit": "22", "upperLimit": "70"}]}]}]},
            ],
        },
        "adverseEventsModule": {
            "eventGroups": [{"id": "EG000", "title": "Treated", "seriousNumAffected": 0, "seriousNumAtRisk": 12,
                             "otherNumAffected": 2, "otherNumAtRisk": 12}],
            "otherEvents": [{"term": "Hyperpigmentation", "stats": [{"groupId": "EG000", "numAffected": 2, "numAtRisk": 12}]}],
        },
    },
    "derivedSection": {"miscInfoModule": {"versionHolder": "2026-11-20"}},
    "hasResults": True,
}  # fmt: skip


def test_a_registration_with_its_status_and_relations() -> None:
    record = parse_registration(STUDY)
    assert (record.kind, record.source_id) == (ReportKind.REGISTRATION, "nct:NCT00000001")
    assert record.bibliography.registrations == ("NCT00000001", "NCT00000002", "2012-001234-12")
    assert (record.status, record.ends) == ("active_not_recruiting", "2027-06")
    assert (record.sponsor, record.country) == ("Example Inc.", "Spain")
    assert (record.bibliography.year, record.bibliography.month) == (2024, 3)
    assert [(r.kind, r.target) for r in record.relations] == [
        (RelationKind.REPORT_OF, "pmid:1"),
        (RelationKind.REPORT_OF, "pmid:3"),
    ]


def test_protocol_passages() -> None:
    found = sections_of(parse_registration(STUDY))
    assert found[:11] == [
        ("title", "", "Invented coring study"),
        ("title", "Official title", "A Study of Coring"),
        ("abstract", "Brief summary", "Cores of <1 mm."),
        ("methods", "Detailed description", "One.\n\nTwo."),
        ("inclusion", "Inclusion Criteria", "* Fitzpatrick skin type IV-VI\n* Age >= 22"),
        ("exclusion", "Exclusion Criteria", "* Keloids"),
        ("outcome", "primary outcome (6 months)", "Wrinkle score\nBy two raters."),
        ("methods", "arm: Treated", "Treated\nCheek.\nDevice: Corer"),
        ("methods", "intervention: Corer", "Device: Corer\nHollow needles."),
        ("field", "conditionsModule.conditions", "Acne Scars"),
        ("field", "conditionsModule.keywords", "coring"),
    ]
    fields = {heading: text for section, heading, text in found if section == "field"}
    assert fields["designModule.enrollmentInfo.count"] == "12"
    assert fields["designModule.enrollmentInfo.type"] == "ESTIMATED"
    assert fields["designModule.designInfo.allocation"] == "NA"
    assert fields["designModule.designInfo.maskingInfo.masking"] == "NONE"
    assert fields["eligibilityModule.minimumAge"] == "22 Years"


def test_result_tables() -> None:
    tables = [p for p in parse_registration(STUDY).passages if p.section is Section.TABLE]
    assert {table.heading: table.text for table in tables} == {
        "Participant flow: Overall Study": "\tTreated\nSTARTED\t12",
        "Baseline: Overall Number of Baseline Participants": "\tTreated\tUntreated\tTotal\nParticipants\t12\t3\t15",
        "Baseline: Fitzpatrick Skin Type (Participants)": (
            "\tTreated\tUntreated\tTotal\nType IV\t5\t1\t6\nType V\t7\t2\t9\nType VI\t0\t0\t0"
        ),
        "Baseline: Skin type by side (Participants)": "\tTreated\tUntreated\tTotal\nLeft, IV\t5\t\t",
        "Baseline: Age (years)": "\tTreated\tUntreated\tTotal\nMedian (Full range)\t44 (22 to 70)\t\t",
        "Serious adverse events (participants affected / at risk)": "\tTreated\nAny\t0/12",
        "Other adverse events (participants affected / at risk)": (
            "\tTreated\nAny\t2/12\nHyperpigmentation\t2/12"
        ),
    }


def test_the_date_of_the_data_does_not_make_a_new_version() -> None:
    later = copy.deepcopy(STUDY)
    later["derivedSection"]["miscInfoModule"]["versionHolder"] = "2026-11-21"
    assert parse_registration(later).content_hash == parse_registration(STUDY).content_hash
    later["hasResults"] = False
    assert parse_registration(later).content_hash != parse_registration(STUDY).content_hash


@pytest.mark.parametrize(
    "shape", ["{0}", "[{0},{1}]", '{{"totalCount":2,"studies":[{0},{1}]}}', "{0}\n{1}\n"]
)
def test_every_shape_of_download(tmp_path: Path, shape: str) -> None:
    other = json.dumps(STUDY).replace("NCT00000001", "NCT00000009")
    found = records_in(tmp_path, shape.format(json.dumps(STUDY), other))
    assert found[0] == replace(parse_registration(STUDY), source="file-clinicaltrials_json")
    assert len(found) == (2 if "{1}" in shape else 1)


def test_a_study_without_its_number_is_quarantined(tmp_path: Path) -> None:
    content = f'{{"studies":[{{"protocolSection":{{}}}},\n{json.dumps(STUDY)}]}}'
    bad, good = imported(tmp_path, content, "x.json").items
    assert isinstance(bad, Rejected)
    assert bad.place == "x.json, line 1"
    assert isinstance(good, SourceRecord)


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ("Inclusion Criteria: age > 18 Exclusion Criteria: - keloid", "I age > 18|E - keloid"),
        ("INCLUSION:\n\n1. a\n\nEXCLUSION:\n\n2. b", "I 1. a|E 2. b"),
        ("**Inclusion criteria**\n* a\n**Exclusion criteria**\n* b", "I * a|E * b"),
        ("Key Inclusion Criteria for Part A:\n* a\nMain exclusion criteria (all):\nb", "I * a|E b"),
        ("1. Inclusion Criteria\n - a\n2. Exclusion Criteria\n - b", "I - a|E - b"),
        ("Inclusion Criteria\n\n- a\n\nInclusion Criteria (controls)\n\n- b\n", "I - a|I - b"),
        ("Non-inclusion criteria:\na", "E a"),
        ("Healthy adults.\nInclusion Criteria:\na", "? Healthy adults.|I a"),
        ("Inclusion and Exclusion Criteria:\n* a", "? * a"),
        ("Patients with FST I-III.", "? Patients with FST I-III."),
        ("Inclusion Criteria:\n* Exclusion of pregnancy\n* meets no exclusion criteria of X",
         "I * Exclusion of pregnancy\n* meets no exclusion criteria of X"),
        ("", ""),
    ],
)  # fmt: skip
def test_criteria_are_taken_apart_at_their_headings(criteria: str, expected: str) -> None:
    marks = {Section.INCLUSION: "I", Section.EXCLUSION: "E", Section.ELIGIBILITY: "?"}
    found = [f"{marks[p.section]} {p.text}" for p in eligibility_passages(criteria)]
    assert "|".join(found) == expected


@settings(deadline=None)
@given(st.text())
def test_criteria_lose_no_word(criteria: str) -> None:
    assert all(p.text.strip() for p in eligibility_passages(criteria))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["groups", "title", "measures", "classes", "denoms", "counts", "value", "references", "id"]), inner, max_size=3),
    max_leaves=12,
)  # fmt: skip


@pytest.mark.slow
@settings(deadline=None)
@given(
    st.dictionaries(st.sampled_from(sorted(STUDY["protocolSection"])[1:]), json_values), json_values
)
def test_no_shape_of_a_study_crashes(modules: dict[str, Any], results: Any) -> None:
    identification = {"identificationModule": {"nctId": "NCT00000001"}}
    study = {"protocolSection": modules | identification, "resultsSection": results}
    assert parse_registration(study).source_id == "nct:NCT00000001"


def test_a_study_without_protocol_is_refused() -> None:
    with pytest.raises(MalformedRecordError, match="NCT number"):
        parse_registration({})


def test_criteria_of_headings_alone_are_taken_apart_in_linear_time() -> None:
    def work(criteria: str) -> object:
        return list(eligibility_passages(criteria))

    heading = "Key inclusion criteria:\n"
    assert is_linear(work, heading * 1_000)


def test_groups_without_end_do_not_fill_the_memory() -> None:
    groups = [{"id": f"EG{at}", "title": "Arm"} for at in range(2_000)]
    events = [{"term": "Erythema", "stats": [{"groupId": "EG0", "numAffected": 1}]}] * 2_000
    study = copy.deepcopy(STUDY)
    study["resultsSection"] = {
        "adverseEventsModule": {"eventGroups": groups, "otherEvents": events}
    }
    text = "".join(passage.text for passage in parse_registration(study).passages)
    assert len(text) < 10 * len(json.dumps(study))
