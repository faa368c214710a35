"""The feed keeps to RFC 4287, entry by entry."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from app.exports import FeedAddress, atom_feed, feed_updated
from app.gapmap import CellKey, Change, ChangeKind
from app.records import SkinType
from app.store import NotedChange
from app.topic import read_topic

TOPIC = read_topic()
ATOM = "{http://www.w3.org/2005/Atom}"
AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ADDRESS = FeedAddress(base="https://gaps.example.org", path="/feed.atom", query="fitzpatrick=V")
ONCE = ("id", "title", "updated")
IN_FEED = {"author", "category", "contributor", "generator", "icon", "id", "link", "logo",
           "rights", "subtitle", "title", "updated", "entry"}  # fmt: skip
IN_ENTRY = {"author", "category", "content", "contributor", "id", "link", "published", "rights",
            "source", "summary", "title", "updated"}  # fmt: skip
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def a_change(**fields: object) -> Change:
    defaults: dict[str, object] = {
        "kind": ChangeKind.STUDY_ADDED,
        "sentence": "New study: Coring & <needles>. Types IV and V studied.",
        "study_ids": ("SB7B4M18K",),
        "title": "Coring & <needles>",
        "fitzpatrick": (SkinType.IV, SkinType.V),
        "indications": ("acne_scars",),
        "outcomes": ("pain",),
    }
    return Change(**(defaults | fields))  # type: ignore[arg-type]  # fields by name


def a_noted(number: int = 1, change: Change | None = None) -> NotedChange:
    return NotedChange(
        number=number,
        name=f"5a0c6e7e-6a0d-5d5c-8f3f-{number:012d}",
        at=AT + timedelta(days=number),
        revision="r",
        rules_changed=False,
        change=change or a_change(),
    )


A_GAP = a_change(
    kind=ChangeKind.GAP_CLOSED,
    sentence="Gap closed. Type VI: one study treated type VI.",
    title="",
    study_ids=("SB7B4M18K",),
    cell=CellKey(SkinType.VI, None, "pain"),
)


def a_feed(*changes: NotedChange) -> etree._Element:
    return etree.fromstring(written(*changes))


def written(*changes: NotedChange) -> bytes:
    return atom_feed(changes, TOPIC, ADDRESS, feed_updated(changes, AT))


def breaches(feed: etree._Element) -> list[str]:
    """What RFC 4287 (section 4.1) demands and is not so."""
    found = [] if feed.tag == f"{ATOM}feed" else ["the root is no feed"]
    entries = feed.findall(f"{ATOM}entry")
    for element, known in ((feed, IN_FEED), *((entry, IN_ENTRY) for entry in entries)):
        names = [str(child.tag).removeprefix(ATOM) for child in element]
        found += [f"{name}: {names.count(name)} times" for name in ONCE if names.count(name) != 1]
        found += [f"unknown element {name}" for name in set(names) - known]
        found += [f"no date: {date}" for date in _dates(element) if not RFC_3339.fullmatch(date)]
        found += [f"no IRI: {iri}" for iri in _iris(element) if not urlsplit(iri).scheme]
        found += _doubled_alternates(element)
    if not feed.findall(f"{ATOM}author") and not all(e.findall(f"{ATOM}author") for e in entries):
        found.append("no author")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    return found + (["an id twice"] if len(ids) != len(set(ids)) else [])


def _dates(element: etree._Element) -> Iterable[str]:
    return (c.text or "" for n in ("updated", "published") for c in element.findall(f"{ATOM}{n}"))


def _iris(element: etree._Element) -> Iterable[str]:
    yield from (link.get("href", "") for link in element.findall(f"{ATOM}link"))
    yield from (one.text or "" for one in element.findall(f"{ATOM}id"))
    yield from (one.get("scheme", "urn:") for one in element.findall(f"{ATOM}category"))


def _doubled_alternates(element: etree._Element) -> list[str]:
    links = [
        (link.get("type"), link.get("hreflang"))
        for link in element.findall(f"{ATOM}link")
        if link.get("rel", "alternate") == "alternate"
    ]
    return ["two alternates of a type"] if len(links) != len(set(links)) else []


def test_the_checks_can_fail() -> None:
    assert len(breaches(etree.fromstring(f'<feed xmlns="{ATOM[1:-1]}"><x/></feed>'))) == 4


@pytest.mark.parametrize("changes", [(), (a_noted(),), (a_noted(2, A_GAP), a_noted(1))])
def test_a_feed_keeps_to_the_rfc(changes: tuple[NotedChange, ...]) -> None:
    assert breaches(a_feed(*changes)) == []


def test_a_feed_reader_reads_it() -> None:
    read = feedparser.parse(written(a_noted(2, A_GAP), a_noted(1)))
    assert (read.version, read.bozo) == ("atom10", False)
    assert read.feed.title == "Micro-Coring: what changed"
    [gap, study] = read.entries
    assert study.id == "urn:uuid:5a0c6e7e-6a0d-5d5c-8f3f-000000000001"
    assert study.updated_parsed[:5] == (2026, 11, 23, 9, 30)
    assert study.link == "https://gaps.example.org/studies/SB7B4M18K"
    assert {(tag.scheme, tag.term) for tag in gap.tags} >= {
        ("urn:coregap:kind", "gap_closed"), ("urn:coregap:fitzpatrick", "IV"),
        ("urn:coregap:indication", "acne_scars"), ("urn:coregap:outcome", "pain"),
    }  # fmt: skip
    assert gap.content[0].type == "text/plain"


def test_a_feed_reader_reads_an_empty_feed() -> None:
    read = feedparser.parse(written())
    assert (read.version, read.bozo, read.entries) == ("atom10", False, [])
    assert feedparser.parse(written()[:-20]).bozo


def test_the_feed_names_itself_and_when_it_changed() -> None:
    feed = a_feed(a_noted(3), a_noted(1))
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == "https://gaps.example.org/feed.atom?fitzpatrick=V"
    assert feed.findtext(f"{ATOM}updated") == "2026-11-25T09:30:00Z"
    assert a_feed().findtext(f"{ATOM}updated") == "2026-11-22T09:30:00Z"


def test_ids_stay_and_differ_by_filter() -> None:
    other = FeedAddress(base="http://127.0.0.1:8000", path="/feed.atom", query="fitzpatrick=V")
    renamed = TOPIC.model_copy(update={"title": "Dermal coring"})
    whole = FeedAddress(base="http://127.0.0.1:8000", path="/feed.atom", query="")
    ids = [
        etree.fromstring(atom_feed((), topic, address, AT)).findtext(f"{ATOM}id")
        for topic in (TOPIC, renamed)
        for address in (ADDRESS, other, whole)
    ]
    assert ids[0] == ids[1] != ids[2]
    assert ids[:3] == ids[3:]


def test_an_entry_says_what_changed_and_leads_there() -> None:
    [entry, gap] = a_feed(a_noted(2), a_noted(1, A_GAP)).findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}content") == a_change().sentence
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "https://gaps.example.org/studies/SB7B4M18K"
    terms = {(c.get("scheme"), c.get("term")) for c in entry.findall(f"{ATOM}category")}
    assert ("urn:coregap:fitzpatrick", "V") in terms
    assert ("urn:coregap:kind", "study_added") in terms
    assert gap.findtext(f"{ATOM}title") == "Gap closed: Type VI"
    place = gap.find(f"{ATOM}link")
    assert place is not None
    assert place.get("href", "").endswith("/gap-map/cell?fitzpatrick=VI&outcome=pain")


@given(title=st.text(max_size=300), sentence=st.text(max_size=300))
def test_any_text_makes_a_feed(title: str, sentence: str) -> None:
    feed = a_feed(a_noted(1, a_change(title=title, sentence=sentence)))
    assert breaches(feed) == []
