"""Questions about two records that only a person can answer, and the answers."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response, status

from app import store
from app.answers import (
    DecidedMatch,
    MatchDecisionsQuestion,
    MatchesQuestion,
    MatchWord,
    RecordsWord,
    UndoWord,
    answer_match,
    answer_match_decision,
    answer_match_decisions,
    answer_matches,
    decide_match,
    decide_records,
    undo_decision,
)
from app.answers.acting import CurrentDecider
from app.answers.dependencies import CurrentEngine, CurrentTopic, Db, Now
from app.answers.identity import reviewing
from app.api import schemas
from app.api.conditional import ByContent, FromEvidence, etag_of
from app.api.idempotency import Idempotent
from app.api.preconditions import if_match
from app.api.routes.pages import linked
from app.api.routes.questions import NoQuestion
from app.topic import Topic

router = APIRouter(tags=["matches"])
WRITES = [Depends(reviewing), Idempotent]

QuestionId = Annotated[str, Path(description="Identifier of the question.")]
DecisionId = Annotated[int, Path(ge=1, le=2**31 - 1, description="Number of the decision.")]


def match_version(engine: CurrentEngine, topic: CurrentTopic, match_id: QuestionId) -> str:
    """The `ETag` of a question as it stands."""
    with store.reading(engine) as db:
        return etag_of(schemas.shaped(schemas.Match, answer_match(db, match_id), topic))


def decision_version(engine: CurrentEngine, topic: CurrentTopic, decision_id: DecisionId) -> str:
    """The `ETag` of a decision as it stands."""
    with store.reading(engine) as db:
        found = answer_match_decision(db, decision_id)
        return etag_of(schemas.shaped(schemas.MatchDecision, found, topic))


@router.get("/matches", summary="Open questions", dependencies=[FromEvidence])
def list_matches(
    request: Request,
    response: Response,
    db: Db,
    topic: CurrentTopic,
    question: Annotated[MatchesQuestion, Query()],
) -> schemas.Matches:
    """Pairs of reports that may be one report, or of one study, and that no rule may decide.

    Each says why it is asked, what speaks for it and what against. A question is gone once it is
    answered, and comes back when the answer is undone.
    """
    page = schemas.shaped(schemas.Matches, answer_matches(db, question), topic)
    return linked(page, request, response)


@router.get("/matches/{match_id}", summary="One question", dependencies=[ByContent])
def get_match(
    response: Response,
    db: Db,
    topic: CurrentTopic,
    match_id: QuestionId,
    _: Annotated[NoQuestion, Query()],
) -> schemas.Match:
    """One open question with both reports side by side."""
    match = schemas.shaped(schemas.Match, answer_match(db, match_id), topic)
    response.headers["ETag"] = etag_of(match)
    return match


@router.post(
    "/matches/{match_id}/decision",
    summary="Answer a question",
    status_code=status.HTTP_201_CREATED,
    dependencies=[*WRITES, if_match(match_version)],
)
def decide_on_match(
    response: Response, decider: CurrentDecider, match_id: QuestionId, word: MatchWord
) -> schemas.MatchDecision:
    """Say what the two are. Studies, tags and all counts have followed when this answers.

    Where two studies become one, the identifier of the later one leads to the earlier from then on.
    """
    return _made(decide_match(decider, match_id, word), response, decider.topic)


@router.get("/match-decisions", summary="Decisions", dependencies=[ByContent])
def list_match_decisions(
    request: Request,
    response: Response,
    db: Db,
    topic: CurrentTopic,
    question: Annotated[MatchDecisionsQuestion, Query()],
) -> schemas.MatchDecisions:
    """What people decided of two records, the latest first; what was undone stays in the list."""
    page = schemas.shaped(schemas.MatchDecisions, answer_match_decisions(db, question), topic)
    return linked(page, request, response)


@router.get("/match-decisions/{decision_id}", summary="One decision", dependencies=[ByContent])
def get_match_decision(
    response: Response,
    db: Db,
    topic: CurrentTopic,
    decision_id: DecisionId,
    _: Annotated[NoQuestion, Query()],
) -> schemas.MatchDecision:
    """What was decided of two records, with who took it back, if anybody did."""
    decision = schemas.shaped(schemas.MatchDecision, answer_match_decision(db, decision_id), topic)
    response.headers["ETag"] = etag_of(decision)
    return decision


@router.post(
    "/match-decisions",
    summary="Decide on two records",
    status_code=status.HTTP_201_CREATED,
    dependencies=WRITES,
)
def decide_on_records(
    response: Response, decider: CurrentDecider, word: RecordsWord
) -> schemas.MatchDecision:
    """Join, split, link or unlink any two records, whether anybody asked or not.

    The latest decision on two records holds, and no rule overrides it.
    """
    (decided,) = decide_records(decider, (word,))
    return _made(decided, response, decider.topic)


@router.post(
    "/match-decisions/{decision_id}/undo",
    summary="Undo a decision",
    status_code=status.HTTP_201_CREATED,
    dependencies=[*WRITES, if_match(decision_version)],
)
def undo_match_decision(
    response: Response, decider: CurrentDecider, now: Now, decision_id: DecisionId, word: UndoWord
) -> schemas.MatchDecision:
    """Take a decision back: it stays in the list, and decides nothing any more."""
    return _made(undo_decision(decider, decision_id, word, now), response, decider.topic)


def _made(decided: DecidedMatch, response: Response, topic: Topic) -> schemas.MatchDecision:
    """The decision, with where it can be read and as which version it can be undone."""
    decision = schemas.shaped(schemas.MatchDecision, decided, topic)
    response.headers["Location"] = f"/api/v1/match-decisions/{decision.id}"
    response.headers["ETag"] = etag_of(decision)
    return decision
