"""What waits for a person, deciding on it, taking it back, and the trail of it all."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response, status

from app import store
from app.answers import UndoWord
from app.answers.acting import CurrentAdmin, CurrentDecider
from app.answers.deciding import (
    DecidedReview,
    ScreeningReview,
    TagReview,
    decide_screening,
    decide_tags,
    undo_review,
    undo_sealed,
)
from app.answers.decision_trail import TrailFile, TrailQuestion, answer_trail
from app.answers.dependencies import CurrentAccuracy, CurrentEngine, CurrentTopic, Db, Now
from app.answers.identity import Reading, reviewing
from app.answers.screening_review import ScreeningQuestion, answer_screening_queue
from app.answers.second_reader import (
    OptionWord,
    answer_agreement,
    answer_conflicts,
    set_second_reader,
)
from app.answers.tag_review import TagsQuestion, answer_tag, answer_tag_queue
from app.api import schemas
from app.api.conditional import ByContent, etag_of
from app.api.idempotency import REPEATED, Idempotent, SentKey
from app.api.preconditions import IfMatch, must_match
from app.api.routes.pages import linked
from app.api.routes.questions import NoQuestion
from app.exports import trail_file
from app.store import SCREENING, TAG
from app.topic import Topic

router = APIRouter(tags=["review"])
FILES = {
    "text/csv": {"schema": {"type": "string"}},
    "application/json": {"schema": {"type": "array", "items": {"type": "object"}}},
}
WRITES = [Depends(reviewing), Idempotent]
TagId = Annotated[
    str, Path(max_length=200, description="Study, dimension and value, joined by dashes.")
]
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


@router.get("/tags/{tag_id}", summary="One tag as it stands", dependencies=[ByContent])
def get_tag(
    response: Response,
    db: Db,
    topic: CurrentTopic,
    tag_id: TagId,
    _: Annotated[NoQuestion, Query()],
) -> schemas.TagNow:
    """What reports say of one value of a study, and the decision that holds, if there is one.

    No pieces: no report says it. It was not thereby excluded.
    """
    tag = schemas.shaped(schemas.TagNow, answer_tag(db, tag_id), topic)
    response.headers["ETag"] = etag_of(tag)
    return tag


def unless_changed(
    engine: CurrentEngine, topic: CurrentTopic, review: TagReview, if_match: IfMatch = None
) -> None:
    """Let a word on tags pass as long as each is what its sender has seen."""
    if if_match is None:
        return
    with store.reading(engine) as db:
        for target in review.targets:
            tag = schemas.shaped(schemas.TagNow, answer_tag(db, target), topic)
            must_match(if_match, etag_of(tag))


@router.post(
    "/tag-decisions",
    summary="Decide on tags",
    status_code=status.HTTP_201_CREATED,
    dependencies=[Depends(reviewing), Depends(unless_changed)],
)
def decide_on_tags(
    response: Response, decider: CurrentDecider, review: TagReview, key: SentKey
) -> schemas.Decided:
    """Accept, correct or reject proposals, or add a tag at a quote; all targets or none.

    A quote must stand at its place in the stored text. Counts have followed when this answers. With
    `If-Match` each target must be as one of the `ETag`s says that `/tags/{tag_id}` gave.
    """
    return _told(decide_tags(decider, review, key), response, decider.topic)


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
    dependencies=[Depends(reviewing)],
)
def decide_on_screening(
    response: Response, decider: CurrentDecider, review: ScreeningReview, key: SentKey
) -> schemas.Decided:
    """Say whether reports are about the topic; all of them or none. No rule overrides it."""
    return _told(decide_screening(decider, review, key), response, decider.topic)


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


def _told(decided: DecidedReview, response: Response, topic: Topic) -> schemas.Decided:
    if decided.repeated:
        response.headers[REPEATED] = "true"
    return schemas.shaped(schemas.Decided, decided, topic)
