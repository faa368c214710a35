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
from app.records import Relation, RelationKind, ReportKind, Section, SourceRecord
from app.sources.crossref import Crossref, host
from app.sources.crossref.query import words_of
from app.sources.crossref.work import work_record
from app.sources.upstream import Page, Search
from tests.shared_folder import SHARED
from tests.sources import reading
from tests.sources.reading import a_search
from tests.upstreams import faults
from tests.upstreams.crossref import CURSOR, CrossrefStandIn, a_work
from tests.upstreams.server import Received, Reply

pytestmark = pytest.mark.slow

CONTACT = "tracker@example.org"
MANY = [f"10.1000/{number:04}" for number in range(110)]
IN_FIFTIES = partial(Crossref, rows=50)


@pytest.fixture
def server() -> Iterator[CrossrefStandIn]:
    with CrossrefStandIn(map(a_work, MANY)) as running:
        yield running


def read(server: CrossrefStandIn, search: Search, position: str = "") -> list[Page]:
    return reading.read(IN_FIFTIES, host(server.url, contact=CONTACT), search, position)


def record_of(**fields: Any) -> SourceRecord:
    record = work_record(a_work("10.1000/own", **fields), "here")
    assert isinstance(record, SourceRecord)
    return record


def kinds(record: SourceRecord) -> list[tuple[str, str]]:
    return [(relation.kind.value, relation.target) for relation in record.relations]


def test_a_cursor_that_never_changes_is_followed_to_the_short_page(server: CrossrefStandIn) -> None:
    pages = read(server, a_search())
    assert [len(page.items) for page in pages] == [50, 50, 10]
    assert list(reading.records(pages)) == MANY
    assert {page.announced for page in pages} == {110}
    assert [r.query["cursor"] for r in server.received] == ["*", CURSOR, CURSOR]
    assert not reading.warnings(pages)


def test_a_last_page_that_is_full_is_followed_by_an_empty_one(server: CrossrefStandIn) -> None:
    del server.works[100:]
    assert [len(page.items) for page in read(server, a_search())] == [50, 50, 0]


def test_no_hit_is_one_page_without_items(server: CrossrefStandIn) -> None:
    server.works.clear()
    pages = read(server, a_search())
    assert [(page.items, page.announced, page.position) for page in pages] == [((), 0, "")]


def test_days_of_change_are_those_of_indexing(server: CrossrefStandIn) -> None:
    server.works[7]["indexed"] = {"date-time": "2026-11-21T10:00:00Z"}
    server.works[8]["indexed"] = {"date-time": "2026-11-23T10:00:00Z"}
    pages = read(server, a_search("coring needles", since=date(2026, 11, 20)))
    assert list(reading.records(pages)) == [MANY[7]]
    (asked,) = pages[0].asked
    assert "from-index-date%3A2026-11-20%2Cuntil-index-date%3A2026-11-22" in asked.url
    assert "mailto" not in asked.url
    assert server.received[0].query["mailto"] == CONTACT
    assert f"mailto:{CONTACT}" in server.received[0].headers["user-agent"]


def test_an_address_that_the_parameter_may_not_hold_goes_in_the_user_agent_alone() -> None:
    assert host(contact="a@mail.example.org").secrets["mailto"] == ""
    assert (host(contact="").per_second, host(contact="a@mail.example.org").per_second) == (1, 3)


def test_a_killed_run_goes_on_at_any_page(server: CrossrefStandIn) -> None:
    whole = reading.records(read(server, a_search()))
    address = host(server.url)
    assert list(reading.killed_after_each_page(IN_FIFTIES, address, a_search())) == [whole, whole]


def test_a_page_that_was_lost_with_a_killed_run_is_read_after_all(server: CrossrefStandIn) -> None:
    """It was asked for and never stored, and the cursor has moved on."""
    with reading.opened(IN_FIFTIES, host(server.url)) as upstream:
        pages: Any = upstream.pages(a_search())
        stored = [next(pages)]
        next(pages)
        pages.close()
    stored += read(server, a_search(), stored[-1].position)
    assert sorted(reading.records(stored)) == MANY
    assert any("read again" in warning for warning in reading.warnings(stored))


def test_a_page_that_was_lost_on_the_wire_is_read_after_all(server: CrossrefStandIn) -> None:
    """The answer broke off; asked again, the cursor gives the page behind it."""
    server.plan(faults.reset_in_body, nth=2)
    pages = read(server, a_search())
    assert sorted(reading.records(pages)) == MANY


def test_a_dead_cursor_begins_again(server: CrossrefStandIn) -> None:
    def forget(received: Received, right: Reply) -> Reply:
        server.dead = True
        return right

    server.plan(forget)
    pages = read(server, a_search())
    assert sorted(reading.records(pages)) == MANY
    assert "forgot" in reading.warnings(pages)[0]


def test_cursors_that_always_die_are_an_error(server: CrossrefStandIn) -> None:
    def forget(received: Received, right: Reply) -> Reply:
        server.dead = True
        return right

    server.plan(forget, times=None)
    with pytest.raises(UpstreamError, match="cursors die"):
        read(server, a_search())


def test_a_total_that_is_too_high_is_believed_once(server: CrossrefStandIn) -> None:
    server.total = 115
    pages = read(server, a_search())
    assert [len(page.items) for page in pages] == [50, 50, 10] * 2
    assert len(reading.records(pages)) == 110


def test_a_total_that_drifts_is_no_loss(server: CrossrefStandIn) -> None:
    def drifts(received: Received, right: Reply) -> Reply:
        told = json.loads(right.body)
        told["message"]["total-results"] += received.number
        return replace(right, body=json.dumps(told).encode())

    server.plan(drifts, nth=2, times=None)
    assert len(read(server, a_search())) == 3


def test_a_list_in_circles_is_an_error(server: CrossrefStandIn) -> None:
    def circle(received: Received, right: Reply) -> Reply:
        server._first = 0
        return right

    server.plan(circle, times=None)
    with pytest.raises(UpstreamError, match="in circles"):
        read(server, a_search())


@pytest.mark.parametrize("fault", ["HTML with 200", "HTML in disguise", "cut content", "empty"])
def test_a_broken_page_is_asked_for_again(server: CrossrefStandIn, fault: str) -> None:
    server.plan(faults.FAULTS[fault])
    assert list(reading.records(read(server, a_search()))) == MANY


def test_json_without_works_is_no_empty_result(server: CrossrefStandIn) -> None:
    broken = b'{"status": "ok", "message": {}}'
    server.plan(lambda _, right: replace(right, body=broken), times=None)
    with pytest.raises(UpstreamError, match="no list of works"):
        read(server, a_search())


def test_phrases_sift_what_crossref_cannot(server: CrossrefStandIn) -> None:
    server.works[3]["title"] = ["Micro\u2010Coring of the face"]
    server.works[9]["abstract"] = "<jats:p>By <jats:italic>micro coring</jats:italic>.</jats:p>"
    server.works[11]["title"] = ["Coring of micro grains"]
    server.works[12]["title"] = ["ELLACOR at work"]
    pages = read(server, a_search('"micro-coring" OR ellacor'))
    assert list(reading.records(pages)) == [MANY[3], MANY[9], MANY[12]]
    assert server.received[0].query["query.bibliographic"] == "micro-coring ellacor"
    assert [page.announced for page in pages] == [None] * len(pages)
    (told,) = reading.warnings(pages)
    assert "of 110 works" in told
    assert "the 107 of them without" in told


@pytest.mark.parametrize("more", [0, 300], ids=["to the end", "as far as they are relevant"])
def test_a_page_that_was_lost_on_the_way_is_read_with_phrases_too(
    server: CrossrefStandIn, more: int
) -> None:
    for work in server.works[60:63]:
        work["title"] = ["Micro-coring of the face"]
    server.works[3]["title"] = ["Micro-coring"]
    server.works += map(a_work, [f"10.1001/{number}" for number in range(more)])
    server.plan(faults.cut_content, nth=2)
    pages = read(server, a_search('"micro-coring"'))
    assert list(reading.records(pages)) == [MANY[3], *MANY[60:63]]
    assert "the pages are read again" in reading.warnings(pages)[0]


def test_what_may_have_been_lost_twice_is_told(server: CrossrefStandIn) -> None:
    server.works += map(a_work, [f"10.1001/{number}" for number in range(300)])
    for nth in (2, 5):
        server.plan(faults.cut_content, nth=nth)
    pages = read(server, a_search('"micro-coring"'))
    assert "may have been passed over" in " ".join(reading.warnings(pages[-1:]))


def test_phrases_announce_no_total_when_a_cursor_died(server: CrossrefStandIn) -> None:
    def dies(_: Received, right: Reply) -> Reply:
        server.dead = True
        return right

    server.plan(dies)
    pages = read(server, a_search('"micro-coring"'))
    assert {page.announced for page in pages} == {None}
    assert "forgot where the reading stood" in reading.warnings(pages)[0]


def test_phrases_end_the_reading_where_relevance_ends(server: CrossrefStandIn) -> None:
    server.works += map(a_work, [f"10.1001/{number}" for number in range(300)])
    server.works[3]["title"] = ["Micro-coring"]
    pages = read(server, a_search('"micro-coring"'))
    assert len(pages) == 3
    assert list(reading.records(pages)) == [MANY[3]]
    resumed = list(
        reading.killed_after_each_page(IN_FIFTIES, host(server.url), a_search('"micro-coring"'))
    )
    assert [list(found) for found in resumed] == [[MANY[3]]] * 2


@pytest.mark.parametrize(
    ("query", "sent", "phrases"),
    [
        ("dermal coring", "dermal coring", ()),
        ('"skin coring" "dermal coring"', "skin coring dermal", ("skin coring", "dermal coring")),
        ('"micro-coring" OR "hollow needle"', "micro-coring hollow needle", ("micro-coring", "hollow needle")),
        ('"micro-coring", ellacor!', "micro-coring ellacor", ("micro-coring", "ellacor")),
    ],
)  # fmt: skip
def test_a_query_is_sent_without_punctuation(
    query: str, sent: str, phrases: tuple[str, ...]
) -> None:
    words = words_of(query)
    assert (words.sent, words.phrases, words.is_cut) == (sent, phrases, False)


def test_a_long_query_is_cut_and_says_so(server: CrossrefStandIn) -> None:
    pages = read(server, a_search(" ".join(f"coring{n}" for n in range(60))))
    sent = server.received[0].query["query.bibliographic"]
    assert len(sent) <= 300
    assert sent.endswith("coring33")
    assert "was cut" in reading.warnings(pages)[0]


def test_works_by_their_dois(server: CrossrefStandIn) -> None:
    pages = read(server, a_search("", by=("https://doi.org/10.1000/0004", "doi:10.1000/0001")))
    assert set(reading.records(pages)) == {MANY[4], MANY[1]}
    assert len(server.received) == 1
    assert not reading.warnings(pages)


def test_many_dois_go_in_batches_and_from_any_of_them_on(server: CrossrefStandIn) -> None:
    search = a_search("", by=tuple(MANY[:105]))
    pages = read(server, search)
    assert [len(page.items) for page in pages] == [50, 50, 5]
    assert list(reading.records(read(server, search, pages[0].position))) == MANY[50:105]


def test_long_dois_make_no_address_that_is_too_long(server: CrossrefStandIn) -> None:
    dois = tuple(f"10.1000/{number:0300}" for number in range(25))
    server.works = list(map(a_work, dois))
    assert set(reading.records(read(server, a_search("", by=dois)))) == set(dois)
    assert max(len(received.target) for received in server.received) < 4096


@pytest.mark.parametrize("doi", ["10.1000/a,b", "10.1002/(sici)1097(1998)12:3<1::aid-x>3.0.co;2-#"])
def test_dois_with_odd_characters(server: CrossrefStandIn, doi: str) -> None:
    server.works.append(a_work(doi))
    assert set(reading.records(read(server, a_search("", by=(doi, MANY[0]))))) == {doi, MANY[0]}


def test_an_alias_brings_the_primary_doi_and_is_kept(server: CrossrefStandIn) -> None:
    server.aliases["10.1000/old"] = MANY[3]
    (record,) = reading.records(read(server, a_search("", by=("10.1000/old",)))).values()
    assert record.source_id == record.bibliography.doi == MANY[3]
    assert [p.text for p in record.passages if p.heading == "other_doi"] == ["10.1000/old"]


def test_dois_that_are_none_or_unknown_are_told(server: CrossrefStandIn) -> None:
    pages = read(server, a_search("", by=("10/abc", "10.5555/datacite", MANY[0])))
    assert list(reading.records(pages)) == [MANY[0]]
    assert reading.warnings(pages) == [
        '"10/abc" is no DOI.',
        "Crossref does not know 10.5555/datacite.",
    ]
    assert not any(page.withdrawn for page in pages)


def test_a_work_in_full() -> None:
    record = record_of(
        title=["RETRACTED: Coring at 5 mm<sup>2</sup> &amp;amp; more"],
        container_title=["Journal of invented results"],
        author=[
            {"given": "Ada", "family": "Doe", "sequence": "first"},
            {"name": "CORE Group", "sequence": "additional"},
        ],
        volume="9",
        page="183-92",
        language="en",
        abstract="<jats:title>Abstract</jats:title>\n   <jats:sec><jats:title>Results</jats:title>"
        "<jats:p>P &lt; .05 in IV&amp;#8211;VI</jats:p></jats:sec>",
    )
    assert (record.key, record.kind) == ("crossref:10.1000/own", ReportKind.JOURNAL_ARTICLE)
    found = record.bibliography
    assert found.title == "RETRACTED: Coring at 5 mm2 & more"
    assert found.authors == ("Doe A", "CORE Group")
    assert (found.year, found.month, found.pages) == (2025, 10, "183-192")
    assert (found.journal, found.language) == ("Journal of invented results", "en")
    results = [p.text for p in record.passages if p.section is Section.RESULTS]
    assert results == ["P < .05 in IV\u2013VI"]


@pytest.mark.parametrize(
    ("abstract", "passages"),
    [
        ("<jats:p>One.</jats:p>\n<jats:p>Two.</jats:p>", [("abstract", "One. Two.")]),
        ("No markup, P<0.001 at all", [("abstract", "No markup, P<0.001 at all")]),
        ("<jats:p>Not&nbsp;closed", [("abstract", "Not closed")]),
        (
            "<jats:title>Background</jats:title><jats:p>Scars.</jats:p><jats:title>Results</jats:title><jats:p>Better.</jats:p>",
            [("background", "Scars."), ("results", "Better.")],
        ),
        (
            '<jats:p>At <jats:inline-formula><jats:alternatives><jats:tex-math>$$x^2$$</jats:tex-math><mml:math xmlns:mml="m"><mml:mi>x</mml:mi></mml:math></jats:alternatives></jats:inline-formula>.</jats:p>',
            [("abstract", "At x.")],
        ),
        (
            "<jats:list><jats:list-item><jats:p>a</jats:p></jats:list-item><jats:list-item><jats:p>b</jats:p></jats:list-item></jats:list>",
            [("abstract", "a b")],
        ),
    ],
)  # fmt: skip
def test_abstracts_are_flattened(abstract: str, passages: list[tuple[str, str]]) -> None:
    record = record_of(abstract=abstract)
    found = [(p.section.value, p.text) for p in record.passages]
    assert [one for one in found if one[0] not in ("title", "field")] == passages


@pytest.mark.parametrize(
    ("dates", "year", "month"),
    [
        ({"issued": {"date-parts": [[None]]}, "posted": {"date-parts": [[2026, 2, 3]]}}, 2026, 2),
        ({"issued": {"date-parts": [[2025]]}, "published-print": {"date-parts": [[2027, 1]]}}, 2025, None),
        ({"issued": {"date-parts": []}}, None, None),
        ({"issued": {"date-parts": [[2025, 0]]}}, 2025, None),
    ],
)  # fmt: skip
def test_dates_are_as_exact_as_they_were_given(
    dates: dict[str, Any], year: int | None, month: int | None
) -> None:
    found = work_record(a_work("10.1000/own") | dates, "here")
    assert isinstance(found, SourceRecord)
    assert (found.bibliography.year, found.bibliography.month) == (year, month)


def test_a_subtitle_belongs_to_the_title() -> None:
    assert record_of(title=["Coring"], subtitle=["A trial"]).bibliography.title == "Coring: A trial"
    assert (
        record_of(title=["Coring: a trial"], subtitle=["A trial"]).bibliography.title
        == "Coring: a trial"
    )


def update(kind: str, doi: str = "10.1000/notice", **fields: str) -> list[dict[str, Any]]:
    day = {"date-parts": [[2010, 2, 6]]}
    return [{"DOI": doi, "type": kind, "source": "publisher", "updated": day, **fields}]


@pytest.mark.parametrize(
    ("kind", "on_original", "on_notice"),
    [
        ("retraction", "retracted_by", "retraction_of"),
        ("withdrawal", "retracted_by", "retraction_of"),
        ("removal", "retracted_by", "retraction_of"),
        ("partial_retraction", "corrected_by", "correction_of"),
        ("correction", "corrected_by", "correction_of"),
        ("erratum", "corrected_by", "correction_of"),
        ("corrigendum", "corrected_by", "correction_of"),
        ("expression_of_concern", "concern_raised_by", "concern_about"),
        ("new_version", "updated_by", "update_of"),
    ],
)
def test_updates_stand_on_both_sides(kind: str, on_original: str, on_notice: str) -> None:
    original = record_of(updated_by=update(kind))
    assert kinds(original) == [(on_original, "doi:10.1000/notice")]
    assert original.kind is ReportKind.JOURNAL_ARTICLE
    notice = record_of(update_to=update(kind, "https://doi.org/10.1000/ORIGINAL"))
    assert (on_notice, "doi:10.1000/original") in kinds(notice)
    expected = ReportKind.JOURNAL_ARTICLE if kind == "new_version" else ReportKind.COMMENT
    assert notice.kind is expected


def test_a_retraction_names_its_day_and_who_says_it() -> None:
    both = update("retraction") + update(
        "retraction", source="retraction-watch", **{"record-id": "4036"}
    )
    assert [relation.because for relation in record_of(updated_by=both).relations] == [
        "Crossref: retraction of 2010-02-06 (publisher)",
        "Crossref: retraction of 2010-02-06 (retraction-watch, record 4036)",
    ]


def test_a_new_version_of_itself_says_nothing_and_a_retraction_does() -> None:
    own = "10.1000/OWN"
    silent = record_of(updated_by=update("new_version", own), update_to=update("new_version", own))
    assert silent.relations == ()
    assert silent.kind is ReportKind.JOURNAL_ARTICLE
    assert kinds(record_of(update_to=update("withdrawal", own))) == [("retracted_by", "")]
    assert kinds(record_of(updated_by=update("retraction", "unavailable"))) == [
        ("retracted_by", "")
    ]


def test_preprints_and_comments() -> None:
    def related(kind: str, **more: str) -> Relation:
        link = {"id-type": "doi", "id": "https://doi.org/10.1000/OTHER", **more}
        return record_of(relation={kind: [link]}).relations[-1]

    assert related("is-preprint-of").kind is RelationKind.PREPRINT_OF
    assert related("has-preprint").kind is RelationKind.HAS_PREPRINT
    assert related("is-comment-on").kind is RelationKind.COMMENT_ON
    assert related("has-preprint").target == "doi:10.1000/other"
    correction = {"correction": [{"id": "10.1000/n", "asserted-by": "object"}]}
    assert kinds(record_of(relation=correction)) == [("corrected_by", "doi:10.1000/n")]
    assert record_of(relation={"has-review": [{"id": "10.3410/f.1"}]}).relations == ()


def test_a_preprint_has_its_server_for_a_journal() -> None:
    record = record_of(type="posted-content", subtype="preprint", institution=[{"name": "medRxiv"}])
    assert (record.kind, record.bibliography.journal) == (ReportKind.PREPRINT, "medRxiv")


def test_what_moves_without_a_change_is_no_change() -> None:
    moved = {"indexed": {"date-time": "2026-11-22"}, "score": 9.5, "is-referenced-by-count": 7}
    assert record_of(**moved).content_hash == record_of().content_hash
    assert record_of(title=["Other"]).content_hash != record_of().content_hash


def test_a_work_without_a_doi_is_kept_apart_with_its_reason(server: CrossrefStandIn) -> None:
    def broken(received: Received, right: Reply) -> Reply:
        told = json.loads(right.body)
        del told["message"]["items"][1]["DOI"]
        return replace(right, body=json.dumps(told).encode())

    server.plan(broken)
    (apart,) = reading.rejected(read(server, a_search()))
    assert (apart.source, apart.reason) == ("crossref", "The work has no DOI.")
    assert apart.place.endswith("work 2")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["DOI", "id", "type", "date-parts", "name", "family", "updated"]), inner, max_size=3),
    max_leaves=12,
)  # fmt: skip
FIELDS = ["DOI", "title", "author", "issued", "abstract", "relation", "update-to", "updated-by", "clinical-trial-number", "institution", "type", "page"]  # fmt: skip


@given(st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_no_work_stops_the_rest(work: dict[str, Any]) -> None:
    work_record(work, "here")
    work_record({**work, "DOI": "10.1000/own"}, "here")


if SHARED is not None:
    SAMPLES = SHARED / "samples" / "crossref"

    def sample(name: str) -> dict[str, Any]:
        told = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
        message: dict[str, Any] = told["message"]
        return message

    def abstracts(found: dict[str, SourceRecord]) -> int:
        return sum(
            any(p.section is Section.ABSTRACT for p in record.passages) for record in found.values()
        )

    @pytest.mark.parametrize(
        ("name", "works", "total", "with_abstract"),
        [
            ("works-cursor-page1", 20, 454, 1),
            ("works-cursor-page2", 20, 454, 2),
            ("works-with-update-to", 20, 151, 4),
        ],
    )
    def test_real_works_give_the_counts_that_others_counted(
        name: str, works: int, total: int, with_abstract: int
    ) -> None:
        with CrossrefStandIn(sample(name)["items"]) as server:
            server.total = total
            pages = read(server, a_search("widget"))
        found = reading.records(pages)
        assert (len(found), pages[0].announced, abstracts(found)) == (works, total, with_abstract)

    def test_the_real_second_page_holds_other_works() -> None:
        one, other = sample("works-cursor-page1"), sample("works-cursor-page2")
        assert one["next-cursor"] == other["next-cursor"]
        assert len(one["next-cursor"]) == 1512
        with CrossrefStandIn([*one["items"], *other["items"]]) as server:
            found = reading.records(read(server, a_search("widget")))
        assert len(found) == 40
        assert list(found)[20] == "10.1145/3027385.3027428"

    def test_real_updates() -> None:
        with CrossrefStandIn(sample("works-with-update-to")["items"]) as server:
            found = reading.records(read(server, a_search("citizen science")))
        assert kinds(found["10.1371/journal.pbio.0050002"]) == [
            ("corrected_by", "doi:10.1371/journal.pbio.0060304")
        ]
        assert ("has_preprint", "doi:10.1101/2024.07.14.24310389") in kinds(
            found["10.1371/journal.pgen.1011490"]
        )
        assert found["10.1371/journal.ppat.1006930"].relations == ()

    def test_a_real_work_with_trial_numbers() -> None:
        work = sample("work-with-trial-number")
        with CrossrefStandIn([work]) as server:
            pages = read(server, a_search("", by=("10.1136/ESMOOPEN-2020-000776",)))
        (record,) = reading.records(pages).values()
        assert record.source_id == "10.1136/esmoopen-2020-000776"
        assert record.bibliography.registrations == ("NCT03797326", "NCT04008797")
        assert not any(p.section is Section.ABSTRACT for p in record.passages)
