"""Skin types in tables: baseline measures, demographics, one row a patient; never settings."""

import pytest

from app.records import EvidenceKind, Passage, Section, Standing
from app.tagging.document import Document, document_of
from app.tagging.fitzpatrick import find_skin_types

BASELINE = "\tLaser\tSham\tTotal\nType I\t0\t0\t0\nType II\t3\t4\t7\nType III\t6\t5\t11"


def with_table(text: str, heading: str, *, registration: bool = False) -> Document:
    return document_of([Passage(Section.TABLE, text, heading)], is_registration=registration)


def counts_of(document: Document) -> dict[str, int]:
    reading = find_skin_types(document, None)
    return {"+".join(t.name for t in c.types): c.people for c in reading.counts}


def test_a_registry_baseline_measure_counts_its_total_column() -> None:
    document = with_table(
        BASELINE, "Baseline: Fitzpatrick Skin Type (Participants)", registration=True
    )
    reading = find_skin_types(document, None)
    assert {c.types[0].name: c.people for c in reading.counts} == {"II": 7, "III": 11}
    assert [(t.value, t.standing) for t in reading.tags] == [
        ("I", Standing.EXCLUDED),
        ("II", Standing.STUDIED),
        ("III", Standing.STUDIED),
    ]
    evidence = reading.counts[0].evidence
    assert evidence.kind is EvidenceKind.STRUCTURED
    assert document.text[evidence.start : evidence.end] == evidence.text


@pytest.mark.parametrize(
    ("heading", "text", "counts"),
    [
        (
            "Table 1. Characteristics of patients",
            "Characteristic\tAll (N = 30)\nSex\t\nFemale\t20\nFitzpatrick skin type, n (%)\t\nI-III\t18 (60)\nIV-VI\t12 (40)\nAge\t40",
            {"I+II+III": 18, "IV+V+VI": 12},
        ),
        (
            "Table 1. Demographics",
            "\tA (n=10)\tB (n=10)\tP value\nSkin phototype\t\t\t\nIII\t4\t6\t0.2\nIV\t6\t4\t0.3",
            {"III": 10, "IV": 10},
        ),
        (
            "Table 1. Baseline data",
            "\tLaser\nFitzpatrick skin type II\t4 (40%)\nFitzpatrick skin type III\t6 (60%)",
            {"II": 4, "III": 6},
        ),
        (
            "Table 2. Patients",
            "Fitzpatrick skin type\tII\tIII\tIV\nNumber of patients\t3\t9\t8",
            {"II": 3, "III": 9, "IV": 8},
        ),
        (
            "Table 1. Patients",
            "Patient no.\tAge\tFitzpatrick type\n1\t30\tIV\n2\t41\tV\n3\t28\tIV",
            {"IV": 2, "V": 1},
        ),
    ],
)
def test_tables_of_people_are_counted(heading: str, text: str, counts: dict[str, int]) -> None:
    assert counts_of(with_table(text, heading)) == counts


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        (
            "Table 2. Laser settings by skin type",
            "Skin type\tFluence (J/cm2)\nI-III\t20\nIV-VI\t14",
        ),
        ("Table 2. Hyperpigmentation by Fitzpatrick skin type", "Skin type\tPIH\nIII\t2\nIV\t5"),
        ("Table 1. Volunteers", "Skin type\tn\nOily\t12\nDry\t18"),
        (
            "Table 1. The Fitzpatrick classification",
            "Type\tReaction to sun\nI\tAlways burns\nII\tUsually burns",
        ),
        ("Table 1. Patients", "Collagen\tn\nI\t4\nIII\t6"),
        ("Primary outcome: Erythema by Fitzpatrick type", "\tLaser\nType I\t3\nType II\t4"),
    ],
)
def test_other_tables_give_nothing(heading: str, text: str) -> None:
    reading = find_skin_types(with_table(text, heading), None)
    assert not reading.counts
    assert not reading.tags
