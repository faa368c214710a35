"""Each question as one call: API, page and command line give the same answer because of it."""

from dataclasses import replace

from sqlmodel import Session

from app import store
from app.answers.context import answer_context
from app.answers.mapped import mapped_studies
from app.answers.questions import (
    CellQuestion,
    GapPageQuestion,
    GapsQuestion,
    RejectedQuestion,
    StudiesQuestion,
)
from app.answers.remembered import remembered
from app.answers.searched import answer_searched
from app.answers.values import (
    CellAnswer,
    GapList,
    Overview,
    PlannedStudy,
    Vocabulary,
    VocabularyValue,
)
from app.gapmap import (
    RULES,
    Depth,
    Facts,
    Footing,
    Gap,
    Layer,
    Ranking,
    Reason,
    cell,
    facts,
    indirect_in,
    safety_of,
    trials_of,
)
from app.records import SkinType, Standing
from app.store import (
    RejectedPage,
    StoredRejected,
    StudyDetail,
    StudyPage,
)
from app.topic import Topic

OVERVIEW_GAPS = 8


def answer_cell(db: Session, topic: Topic, question: CellQuestion) -> CellAnswer:
    """One cell with the studies and the evidence that it rests on."""
    key = question.as_key(topic)
    wider = question.as_map_question()
    mapped = mapped_studies(db, topic, wider.as_filter(topic))
    searched = answer_searched(db, topic)
    found = cell(mapped, key, topic, wider.as_query(topic).layers, searched=searched.ever)
    return CellAnswer(
        cell=found,
        indirect=tuple(indirect_in(mapped, key, topic)),
        searched=searched,
        studies=store.list_summaries(db, found.study_ids),
        other_studies=store.list_summaries(db, found.other_ids),
        evidence=tuple(store.list_cell_evidence(db, (*found.study_ids, *found.other_ids), key)),
        safety=safety_of(mapped, key, topic),
    )


def answer_gaps(db: Session, topic: Topic, question: GapsQuestion) -> tuple[Gap, ...]:
    """The gaps worth filling, most urgent first."""
    return answer_gap_list(db, topic, question).gaps


def answer_gap_list(db: Session, topic: Topic, question: GapsQuestion) -> GapList:
    """A part of the ranked gaps, with how many there are and by which rules they are ranked."""
    return remembered(
        db, topic, f"gaps {question.model_dump_json()}", lambda: _gap_list(db, topic, question)
    )


def answer_gap_page(db: Session, topic: Topic, question: GapPageQuestion) -> GapList:
    """A page of the ranked gaps, all pages of one state of the evidence.

    Raises:
        InvalidQueryError: If the cursor was not made for this question.
        ListChangedError: If the evidence changed since it was made.
    """
    asked = question.model_dump(exclude={"cursor", "limit", "offset"})
    state = store.evidence_mark(db)
    begin = question.offset
    if question.cursor is not None:
        (begin,) = (int(n) for n in store.place_of(question.cursor, asked, (int,), state))
    plain = question.model_dump(exclude={"cursor"}) | {"offset": begin}
    found = answer_gap_list(db, topic, GapsQuestion.model_validate(plain))
    end = begin + question.limit
    onward = store.cursor_to((end,), asked, state) if end < found.total else None
    return replace(found, next_cursor=onward)


def _gap_list(db: Session, topic: Topic, question: GapsQuestion) -> GapList:
    searched = answer_searched(db, topic)
    studies = mapped_studies(db, topic)
    ranking = Ranking(studies, topic, question.as_query(topic), searched=searched.ever)
    return GapList(
        gaps=tuple(ranking.first(question.limit, question.offset)),
        total=ranking.total,
        rules=RULES,
        searched=searched,
    )


def answer_facts(db: Session, topic: Topic) -> Facts:
    """What is known of each skin type, in numbers and sentences."""
    return remembered(
        db,
        topic,
        "facts",
        lambda: facts(mapped_studies(db, topic), searched=answer_searched(db, topic).ever),
    )


def answer_overview(db: Session, topic: Topic) -> Overview:
    """The one-screen answer."""
    studies = mapped_studies(db, topic)
    trials = {trial.public_id: trial for trial in trials_of(studies, None)}
    return Overview(
        facts=answer_facts(db, topic),
        gaps=answer_gaps(db, topic, GapsQuestion(limit=OVERVIEW_GAPS)),
        counts=store.count_everything(db),
        planned=tuple(
            PlannedStudy(study=study, trial=trials[study.public_id])
            for study in store.list_summaries(db, tuple(trials))
        ),
        searched=answer_searched(db, topic),
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


def answer_rejected_page(db: Session, question: RejectedQuestion) -> RejectedPage:
    """Part of what was quarantined, latest first.

    Raises:
        InvalidQueryError: If the cursor was not made for this question.
    """
    return store.get_rejected_page(
        db, limit=question.limit, source=question.source, cursor=question.cursor
    )


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
        footing=tuple(f.value for f in Footing),
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
