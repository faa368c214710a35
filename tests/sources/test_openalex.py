import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UpstreamError
from app.records import RelationKind, ReportKind, Section, SourceRecord
from app.sources.openalex import OpenAlex, host
from app.sources.openalex.work import abstract_of, work_record
from app.sources.upstream import Page, Search
from tests.shared_folder import SHARED
from tests.sources import reading
from tests.sources.reading import a_search
from tests.upstreams import faults
from tests.upstreams.openalex import OpenAlexStandIn, a_work
from tests.upstreams.server import Received, Reply

IN_TWOS = partial(OpenAlex, per_page=2)
INCLUDED = ("10.1000/w1", "10.1000/w2")


@pytest.fixture
def server() -> Iterator[OpenAlexStandIn]:
    """W1 and W2 are included; W3 to W5 cite W1, W5 also W2; W1 cites W6 and W7, W2 cites W1."""
    works = [
        a_work("W1", "W6", "W7"),
        a_work("W2", "W1"),
        a_work("W3", "W1", "W9"),
        a_work("W4", "W1"),
        a_work("W5", "W1", "W2"),
        a_work("W6"),
        a_work("W7", "W6"),
        a_work("W8", "W6"),
    ]
    with OpenAlexStandIn(works) as running:
        yield running


def read(server: OpenAlexStandIn, search: Search, position: str = "") -> list[Page]:
    return reading.read(IN_TWOS, host(server.url, key="hidden"), search, position)


def record_of(**fields: Any) -> SourceRecord:
    record = work_record(a_work("W1", **fields), "here")
    assert isinstance(record, SourceRecord)
    return record


def cited(record: SourceRecord) -> list[str]:
    return [r.target for r in record.relations if r.kind is RelationKind.CITES]


def test_included_works_with_what_cites_them_and_what_they_cite(server: OpenAlexStandIn) -> None:
    found = reading.records(read(server, a_search("", by=INCLUDED)))
    assert set(found) == {"W1", "W2", "W3", "W4", "W5", "W6", "W7"}
    assert found["W1"].key == "openalex:W1"
    assert cited(found["W1"]) == ["openalex:W6", "openalex:W7"]
    assert cited(found["W3"]) == ["openalex:W1", "openalex:W9"]
    assert cited(found["W5"]) == ["openalex:W1", "openalex:W2"]
    assert cited(found["W7"]) == ["openalex:W6"]


def test_a_work_is_the_same_by_whichever_list_it_comes(server: OpenAlexStandIn) -> None:
    pages = read(server, a_search("", by=INCLUDED))
    pages += read(server, a_search('title.search:"coring"'))
    versions = [item for page in pages for item in page.items if isinstance(item, SourceRecord)]
    assert len(versions) > len({record.source_id for record in versions})
    assert len(set(versions)) == len({record.source_id for record in versions})


def test_a_killed_run_goes_on_at_any_page(server: OpenAlexStandIn) -> None:
    search = a_search("", by=INCLUDED)
    whole = reading.records(read(server, search))
    resumed = list(reading.killed_after_each_page(IN_TWOS, host(server.url), search))
    assert len(resumed) == 7
    assert resumed == [whole] * 7


def test_what_was_asked(server: OpenAlexStandIn) -> None:
    pages = read(server, a_search("", by=INCLUDED))
    assert all(received.query["api_key"] == "hidden" for received in server.received)
    assert not any("hidden" in asked.url for page in pages for asked in page.asked)
    filters = [r.query["filter"] for r in server.received if r.path == "/works"]
    assert list(dict.fromkeys(filters)) == ["cites:W1", "cited_by:W1", "cites:W2", "cited_by:W2"]
    assert "updated_date" not in server.received[-1].query["select"]


def test_a_list_of_full_pages_ends_with_an_empty_one(server: OpenAlexStandIn) -> None:
    pages = read(server, a_search("", by=INCLUDED[:1]))
    assert [len(page.items) for page in pages] == [1, 2, 2, 0, 2, 0]


def test_a_query_is_a_filter(server: OpenAlexStandIn) -> None:
    search = a_search('title_and_abstract.search:"coring w"', since=date(2026, 11, 20))
    pages = read(server, search)
    assert len(reading.records(pages)) == 8
    assert {page.announced for page in pages} == {8}
    assert {r.query["filter"] for r in server.received} == {search.query}


def test_no_hit_is_one_page_without_items(server: OpenAlexStandIn) -> None:
    pages = read(server, a_search('title_and_abstract.search:"nothing"'))
    assert [(page.items, page.announced, page.position) for page in pages] == [((), 0, "")]


def test_a_merged_work_comes_under_its_number_of_now(server: OpenAlexStandIn) -> None:
    server.merged["doi:10.1000/old"] = "W4"
    found = reading.records(read(server, a_search("", by=("10.1000/OLD",))))
    assert list(found) == ["W4", "W1"]
    other = [p.text for p in found["W4"].passages if p.heading == "other_doi"]
    assert (found["W4"].bibliography.doi, other) == ("10.1000/w4", ["10.1000/old"])


def test_works_by_pubmed_number(server: OpenAlexStandIn) -> None:
    server.works["W8"]["ids"]["pmid"] = "https://pubmed.ncbi.nlm.nih.gov/29456894"
    assert set(reading.records(read(server, a_search("", by=("29456894",))))) == {"W8", "W6"}


@pytest.mark.parametrize("json_404", [False, True])
def test_what_is_unknown_is_told(server: OpenAlexStandIn, json_404: bool) -> None:
    if json_404:
        body = b'{"error": "404 Not Found", "message": "no"}'
        server.plan(faults.status(404, body), path="/works/doi:10.5555/none")
    pages = read(server, a_search("", by=("10.5555/none", "strange", "10.1000/w8")))
    assert reading.warnings(pages) == [
        "OpenAlex does not know 10.5555/none.",
        "OpenAlex does not know strange.",
    ]
    assert set(reading.records(pages)) == {"W8", "W6"}
    assert len(read(server, a_search("", by=("strange",)))) == 1


def test_a_budget_that_is_gone_is_not_asked_for_again(server: OpenAlexStandIn) -> None:
    server.left = 2
    with reading.opened(IN_TWOS, host(server.url)) as upstream:
        pages = upstream.pages(a_search("", by=INCLUDED))
        stored = [next(pages), next(pages), next(pages)]
        with pytest.raises(UpstreamError, match="budget is used up") as refused:
            next(pages)
    assert refused.value.retry_after == 36_000
    assert len(server.received) == 4
    server.left = 10_000
    stored += read(server, a_search("", by=INCLUDED), stored[-1].position)
    assert len(reading.records(stored)) == 7


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"error": "Rate limit exceeded", "message": "Insufficient budget. Resets at midnight UTC.", "retryAfter": 36000}, "budget is used up"),
        ({"error": "Plan upgrade required", "message": "from_updated_date"}, "Plan upgrade"),
    ],
)  # fmt: skip
def test_a_refusal_is_no_slow_down(
    server: OpenAlexStandIn, body: dict[str, Any], reason: str
) -> None:
    server.plan(faults.status(429, json.dumps(body).encode()), times=None)
    with pytest.raises(UpstreamError, match=reason):
        read(server, a_search("", by=INCLUDED))
    assert len(server.received) == 1


def test_a_search_needs_more_budget_than_a_list(server: OpenAlexStandIn) -> None:
    server.left = 15
    with pytest.raises(UpstreamError, match="budget is used up"):
        read(server, a_search('title_and_abstract.search:"coring w"'))
    assert len(server.received) == 1


def test_slow_down_is_obeyed(server: OpenAlexStandIn) -> None:
    body = {"error": "Rate limit exceeded", "message": "Rate limit exceeded: 200 requests per second", "retryAfter": 1}  # fmt: skip
    server.plan(faults.status(429, json.dumps(body).encode()))
    assert len(reading.records(read(server, a_search("", by=INCLUDED)))) == 7


@pytest.mark.parametrize(
    "fault", ["503", "HTML with 200", "HTML in disguise", "cut content", "empty"]
)
def test_a_broken_page_is_asked_for_again(server: OpenAlexStandIn, fault: str) -> None:
    server.plan(faults.FAULTS[fault], nth=4)
    assert len(reading.records(read(server, a_search("", by=INCLUDED)))) == 7


def test_json_without_works_is_no_empty_result(server: OpenAlexStandIn) -> None:
    server.plan(lambda _, right: replace(right, body=b'{"meta": {}}'), path="/works", times=None)
    with pytest.raises(UpstreamError, match="no list of works"):
        read(server, a_search("", by=INCLUDED))


def test_a_list_in_circles_is_an_error(server: OpenAlexStandIn) -> None:
    def circle(received: Received, right: Reply) -> Reply:
        told = json.loads(right.body)
        told |= {"results": [server.works["W3"]], "meta": {"next_cursor": "after-0"}}
        return replace(right, body=json.dumps(told).encode())

    server.plan(circle, path="/works", times=None)
    with pytest.raises(UpstreamError, match="in circles"):
        read(server, a_search("", by=INCLUDED))


def test_a_work_in_full() -> None:
    record = record_of(
        title="Coring at 5 mm<sup>2</sup> &amp; more",
        ids={"pmid": "https://pubmed.ncbi.nlm.nih.gov/99000001", "pmcid": "https://www.ncbi.nlm.nih.gov/pmc/articles/5815332"},
        authorships=[{"raw_author_name": "Doe, A. B.", "author": {"display_name": "B. A. Doe"}}, {"author": {"display_name": "Cy Roe"}}],
        biblio={"volume": "9", "issue": None, "first_page": "183", "last_page": "92"},
        primary_location={"source": {"display_name": "J Invent"}},
        best_oa_location={"pdf_url": "https://example.org/a.pdf", "license": "cc-by"},
        open_access={"is_oa": True, "oa_status": "gold", "oa_url": "https://example.org/a"},
        abstract_inverted_index={"Nine": [0], "of": [1], "12": [2], "improved.": [3]},
        language="en",
    )  # fmt: skip
    found = record.bibliography
    assert (found.title, found.journal, found.pages) == (
        "Coring at 5 mm2 & more",
        "J Invent",
        "183-192",
    )
    assert found.authors == ("Doe AB", "Roe C")
    assert (found.doi, found.pmid, found.pmcid) == ("10.1000/w1", "99000001", "PMC5815332")
    assert [p.text for p in record.passages if p.section is Section.ABSTRACT] == [
        "Nine of 12 improved."
    ]
    fields = {p.heading: p.text for p in record.passages if p.section is Section.FIELD}
    assert fields["open_access.oa_url"] == "https://example.org/a"
    assert fields["best_oa_location.pdf_url"] == "https://example.org/a.pdf"
    assert (record.kind, record.relations) == (ReportKind.JOURNAL_ARTICLE, ())


def test_a_work_with_hardly_anything() -> None:
    nothing = dict.fromkeys(("doi", "ids", "biblio", "primary_location", "best_oa_location", "open_access", "authorships", "abstract_inverted_index", "referenced_works"))  # fmt: skip
    assert record_of(**nothing).bibliography.title == "Coring W1"


@pytest.mark.parametrize(
    ("day", "year", "month"),
    [("2025-10-01", 2025, 10), ("2025-01-01", 2025, None), ("2025-01-02", 2025, 1), (None, 2025, None)],
)  # fmt: skip
def test_months_that_were_filled_in_are_not_believed(
    day: str, year: int, month: int | None
) -> None:
    found = record_of(publication_date=day).bibliography
    assert (found.year, found.month) == (year, month)


@pytest.mark.parametrize(
    ("index", "text"),
    [
        ({"b": [1, 3], "a": [0, 2]}, "a b a b"),
        ({"a": [0], "c": [10**12]}, "a c"),
        ({"InvertedIndex": {"a": [0], "b": [1]}, "IndexLength": 2}, "a b"),
        (None, ""),
        ({"a": None, "b": ["x"]}, ""),
    ],
)
def test_abstracts_come_out_of_their_index(index: object, text: str) -> None:
    assert abstract_of(index) == text


def test_a_retraction_has_no_notice_here() -> None:
    (relation,) = record_of(is_retracted=True).relations
    assert (relation.kind, relation.target) == (RelationKind.RETRACTED_BY, "")
    assert record_of(type="retraction").kind is ReportKind.COMMENT


def test_counts_of_citations_are_no_change() -> None:
    moved = {"cited_by_count": 9, "updated_date": "2026-11-22", "fwci": 1.5, "relevance_score": 3}
    assert record_of(**moved).content_hash == record_of().content_hash
    assert record_of(is_retracted=True).content_hash != record_of().content_hash


def test_authors_of_an_included_work_are_not_cut(server: OpenAlexStandIn) -> None:
    """W2 cites W1, and the list of what cites W1 has only its first authors."""
    server.most_authors = 1
    server.works["W2"]["authorships"] = [
        {"raw_author_name": "Doe, A."},
        {"raw_author_name": "Roe, B."},
    ]
    found = reading.records(read(server, a_search("", by=INCLUDED)))
    assert found["W2"].bibliography.authors == ("Doe A", "Roe B")


def test_a_work_without_a_number_is_kept_apart_with_its_reason(server: OpenAlexStandIn) -> None:
    server.works["W3"]["id"] = "https://openalex.org/S3"
    (apart,) = reading.rejected(read(server, a_search("", by=INCLUDED)))
    assert (apart.source, apart.reason) == ("openalex", "The work has no OpenAlex number.")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["doi", "source", "author", "pmid", "InvertedIndex"]), inner, max_size=3),
    max_leaves=12,
)  # fmt: skip
NAMES = ["id", "doi", "ids", "title", "authorships", "biblio", "abstract_inverted_index", "referenced_works", "open_access", "publication_date", "type"]  # fmt: skip


@given(st.dictionaries(st.sampled_from(NAMES), JSON))
def test_no_work_stops_the_rest(work: dict[str, Any]) -> None:
    work_record(work, "here")
    work_record({**work, "id": "https://openalex.org/W1"}, "here")


if SHARED is not None:
    SAMPLE = SHARED / "samples" / "openalex" / "work-W2741809807.json"

    def test_a_real_work() -> None:
        work = json.loads(SAMPLE.read_text(encoding="utf-8"))
        with OpenAlexStandIn([work]) as server:
            (record,) = reading.records(
                read(server, a_search("", by=("10.7717/PEERJ.4375",)))
            ).values()
        found = record.bibliography
        assert (found.doi, found.pmid, found.pmcid) == (
            "10.7717/peerj.4375",
            "29456894",
            "PMC5815332",
        )
        assert (record.source_id, len(found.authors), record.relations[0].kind) == (
            "W2741809807",
            9,
            RelationKind.CITES,
        )
        assert not any(r.kind is RelationKind.RETRACTED_BY for r in record.relations)
        assert len(cited(record)) == len(work["referenced_works"]) == 45
        assert len(work["abstract_inverted_index"]) == 167
        words = set(abstract_of(work["abstract_inverted_index"]).split())
        assert len(words) == 167
