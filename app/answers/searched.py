"""What was searched, in words: only then does an empty cell mean that nothing was found."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app import store
from app.answers.remembered import remembered
from app.topic import Topic

NAMES = {
    "pubmed": "PubMed",
    "europepmc": "Europe PMC",
    "clinicaltrials": "ClinicalTrials.gov",
    "crossref": "Crossref",
    "openfda": "openFDA",
    "openalex": "OpenAlex",
}
BY_HAND = {"load": "the bundled evidence, read by a person", "import": "files that people gave"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchedSource:
    """One place that was searched, and when last."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchedAnswer:
    """Where was looked, and where not yet; `sentence` says both."""

    ever: bool
    """False: no source was ever asked, so that an empty cell says nothing."""
    places: tuple[SearchedSource, ...]
    never: tuple[str, ...]
    """Sources with a search of the topic that were never asked with success."""
    sentence: str


def answer_searched(db: Session, topic: Topic) -> SearchedAnswer:
    """What was searched so far."""
    return remembered(db, topic, "searched", lambda: _searched(db, topic))


def _searched(db: Session, topic: Topic) -> SearchedAnswer:
    found = store.get_searched(db)
    given = [(BY_HAND.get(kind, kind), at) for kind, at in found.by_hand.items()]
    asked = [(NAMES.get(source, source), at) for source, at in found.sources.items()]
    places = tuple(SearchedSource(name=name, at=at) for name, at in (*sorted(asked), *given))
    never = tuple(
        NAMES.get(source, source) for source in topic.searches if source not in found.sources
    )
    return SearchedAnswer(
        ever=found.ever, places=places, never=never, sentence=_sentence(found.ever, places, never)
    )


def _sentence(ever: bool, places: tuple[SearchedSource, ...], never: tuple[str, ...]) -> str:
    told = [f"{place.name} ({_day(place.at)})" for place in places]
    sentences = [f"Searched: {', '.join(told)}." if told else ""]
    if not ever:
        sentences.append("No source was ever asked.")
    elif never:
        sentences.append(f"Not asked yet: {', '.join(never)}.")
    return " ".join(sentence for sentence in sentences if sentence)


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"
