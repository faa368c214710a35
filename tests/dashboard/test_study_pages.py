"""The list of studies and the page of one: what is told, and that nothing is taken as markup."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient

from app.dashboard.printed import Printed
from app.dashboard.rendering import render
from app.dashboard.study_page import study_view
from app.gapmap import Layer
from app.matching import ReportRole
from app.records import (
    Bibliography,
    Bound,
    Dimension,
    Evidence,
    EvidenceKind,
    Passage,
    PlannedShare,
    ReportKind,
    Section,
    SkinType,
    Standing,
)
from app.screening import Screened, ScreeningVerdict
from app.store import StoredRecord, StoredTag, StudyDetail, StudyReport, StudySummary
from app.topic import Topic
from tests.dashboard.outline import Outline, words_of

QUOTE = "Twelve patients of types II-IV & one of type V were treated."
TEXT = f"A <b>bold</b> title\n\n{QUOTE} Nothing else."
STANDING = dict.fromkeys(SkinType, Standing.NOT_REPORTED) | {SkinType.V: Standing.STUDIED}
PRINTED = Printed("", "Drawn 23 November 2026 from 1 record.", "To cite: coregap.")


def a_tag(value: str, **kwargs: str) -> StoredTag:
    start = TEXT.index(QUOTE)
    quote = Evidence(
        kind=EvidenceKind.QUOTE, text=QUOTE, section="results", start=start, end=start + len(QUOTE)
    )
    return StoredTag(
        dimension=Dimension.FITZPATRICK,
        value=value,
        standing=Standing.STUDIED,
        evidence=quote,
        rule="fitzpatrick.list.enrolled",
        report_id="R1",
        state=kwargs.get("state", "proposed"),
    )


def a_report() -> StudyReport:
    return StudyReport(
        report_id="R1",
        role=ReportRole.RESULTS,
        kind=ReportKind.JOURNAL_ARTICLE,
        bibliography=Bibliography(
            title="A <b>bold</b> title",
            authors=("Ito A", "Ngo B", "Roy C", "Diaz D"),
            year=2024,
            journal="Dermatologic Surgery",
            volume="50",
            issue="3",
            pages="1-9",
            doi="10.1000/a<b",
            pmid="123",
            registrations=("NCT01234567",),
            url="javascript:alert(1)",
        ),
        status="",
        ends="",
        sponsor="",
        country="",
        rule="nct",
        because="NCT01234567",
        screening=ScreeningVerdict(screened=Screened.INCLUDED, rule="topic-term", because="coring"),
        passages=(
            Passage(Section.TITLE, "A <b>bold</b> title"),
            Passage(Section.RESULTS, f"{QUOTE} Nothing else."),
        ),
        text=TEXT,
        records=(
            StoredRecord(
                key="file:pmid:123",
                source="file",
                source_id="pmid:123",
                version=2,
                received_at=datetime(2026, 11, 1, tzinfo=UTC),
                content_hash="00",
                media_type="text/plain",
                rule="doi",
                because="10.1000/a<b",
            ),
        ),
        fields_from={},
    )


def a_study(*tags: StoredTag, title: str = "A <b>bold</b> title") -> StudyDetail:
    return StudyDetail(
        summary=StudySummary(
            public_id="S0000000",
            title=title,
            authors=("Ito A",),
            year=2024,
            journal="Dermatologic Surgery",
            citation="Ito A. A title. Dermatologic Surgery 2024.",
            layer=Layer.PRIMARY,
            design="observational",
            participants=13,
            planned=None,
            standing=STANDING,
            indications=(),
            outcomes=(),
            body_sites=(),
            procedures=(),
            reports=1,
            status="",
            ends="",
        ),
        reports=(a_report(),),
        tags=tags,
        counts=(),
        participants_evidence=(),
        results=(),
        overlaps=(("S1111111", "the same clinic and dates"),),
        former_ids=("S2222222",),
        unknown=("number of people of type V",),
        conflicts=(),
        notes=(),
        rejected=(),
        follow_up_days=90,
    )


def page_of(study: StudyDetail, topic: Topic) -> str:
    return render(
        "study.html", "/studies/S0000000", topic, study=study_view(study, topic), printed=PRINTED
    )


def test_markup_in_a_title_is_text(topic: Topic) -> None:
    page = page_of(a_study(a_tag("V"), title="<script>alert(1)</script>"), topic)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert not Outline(page).all("script")


def test_markup_in_a_search_is_text(client: TestClient) -> None:
    answer = client.get("/studies", params={"q": '"><script>alert(1)</script>'})
    assert answer.status_code == 200
    assert not Outline(answer.text).all("script")


def test_only_addresses_of_the_web_become_links(topic: Topic) -> None:
    page = page_of(a_study(), topic)
    assert "javascript:" not in page
    hrefs = {a["href"] for a in Outline(page).all("a")}
    assert "https://pubmed.ncbi.nlm.nih.gov/123" in hrefs
    assert "https://doi.org/10.1000/a%3Cb" in hrefs
    assert "https://clinicaltrials.gov/study/NCT01234567" in hrefs


def test_a_quote_is_marked_in_the_text_and_its_tag_leads_there(topic: Topic) -> None:
    page = page_of(a_study(a_tag("V"), a_tag("IV")), topic)
    marked = re.search(r'<mark id="([^"]+)">(.*?)</mark>', page)
    assert marked
    assert marked[2] == QUOTE.replace("&", "&amp;")
    assert f'href="#{marked[1]}"' in page
    assert "Quoted" in page
    assert "Types V, IV: studied" in words_of(page)


def test_a_decision_of_a_person_is_told(topic: Topic) -> None:
    text = words_of(
        page_of(a_study(a_tag("V", state="accepted"), a_tag("I", state="rejected")), topic)
    )
    assert "Type V: studied (accepted by a person)" in text
    assert "Type I: studied (rejected by a person)" in text


def test_a_study_tells_how_its_reports_and_records_came_together(topic: Topic) -> None:
    text = words_of(page_of(a_study(), topic))
    assert "Part of this study by rule nct: NCT01234567" in text
    assert "file:pmid:123, version 2, received 2026-11-01" in text
    assert "Ito A, Ngo B, Roy C, et al." in text
    assert "Study S1111111 : the same clinic and dates" in text
    assert "number of people of type V" in text


def test_silence_on_a_type_is_told_in_words(topic: Topic) -> None:
    text = words_of(page_of(a_study(), topic))
    assert text.count("Not reported ") == 5
    assert "A type that is not reported was not excluded" in text


def test_a_study_without_a_title_is_still_named(client: TestClient) -> None:
    page = client.get("/studies?fitzpatrick=V").text
    assert "Title not known (Dermatologic Surgery 2024. PMID 39480035)" in page
    assert "38 participants" in page


@pytest.mark.parametrize(
    ("question", "total"),
    [("fitzpatrick=V", "1 study"), ("fitzpatrick=VI", "No study"), ("layer=secondary", "1 study")],
)
def test_filters_narrow_the_list(client: TestClient, question: str, total: str) -> None:
    page = client.get(f"/studies?{question}").text
    assert f'role="status">{total}<' in page


def test_paging_walks_every_study_once(client: TestClient) -> None:
    seen: list[str] = []
    path = "/studies?limit=5"
    while path:
        page = client.get(path).text
        seen += re.findall(r'<h2 class="study-line-title"><a href="([^"]+)"', page)
        onward = re.search(r'href="([^"]+)" rel="next"', page)
        path = onward[1].replace("&amp;", "&") if onward else ""
    assert len(seen) == len(set(seen)) == client.get("/api/v1/studies").json()["total"]


def test_every_study_of_the_evidence_has_a_page(client: TestClient) -> None:
    for study in client.get("/api/v1/studies?limit=200").json()["studies"]:
        answer = client.get(f"/studies/{study['public_id']}")
        assert answer.status_code == 200


def test_a_former_identifier_leads_to_the_study_of_now(client: TestClient) -> None:
    ids = [s["public_id"] for s in client.get("/api/v1/studies?limit=200").json()["studies"]]
    details = [client.get(f"/api/v1/studies/{one}").json() for one in ids]
    moved = [(old, d["public_id"]) for d in details for old in d["former_ids"]]
    assert moved
    for old, now in moved:
        answer = client.get(f"/studies/{old}")
        assert answer.status_code == 301
        assert answer.headers["location"] == f"/studies/{now}"


@pytest.mark.parametrize("path", ["/studies/S9999999", "/no-such-page", "/static/none.css"])
def test_what_is_not_there_is_a_page_that_leads_on(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert 'href="/studies"' in answer.text


def test_the_follow_up_is_shown_with_its_words(topic: Topic) -> None:
    words = Evidence(kind=EvidenceKind.QUOTE, text="Follow-up was 3 months.", start=0, end=23)
    page = page_of(replace(a_study(), follow_up_evidence=words), topic)
    assert page.count("Follow-up 90 days") == 2
    assert "Follow-up was 3 months." in page


def test_a_planned_share_is_shown_with_its_words(topic: Topic) -> None:
    words = Evidence(kind=EvidenceKind.QUOTE, text="At least 20% will be V-VI.", start=0, end=26)
    share = PlannedShare(
        types=(SkinType.V, SkinType.VI), bound=Bound.AT_LEAST, percent=20, evidence=words, rule="r"
    )
    page = page_of(replace(a_study(), planned_shares=(share,)), topic)
    assert "Types V, VI: at least 20 % of the people planned" in page
    assert "At least 20% will be V-VI." in page
