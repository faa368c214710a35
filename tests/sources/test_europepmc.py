import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, get_args
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UpstreamError
from app.records import Rejected, RelationKind, ReportKind, Section, SourceRecord
from app.sources.europepmc import EuropePmc, host
from app.sources.europepmc.records import records_of
from app.sources.upstream import Page, Search
from tests.shared_folder import SHARED
from tests.sources import reading
from tests.sources.files import JATS, sections_of
from tests.sources.reading import a_search
from tests.upstreams import faults
from tests.upstreams.europepmc import EuropePmcStandIn, LastPage, a_result
from tests.upstreams.server import Fault, Received, Reply, StandIn

pytestmark = pytest.mark.slow

ABSTRACT = (
    "<h4>Background</h4>Scars (mm<sup>2</sup>).<h4>Results</h4>Pain <2 in 9 of 12 (<i>P</i><0.05)."
)
AUTHORS = {
    "author": [
        {"fullName": "Doe AB", "firstName": "Ada B", "lastName": "Doe", "initials": "AB"},
        {"collectiveName": "CORE Group"},
        {"fullName": "Roe C"},
    ]
}
JOURNAL = {
    "issue": "2",
    "volume": "9",
    "journalIssueId": 1,
    "dateOfPublication": "2025 Dec",
    "monthOfPublication": 12,
    "yearOfPublication": 2025,
    "journal": {"title": "Journal of invented results", "issn": "0000-0000"},
}
LICENSED = JATS.replace(
    "</title-group>",
    '</title-group><permissions><license xlink:href="https://creativecommons.org/licenses/by/4.0/"/></permissions>',
).replace("<article ", '<article xmlns:xlink="http://www.w3.org/1999/xlink" ')


@pytest.fixture
def server() -> Iterator[EuropePmcStandIn]:
    with EuropePmcStandIn(a_result(number) for number in range(1, 251)) as running:
        yield running


def read(server: StandIn, search: Search | None = None, position: str = "") -> list[Page]:
    return reading.read(EuropePmc, host(server.url), search or a_search(), position)


def ids(pages: list[Page]) -> list[str]:
    return [item.source_id for p in pages for item in p.items if isinstance(item, SourceRecord)]


def the_record(result: dict[str, Any]) -> SourceRecord:
    (record,) = records_of([result], "a page")
    assert isinstance(record, SourceRecord)
    return record


def queries(server: StandIn) -> list[str]:
    return [one.asked["query"] for one in server.received]


@pytest.mark.parametrize("last_page", get_args(LastPage))
def test_all_pages_whatever_the_last_one_looks_like(last_page: LastPage) -> None:
    with EuropePmcStandIn((a_result(n) for n in range(1, 251)), last_page=last_page) as server:
        pages = read(server)
    assert ids(pages) == [f"MED/{number}" for number in range(1, 251)]
    assert [page.announced for page in pages] == [250] * len(pages)
    assert [page.position == "" for page in pages] == [False] * (len(pages) - 1) + [True]
    assert reading.warnings(pages) == []


@pytest.mark.parametrize("last_page", get_args(LastPage))
@pytest.mark.parametrize("number", [1, 99, 100, 101, 200])
def test_no_record_is_lost_at_the_end_of_a_page(number: int, last_page: LastPage) -> None:
    with EuropePmcStandIn((a_result(n) for n in range(number)), last_page=last_page) as server:
        assert len(set(ids(read(server)))) == number


def test_every_page_is_asked_in_the_same_way_with_the_cursor_encoded(
    server: EuropePmcStandIn,
) -> None:
    pages = read(server, a_search('TITLE_ABS:"coring"'))
    asked = [urlsplit(page.asked[0].url).query for page in pages]
    assert asked[1].split("cursorMark=")[1].startswith("Y3Vyc29yPj4wMDAxMDA%2F")
    told = [parse_qs(query) for query in asked]
    cursors = [one.pop("cursorMark") for one in told]
    assert cursors[0] == ["*"]
    assert told[1:] == told[:-1]
    assert told[0] == {
        "query": ['TITLE_ABS:"coring"'],
        "format": ["json"],
        "resultType": ["core"],
        "pageSize": ["100"],
        "synonym": ["false"],
    }


def test_the_contact_is_sent_and_not_told(server: EuropePmcStandIn) -> None:
    known = host(server.url, contact="ada@example.org")
    pages = reading.read(EuropePmc, known, a_search())
    assert server.received[0].asked["email"] == "ada@example.org"
    assert "ada@example.org" not in repr(pages)


def test_a_long_query_is_posted(server: EuropePmcStandIn) -> None:
    pages = read(server, a_search("coring OR " + " OR ".join(f"word{n}" for n in range(300))))
    assert len(ids(pages)) == 250
    assert {(one.method, one.path) for one in server.received} == {("POST", "/searchPOST")}
    assert server.received[0].asked["synonym"] == "false"
    assert "word299" in pages[0].asked[0].body


def test_what_is_new_or_changed_comes_by_its_day(server: EuropePmcStandIn) -> None:
    server.results[4] |= {"firstIndexDate": "2026-11-20", "dateOfRevision": "2026-11-20"}
    server.results[5]["dateOfRevision"] = "2026-11-21"
    server.results[6]["dateOfRevision"] = "2026-11-23"
    pages = read(server, a_search("coring OR laxity", since=date(2026, 11, 19)))
    assert ids(pages) == ["MED/5", "MED/6"]
    days = "[2026-11-19 TO 2026-11-22]"
    assert queries(server) == [f"(coring OR laxity) AND (FIRST_IDATE:{days} OR UPDATE_DATE:{days})"]


def test_no_hit_is_one_page_without_items(server: EuropePmcStandIn) -> None:
    pages = read(server, a_search("nothing"))
    assert [(page.items, page.announced, page.position) for page in pages] == [((), 0, "")]
    assert reading.warnings(pages) == []


def test_a_killed_run_goes_on_at_any_page(server: EuropePmcStandIn) -> None:
    whole = reading.records(read(server))
    resumed = list(reading.killed_after_each_page(EuropePmc, host(server.url), a_search()))
    assert resumed == [whole, whole]


@pytest.mark.parametrize("last_page", get_args(LastPage))
def test_pages_from_a_position_are_those_of_the_undisturbed_run(last_page: LastPage) -> None:
    with EuropePmcStandIn((a_result(n) for n in range(1, 251)), last_page=last_page) as server:
        pages = read(server)
        for number, page in enumerate(pages[:-1], start=1):
            assert read(server, position=page.position) == pages[number:]


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ({"version": "6.9"}, "an answer without hitCount"),
        ({"version": "6.9", "hitCount": 3}, "an answer without resultList"),
        ({"hitCount": 3, "resultList": {}}, "an answer without resultList"),
        ({"resultList": {"result": []}}, "an answer without hitCount"),
        ({"hitCount": 3, "resultList": {"result": []}}, "hits without results"),
    ],
)
def test_half_an_envelope_is_an_error_and_asked_for_again(
    server: EuropePmcStandIn, answer: object, says: str
) -> None:
    def broken(_: Received, right: Reply) -> Reply:
        return replace(right, body=json.dumps(answer).encode())

    server.plan(broken)
    assert len(ids(read(server))) == 250
    server.plan(broken, times=None)
    with pytest.raises(UpstreamError, match=says):
        read(server)


def test_a_query_that_cannot_be_read_is_refused_once(server: EuropePmcStandIn) -> None:
    with pytest.raises(UpstreamError, match="the query is refused: Invalid query string"):
        read(server, a_search("(coring"))
    assert len(server.received) == 1


@pytest.mark.parametrize(
    "fault",
    [faults.cut_content, faults.html_page, faults.html_page_in_disguise, faults.empty, faults.reset_in_body, faults.server_error],
)  # fmt: skip
def test_a_broken_page_is_asked_for_again(server: EuropePmcStandIn, fault: Fault) -> None:
    server.plan(fault, nth=2)
    pages = read(server)
    assert ids(pages) == [f"MED/{number}" for number in range(1, 251)]


@pytest.mark.parametrize(
    ("lie", "says"), [(7, "announced 257 hits and gave 250"), (-200, "announced 50 hits and gave 250")]
)  # fmt: skip
def test_totals_that_lie_end_nothing_early_and_are_told(
    server: EuropePmcStandIn, lie: int, says: str
) -> None:
    server.lie = lie
    pages = read(server)
    assert len(ids(pages)) == 250
    assert reading.warnings(pages) == [f"Europe PMC {says}."]


def test_a_total_that_moves_is_told(server: EuropePmcStandIn) -> None:
    with reading.opened(EuropePmc, host(server.url)) as upstream:
        pages = upstream.pages(a_search())
        first = next(pages)
        server.results.append(a_result(251))
        rest = list(pages)
    assert len(ids([first, *rest])) == 251
    assert reading.warnings(rest) == ["Europe PMC counted 250 hits at first and 251 in the end."]


def test_cursors_that_lead_in_a_circle_end_in_an_error(server: EuropePmcStandIn) -> None:
    server.circle = 200
    with pytest.raises(UpstreamError, match="circle"):
        read(server)
    assert len(server.received) < 20


def first_page_again(_: Received, right: Reply) -> Reply:
    first = {"result": [a_result(number) for number in range(1, 101)]}
    answer = json.loads(right.body) | {"resultList": first}
    return replace(right, body=json.dumps(answer).encode())


def test_a_page_sent_twice_is_asked_for_again(server: EuropePmcStandIn) -> None:
    server.plan(first_page_again, nth=2)
    pages = read(server)
    assert ids(pages) == [f"MED/{number}" for number in range(1, 251)]
    assert reading.warnings(pages) == []


def test_a_page_that_stays_sent_twice_is_counted_once(server: EuropePmcStandIn) -> None:
    server.plan(first_page_again, nth=2, times=2)
    pages = read(server)
    assert reading.warnings(pages) == ["Europe PMC announced 250 hits and gave 150."]


def test_a_record_of_pubmed_carries_its_number() -> None:
    result = a_result(99000001, doi="10.1000/Example.1", pmcid="PMC9900001")
    del result["pmid"]
    record = the_record(result)
    assert (record.key, record.bibliography.pmid) == ("europepmc:MED/99000001", "99000001")
    assert (record.bibliography.doi, record.bibliography.pmcid) == ("10.1000/example.1", "PMC9900001")  # fmt: skip


def test_fields_of_a_core_result() -> None:
    record = the_record(
        a_result(
            1,
            title="Coring in skin types <i>IV</i>-VI.",
            authorList=AUTHORS,
            journalInfo=JOURNAL,
            abstractText=ABSTRACT,
            pageInfo="183-92",
            language="eng",
            license="cc by",
            isOpenAccess="Y",
            keywordList={"keyword": ["scars"]},
            pubTypeList={"pubType": ["research-article", "Journal Article"]},
            meshHeadingList={
                "meshHeading": [
                    {
                        "descriptorName": "Skin",
                        "meshQualifierList": {"meshQualifier": [{"qualifierName": "surgery"}]},
                    }
                ]
            },
        )
    )
    of = record.bibliography
    assert of.title == "Coring in skin types IV-VI."
    assert of.authors == ("Doe AB", "CORE Group", "Roe C")
    assert (of.journal, of.volume, of.issue, of.pages) == ("Journal of invented results", "9", "2", "183-192")  # fmt: skip
    assert (of.year, of.month, of.language) == (2025, 12, "en")
    assert record.kind is ReportKind.JOURNAL_ARTICLE
    assert sections_of(record)[1:] == [
        ("background", "BACKGROUND", "Scars (mm2)."),
        ("results", "RESULTS", "Pain <2 in 9 of 12 (P<0.05)."),
        ("field", "license", "cc by"),
        ("field", "open_access", "Y"),
        ("field", "keyword", "scars"),
        ("field", "mesh", "Skin/surgery"),
        ("field", "publication_type", "research-article"),
        ("field", "publication_type", "Journal Article"),
    ]


def test_fields_of_a_preprint_and_of_a_lite_result() -> None:
    preprint = the_record(
        a_result(
            "PPR77",
            "PPR",
            bookOrReportDetails={"publisher": "medRxiv", "yearOfPublication": 2025},
            pubYear="2025",
            firstPublicationDate="2025-03-04",
            versionNumber=2,
            pubTypeList={"pubType": ["Preprint"]},
        )
    )
    assert (preprint.source_id, preprint.kind) == ("PPR/PPR77", ReportKind.PREPRINT)
    assert (preprint.bibliography.journal, preprint.bibliography.pmid) == ("medRxiv", "")
    assert (preprint.bibliography.year, preprint.bibliography.month) == (2025, 3)
    assert ("field", "version", "2") in sections_of(preprint)
    lite = the_record(
        a_result(
            2,
            authorString="Smith J, Doe A.",
            journalTitle="J Invent",
            journalVolume="3",
            issue="1",
            pubType="review; journal article",
            pubYear="1999",
            firstPublicationDate="1999-05-01",
        )
    )
    assert lite.bibliography.authors == ("Smith J", "Doe A")
    assert (lite.bibliography.journal, lite.bibliography.volume) == ("J Invent", "3")
    assert (lite.bibliography.year, lite.kind) == (1999, ReportKind.REVIEW)


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ({"type": "Erratum for", "source": "MED", "id": "5"}, [("comment_on", "pmid:5"), ("correction_of", "pmid:5")]),
        ({"type": "Retraction in", "source": "MED", "id": "5"}, [("retracted_by", "pmid:5")]),
        ({"type": "Expression of concern in", "source": "MED", "id": "5"}, [("concern_raised_by", "pmid:5")]),
        ({"type": "Preprint of", "source": "MED", "id": "5"}, [("report_of", "pmid:5"), ("preprint_of", "pmid:5")]),
        ({"type": "Preprint in", "source": "PPR", "id": "PPR7"}, [("report_of", "europepmc:PPR/PPR7"), ("has_preprint", "europepmc:PPR/PPR7")]),
        ({"type": "Preprint in", "source": "PPR", "id": "PPR7", "reference": "medRxiv. doi: 10.1101/X.1."}, [("report_of", "doi:10.1101/x.1"), ("has_preprint", "doi:10.1101/x.1")]),
        ({"type": "Comment in", "source": "MED", "id": "5"}, []),
        ({"type": "Retraction in", "reference": "J Invent"}, [("retracted_by", "")]),
        ({"type": "Update of"}, []),
        ({}, []),
    ],
)  # fmt: skip
def test_corrections_and_links(link: dict[str, Any], found: list[tuple[str, str]]) -> None:
    record = the_record(a_result(1, commentCorrectionList={"commentCorrection": [link]}))
    assert [(r.kind.value, r.target) for r in record.relations] == found
    assert all(r.because.startswith("Europe PMC: ") for r in record.relations)


def test_the_publication_type_alone_tells_of_a_retraction() -> None:
    types = {"pubType": ["Journal Article", "Retracted Publication"]}
    (only,) = the_record(a_result(1, pubTypeList=types)).relations
    assert (only.kind, only.target) == (RelationKind.RETRACTED_BY, "")


def test_being_cited_makes_no_new_version_and_a_new_abstract_does() -> None:
    before = the_record(a_result(1, citedByCount=1))
    cited = dict(reversed(a_result(1, citedByCount=2).items()))
    assert the_record(cited) == before
    assert the_record(a_result(1, abstractText="New.")).content_hash != before.content_hash


def test_what_is_no_result_is_quarantined_and_the_rest_goes_on() -> None:
    with EuropePmcStandIn([a_result(1), a_result(2)]) as server:
        bad: list[Any] = [{"title": "Coring without a number"}, "coring", a_result(3, title="", source="AGR")]  # fmt: skip

        def mixed(_: Received) -> Reply:
            found = {"hitCount": 4, "resultList": {"result": [*bad, a_result(4)]}}
            return Reply(body=json.dumps(found).encode())

        server.routes = {"/search": mixed}
        (page,) = read(server)
    assert ids([page]) == ["MED/4"]
    refused = [one for one in page.items if isinstance(one, Rejected)]
    assert [one.source for one in refused] == ["europepmc"] * 3
    assert refused[0].place == "Europe PMC at *, result 1"
    assert refused[0].reason == "The result has no id with its source."
    assert json.loads(refused[1].payload) == "coring"
    assert page.warnings == ()


IDENTIFIED = (
    a_result(11, doi="10.1016/s0140-6736(24)01653-2", pmcid="PMC511"),
    a_result("11", "AGR"),
    a_result("PPR77", "PPR", doi="10.1101/2025.01"),
    a_result("PMC512", "PMC"),
    a_result(14),
)


def test_records_by_identifier_of_any_kind() -> None:
    wanted = ("11", "https://doi.org/10.1101/2025.01", "PMC512", "ppr77", "PMID:14")
    with EuropePmcStandIn(IDENTIFIED) as server:
        (page,) = read(server, a_search(by=wanted))
        (query,) = queries(server)
    assert ids([page]) == ["MED/11", "PPR/PPR77", "PMC/PMC512", "MED/14"]
    assert (page.announced, page.warnings, page.position) == (None, (), "")
    assert query == (
        '(EXT_ID:11 AND SRC:MED) OR DOI:"10.1101/2025.01" OR PMCID:PMC512 OR '
        "(EXT_ID:PPR77 AND SRC:PPR) OR (EXT_ID:14 AND SRC:MED)"
    )


def test_a_record_by_identifier_that_cannot_be_read_is_not_said_to_be_missing() -> None:
    found = {"hitCount": 2, "resultList": {"result": [a_result(11), {"pmid": "14"}]}}
    with EuropePmcStandIn(IDENTIFIED) as server:
        server.routes = {"/search": lambda _: Reply(body=json.dumps(found).encode())}
        (page,) = read(server, a_search(by=("11", "14")))
    assert page.warnings == ("Europe PMC gave no record that could be read of 14.",)


def test_what_a_long_list_loses_is_asked_for_again() -> None:
    with EuropePmcStandIn(IDENTIFIED) as server:
        server.drops = {"14"}
        (page,) = read(server, a_search(by=("11", "14", "99", "J Invent 9:1")))
        again = queries(server)[1]
    assert again == "(EXT_ID:14 AND SRC:MED) OR (EXT_ID:99 AND SRC:MED)"
    assert page.warnings == (
        "'J Invent 9:1' is no PMID, DOI, PMC or preprint number.",
        "Europe PMC has no record of 14, 99.",
    )
    with EuropePmcStandIn(IDENTIFIED) as server:
        server.drops = {"14"}
        (page,) = read(server, a_search(by=("11", "14")))
    assert ids([page]) == ["MED/11", "MED/14"]
    assert page.warnings == ()


def test_many_identifiers_are_pages_that_a_killed_run_goes_on_from(
    server: EuropePmcStandIn,
) -> None:
    search = a_search(by=tuple(map(str, range(1, 131))))
    pages = read(server, search)
    assert [len(page.items) for page in pages] == [50, 50, 30]
    resumed = list(reading.killed_after_each_page(EuropePmc, host(server.url), search))
    assert resumed == [reading.records(pages)] * 2


def full_text(server: StandIn, pmcid: str) -> SourceRecord | None:
    with reading.opened(EuropePmc, host(server.url)) as upstream:
        assert isinstance(upstream, EuropePmc)
        return upstream.full_text(pmcid)


def test_the_full_text_of_an_open_report_with_its_licence(server: EuropePmcStandIn) -> None:
    server.texts["PMC511"] = LICENSED.encode()
    record = full_text(server, "PMC511")
    assert record
    assert (record.key, record.media_type) == ("europepmc:full_text/PMC511", "application/jats+xml")
    assert (record.bibliography.pmcid, record.bibliography.doi) == ("PMC511", "10.1000/example.1")
    assert ("field", "license", "https://creativecommons.org/licenses/by/4.0/") in sections_of(record)  # fmt: skip


def test_no_full_text_is_none_and_not_asked_for_again(server: EuropePmcStandIn) -> None:
    assert full_text(server, "PMC9") is None
    assert len(server.received) == 1
    assert full_text(server, "no number") is None
    assert len(server.received) == 1


def test_what_was_asked_for_full_texts_is_told(server: EuropePmcStandIn) -> None:
    with reading.opened(EuropePmc, host(server.url)) as upstream:
        assert isinstance(upstream, EuropePmc)
        upstream.full_text("PMC9")
        (asked,) = upstream.take_asked()
    assert (asked.status, asked.url.rpartition("/PMC9/")[2]) == (404, "fullTextXML")


@pytest.mark.parametrize(
    "fault", [faults.empty, faults.cut_content, faults.html_page, faults.truncated_body]
)
def test_a_broken_full_text_is_asked_for_again(server: EuropePmcStandIn, fault: Fault) -> None:
    server.texts["PMC511"] = LICENSED.encode()
    whole = full_text(server, "PMC511")
    server.plan(fault)
    assert full_text(server, "PMC511") == whole
    server.plan(fault, times=None)
    with pytest.raises(UpstreamError):
        full_text(server, "PMC511")


def test_the_text_of_another_article_is_refused(server: EuropePmcStandIn) -> None:
    own = '<article-id pub-id-type="pmc">512</article-id><title-group>'
    server.texts["PMC511"] = JATS.replace("<title-group>", own).encode()
    with pytest.raises(UpstreamError, match="the text of PMC512 for PMC511"):
        full_text(server, "PMC511")


scalars = st.none() | st.booleans() | st.integers() | st.text(max_size=20)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
NAMES = (
    "id", "source", "pmid", "doi", "title", "authorList", "authorString", "journalInfo", "pubYear",
    "abstractText", "pubTypeList", "pubType", "keywordList", "meshHeadingList", "license",
    "commentCorrectionList", "bookOrReportDetails", "firstPublicationDate", "pageInfo", "language",
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(NAMES), anything))
def test_no_shape_of_a_result_crashes(fields: dict[str, Any]) -> None:
    (found,) = records_of([{**a_result(1), **fields}], "a page")
    assert isinstance(found, SourceRecord | Rejected)


if SHARED:
    SAMPLES = SHARED / "samples" / "europepmc"

    def test_a_real_page_through_the_whole_way() -> None:
        results = json.loads((SAMPLES / "search-core-25.json").read_bytes())["resultList"]["result"]
        with EuropePmcStandIn(results) as server:
            pages = read(server, a_search("a"))
        found = reading.records(pages)
        assert (len(found), reading.rejected(pages)) == (25, [])
        assert next(iter(found)) == "MED/39709209"
        apart = (Section.TITLE, Section.FIELD)
        assert sum(any(p.section not in apart for p in r.passages) for r in found.values()) == 21
        assert sum(bool(r.bibliography.pmid) for r in found.values()) == 25
        assert sum(bool(r.bibliography.doi) for r in found.values()) == 24
        corrections = {
            name: {r.target for r in one.relations} for name, one in found.items() if one.relations
        }
        assert corrections == {
            "MED/39709208": {"pmid:39293462"},
            "MED/40377773": {"pmid:39971854"},
        }
        assert found["MED/39709208"].kind is ReportKind.COMMENT

    def test_a_real_full_text_through_the_whole_way() -> None:
        with EuropePmcStandIn() as server:
            server.texts["PMC2329613"] = (SAMPLES / "jats-PMC2329613.xml").read_bytes()
            record = full_text(server, "PMC2329613")
        assert record
        tables = [p for p in record.passages if p.section is Section.TABLE]
        assert [len(table.text.split("\n")) for table in tables] == [9, 9, 9, 22]
        assert record.bibliography.pmid == "18405359"
        licence = next(p.text for p in record.passages if p.heading == "license")
        assert licence == "http://creativecommons.org/licenses/by/2.0"
