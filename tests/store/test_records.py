import hashlib
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from app.records import (
    Passage,
    Reading,
    Relation,
    RelationKind,
    Section,
    SkinType,
    SourceRecord,
)
from app.store import SaveCounts, list_latest_records, save_records, start_run
from tests.store.builders import (
    NOW,
    a_count,
    a_record,
    a_result,
    a_type,
    participants,
)


def save(db: Session, *batch: SourceRecord) -> SaveCounts:
    return save_records(db, batch, received_at=NOW, run_id=None)


def test_a_first_record_is_new_and_the_same_again_is_unchanged(db: Session) -> None:
    assert save(db, a_record("1"), a_record("2")) == SaveCounts(
        new=2, keys=("pubmed:1", "pubmed:2")
    )
    assert save(db, a_record("1"), a_record("2")) == SaveCounts(unchanged=2)


def test_another_payload_is_a_new_version_and_the_latest_is_listed(db: Session) -> None:
    save(db, a_record("1", b"first", title="Before"), a_record("2"))
    changed = a_record("1", b"second", title="After")
    assert save(db, changed) == SaveCounts(updated=1, keys=("pubmed:1",))
    first, second = list_latest_records(db)
    assert (first.version, first.record) == (2, changed)
    assert (second.version, second.record.key) == (1, "pubmed:2")


def test_a_payload_that_comes_back_is_a_third_version(db: Session) -> None:
    for payload in (b"one", b"other", b"one"):
        save(db, a_record("1", payload))
    assert list_latest_records(db)[0].version == 3


def test_the_same_payload_understood_better_is_a_new_version(db: Session) -> None:
    save(db, a_record("1", title="Micro coring"))
    assert save(db, a_record("1", title="Micro-coring")).updated == 1


def test_a_record_twice_in_one_batch_is_kept_once(db: Session) -> None:
    twice = save(db, a_record("1"), a_record("1"), a_record("1", b"newer"))
    assert twice == SaveCounts(new=1, updated=1, unchanged=1, keys=("pubmed:1",))
    assert list_latest_records(db)[0].record.payload == b"newer"


def test_arrival_is_the_order_of_first_versions(db: Session) -> None:
    save(db, a_record("1"), a_record("2"))
    save(db, a_record("1", b"changed"), a_record("3"))
    listed = list_latest_records(db)
    assert [one.record.source_id for one in listed] == ["1", "2", "3"]
    assert listed[0].arrival < listed[1].arrival < listed[2].arrival


def test_everything_that_a_record_says_comes_back(db: Session) -> None:
    reading = Reading(
        tags=(a_type("V"),),
        counts=(a_count("IV V VI", 12),),
        participants=participants(38),
        results=(a_result("pain", "V", events=2, people=5),),
        unknown=("sex",),
        notes="read twice",
    )
    record = a_record(
        "1",
        bytes(range(256)),
        authors=("Müller A", "O'Neil B"),
        registrations=("NCT02234193",),
        passages=(Passage(Section.TABLE, "type\tn\nV\t2", "Table 1"),),
        relations=(Relation(kind=RelationKind.MAY_OVERLAP, target="doi:10.1/x", because="same"),),
        reading=reading,
        status="completed",
        ends="2024-05",
        country="US",
        sponsor="Somebody",
    )
    save(db, record)
    [received] = list_latest_records(db)
    assert received.record == record
    assert received.record.content_hash == hashlib.sha256(bytes(range(256))).hexdigest()
    assert received.received_at == NOW
    assert received.record.reading is not None
    assert received.record.reading.counts[0].types[0] is SkinType.IV


def test_without_payloads_the_rest_is_the_same(db: Session) -> None:
    save(db, a_record("1", b"large"))
    [received] = list_latest_records(db, with_payload=False)
    assert received.record == a_record("1", b"")


def test_a_record_names_the_run_that_brought_it(db: Session) -> None:
    run = start_run(db, "import", at=NOW)
    assert save_records(db, [a_record()], received_at=NOW, run_id=run).new == 1


@pytest.mark.parametrize("stray", ["\x00", "\ud800"])
def test_characters_that_no_database_keeps_are_replaced(db: Session, stray: str) -> None:
    record = a_record(f"1{stray}", title=f"Coring{stray}skin")
    assert save(db, record).new == 1
    assert save(db, record).unchanged == 1
    [received] = list_latest_records(db)
    assert len(received.record.bibliography.title) == len(record.bibliography.title)


SOURCES = count()
"""Every example gets a source of its own: they share one database."""

payloads = st.lists(
    st.tuples(st.sampled_from("123"), st.sampled_from([b"a", b"b", b"c"])), max_size=12
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(received=payloads, size=st.integers(1, 5))
def test_batches_do_not_change_what_is_kept(
    db: Session, received: list[tuple[str, bytes]], size: int
) -> None:
    name = f"source {next(SOURCES)}"
    records = [a_record(i, payload, source=name) for i, payload in received]
    counts = SaveCounts()
    for start in range(0, len(records), size):
        counts = counts + save(db, *records[start : start + size])
    latest = {record.key: record for record in records}
    listed = [one.record for one in list_latest_records(db) if one.record.source == name]
    assert {record.key: record for record in listed} == latest
    assert counts.new == len(latest)
    assert counts.new + counts.updated + counts.unchanged == len(records)
