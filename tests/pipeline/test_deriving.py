"""What is derived follows from what was received and decided, and from nothing else."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings

from app.pipeline import Decided, derive
from app.records import (
    Extent,
    Passage,
    Reading,
    ReportKind,
    Section,
    SkinType,
    SourceRecord,
    Standing,
)
from app.screening import Screened
from app.store import Derived, ReceivedRecord, ScreeningDecision
from app.tagging import Document, compile_lexicon, read_document
from app.topic import read_topic
from tests.pipeline.corpus import NOW, TEXTS, Corpus, corpora
from tests.store.builders import a_record

TOPIC = read_topic()
LEXICON = compile_lexicon(TOPIC)


def read(document: Document) -> Reading:
    return read_document(document, LEXICON)


def arrived(records: Sequence[SourceRecord]) -> list[ReceivedRecord]:
    return [
        ReceivedRecord(record=record, version=1, received_at=NOW, arrival=place)
        for place, record in enumerate(records)
    ]


def decided(corpus: Corpus) -> Decided:
    return Decided(matches=corpus.matches, screenings=corpus.screenings, tags=corpus.tags)


@given(corpora())
@settings(max_examples=60, deadline=None)
def test_the_order_in_which_records_are_listed_changes_nothing(corpus: Corpus) -> None:
    received = arrived([r for delivery in corpus.deliveries for r in delivery])
    one = derive(received, decided(corpus), TOPIC, read)
    other = derive(received[::-1], decided(corpus), TOPIC, read)
    assert one == other


@given(corpora())
@settings(max_examples=60, deadline=None)
def test_the_order_of_arrival_changes_no_study_but_its_name(corpus: Corpus) -> None:
    found = [r for delivery in corpus.deliveries for r in delivery]
    without_names = Decided(screenings=corpus.screenings, matches=corpus.matches)
    one = derive(arrived(found), without_names, TOPIC, read)
    other = derive(arrived(found[::-1]), without_names, TOPIC, read)
    assert contents(one) == contents(other)


def contents(derived: Derived) -> list[tuple[object, ...]]:
    """Studies by the records in them, with what they say and without what arrived first."""
    records_of = {r.report.key: frozenset(j.key for j in r.report.records) for r in derived.reports}
    return sorted(
        (
            (
                sorted(sorted(records_of[linked.key]) for linked in one.study.reports),
                one.layer,
                sorted(one.merged.standing.items()),
                sorted((k, v) for k, v in one.merged.values.items()),
                one.merged.participants,
                one.merged.planned,
                sorted((tuple(c.types), c.people) for c in one.merged.counts),
            )
            for one in derived.studies
        ),
        key=repr,
    )


def test_a_person_who_excludes_a_report_takes_its_study_off_the_map() -> None:
    record = included_record()
    word = ScreeningDecision(
        record_key=record.key, verdict=Screened.EXCLUDED, who="ada", at=NOW, why="a laser"
    )
    derived = derive(arrived([record]), Decided(screenings=(word,)), TOPIC, read)
    assert derived.studies == ()
    assert derived.reports[0].screening.because == "ada: a laser"


def test_the_latest_word_on_screening_holds() -> None:
    record = included_record()
    words = tuple(
        ScreeningDecision(
            record_key=record.key, verdict=verdict, who="ada", at=NOW + timedelta(hours=h), why="?"
        )
        for h, verdict in ((2, Screened.INCLUDED), (1, Screened.EXCLUDED))
    )
    derived = derive(arrived([record]), Decided(screenings=words), TOPIC, read)
    assert len(derived.studies) == 1


def test_a_silent_study_says_nothing_about_any_type() -> None:
    text = "Micro-coring of the neck tightened lax skin in 14 women. Skin type was not recorded."
    derived = derive(arrived([included_record(text)]), Decided(), TOPIC, read)
    assert derived.studies[0].merged.standing == {}


def test_excluded_types_are_excluded_and_treated_types_are_studied() -> None:
    text = (
        "Twelve women with Fitzpatrick skin types II-IV were treated with micro-coring. "
        "Skin types V and VI were excluded."
    )
    derived = derive(arrived([included_record(text)]), Decided(), TOPIC, read)
    standing = derived.studies[0].merged.standing
    assert standing == {
        SkinType.II: Standing.STUDIED,
        SkinType.III: Standing.STUDIED,
        SkinType.IV: Standing.STUDIED,
        SkinType.V: Standing.EXCLUDED,
        SkinType.VI: Standing.EXCLUDED,
    }


LONG = "The needle took a core. " * 400
WHOLE = {"media_type": "application/jats+xml"}


@pytest.mark.parametrize(
    ("told", "extent"),
    [
        ({}, Extent.ABSTRACT),
        (WHOLE, Extent.ABSTRACT),
        ({"media_type": "application/JATS+xml", "more": LONG}, Extent.FULL_TEXT),
        ({"media_type": "application/pdf", "more": LONG}, Extent.FULL_TEXT),
        ({"more": LONG}, Extent.ABSTRACT),
        ({"kind": ReportKind.REGISTRATION}, Extent.LISTING),
        ({"reading": Reading(extent=Extent.SECONDARY)}, Extent.SECONDARY),
        ({"reading": Reading()}, Extent.ABSTRACT),
    ],
)
def test_how_much_was_read_follows_from_what_was_received(
    told: dict[str, Any], extent: Extent
) -> None:
    told = dict(told)
    more = told.pop("more", "")
    record = included_record()
    passages = (*record.passages, *([Passage(Section.RESULTS, more)] if more else []))
    derived = derive(arrived([replace(record, passages=passages, **told)]), Decided(), TOPIC, read)
    assert [study.merged.extent for study in derived.studies] == [extent]


def included_record(text: str = "Micro-coring tightened lax skin.") -> SourceRecord:
    return a_record(
        "m1",
        title="Dermal micro-coring of the neck",
        year=2025,
        passages=(
            Passage(Section.TITLE, "Dermal micro-coring of the neck"),
            Passage(Section.ABSTRACT, text),
        ),
    )


@pytest.mark.parametrize("text", [t for t in TEXTS if t])
def test_machine_tags_are_verbatim_in_the_stored_text(text: str) -> None:
    derived = derive(arrived([included_record(text)]), Decided(), TOPIC, read)
    tags = [(report.document.text, tag) for report in derived.reports for tag in report.tags]
    assert tags
    for stored, tag in tags:
        assert stored[tag.evidence.start : tag.evidence.end] == tag.evidence.text
