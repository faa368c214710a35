"""The rules that derived data follow from, by name: the topic, the reader, and the deriving."""

import hashlib
from dataclasses import dataclass

from app.pipeline.refreshing import DERIVING
from app.tagging import TAGGER_VERSION
from app.topic import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What an answer was made with. Two editions of one `rules` read everything alike."""

    topic: str
    tagger: str
    deriving: int
    rules: str
    """Names all three with the whole vocabulary."""


def edition_of(topic: Topic) -> Edition:
    """The edition of this program with this topic file."""
    everything = f"{DERIVING} {TAGGER_VERSION} {topic.as_read()}"
    return Edition(
        topic=topic.id,
        tagger=TAGGER_VERSION,
        deriving=DERIVING,
        rules=hashlib.sha256(everything.encode()).hexdigest()[:32],
    )
