"""How deep studies go into skin type: one study rung by rung, or all of a layer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import BeforeValidator, Field
from sqlmodel import Session

from app.answers.questions import known_ids
from app.answers.representation import StudiesAskedOf
from app.gapmap import Ladder, MappedStudy, Rung, RungReached, ladder, rungs_by_outcome
from app.records import Dimension, Evidence, Standing
from app.store import StudyDetail
from app.topic import Topic


class LadderQuestion(StudiesAskedOf):
    """One layer of the studies, and an outcome that they must look at."""

    outcome: Annotated[
        str | None,
        BeforeValidator(lambda value: None if value == "" else value),
        Field(description="Only studies of this outcome, and results of it."),
    ] = None


def answer_ladder(db: Session, topic: Topic, question: LadderQuestion) -> Ladder:
    """The share of studies on each rung.

    Raises:
        InvalidQueryError: If an id is not in the topic's vocabulary.
    """
    known_ids(topic, "outcome", [question.outcome] if question.outcome else [])
    return ladder(question.studies(db, topic), question.outcome, question.layer)


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyDepth:
    """The rungs of one study, as a whole (`outcome` None) and by outcome, with their evidence."""

    public_id: str
    rungs: tuple[RungReached, ...]


def depth_of(study: StudyDetail) -> StudyDepth:
    """How deep one study goes; nothing for one that counts nowhere."""
    if study.left_out is not None:
        return StudyDepth(public_id=study.summary.public_id, rungs=())
    words = _words_on_types(study)
    return StudyDepth(
        public_id=study.summary.public_id,
        rungs=tuple(
            reached
            if reached.evidence or reached.rung is Rung.SILENT
            else replace(reached, evidence=words)
            for reached in rungs_by_outcome(_mapped(study))
        ),
    )


def _mapped(study: StudyDetail) -> MappedStudy:
    summary = study.summary
    return MappedStudy(
        public_id=summary.public_id,
        title=summary.title,
        year=summary.year,
        layer=summary.layer,
        participants=summary.participants,
        standing={t: s for t, s in summary.standing.items() if s is not Standing.NOT_REPORTED},
        counts=study.counts,
        outcomes=frozenset(summary.outcomes),
        results=study.results,
    )


def _words_on_types(study: StudyDetail) -> Evidence | None:
    """The words on the strongest standing to any type."""
    return next(
        (
            evidence
            for wanted in (Standing.STUDIED, Standing.ELIGIBLE, Standing.EXCLUDED)
            for evidence in _said(study, wanted)
        ),
        None,
    )


def _said(study: StudyDetail, wanted: Standing) -> Iterator[Evidence]:
    for tag in study.tags:
        if tag.dimension is Dimension.FITZPATRICK and tag.standing is wanted and tag.counts:
            yield tag.evidence
