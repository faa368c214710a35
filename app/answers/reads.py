"""Each question as one call: API, page and command line give the same answer because of it."""

from sqlmodel import Session

from app import store
from app.answers.context import answer_context
from app.answers.questions import CellQuestion, GapsQuestion, MapQuestion, StudiesQuestion
from app.answers.values import CellAnswer, Overview, Vocabulary, VocabularyValue
from app.gapmap import (
    Depth,
    Facts,
    Gap,
    Layer,
    Matrix,
    Reason,
    cell,
    facts,
    matrix,
    rank_gaps,
    safety_of,
)
from app.records import SkinType, Standing
from app.store import (
    StoredRejected,
    StudyDetail,
    StudyFilter,
    StudyPage,
)
from app.topic import Topic

ALL_STUDIES = StudyFilter()
OVERVIEW_GAPS = 8


def answer_map(db: Session, topic: Topic, question: MapQuestion) -> Matrix:
    """The gap map for one choice of rows, columns, filters and layers."""
    studies = store.list_mapped_studies(db, question.as_filter(topic))
    return matrix(studies, question.as_query(topic), topic)


def answer_cell(db: Session, topic: Topic, question: CellQuestion) -> CellAnswer:
    """One cell with the studies and the evidence that it rests on."""
    key = question.as_key(topic)
    wider = question.as_map_question()
    mapped = store.list_mapped_studies(db, wider.as_filter(topic))
    found = cell(mapped, key, topic, wider.as_query(topic).layers)
    return CellAnswer(
        cell=found,
        studies=store.list_summaries(db, found.study_ids),
        other_studies=store.list_summaries(db, found.other_ids),
        evidence=tuple(store.list_cell_evidence(db, (*found.study_ids, *found.other_ids), key)),
        safety=safety_of(mapped, key, topic),
    )


def answer_gaps(db: Session, topic: Topic, question: GapsQuestion) -> tuple[Gap, ...]:
    """The gaps worth filling, most urgent first."""
    wanted = MapQuestion(
        fitzpatrick=question.fitzpatrick, indication=question.indication, outcome=question.outcome
    )
    studies = store.list_mapped_studies(db, ALL_STUDIES)
    return tuple(rank_gaps(studies, topic, wanted.as_query(topic))[: question.limit])


def answer_facts(db: Session) -> Facts:
    """What is known of each skin type, in numbers and sentences."""
    return facts(store.list_mapped_studies(db, ALL_STUDIES))


def answer_overview(db: Session, topic: Topic) -> Overview:
    """The one-screen answer."""
    studies = store.list_mapped_studies(db, ALL_STUDIES)
    planned = tuple(s.public_id for s in studies if s.layer is Layer.PLANNED)
    gaps = rank_gaps(studies, topic)
    return Overview(
        facts=facts(studies),
        gaps=tuple(gaps[:OVERVIEW_GAPS]),
        counts=store.count_everything(db),
        planned=store.list_summaries(db, planned),
        context=answer_context(db),
        revision=store.revision(db),
    )


def answer_studies(db: Session, topic: Topic, question: StudiesQuestion) -> StudyPage:
    """One page of studies.

    Raises:
        InvalidQueryError: If a filter's value or the cursor cannot be used.
    """
    wanted = question.as_filter(topic)
    return store.list_studies(db, wanted, limit=question.limit, cursor=question.cursor)


def answer_rejected(db: Session) -> tuple[StoredRejected, ...]:
    """What was quarantined, latest first."""
    return tuple(store.list_rejected(db))


def answer_study(db: Session, public_id: str) -> StudyDetail:
    """One study.

    Raises:
        StudyNotFoundError: If no study has or had the identifier.
        StudyMovedError: If it was merged into another.
    """
    return store.get_study(db, public_id)


def answer_vocabulary(topic: Topic) -> Vocabulary:
    """Every value that a filter or a tag can have, from the topic file."""
    return Vocabulary(
        topic=topic.id,
        title=topic.title,
        fitzpatrick=tuple(t.name for t in SkinType),
        standing=tuple(s.value for s in Standing),
        layer=tuple(layer.value for layer in Layer),
        depth=tuple(d.name.lower() for d in Depth),
        reason=tuple(r.value for r in Reason),
        indication=_values(topic, "indication"),
        outcome=_values(topic, "outcome"),
        body_site=_values(topic, "body_site"),
        procedure=_values(topic, "procedure"),
        design=_values(topic, "design"),
    )


def _values(topic: Topic, dimension: str) -> tuple[VocabularyValue, ...]:
    return tuple(
        VocabularyValue(id=v.id, label=v.label, covers=v.covers, kind=v.kind)
        for v in topic.values_of(dimension)
    )
