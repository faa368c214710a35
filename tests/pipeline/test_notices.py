"""What was said of a report since it came out, from its record to every edge."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import html
from sqlalchemy import Engine
from structlog.testing import capture_logs

from app import exports, pipeline, store
from app.gapmap import Layer, rank_gaps
from app.matching import NoticeKind, public_id_of
from app.pipeline import Order
from app.records import Relation, RelationKind, ReportKind, SourceRecord
from app.store import StudyFilter
from app.topic import read_topic
from app.web import create_web
from tests.pipeline.upstreams import Shelf, a_source, an_article

TOPIC = read_topic()
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
PLAN = "Women of Fitzpatrick skin types V and VI with wrinkles are treated with micro-coring."
NCT = "NCT02234193"


@pytest.fixture
def dialect() -> str:
    return "sqlite"


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    with capture_logs():
        yield


def received(engine: Engine, *records: SourceRecord) -> None:
    order = Order(sources=[a_source(Shelf(records=records))], wanted=pipeline.Wanted(full=True))
    assert not pipeline.ingest(engine, TOPIC, order, lambda: NOW).failed


def told(record: SourceRecord, *kinds: RelationKind, target: str = "pmid:99") -> SourceRecord:
    said = tuple(Relation(kind=kind, target=target, because=f"PubMed: {kind}") for kind in kinds)
    return replace(record, relations=said, payload=record.payload + repr(said).encode())


def a_registration(status: str) -> SourceRecord:
    numbers = {"kind": ReportKind.REGISTRATION, "pmid": "", "registrations": (NCT,)}
    return an_article(50, PLAN, source="clinicaltrials", status=status, **numbers)


def counted(engine: Engine) -> list[store.StudySummary]:
    with store.reading(engine) as db:
        return list(store.list_studies(db, StudyFilter(), limit=100).studies)


def study_of(engine: Engine, record: SourceRecord) -> store.StudyDetail:
    with store.reading(engine) as db:
        return store.get_study(db, public_id_of(record.key))


def client(engine: Engine) -> TestClient:
    return TestClient(create_web(engine, TOPIC))


def test_a_retracted_report_leaves_every_count_and_says_so_at_every_edge(engine: Engine) -> None:
    sound, bad = an_article(1), an_article(2)
    received(engine, sound, bad)
    with client(engine) as web:
        before = web.get("/api/v1/facts").json()
    received(engine, sound, told(bad, RelationKind.RETRACTED_BY))
    assert [study.title[-1] for study in counted(engine)] == ["1"]
    study = study_of(engine, bad)
    assert (study.left_out, study.tags, study.counts) == (NoticeKind.RETRACTED, (), ())
    assert study.summary.layer is not Layer.SECONDARY
    with client(engine) as web:
        after = web.get("/api/v1/facts").json()
        assert (before["studies"], after["studies"]) == (2, 1)
        assert after["people"]["lower"] == before["people"]["lower"] - 12
        answer = web.get(f"/api/v1/studies/{study.summary.public_id}").json()
        assert answer["left_out"] == "retracted"
        assert answer["notices"] == answer["reports"][0]["notices"]
        assert answer["notices"][0] == {
            "kind": "retracted",
            "because": "PubMed: retracted_by",
            "source": "pubmed",
            "identifier": "pmid:99",
        }
        page = html.fromstring(web.get(f"/studies/{study.summary.public_id}").text)
        [section] = page.xpath("//section[@aria-labelledby='notices']")
        assert "this study counts nowhere" in section.text_content()
        assert "https://pubmed.ncbi.nlm.nih.gov/99/" in section.xpath(".//a/@href")
        assert web.get("/api/v1/gap-map", params={"rows": "indication"}).json()["studies"] == 1


def test_a_notice_that_stands_in_a_record_of_its_own_is_enough(engine: Engine) -> None:
    notice = told(
        an_article(99, "This article is retracted."), RelationKind.RETRACTION_OF, target="pmid:2"
    )
    received(engine, an_article(1), an_article(2), replace(notice, kind=ReportKind.COMMENT))
    assert study_of(engine, an_article(2)).left_out is NoticeKind.RETRACTED
    with store.reading(engine) as db:
        flow = store.get_flow_state(db)
    assert [report.key for report in flow.reports if report.retracted] == ["pubmed:2"]


def test_what_counts_nowhere_is_listed_apart_and_says_why(engine: Engine) -> None:
    received(
        engine,
        an_article(1),
        told(an_article(2), RelationKind.RETRACTED_BY),
        a_registration("withdrawn"),
    )
    with client(engine) as web:
        [counted] = web.get("/api/v1/studies").json()["studies"]
        apart = web.get("/api/v1/studies?left_out=true").json()["studies"]
        assert counted["left_out"] is None
        assert {study["left_out"] for study in apart} == {"retracted", "withdrawn"}
        link = "/studies?left_out=true"
        assert link in html.fromstring(web.get("/studies").text).xpath("//a/@href")
        lines = html.fromstring(web.get(link).text).xpath("//article[@class='study-line']")
        words = " ".join(line.text_content() for line in lines)
        assert len(lines) == 2
        assert "Retracted: this study counts nowhere." in words
        assert "Withdrawn before anybody took part: this study counts nowhere." in words
        for false in ("not reported", "not known", "not stated", "one of its reports"):
            assert false not in words.lower()
        assert web.get("/studies?left_out=").status_code == 200


def test_the_page_of_a_study_that_fell_never_says_that_it_was_silent(engine: Engine) -> None:
    received(engine, an_article(1), told(an_article(2), RelationKind.RETRACTED_BY))
    fell = public_id_of(an_article(2).key)
    with client(engine) as web:
        words = html.fromstring(web.get(f"/studies/{fell}").text).text_content()
    for false in ("does not report skin type", "No result was read", "Nothing could be tagged",
                  "participants not stated", "Not reported"):  # fmt: skip
        assert false.lower() not in words.partition("Absence here")[0].lower()
    assert "We treated 12 women with Fitzpatrick skin types II-IV" in words


def test_another_report_of_the_study_keeps_it_in_the_counts(engine: Engine) -> None:
    both = {"registrations": (NCT,)}
    stands, fell = (
        an_article(1, **both),
        an_article(2, "We treated 40 women with micro-coring.", **both),
    )
    received(engine, stands, fell)
    assert counted(engine)[0].participants == 40
    received(engine, stands, told(fell, RelationKind.RETRACTED_BY))
    [study] = counted(engine)
    assert study.participants == 12
    assert [notice.kind for notice in study.notices] == [NoticeKind.RETRACTED]
    reports = {r.bibliography.pmid: r.notices for r in study_of(engine, stands).reports}
    assert [bool(reports["1"]), bool(reports["2"])] == [False, True]


@pytest.mark.parametrize(
    ("relation", "kind", "words"),
    [
        (RelationKind.CONCERN_RAISED_BY, NoticeKind.CONCERN, "Expression of concern"),
        (RelationKind.CORRECTED_BY, NoticeKind.CORRECTED, "Corrected"),
    ],
)
def test_a_concern_and_a_correction_are_shown_and_count(
    engine: Engine, relation: RelationKind, kind: NoticeKind, words: str
) -> None:
    record = told(an_article(1), relation)
    received(engine, record)
    [study] = counted(engine)
    assert (study.participants, [n.kind for n in study.notices]) == (12, [kind])
    with client(engine) as web:
        page = web.get(f"/studies/{study.public_id}").text
        assert words in page
        assert "counts nowhere" not in page
        assert words.lower() in web.get("/studies").text
        listed = web.get("/api/v1/studies").json()["studies"]
        assert listed[0]["notices"][0]["kind"] == kind.value
    [row] = csv.DictReader(io.StringIO(exports.as_csv(exports.table_of_studies([study]))))
    assert row["notices"] == f"{kind.value} pmid:99 (pubmed)"


def test_a_retraction_that_is_taken_back_is_forgotten(engine: Engine) -> None:
    received(engine, told(an_article(1), RelationKind.RETRACTED_BY))
    assert counted(engine) == []
    received(engine, an_article(1))
    assert [study.notices for study in counted(engine)] == [()]


def test_what_a_deleted_record_said_counts_no_longer(engine: Engine) -> None:
    other = an_article(1, source="europepmc")
    shelf = Shelf(records=[told(an_article(1), RelationKind.RETRACTED_BY), other])
    order = Order(sources=[a_source(shelf)])
    pipeline.ingest(engine, TOPIC, order, lambda: NOW)
    assert counted(engine) == []
    shelf.records, shelf.withdrawn = [other], ("1",)
    pipeline.ingest(engine, TOPIC, order, lambda: NOW)
    assert [study.notices for study in counted(engine)] == [()]


def test_a_preprint_and_its_article_are_one_study(engine: Engine) -> None:
    preprint = an_article(3, pmid="", doi="10.1101/3", kind=ReportKind.PREPRINT)
    link = (RelationKind.REPORT_OF, RelationKind.PREPRINT_OF)
    received(engine, an_article(4), told(preprint, *link, target="pmid:4"))
    [study] = counted(engine)
    assert study.reports == 2
    assert study.participants == 12
    assert [n.kind for n in study.notices] == [NoticeKind.PUBLISHED]


def test_a_withdrawn_registration_is_no_hope_for_a_gap(engine: Engine) -> None:
    received(engine, an_article(1), a_registration("recruiting"))
    assert any("under way" in " ".join(gap.because) for gap in gaps(engine))
    received(engine, an_article(1), a_registration("withdrawn"))
    assert not any("under way" in " ".join(gap.because) for gap in gaps(engine))
    assert not any(gap.reason.value in ("only_planned", "eligible_only") for gap in gaps(engine))
    study = study_of(engine, a_registration("withdrawn"))
    assert (study.left_out, study.summary.layer) == (NoticeKind.WITHDRAWN, Layer.PLANNED)
    assert len(counted(engine)) == 1


@pytest.mark.parametrize("status", ["terminated", "unknown"])
def test_a_registration_that_ended_early_is_marked_and_is_not_under_way(
    engine: Engine, status: str
) -> None:
    received(engine, a_registration(status))
    [study] = counted(engine)
    assert study.notices[0].kind.value.startswith(status)
    assert not any("under way" in " ".join(gap.because) for gap in gaps(engine))


def gaps(engine: Engine) -> list[Any]:
    with store.reading(engine) as db:
        return rank_gaps(store.list_mapped_studies(db, StudyFilter()), TOPIC)
