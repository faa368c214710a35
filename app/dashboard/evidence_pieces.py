"""Evidence as a reader sees it: what it says, in whose words, and where it was seen."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from app.dashboard import links, words
from app.dashboard.forms import value_label
from app.records import Dimension, Evidence, EvidenceKind, Standing
from app.topic import Topic

SAFE_SCHEMES = ("http", "https")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line; a link where `href` is given, leaving the site where `outside`."""

    text: str
    href: str = ""
    outside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One piece of evidence with the statement that rests on it."""

    css: str
    kind: str
    kind_meaning: str
    says: str
    text: str
    quoted: bool
    source: tuple[Part, ...]


def piece(says: str, evidence: Evidence, *source: Part) -> Piece:
    """Evidence with what it supports; `source` comes before where the reader saw it."""
    section = Part(f"{evidence.section.replace('_', ' ').capitalize()} section")
    return Piece(
        css=f"evidence-{evidence.kind.value}",
        kind=words.EVIDENCE_WORD[evidence.kind],
        kind_meaning=words.EVIDENCE_MEANING[evidence.kind],
        says=says,
        text=evidence.text,
        quoted=evidence.kind is EvidenceKind.QUOTE,
        source=(
            *source,
            *((section,) if evidence.section and evidence.kind is EvidenceKind.QUOTE else ()),
            *(seen(place) for place in evidence.seen_at),
        ),
    )


def says(topic: Topic, dimension: Dimension, value: str, standing: Standing | None) -> str:
    """The statement in words: "Type V: studied", "Outcome: Erythema"."""
    if dimension is Dimension.FITZPATRICK:
        return f"Type {value}: {words.STANDING_WORD[standing or Standing.NOT_REPORTED]}"
    label = value_label(topic, dimension.value, value)
    return f"{words.DIMENSION_WORD[dimension]}: {label}"


def seen(place: str) -> Part:
    """Where a reader saw something: a link if it is an address of the web, else its words."""
    address = urlsplit(place)
    if address.scheme not in SAFE_SCHEMES or not address.netloc:
        return Part(place)
    return Part(f"Seen at {address.netloc.removeprefix('www.')}", place, outside=True)


def study_part(public_id: str, title: str, year: int | None) -> Part:
    """A study named in a line of sources."""
    named = title or f"Study {public_id}"
    return Part(f"{named} ({year})" if year else named, links.study_url(public_id))
