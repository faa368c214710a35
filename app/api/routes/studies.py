"""Studies: the list with its filters, and one study."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from app.answers import PlansQuestion, StudiesQuestion, answer_plans, answer_studies, answer_study
from app.answers.dependencies import CurrentAccuracy, CurrentTopic, Db
from app.api import schemas
from app.api.conditional import FromEvidence
from app.api.routes.pages import linked
from app.api.routes.questions import NoQuestion

router = APIRouter(tags=["studies"], dependencies=[FromEvidence])


@router.get("/studies", summary="List studies")
def list_studies(
    request: Request,
    response: Response,
    db: Db,
    topic: CurrentTopic,
    question: Annotated[StudiesQuestion, Query()],
) -> schemas.StudyPage:
    """Studies that meet every filter, the latest year first, those without a year last.

    Values of one filter are alternatives; filters hold together. `fitzpatrick` finds studies that
    treated one of the types, unless `standing` asks for another standing.
    """
    page = schemas.shaped(schemas.StudyPage, answer_studies(db, topic, question), topic)
    return linked(page, request, response)


@router.get("/studies/{public_id}", summary="One study")
def get_study(
    db: Db,
    topic: CurrentTopic,
    accuracy: CurrentAccuracy,
    public_id: Annotated[str, Path(description="Identifier of the study, as lists give it.")],
    _: Annotated[NoQuestion, Query()],
) -> schemas.Study:
    """A study with its reports, the records behind them, and every tag with its evidence.

    An identifier that a study had before it was merged answers 301 with the address of the study
    that it is now part of.
    """
    return schemas.shaped(schemas.Study, answer_study(db, public_id), topic, accuracy=accuracy)


@router.get("/plans", summary="Plans beside reports")
def list_plans(
    db: Db, topic: CurrentTopic, question: Annotated[PlansQuestion, Query()]
) -> schemas.Plans:
    """What registrations planned beside what was reported: people, skin types, shares of types.

    A type that was eligible and that no report names is listed as a difference where the reports
    name others; it was not thereby excluded.
    """
    return schemas.shaped(schemas.Plans, {"plans": answer_plans(db, question)}, topic)
