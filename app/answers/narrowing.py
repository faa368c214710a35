"""What a list of studies would become: by each value of a filter, and without each condition."""

from dataclasses import dataclass

from sqlmodel import Session

from app import store
from app.answers.questions import StudiesQuestion, StudySelection
from app.answers.remembered import remembered
from app.store import FacetCounts, FoundIn, StudyPage
from app.topic import Topic

CONDITIONS = (
    "q", "fitzpatrick", "standing", "indication", "outcome", "body_site", "procedure", "design", "layer",
    "year_from", "year_to",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Loosened:
    """A condition, and how many studies there would be without it, or with nothing else."""

    field: str
    studies: int
    alone: bool


def answer_facet_counts(db: Session, topic: Topic, question: StudiesQuestion) -> FacetCounts:
    """How many studies each value would leave, were it the one chosen in its field.

    Raises:
        InvalidQueryError: If a filter's value is not in the topic's vocabulary.
    """
    asked = _selection(question)
    return remembered(
        db,
        topic,
        f"facets {asked.model_dump_json()}",
        lambda: store.count_by_value(db, asked.as_filter(topic)),
    )


def answer_loosening(db: Session, topic: Topic, question: StudiesQuestion) -> tuple[Loosened, ...]:
    """Of a list without any study: what to drop so that there are some, most of them first.

    Where no single condition is to blame: how many each would leave by itself.

    Raises:
        InvalidQueryError: If a filter's value is not in the topic's vocabulary.
    """
    asked = _selection(question)
    on = [f for f in CONDITIONS if f in asked.model_dump(exclude_defaults=True)]
    without = [Loosened(field, _count(db, topic, asked, {field}), alone=False) for field in on]
    if any(one.studies for one in without):
        return _most_first(without)
    others = [set(on) - {field} for field in on]
    return _most_first(
        [
            Loosened(field, _count(db, topic, asked, rest), alone=True)
            for field, rest in zip(on, others, strict=True)
            if rest
        ]
    )


def _count(db: Session, topic: Topic, asked: StudySelection, without: set[str]) -> int:
    looser = StudySelection(**asked.model_dump(exclude=without))
    return store.count_matching(db, looser.as_filter(topic))


def _most_first(found: list[Loosened]) -> tuple[Loosened, ...]:
    return tuple(sorted((one for one in found if one.studies), key=lambda one: -one.studies))


def answer_found(db: Session, question: StudiesQuestion, page: StudyPage) -> dict[str, FoundIn]:
    """Where each study of a page answers to the words that were searched; nothing without words."""
    if not question.q.strip() or question.left_out:
        return {}
    return store.find_in_studies(db, [study.public_id for study in page.studies], question.q)


def _selection(question: StudiesQuestion) -> StudySelection:
    return StudySelection(**question.model_dump(include=set(StudySelection.model_fields)))
