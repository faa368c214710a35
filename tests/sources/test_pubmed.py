import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UpstreamError
from app.records import Rejected, RelationKind, ReportKind, SourceRecord
from app.sources.pubmed import PubMed, host
from app.sources.pubmed.windows import halves, term_of, whole
from app.sources.upstream import Page, Search
from tests.shared_folder import SHARED
from tests.sources import reading
from tests.sources.reading import UNTIL, a_search
from tests.upstreams import faults
from tests.upstreams.pubmed import OWN_FAULTS, Citation, PubMedStandIn, an_article_set, matches
from tests.upstreams.server import Received, Reply, StandIn

pytestmark = pytest.mark.slow

LATE = date(2026, 11, 20)
ERRORS = (
    "<ErrorList><PhraseNotFound>abcXYZ</PhraseNotFound><FieldNotFound>mesh2</FieldNotFound></ErrorList>"
    "<WarningList><PhraseIgnored>of</PhraseIgnored>"
    "<QuotedPhraseNotFound>&quot;micro coring&quot;[tiab]</QuotedPhraseNotFound></WarningList>"
)
BOOK = (
    "<PubmedBookArticle><BookDocument><PMID>7</PMID><Book><BookTitle>StatPearls</BookTitle>"
    "<PubDate><Year>2024</Year></PubDate></Book><ArticleTitle>Coring</ArticleTitle></BookDocument></PubmedBookArticle>"
)


@pytest.fixture
def server() -> Iterator[PubMedStandIn]:
    with PubMedStandIn(Citation(pmid=number) for number in range(1, 451)) as running:
        yield running


@pytest.fixture
def few() -> Iterator[PubMedStandIn]:
    with PubMedStandIn(Citation(pmid=number) for number in range(1, 13)) as running:
        yield running


def read(server: StandIn, search: Search | None = None, position: str = "") -> list[Page]:
    return reading.read(PubMed, host(server.url), search or a_search(), position)


def ids(pages: list[Page]) -> list[str]:
    return [item.source_id for p in pages for item in p.items if isinstance(item, SourceRecord)]


def asked_of(server: StandIn, path: str) -> list[dict[str, str]]:
    return [one.asked for one in server.received if one.path == path]


def test_numbers_are_listed_first_and_fetched_in_batches_by_post(server: PubMedStandIn) -> None:
    pages = read(server)
    assert [len(page.items) for page in pages] == [200, 200, 50]
    assert ids(pages) == [str(number) for number in range(1, 451)]
    assert [page.announced for page in pages] == [450] * 3
    assert reading.warnings(pages) == []
    assert {one.method for one in server.received} == {"POST"}
    assert [one.path for one in server.received] == ["/esearch.fcgi"] + ["/efetch.fcgi"] * 3
    assert asked_of(server, "/efetch.fcgi")[2]["id"].startswith("401,402,")


def test_a_record_names_source_and_number(few: PubMedStandIn) -> None:
    few.change(1, doi="10.1000/A", pmcid="PMC11")
    record = reading.records(read(few))["1"]
    assert (record.key, record.kind) == ("pubmed:1", ReportKind.JOURNAL_ARTICLE)
    of = record.bibliography
    assert (of.pmid, of.doi, of.pmcid) == ("1", "10.1000/a", "PMC11")


def test_what_was_asked_is_told(server: PubMedStandIn) -> None:
    pages = read(server, a_search('"micro coring"[tiab:~0] OR coring'))
    assert [len(page.asked) for page in pages] == [2, 1, 1]
    search = parse_qs(pages[0].asked[0].body)
    assert search["term"] == [
        '("micro coring"[tiab:~0] OR coring) AND ("1800/01/01"[crdt] : "2026/11/22"[crdt])'
    ]
    assert search["tool"] == ["coregap"]
    assert "usehistory" not in search


def test_no_key_is_sent_where_none_is_set_and_none_is_told(few: PubMedStandIn) -> None:
    read(few)
    assert all("api_key" not in one.asked for one in few.received)
    few.key = "c0ffee"
    known = host(few.url, key="c0ffee", contact="ada@example.org")
    pages = reading.read(PubMed, known, a_search())
    assert few.received[-1].asked["api_key"] == "c0ffee"
    assert few.received[-1].asked["email"] == "ada@example.org"
    assert "c0ffee" not in repr(pages)
    assert "ada@example.org" not in repr(pages)


def test_a_wrong_key_is_not_tried_again_and_not_repeated(few: PubMedStandIn) -> None:
    with pytest.raises(UpstreamError, match="API key invalid") as refused:
        reading.read(PubMed, host(few.url, key="c0ffee"), a_search())
    assert "c0ffee" not in str(refused.value)
    assert len(few.received) == 1


def test_new_ones_come_by_day_of_entry_and_changed_ones_by_day_of_change(
    few: PubMedStandIn,
) -> None:
    few.change(5, entered=LATE, changed=LATE)
    few.change(6, changed=LATE)
    few.change(7, entered=date(2026, 11, 23), changed=date(2026, 11, 23))
    few.change(8, changed=date(2026, 11, 23))
    assert ids(read(few, a_search(since=date(2026, 11, 19)))) == ["5", "6"]
    assert "7" not in ids(read(few))  # belongs to the next run


def test_no_hit_is_one_page_without_items(few: PubMedStandIn) -> None:
    pages = read(few, a_search("nothing"))
    assert [(page.items, page.announced, page.position) for page in pages] == [((), 0, "")]
    assert reading.warnings(pages) == []


def test_a_killed_run_goes_on_at_any_page(server: PubMedStandIn) -> None:
    whole_run = reading.records(read(server))
    resumed = list(reading.killed_after_each_page(PubMed, host(server.url), a_search()))
    assert resumed == [whole_run, whole_run]


def test_pages_from_a_position_are_those_of_the_undisturbed_run(server: PubMedStandIn) -> None:
    pages = read(server)
    for number, page in enumerate(pages[:-1], start=1):
        rest = read(server, position=page.position)
        assert [one.items for one in rest] == [one.items for one in pages[number:]]
        assert [one.announced for one in rest] == [450] * len(rest)
        assert reading.warnings(rest) == []


def test_a_position_that_is_none_begins_anew(few: PubMedStandIn) -> None:
    assert len(ids(read(few, position='{"token":"x"}'))) == 12
    assert len(ids(read(few, position="x"))) == 12


def test_what_is_added_or_changed_meanwhile_shifts_nothing(server: PubMedStandIn) -> None:
    with reading.opened(PubMed, host(server.url)) as upstream:
        pages = upstream.pages(a_search())
        first = next(pages)
        server.citations[0] = Citation(pmid=999)
        server.change(300, title="Changed meanwhile")
        del server.citations[301]
        rest = list(pages)
    assert len(first.items) == 200
    assert ids(rest) == [str(n) for n in range(201, 451) if n != 301]
    assert reading.records(rest)["300"].bibliography.title == "Changed meanwhile"
    assert reading.warnings(rest) == ["PubMed has no record of 301."]


@pytest.mark.parametrize("path", ["/esearch.fcgi", "/efetch.fcgi"])
@pytest.mark.parametrize("name", OWN_FAULTS)
def test_errors_inside_an_answer_are_no_empty_result(
    few: PubMedStandIn, name: str, path: str
) -> None:
    few.plan(OWN_FAULTS[name], path=path, nth=1)
    assert len(ids(read(few))) == 12
    few.behave()
    few.plan(OWN_FAULTS[name], path=path, times=None)
    if not (name == "trace behind the records" and path == "/esearch.fcgi"):
        with pytest.raises(UpstreamError) as failed:
            read(few)
        assert failed.value.source == "pubmed"


@pytest.mark.parametrize(
    "fault",
    [faults.cut_content, faults.html_page, faults.html_page_in_disguise, faults.empty, faults.truncated_body],
)  # fmt: skip
def test_a_cut_answer_is_asked_for_again_and_its_readable_part_never_kept(
    server: PubMedStandIn, fault: faults.Fault
) -> None:
    server.plan(fault, path="/efetch.fcgi", nth=2, times=2)
    pages = read(server)
    assert ids(pages) == [str(number) for number in range(1, 451)]
    assert reading.rejected(pages) == []


def test_pages_before_an_error_stay_valid(server: PubMedStandIn) -> None:
    server.plan(faults.server_error, path="/efetch.fcgi", nth=2, times=None)
    stored: list[Page] = []
    with reading.opened(PubMed, host(server.url)) as upstream, pytest.raises(UpstreamError):
        stored.extend(upstream.pages(a_search()))
    assert [len(page.items) for page in stored] == [200]
    server.behave()
    rest = read(server, position=stored[-1].position)
    assert ids([*stored, *rest]) == [str(number) for number in range(1, 451)]


def test_a_query_that_is_refused_says_why_and_is_not_tried_again() -> None:
    refusal = Reply(body=b"<eSearchResult><ERROR>Invalid db name specified</ERROR></eSearchResult>")
    with StandIn({"/esearch.fcgi": lambda _: refusal}) as server:
        with pytest.raises(UpstreamError, match="Invalid db name specified"):
            read(server)
        assert len(server.received) == 1


def test_a_silently_changed_query_is_a_warning_with_what_was_searched(
    server: PubMedStandIn,
) -> None:
    server.warned = ERRORS
    pages = read(server)
    said = pages[0].warnings
    assert [text.partition(".")[0] for text in said] == [
        "PubMed does not know the field 'mesh2'",
        "PubMed found nothing for 'abcXYZ'",
        "PubMed ignored 'of'",
        "PubMed has no phrase '\"micro coring\"[tiab]' in its index",
    ]
    assert all("It searched for: (coring) AND" in text for text in said)
    assert [page.warnings for page in pages[1:]] == [(), ()]


def test_totals_that_lie_are_told(few: PubMedStandIn) -> None:
    few.lie = 3
    pages = read(few)
    assert reading.warnings(pages) == ["PubMed announced 15 hits and listed 12."]
    assert len(ids(pages)) == 12


def test_a_total_without_a_list_is_no_empty_result() -> None:
    body = b"<eSearchResult><Count>5</Count><IdList/></eSearchResult>"
    with (
        StandIn({"/esearch.fcgi": lambda _: Reply(body=body)}) as server,
        pytest.raises(UpstreamError, match="without its list"),
    ):
        read(server)


def test_numbers_that_do_not_come_are_asked_for_once_more_and_told(few: PubMedStandIn) -> None:
    few.gone = {3, 4}
    (first,) = read(few)
    assert len(first.items) == 10
    assert first.warnings == ("PubMed has no record of 3, 4.",)
    assert first.withdrawn == ()
    assert [one["id"] for one in asked_of(few, "/efetch.fcgi")[:2]][1] == "3,4"


def test_deleted_citations_are_withdrawn(few: PubMedStandIn) -> None:
    few.deleted = {3}
    pages = read(few)
    assert [page.withdrawn for page in pages] == [("3",)]
    assert reading.warnings(pages) == []


def test_a_list_of_which_nothing_comes_is_an_error(server: PubMedStandIn) -> None:
    server.gone = set(range(1, 201))
    with pytest.raises(UpstreamError, match="listed 200 records and returned none"):
        read(server)


def test_an_article_that_cannot_be_read_is_quarantined_and_the_rest_goes_on() -> None:
    bad = "<PubmedArticle><PubmedData/></PubmedArticle>"
    nameless = '<PubmedArticle><MedlineCitation><Article><ArticleTitle>Coring</ArticleTitle></Article></MedlineCitation></PubmedArticle>'  # fmt: skip
    citations = (Citation(pmid=1), Citation(pmid=2, xml=bad), Citation(pmid=3, xml=nameless))
    with PubMedStandIn(citations) as server:
        (page,) = read(server)
    assert ids([page]) == ["1"]
    bad_one, without_number = (one for one in page.items if isinstance(one, Rejected))
    assert (bad_one.source, bad_one.reason) == (
        "pubmed",
        "The article has no MedlineCitation with an Article in it.",
    )
    assert bad_one.place.startswith("PubMed records 1 to 3, line ")
    assert b"<PubmedData" in bad_one.payload
    assert without_number.reason == "The article has no PMID."
    assert page.warnings == ("PubMed has no record of 2, 3.",)


def test_what_came_and_could_not_be_read_is_not_said_to_be_missing() -> None:
    bad = "<PubmedArticle><MedlineCitation><PMID Version='1'>2</PMID></MedlineCitation></PubmedArticle>"
    with PubMedStandIn([Citation(pmid=1), Citation(pmid=2, xml=bad)]) as server:
        (page,) = read(server)
    assert [type(one) for one in page.items] == [SourceRecord, Rejected]
    assert page.warnings == ()


def test_books_come_among_articles() -> None:
    with PubMedStandIn([Citation(pmid=6), Citation(pmid=7, xml=BOOK)]) as server:
        book = reading.records(read(server))["7"]
    assert (book.kind, book.bibliography.year) == (ReportKind.BOOK, 2024)


def test_a_retraction_reaches_the_record() -> None:
    link = '<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><RefSource>J</RefSource><PMID>9</PMID></CommentsCorrections></CommentsCorrectionsList>'
    with PubMedStandIn([Citation(pmid=6, more=link)]) as server:
        (relation,) = reading.records(read(server))["6"].relations
    assert (relation.kind, relation.target) == (RelationKind.RETRACTED_BY, "pmid:9")


def test_indexing_again_makes_no_new_version_and_a_change_does(few: PubMedStandIn) -> None:
    before = reading.records(read(few))["1"]
    few.change(1, status="In-Process", changed=LATE)
    indexed = reading.records(read(few))["1"]
    assert indexed == before
    few.change(1, title="Coring of scars")
    assert reading.records(read(few))["1"].content_hash != before.content_hash
    assert b"DateRevised" not in before.payload


IDENTIFIED = (
    Citation(pmid=11, doi="10.1016/S0140-6736(24)01653-2"),
    Citation(pmid=12, pmcid="PMC512"),
    Citation(pmid=13),
    Citation(pmid=14),
)


def test_records_by_identifier_of_any_kind() -> None:
    wanted = ("PMID: 13", "https://doi.org/10.1016/s0140-6736(24)01653-2", "PMC512", "0014")
    with PubMedStandIn(IDENTIFIED) as server:
        (page,) = read(server, a_search(by=wanted))
    assert ids([page]) == ["11", "12", "13", "14"]
    assert (page.announced, page.warnings, page.position) == (None, (), "")


def test_identifiers_that_pubmed_does_not_have_are_told() -> None:
    wanted = ("13", "999", "10.1000/none", "J Invent 9:1", "0")
    with PubMedStandIn(IDENTIFIED) as server:
        server.deleted = {14}
        (page,) = read(server, a_search(by=(*wanted, "14")))
    assert ids([page]) == ["13"]
    assert page.warnings == (
        "'J Invent 9:1' is no PMID, DOI or PMC number.",
        "'0' is no PMID, DOI or PMC number.",
        "PubMed has no record of 999, 10.1000/none.",
    )
    assert page.withdrawn == ("14",)


def test_a_record_by_identifier_that_cannot_be_read_is_not_said_to_be_missing() -> None:
    bad = "<PubmedArticle><MedlineCitation><PMID Version='1'>12</PMID></MedlineCitation></PubmedArticle>"
    with PubMedStandIn([Citation(pmid=11), Citation(pmid=12, xml=bad)]) as server:
        (page,) = read(server, a_search(by=("11", "12")))
    assert [type(one) for one in page.items] == [SourceRecord, Rejected]
    assert page.warnings == ("PubMed gave no record that could be read of 12.",)


def test_other_records_that_a_search_for_a_name_brings_are_left_out() -> None:
    listing = Reply(body=b"<eSearchResult><Count>1</Count><IdList><Id>13</Id></IdList></eSearchResult>")  # fmt: skip
    with PubMedStandIn(IDENTIFIED) as server:
        server.routes["/esearch.fcgi"] = lambda _: listing
        (page,) = read(server, a_search(by=("10.1000/none",)))
    assert page.items == ()
    assert page.warnings == ("PubMed has no record of 10.1000/none.",)


def test_many_identifiers_are_pages_that_a_killed_run_goes_on_from(server: PubMedStandIn) -> None:
    search = a_search(by=tuple(map(str, range(1, 131))))
    pages = read(server, search)
    assert [len(page.items) for page in pages] == [50, 50, 30]
    resumed = list(reading.killed_after_each_page(PubMed, host(server.url), search))
    assert resumed == [reading.records(pages)] * 2


def test_a_search_with_too_many_hits_is_split_by_day_of_entry() -> None:
    days = [date(1990, 1, 1) + timedelta(days=n) for n in range(10_050)]
    citations = [Citation(pmid=n + 1, entered=day, changed=day) for n, day in enumerate(days)]
    with PubMedStandIn(citations) as server:
        with reading.opened(PubMed, host(server.url)) as upstream:
            first = next(iter(upstream.pages(a_search())))
        terms = [one["term"] for one in asked_of(server, "/esearch.fcgi")]
        windows = json.loads(first.position)["windows"]
        found = [
            {c.pmid for c in citations if matches(c, term_of(a_search(), tuple(window)))}
            for window in windows
        ]
    assert first.announced == 10_050
    assert len(first.items) == 200
    assert len(terms) > 1
    assert sum(map(len, found)) == len(set().union(*found)) == 10_050
    assert max(map(len, found)) <= 9_999


@pytest.mark.slow
def test_ten_thousand_records_come_each_once_and_from_any_window() -> None:
    citations = [
        Citation(pmid=n, entered=date(1990 + n % 30, 1 + n % 12, 1)) for n in range(1, 10_051)
    ]
    with PubMedStandIn(citations) as server:
        pages = read(server)
        assert sorted(map(int, ids(pages))) == list(range(1, 10_051))
        assert reading.warnings(pages) == []
        late = next(n for n, p in enumerate(pages) if len(json.loads(p.position)["windows"]) == 1)
        rest = read(server, position=pages[late].position)
        assert [page.items for page in rest] == [page.items for page in pages[late + 1 :]]


def test_a_single_day_with_too_many_hits_is_split_by_day_of_change_and_then_refused() -> None:
    with PubMedStandIn([Citation(pmid=1)]) as server:
        server.lie = 10_000
        with pytest.raises(UpstreamError, match=r"on the same days .* narrower"):
            read(server)
    assert any("[mdat]" in one["term"] for one in asked_of(server, "/esearch.fcgi"))


days = st.dates(date(1975, 1, 1), UNTIL)


@given(st.lists(st.tuples(days, days), max_size=8), st.integers(0, 60))
def test_every_record_is_in_one_half_of_a_window(
    records: list[tuple[date, date]], deep: int
) -> None:
    window = whole(UNTIL)
    for number in range(deep):
        try:
            one, other = halves(window)
        except UpstreamError:
            return
        for pmid, (entered, changed) in enumerate(records, start=1):
            citation = Citation(pmid=pmid, entered=entered, changed=changed)
            in_parts = [matches(citation, term_of(a_search(), w)) for w in (one, other)]
            assert sum(in_parts) == matches(citation, term_of(a_search(), window))
        window = (one, other)[number % 2]


def test_duplicates_in_an_answer_are_one_record() -> None:
    twice = replace(an_article_set((text := Citation(pmid=5).rendered()) + text))

    def fetch(_: Received) -> Reply:
        return twice

    with PubMedStandIn([Citation(pmid=5)]) as server:
        server.routes["/efetch.fcgi"] = fetch
        assert ids(read(server)) == ["5"]


if SHARED:
    SAMPLES = SHARED / "samples" / "pubmed"

    def test_real_records_through_the_whole_way() -> None:
        numbers = (27797938, 29768149)
        citations = []
        for number in numbers:
            xml = (SAMPLES / f"efetch-{number}.xml").read_text()
            article = xml[xml.index("<PubmedArticle>") : xml.rindex("</PubmedArticleSet>")]
            citations.append(Citation(pmid=number, xml=article))
        with PubMedStandIn(citations) as server:
            found = reading.records(read(server))
        telomeres, asthma = (found[str(number)] for number in numbers)
        assert len(asthma.bibliography.authors) == 10
        assert asthma.bibliography.registrations == ("NCT02149199",)
        assert asthma.bibliography.doi == "10.1056/nejmoa1715274"
        assert len([p for p in asthma.passages if p.heading == "mesh"]) == 23
        assert len(telomeres.bibliography.authors) == 22
        assert telomeres.bibliography.pmcid == "PMC5442267"
        assert len([p for p in telomeres.passages if p.heading == "mesh"]) == 21

    def test_a_real_list_is_read_whole() -> None:
        xml = (SAMPLES / "esearch-usehistory.xml").read_bytes()
        listed = xml.replace(b"<Count>42249</Count>", b"<Count>100</Count>")
        with PubMedStandIn() as server:
            server.routes["/esearch.fcgi"] = lambda _: Reply(body=listed, media_type="text/xml")
            server.citations = {n: Citation(pmid=n) for n in range(41296368, 41297077)}
            pages = read(server)
        assert (len(ids(pages)), pages[0].announced) == (100, 100)
        assert (ids(pages)[0], ids(pages)[-1]) == ("41296368", "41297076")
