"""Questions about two records that only a person can answer, and the answers."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response, status

from app.answers import (
    MatchDecisionsQuestion,
    MatchesQuestion,
    MatchWord,
    RecordsWord,
    UndoWord,
    answer_match,
    answer_match_decisions,
    answer_matches,
    decide_match,
    decide_records,
    undo_decision,
)
from app.answers.dependencies import CurrentEngine, CurrentTopic, Db, Now, own_site_only
from app.api import schemas
from app.api.conditional import unless_unchanged
from app.api.routes.pages import linked
from app.api.routes.questions import NoQuestion

router = APIRouter(tags=["matches"])
WRITES = [Depends(own_site_only)]

QuestionId = Annotated[str, Path(description="Identifier of the question.")]
DecisionId = Annotated[int, Path(ge=1, le=2**31 - 1, description="Number of the decision.")]


@router.get("/matches", summary="Open questions", dependencies=[Depends(unless_unchanged)])
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


@router.get("/matches/{match_id}", summary="One question", dependencies=[Depends(unless_unchanged)])
def get_match(
    db: Db, topic: CurrentTopic, match_id: QuestionId, _: Annotated[NoQuestion, Query()]
) -> schemas.Match:
    """One open question with both reports side by side."""
    return schemas.shaped(schemas.Match, answer_match(db, match_id), topic)


@router.post(
    "/matches/{match_id}/decision",
    summary="Answer a question",
    status_code=status.HTTP_201_CREATED,
    dependencies=WRITES,
)
def decide_on_match(
    engine: CurrentEngine, topic: CurrentTopic, match_id: QuestionId, word: MatchWord
) -> schemas.MatchDecision:
    """Say what the two are. Studies, tags and all counts have followed when this answers.

    Where two studies become one, the identifier of the later one leads to the earlier from then on.
    """
    return schemas.shaped(schemas.MatchDecision, decide_match(engine, topic, match_id, word), topic)


@router.get("/match-decisions", summary="Decisions")
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


@router.post(
    "/match-decisions",
    summary="Decide on two records",
    status_code=status.HTTP_201_CREATED,
    dependencies=WRITES,
)
def decide_on_records(
    engine: CurrentEngine, topic: CurrentTopic, word: RecordsWord
) -> schemas.MatchDecision:
    """Join, split, link or unlink any two records, whether anybody asked or not.

    The latest decision on two records holds, and no rule overrides it.
    """
    (decided,) = decide_records(engine, topic, (word,))
    return schemas.shaped(schemas.MatchDecision, decided, topic)


@router.post(
    "/match-decisions/{decision_id}/undo",
    summary="Undo a decision",
    status_code=status.HTTP_201_CREATED,
    dependencies=WRITES,
)
def undo_match_decision(
    engine: CurrentEngine, topic: CurrentTopic, now: Now, decision_id: DecisionId, word: UndoWord
) -> schemas.MatchDecision:
    """Take a decision back: it stays in the list, and decides nothing any more."""
    undone = undo_decision(engine, topic, decision_id, word, now)
    return schemas.shaped(schemas.MatchDecision, undone, topic)
