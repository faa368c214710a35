"""Counts, sources and context documents: what stands around the studies."""

from datetime import timedelta

from sqlmodel import Session

from app.gapmap import Layer
from app.matching import ReportRole
from app.records import RelationKind, ReportKind
from app.screening import Screened
from app.store import (
    count_everything,
    list_context,
    list_sources,
    replace_derived,
    report_id_of,
    save_records,
    save_rejected,
)
from tests.store.builders import (
    NOW,
    a_record,
    a_rejected,
    a_report,
    a_study,
    a_type,
    derived,
    participants,
)


def test_everything_is_counted_and_every_state_named(db: Session) -> None:
    batch = [a_record("1"), a_record("1", b"newer"), a_record("2")]
    save_records(db, batch, received_at=NOW, run_id=None)
    save_rejected(db, [a_rejected()], received_at=NOW, run_id=None)
    trees = a_report("p:3", screened=Screened.EXCLUDED)
    comment = a_report("p:5", role=ReportRole.COMMENT)
    replace_derived(
        db,
        derived(
            a_study(a_report("p:1", tags=[a_type("IV"), a_type("V")])),
            a_study(a_report("p:2"), layer=Layer.PRECLINICAL),
            a_study(comment),
            others=[trees, a_report("p:4", screened=Screened.CONTEXT)],
        ),
    )
    counts = count_everything(db)
    assert (counts.records, counts.rejected, counts.reports, counts.studies) == (2, 1, 5, 2)
    assert (counts.tags, counts.decisions) == (2, 0)
    assert counts.screening == {
        Screened.INCLUDED: 3,
        Screened.EXCLUDED: 1,
        Screened.UNSURE: 0,
        Screened.CONTEXT: 1,
    }
    assert counts.layers == {
        Layer.PRIMARY: 1,
        Layer.PRECLINICAL: 1,
        Layer.SECONDARY: 0,
        Layer.PLANNED: 0,
        Layer.INDIRECT: 0,
    }


def test_a_source_shows_what_it_gave_and_when(db: Session) -> None:
    later = NOW + timedelta(days=1)
    save_records(db, [a_record("1"), a_record("2")], received_at=NOW, run_id=None)
    save_records(db, [a_record("1", b"newer")], received_at=later, run_id=None)
    save_rejected(db, [a_rejected()], received_at=NOW, run_id=None)
    pubmed, ris = list_sources(db)
    assert (pubmed.source, pubmed.records, pubmed.rejected) == ("pubmed", 2, 0)
    assert (pubmed.first_received_at, pubmed.last_received_at) == (NOW, later)
    assert (ris.source, ris.records, ris.rejected, ris.first_received_at) == ("ris", 0, 1, None)


def test_context_documents_are_listed_latest_first(db: Session) -> None:
    clearance = a_report(
        "bundled:fda",
        kind=ReportKind.REGULATORY,
        screened=Screened.CONTEXT,
        title="A clearance",
        year=2025,
        month=10,
        status="cleared",
        ends="2025-10-30",
        sponsor="A maker",
        notes="No clinical summary was seen.",
        participants=participants(3),
        relations=(("may_overlap", "bundled:other", "same device"),),
    )
    news = a_report(
        "bundled:news", kind=ReportKind.NEWS, screened=Screened.CONTEXT, title="News", year=None
    )
    replace_derived(db, derived(a_study(a_report("p:1")), others=[news, clearance]))
    first, second = list_context(db)
    assert (first.report_id, first.kind, first.bibliography.title) == (
        report_id_of("bundled:fda"),
        ReportKind.REGULATORY,
        "A clearance",
    )
    assert (first.status, first.ends, first.sponsor) == ("cleared", "2025-10-30", "A maker")
    assert (first.notes, first.seen_at) == ("No clinical summary was seen.", ("page 3",))
    assert first.relations[0].kind is RelationKind.MAY_OVERLAP
    assert second.bibliography.title == "News"
