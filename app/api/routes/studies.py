"""Studies: the list with its filters, one study, and several at once."""

from collections.abc import Collection, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import JSONResponse

from app.answers import (
    PlansQuestion,
    answer_plans,
    answer_studies,
    answer_study,
    answer_study_batch,
    answer_study_groups,
)
from app.answers.dependencies import CurrentAccuracy, CurrentTopic, Db
from app.api import schemas
from app.api.conditional import FromEvidence
from app.api.routes.pages import linked
from app.api.routes.study_questions import BatchWord, StudyListQuestion, StudyQuestion

router = APIRouter(tags=["studies"])
LISTED: Any = schemas.StudyPage | schemas.SelectedPage | schemas.StudyGroups
TOLD: Any = schemas.Study | schemas.SelectedStudy


@router.get("/studies", summary="List studies", response_model=LISTED, dependencies=[FromEvidence])
def list_studies(
    request: Request,
    response: Response,
    db: Db,
    topic: CurrentTopic,
    question: Annotated[StudyListQuestion, Query()],
) -> schemas.StudyPage | schemas.StudyGroups | Response:
    """Studies that meet every filter, the latest year first, those without a year last.

    Values of one filter are alternatives; filters hold together. `fitzpatrick` finds studies that
    treated one of the types, unless `standing` asks for another standing.

    With `group_by` they are counted and not listed: each count is the total of the same filters with
    that value. Every value of the vocabulary is there, those that no study has with 0.
    """
    if question.group_by is not None:
        found = answer_study_groups(db, topic, question, question.group_by)
        return schemas.StudyGroups(
            meta=schemas.GroupsMeta(
                count=found.count, groups_count=len(found.groups), group_by=found.by
            ),
            group_by=tuple(schemas.shaped(schemas.StudyGroup, one, topic) for one in found.groups),
        )
    page = schemas.shaped(schemas.StudyPage, answer_studies(db, topic, question), topic)
    page = linked(page, request, response)
    if not question.select:
        return page
    plain = page.model_dump(mode="json", include={"total", "next_cursor", "next"})
    studies = [_some_fields(study, question.select) for study in page.studies]
    return _sent({"studies": studies, **plain}, response)


@router.get(
    "/studies/{public_id}", summary="One study", response_model=TOLD, dependencies=[FromEvidence]
)
def get_study(
    response: Response,
    db: Db,
    topic: CurrentTopic,
    accuracy: CurrentAccuracy,
    public_id: Annotated[str, Path(description="Identifier of the study, as lists give it.")],
    question: Annotated[StudyQuestion, Query()],
) -> schemas.Study | Response:
    """A study with its reports, the records behind them, and every tag with its evidence.

    An identifier that a study had before it was merged answers 301 with the address of the study
    that it is now part of.
    """
    study = schemas.shaped(schemas.Study, answer_study(db, public_id), topic, accuracy=accuracy)
    return _sent(_some_fields(study, question.select), response) if question.select else study


@router.post("/studies/batch", summary="Several studies", response_model=schemas.StudyBatch)
def get_studies(
    response: Response, db: Db, topic: CurrentTopic, accuracy: CurrentAccuracy, word: BatchWord
) -> Response:
    """Up to 100 studies by their identifiers, in the order of these, each with what became of it.

    Nothing is changed. Of a study that was merged the one is given that it is now part of.
    """
    select = word.select or [*schemas.Study.model_fields]
    whole = not set(select) <= schemas.StudySummary.model_fields.keys()
    shape = schemas.Study if whole else schemas.StudySummary
    lines = []
    for one in answer_study_batch(db, word.ids, whole=whole):
        study = schemas.shaped(shape, one.study, topic, accuracy=accuracy) if one.study else None
        lines.append(
            {
                "id": one.id,
                "status": one.status,
                "public_id": study.public_id if study else None,
                "study": _some_fields(study, select) if study else None,
            }
        )
    count = sum(line["study"] is not None for line in lines)
    return _sent({"results": lines, "count": count}, response)


@router.get("/plans", summary="Plans beside reports", dependencies=[FromEvidence])
def list_plans(
    db: Db, topic: CurrentTopic, question: Annotated[PlansQuestion, Query()]
) -> schemas.Plans:
    """What registrations planned beside what was reported: people, skin types, shares of types.

    A type that was eligible and that no report names is listed as a difference where the reports
    name others; it was not thereby excluded.
    """
    return schemas.shaped(schemas.Plans, {"plans": answer_plans(db, question)}, topic)


def _some_fields(study: schemas.StudySummary, select: Collection[str]) -> dict[str, Any]:
    return study.model_dump(mode="json", include=set(select))


def _sent(plain: Mapping[str, Any], response: Response) -> Response:
    """JSON that is no whole shape, with the headers that the answer has so far."""
    headers = {k: v for k, v in response.headers.items() if k != "content-length"}
    return JSONResponse(plain, headers=headers)
