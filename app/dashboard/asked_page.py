"""The questions that people ask as finished values: the answer first, then what it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.answers import Asked, AskedAnswer, AskedList
from app.dashboard import links
from app.dashboard.cell_page import cell_title
from app.dashboard.claims_page import ClaimLine, ReadIn, claim_line, read_in_studies
from app.dashboard.evidence_pieces import Part, seen
from app.dashboard.study_lines import StudyLine, study_line
from app.topic import Topic

PATH = "/questions"
SHORT = 230  # characters: what a line of the list holds without becoming the page


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLine:
    """A question with the first sentence of its answer."""

    asks: str
    href: str
    answer: str


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document that is shown and never counted."""

    title: str
    href: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedListView:
    """The page of all questions."""

    questions: tuple[AskedLine, ...]
    searched: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedView:
    """The page of one question."""

    asks: str
    answer: str
    further: tuple[str, ...]
    note: str
    claims: tuple[ClaimLine, ...]
    cells: tuple[Part, ...]
    studies: tuple[StudyLine, ...]
    documents: tuple[DocumentLine, ...]
    evidence: tuple[ReadIn, ...]
    searched: str


def asked_list_view(answer: AskedList) -> AskedListView:
    """Everything that the page of questions shows."""
    return AskedListView(
        questions=tuple(_line(asked) for asked in answer.questions),
        searched=answer.searched.sentence,
    )


def asked_view(answer: AskedAnswer, topic: Topic) -> AskedView:
    """Everything that the page of one question shows."""
    asked = answer.asked
    first, *further = asked.sentences
    claimed = {f"Claimed: {w.claim.text} {w.sentence}" for w in asked.claims}
    return AskedView(
        asks=asked.question.asks,
        answer=first,
        further=tuple(sentence for sentence in further if sentence not in claimed),
        note=asked.question.note,
        claims=tuple(claim_line(weighed) for weighed in asked.claims),
        cells=tuple(
            Part(cell_title(one.key, topic), links.cell_url(one.key)) for one in asked.cells
        ),
        studies=tuple(study_line(study, topic) for study in answer.studies),
        documents=tuple(
            DocumentLine(
                document.bibliography.title,
                next((seen(place).href for place in document.seen_at), ""),
                document.notes if document.is_signal else "",
            )
            for document in answer.documents
        ),
        evidence=tuple(read_in_studies(answer.evidence, topic)),
        searched=answer.searched.sentence,
    )


def _line(asked: Asked) -> AskedLine:
    return AskedLine(
        asks=asked.question.asks,
        href=f"{PATH}/{asked.question.id}",
        answer=_short(asked.sentences),
    )


def _short(sentences: Sequence[str]) -> str:
    """The first sentences of an answer, as many as a line of a list can hold; one at least."""
    told = sentences[0]
    for sentence in sentences[1:]:
        if len(told) + len(sentence) >= SHORT:
            break
        told = f"{told} {sentence}"
    return told
