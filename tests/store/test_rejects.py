from sqlmodel import Session

from app.store import get_rejected_payload, list_rejected, save_rejected
from tests.store.builders import NOW, a_rejected


def test_a_rejection_is_kept_once_with_place_and_reason(db: Session) -> None:
    batch = [a_rejected("a.ris, line 12"), a_rejected("a.ris, line 40")]
    assert save_rejected(db, batch, received_at=NOW, run_id=None) == 2
    assert save_rejected(db, [*batch, *batch], received_at=NOW, run_id=None) == 0
    latest, first = list_rejected(db)
    assert (latest.place, latest.reason, latest.size) == ("a.ris, line 40", "no end of record", 10)
    assert (first.place, first.source, first.received_at) == ("a.ris, line 12", "ris", NOW)


def test_another_place_reason_payload_or_source_is_another_rejection(db: Session) -> None:
    batch = [
        a_rejected(),
        a_rejected("b.ris"),
        a_rejected(reason="no title"),
        a_rejected(payload=b"other"),
        a_rejected(source="csv"),
    ]
    assert save_rejected(db, batch, received_at=NOW, run_id=None) == 5


def test_rejections_can_be_listed_by_source_and_cut(db: Session) -> None:
    batch = [a_rejected("a"), a_rejected("b", source="csv"), a_rejected("c")]
    save_rejected(db, batch, received_at=NOW, run_id=None)
    assert [r.place for r in list_rejected(db, source="ris")] == ["c", "a"]
    assert [r.place for r in list_rejected(db, limit=1)] == ["c"]


def test_the_raw_form_comes_back(db: Session) -> None:
    save_rejected(db, [a_rejected(payload=b"\x00\xff raw")], received_at=NOW, run_id=None)
    [rejected] = list_rejected(db)
    assert get_rejected_payload(db, rejected.id) == b"\x00\xff raw"
    assert get_rejected_payload(db, rejected.id + 1) is None
