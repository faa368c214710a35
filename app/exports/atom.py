"""Changes as an Atom feed (RFC 4287)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from textwrap import shorten
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from app.exports.change_pages import page_of
from app.gapmap import Change
from app.store import NotedChange
from app.topic import Topic

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
KINDS = "urn:coregap:kind"
"""Schemes of categories."""
TYPES, INDICATIONS, OUTCOMES = (
    f"urn:coregap:{name}" for name in ("fitzpatrick", "indication", "outcome")
)
TITLE_LENGTH = 160  # characters
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed without entries was updated, where nothing was ever received."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedAddress:
    """Where the feed was asked for: `base` has scheme and host and no last slash."""

    base: str
    path: str
    query: str

    @property
    def own(self) -> str:
        """The address of this feed with its filters."""
        return f"{self.base}{self.path}" + (f"?{self.query}" if self.query else "")


def atom_feed(
    changes: Sequence[NotedChange], topic: Topic, address: FeedAddress, updated: datetime
) -> bytes:
    """The feed as UTF-8. Its identifier stays through every change of title and of address."""
    feed = etree.fromstring(f'<feed xmlns="{ATOM}"/>')
    _text(feed, "id", f"urn:uuid:{uuid5(NAMESPACE_URL, f'coregap {topic.id} {address.query}')}")
    _text(feed, "title", f"{topic.title}: what changed")
    _text(feed, "updated", _moment(updated))
    _link(feed, "self", address.own, MEDIA_TYPE)
    _link(feed, "alternate", f"{address.base}/", "text/html")
    _text(_child(feed, "author"), "name", "coregap")
    _text(feed, "generator", "coregap")
    for one in changes:
        _entry(feed, one, address.base)
    return etree.tostring(feed, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def feed_updated(changes: Sequence[NotedChange], received: datetime | None) -> datetime:
    """When the feed last changed; one without a change when anything was last received."""
    return max((one.at for one in changes), default=received or NEVER)


def _entry(feed: etree._Element, one: NotedChange, base: str) -> None:
    change = one.change
    entry = _child(feed, "entry")
    _text(entry, "id", f"urn:uuid:{one.name}")
    _text(entry, "title", _title(change))
    _text(entry, "updated", _moment(one.at))
    _text(entry, "published", _moment(one.at))
    _link(entry, "alternate", f"{base}{page_of(change)}", "text/html")
    for scheme, terms in (
        (KINDS, (change.kind.value,)),
        (TYPES, tuple(t.name for t in change.fitzpatrick)),
        (INDICATIONS, change.indications),
        (OUTCOMES, change.outcomes),
    ):
        for term in terms:
            _child(entry, "category", term=term, scheme=scheme)
    told = " The reader or the vocabulary changed at the same time." if one.rules_changed else ""
    _text(entry, "content", f"{change.sentence}{told}").set("type", "text")


def _title(change: Change) -> str:
    """What happened, and to what, on one line."""
    if not change.title:
        return change.sentence.partition(": ")[0].replace(". ", ": ", 1)
    return shorten(change.sentence, TITLE_LENGTH, placeholder=" …")


def _child(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _name(name), {k: _xml(v) for k, v in attributes.items()})


def _text(parent: etree._Element, name: str, text: str) -> etree._Element:
    child = _child(parent, name)
    child.text = _xml(text)
    return child


def _link(parent: etree._Element, relation: str, address: str, media_type: str) -> None:
    _child(parent, "link", rel=relation, href=address, type=media_type)


def _xml(text: str) -> str:
    """The text without what XML 1.0 cannot hold."""
    return "".join(c for c in text if _may_stand(ord(c)))


def _may_stand(code: int) -> bool:
    if code < 0x20:
        return code in (0x9, 0xA, 0xD)
    return not 0xD800 <= code <= 0xDFFF and code not in (0xFFFE, 0xFFFF)


def _moment(moment: datetime) -> str:
    """RFC 3339, to the second, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _name(name: str) -> str:
    return f"{{{ATOM}}}{name}"
