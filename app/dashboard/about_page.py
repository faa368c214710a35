"""What is counted and how: the definitions that every other page relies on."""

from dataclasses import dataclass

from app.dashboard import words
from app.records import EvidenceKind, Standing
from app.topic import Topic


@dataclass(frozen=True, slots=True)
class Definition:
    """A word and what it means here."""

    name: str
    value: str


WORDS = (
    Definition("Record", "What one source returned under one identifier, kept as it came."),
    Definition("Report", "One document: all records of the same paper, abstract or registration."),
    Definition(
        "Study",
        "The investigation itself, with all its reports. It is the unit that is counted: a "
        "registration and its paper are one study.",
    ),
    Definition(
        "People",
        "Participants, never sides, sites, lesions or sessions. A range of skin types in 38 people "
        "gives a lower and an upper bound for each type.",
    ),
    Definition(
        "Gap map",
        "Skin type by indication by outcome. Each cell has studies, people, the depth of the "
        "evidence and, where it is empty, the reason.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutView:
    """The definitions, and how to cite this state of the evidence."""

    question: str
    words: tuple[Definition, ...]
    standings: tuple[Definition, ...]
    evidence: tuple[Definition, ...]
    skin_type_note: str
    revision: str
    cite: str


def about_view(topic: Topic, revision: str) -> AboutView:
    """Everything that the page about the method shows."""
    return AboutView(
        question=topic.question,
        words=WORDS,
        standings=tuple(
            Definition(words.STANDING_WORD[s].capitalize(), _sentence(words.STANDING_MEANING[s]))
            for s in Standing
        ),
        evidence=tuple(
            Definition(words.EVIDENCE_WORD[kind], words.EVIDENCE_MEANING[kind])
            for kind in EvidenceKind
        ),
        skin_type_note=topic.skin_type_note,
        revision=revision,
        cite=f"coregap: {topic.title}. Evidence revision {revision}. Add the address of the page "
        "and the date on which you read it.",
    )


def _sentence(words_: str) -> str:
    return words_[:1].upper() + words_[1:] + "."
