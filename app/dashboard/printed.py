"""What a page says on paper alone: its conditions, the state of the evidence, and how to cite it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fastapi import Request

from app.answers import Provenance
from app.dashboard.forms import Chip
from app.exports.map_words import drawn_from


@dataclass(frozen=True, slots=True)
class Printed:
    """Lines that only a printed page has."""

    conditions: str
    """Empty where the page has no conditions."""
    origin: str
    cite: str


@dataclass(frozen=True, slots=True)
class Paper:
    """Where and when a page is printed, and from which state of the evidence."""

    request: Request
    provenance: Provenance
    on: date


def printed(paper: Paper, title: str, chips: Iterable[Chip] | None = None) -> Printed:
    """The lines of one page; `chips` are the conditions of its question, if it has one."""
    conditions = ""
    if chips is not None:
        told = "; ".join(chip.text for chip in chips)
        conditions = f"Conditions: {told}." if told else "Conditions: none."
    revision = paper.provenance.revision[:12]
    day = f"{paper.on.day} {paper.on:%B %Y}"
    return Printed(
        conditions=conditions,
        origin=drawn_from(paper.provenance, paper.on),
        cite=f"To cite: coregap. {title}. Revision {revision}, {day}. {_address(paper.request)}",
    )


def _address(request: Request) -> str:
    """Where readers reach the page; as it was asked where nothing else was told."""
    public: str = request.app.state.public_url
    if not public:
        return str(request.url)
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{public}{request.url.path}{query}"
