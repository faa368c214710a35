"""What waits for a person, deciding on it, taking it back, and the trail of it all."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response, status

from app.answers import UndoWord
from app.answers.acting import CurrentAdmin, CurrentDecider
from app.answers.deciding import (
    ScreeningReview,
    TagReview,
    decide_screening,
    decide_tags,
    undo_review,
    undo_sealed,
)
from app.answers.decision_trail import TrailFile, TrailQuestion, answer_trail
from app.answers.dependencies import CurrentAccuracy, CurrentTopic, Db, Now
from app.answers.identity import Reading, reviewing
from app.answers.screening_review import ScreeningQuestion, answer_screening_queue
from app.answers.second_reader import (
    OptionWord,
    answer_agreement,
    answer_conflicts,
    set_second_reader,
)
from app.answers.tag_review import TagsQuestion, answer_tag_queue
from app.api import schemas
from app.api.conditional import ByContent
from app.api.idempotency import ClaimedKey, Idempotent
from app.api.routes.pages import linked
from app.api.routes.questions import NoQuestion
from app.exports import trail_file
from app.store import SCREENING, TAG

router = APIRouter(tags=["review"])
FILES = {
    "text/csv": {"schema": {"type": "string"}},
    "application/json": {"schema": {"type": "array", "items": {"type": "object"}}},
}
WRITES = [Depends(reviewing), Idempotent]
Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="Number of the decision.")]


@router.get("/tag-proposals", summary="Tags that wait", dependencies=[ByContent])
def list_tag_proposals(
    request: Request,
    response: Response,
    db: Db,
    topic: CurrentTopic,
    accuracy: CurrentAccuracy,
    person: Reading,
    question: Annotated[TagsQuestion, Query()],
) -> schemas.TagProposals:
    """Proposed tags that nobody has decided on: what came back first, then safety and skin types.

    What one of two readers has spoken of is in the queue of the other, and not in their own.
    """
    queue = answer_tag_queue(db, topic, accuracy, question, person.name)
    return linked(schemas.shaped(schemas.TagProposals, queue, topic), request, response)


@router.post(
    "/tag-decisions",
    summary="Decide on tags",
    status_code=status.HTTP_201_CREATED,
    dependencies=WRITES,
)
def decide_on_tags(decider: CurrentDecider, review: TagReview, key: ClaimedKey) -> schemas.Decided:
    """Accept, correct or reject proposals, or add a tag at a quote; all targets or none.

    A quote must stand at its place in the stored text. Counts have followed when this answers.
    """
    return schemas.shaped(schemas.Decided, decide_tags(decider, review, key), decider.topic)


@router.post(
    "/tag-decisions/{decision_id}/undo",
    summary="Undo a decision on tags",
    status_code=status.HTTP_201_CREATED,
    dependencies=WRITES,
)
def undo_tag_decision(
    decider: CurrentDecider, now: Now, decision_id: Number, word: UndoWord
) -> schemas.Decided:
    """Take it back, with all that the same word decided; the proposals wait again."""
    undone = undo_review(decider, TAG, decision_id, word, now)
    return schemas.shaped(schemas.Decided, undone, decider.topic)


@router.get("/screening-queue", summary="Reports to screen", dependencies=[ByContent])
def list_reports_to_screen(
    request: Request,
    response: Response,
    db: Db,
    topic: CurrentTopic,
    person: Reading,
    question: Annotated[ScreeningQuestion, Query()],
) -> schemas.ReportsToScreen:
    """Reports that only the rules have screened, why, and what found them."""
    queue = answer_screening_queue(db, topic, question, person.name)
    return linked(schemas.shaped(schemas.ReportsToScreen, queue, topic), request, response)


@router.post(
    "/screening-decisions",
    summary="Screen reports",
    status_code=status.HTTP_201_CREATED,
    dependencies=WRITES,
)
def decide_on_screening(
    decider: CurrentDecider, review: ScreeningReview, key: ClaimedKey
) -> schemas.Decided:
    """Say whether reports are about the topic; all of them or none. No rule overrides it."""
    return schemas.shaped(schemas.Decided, decide_screening(decider, review, key), decider.topic)


@router.post(
    "/screening-decisions/{decision_id}/undo",
    summary="Undo a screening",
    status_code=status.HTTP_201_CREATED,
    dependencies=WRITES,
)
def undo_screening_decision(
    decider: CurrentDecider, now: Now, decision_id: Number, word: UndoWord
) -> schemas.Decided:
    """Take it back: the rules judge again."""
    undone = undo_review(decider, SCREENING, decision_id, word, now)
    return schemas.shaped(schemas.Decided, undone, decider.topic)


@router.post(
    "/sealed-decisions/{decision_id}/undo",
    summary="Undo a sealed word",
    status_code=status.HTTP_201_CREATED,
    dependencies=WRITES,
)
def undo_sealed_decision(
    decider: CurrentDecider, now: Now, decision_id: Number, word: UndoWord
) -> schemas.Decided:
    """Take back one's own word that waits for the second reader."""
    undone = undo_sealed(decider, decision_id, word, now)
    return schemas.shaped(schemas.Decided, undone, decider.topic)


@router.get("/decisions", summary="All decisions", dependencies=[ByContent])
def list_decisions(
    request: Request,
    response: Response,
    db: Db,
    topic: CurrentTopic,
    question: Annotated[TrailQuestion, Query()],
) -> schemas.DecisionTrail:
    """Every decision on tags, screenings and pairs of records: who, when, why, before and after."""
    page = schemas.shaped(schemas.DecisionTrail, answer_trail(db, question), topic)
    return linked(page, request, response)


@router.get(
    "/exports/decisions",
    summary="Decisions as a file",
    response_class=Response,
    responses={200: {"content": FILES}},
)
def export_decisions(db: Db, question: Annotated[TrailFile, Query()]) -> Response:
    """The same as CSV or JSON, all of them."""
    content, media_type = trail_file(answer_trail(db, question).lines, question.format)
    name = f'attachment; filename="decisions.{question.format}"'
    return Response(content, media_type=media_type, headers={"Content-Disposition": name})


@router.get("/review-conflicts", summary="Conflicts of two readers", dependencies=[ByContent])
def list_conflicts(
    db: Db, topic: CurrentTopic, _: Annotated[NoQuestion, Query()]
) -> schemas.ReviewConflicts:
    """What two readers differ on. It is settled by a decision with `settles`."""
    return schemas.shaped(schemas.ReviewConflicts, {"conflicts": answer_conflicts(db)}, topic)


@router.get("/review-agreement", summary="Agreement", dependencies=[ByContent])
def get_agreement(
    db: Db, topic: CurrentTopic, _: Annotated[NoQuestion, Query()]
) -> schemas.ReviewAgreement:
    """Raw agreement and kappa per dimension, of people and of each version of the reader.

    Of what only one of two readers has spoken of, nothing is counted.
    """
    return schemas.shaped(schemas.ReviewAgreement, answer_agreement(db, topic), topic)


@router.put("/review-option", summary="One reader or two")
def set_review_option(
    admin: CurrentAdmin, db: Db, topic: CurrentTopic, word: OptionWord
) -> schemas.ReviewAgreement:
    """Say whether two people decide on everything from now on. What was decided stands."""
    set_second_reader(admin, word)
    return schemas.shaped(schemas.ReviewAgreement, answer_agreement(db, topic), topic)
