"""The digest in Markdown and as one HTML file that loads nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime

import html5lib
import pytest
from lxml import html

from app.answers import Cited, Digest
from app.exports import digest_html, digest_markdown, digest_view
from app.exports.change_words import COUNTED, HEADINGS
from app.gapmap import Change, ChangeKind, facts
from app.records import Bibliography
from app.store import SourceRun
from app.topic import read_topic
from tests.exports.test_atom import A_GAP, a_change

TOPIC = read_topic()
PRINTED = Bibliography(
    title="Coring & <needles>", authors=("Doe A",), journal="Dermatol Surg", year=2024, volume="50",
    pages="1-9", pmid="39480035", doi="10.1000/(sici)1",
)  # fmt: skip
NASTY = a_change(sentence="New study: <script>alert(1)</script> *bold* [x](http://e.org)")
UNTIL = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def a_run(**fields: object) -> SourceRun:
    defaults: dict[str, object] = {
        "id": 2, "source": "pubmed", "status": "failed", "started_at": UNTIL, "ended_at": UNTIL,
        "counts": {"received": 4, "new": 3}, "search_id": 2, "query": "q", "since": None,
        "until": UNTIL.date(), "position": "", "announced": 9, "heard_at": UNTIL,
        "reason": "pubmed: HTTP 503.", "warnings": (),
    }  # fmt: skip
    return SourceRun(**(defaults | fields))  # type: ignore[arg-type]  # fields by name


def a_digest(
    *changes: Change, runs: tuple[SourceRun, ...] = (), cited: Cited | None = None
) -> Digest:
    return Digest(
        since=date(2026, 11, 15),
        until=UNTIL,
        changes=changes,
        cited=cited or Cited(studies={"SB7B4M18K": PRINTED}, records={}),
        runs=runs,
        facts=facts(()),
    )


def both(digest: Digest, site: str = "") -> tuple[str, str]:
    view = digest_view(digest, TOPIC, site)
    return digest_markdown(view), digest_html(view)


def words_of(page: str) -> str:
    return " ".join(html.fromstring(page).text_content().split())


@pytest.mark.parametrize("kind", list(ChangeKind))
def test_every_kind_of_change_has_its_words(kind: ChangeKind) -> None:
    assert HEADINGS[kind]
    assert len(COUNTED[kind]) == 2


def test_it_counts_then_tells_each_change_under_its_heading() -> None:
    markdown, page = both(a_digest(a_change(), A_GAP, A_GAP))
    assert "**1 new study, 2 gaps closed.**" in markdown
    assert markdown.index("## New studies") < markdown.index("## Gaps that closed")
    assert "1 new study, 2 gaps closed." in words_of(page)
    assert "Gaps that closed2 Type VI: one study treated type VI." in words_of(page)


def test_what_takes_trust_away_comes_first() -> None:
    changes = [a_change(kind=kind, sentence=kind.value) for kind in reversed(ChangeKind)]
    view = digest_view(a_digest(*changes), TOPIC)
    assert [section.heading for section in view.sections[:3]] == [
        "Retracted", "Registrations withdrawn", "Expressions of concern",
    ]  # fmt: skip
    assert [section.grave for section in view.sections].index(False) == 3
    assert view.summary.startswith("1 retraction, 1 withdrawn registration")


def test_each_change_is_cited_and_linked() -> None:
    markdown, page = both(a_digest(a_change()))
    assert (
        "  - Doe A. Dermatol Surg 2024;50:1-9. "
        "[PubMed 39480035](<https://pubmed.ncbi.nlm.nih.gov/39480035>), "
        "[DOI 10.1000/(sici)1](<https://doi.org/10.1000/(sici)1>), SB7B4M18K"
    ) in markdown
    assert "Doe A. Dermatol Surg 2024;50:1-9. PubMed 39480035" in words_of(page)
    assert html.fromstring(page).xpath("//a/@href") == [
        "https://pubmed.ncbi.nlm.nih.gov/39480035", "https://doi.org/10.1000/(sici)1",
    ]  # fmt: skip


def test_a_change_of_the_map_names_the_studies_it_rests_on() -> None:
    many = replace(A_GAP, study_ids=("SB7B4M18K", "S2", "S3", "S4", "S5"))
    words = words_of(both(a_digest(many))[1])
    assert "Doe A. Coring & <needles>. Dermatol Surg 2024" in words
    assert "and 2 more studies" in words


def test_a_notice_cites_its_own_report_not_the_first_of_the_study() -> None:
    cited = Cited(
        studies={"SB7B4M18K": PRINTED}, records={"pubmed:7": replace(PRINTED, pmid="7", doi="")}
    )
    fell = a_change(kind=ChangeKind.RETRACTED, sentence="Retracted: X.", record="pubmed:7")
    page = both(a_digest(fell, cited=cited))[1]
    assert html.fromstring(page).xpath("//a/@href") == ["https://pubmed.ncbi.nlm.nih.gov/7"]


def test_where_readers_reach_the_site_studies_and_cells_are_linked() -> None:
    markdown, page = both(a_digest(a_change(), A_GAP), "https://gaps.example.org")
    found = html.fromstring(page).xpath("//a/@href")
    assert "https://gaps.example.org/studies/SB7B4M18K" in found
    assert "https://gaps.example.org/gap-map/cell?fitzpatrick=VI&outcome=pain" in found
    assert "(<https://gaps.example.org/gap-map/cell?fitzpatrick=VI&outcome=pain>)" in markdown


@pytest.mark.parametrize(
    "digest",
    [a_digest(), a_digest(a_change(), A_GAP, runs=(a_run(),)), a_digest(NASTY)],
    ids=["empty", "full", "nasty"],
)
def test_the_html_is_valid(digest: Digest) -> None:
    page = both(digest, "https://gaps.example.org")[1]
    html5lib.HTMLParser(strict=True).parse(page)
    for heading in html.fromstring(page).xpath("//section/h2"):
        assert heading.text_content().strip()


def test_the_check_of_the_html_can_fail() -> None:
    with pytest.raises(html5lib.html5parser.ParseError):
        html5lib.HTMLParser(strict=True).parse("<!doctype html><p><div></p>")


def test_an_empty_week_says_whether_anybody_was_asked() -> None:
    for text in both(a_digest()):
        assert "Nothing changed." in text
        assert "No source was asked in this time" in text
    answered = a_run(status="succeeded", reason="")
    view = digest_view(a_digest(runs=(answered, a_run(source="crossref"))), TOPIC)
    assert view.summary == "Nothing changed."
    assert view.coverage == (
        "Asked: PubMed. Not fully asked: Crossref. What is new there may be missing here."
    )


def test_titles_are_text_in_both() -> None:
    markdown, page = both(a_digest(NASTY, cited=Cited(studies={}, records={})))
    assert "\\<script\\>" in markdown
    assert "\\*bold\\* \\[x\\]" in markdown
    assert not html.fromstring(page).xpath("//script | //a")


def test_the_html_is_one_file() -> None:
    page = html.fromstring(both(a_digest(a_change()))[1])
    assert not page.xpath("//@src | //link | //script | //form | //iframe")
    assert "url(" not in page.xpath("string(//style)")
    assert "@media print" in page.xpath("string(//style)")
    assert page.get("lang") == "en"


def test_sources_that_were_asked_are_summed_and_a_failure_is_named() -> None:
    earlier = a_run(id=1, status="succeeded", reason="")
    markdown, page = both(a_digest(runs=(a_run(), earlier)))
    assert "PubMed asked 2 times: 8 received, 6 new" in markdown
    assert "failed: pubmed: HTTP 503." in markdown
    assert "pubmed: HTTP 503." in page


def test_absence_is_never_proof() -> None:
    for text in both(a_digest()):
        assert "not proof that no study exists" in text
