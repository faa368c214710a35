"""`questions.toml`: what people ask, and what each answer is put together from."""

from collections.abc import Collection
from pathlib import Path
from typing import Annotated

from pydantic import Field, RootModel

from app.claims.values import Question
from app.errors import EvidenceFileError
from app.reviewed import (
    BodySiteId,
    OutcomeId,
    ProcedureId,
    Reviewed,
    Text,
    Types,
    parse_reviewed,
    read_bytes,
)
from app.topic import Topic

FILE = "questions.toml"


class KeptQuestion(Reviewed):
    """The fields of one question, in the order of the file."""

    asks: Text
    fitzpatrick: Types = ()
    outcome: tuple[OutcomeId, ...] = ()
    body_site: tuple[BodySiteId, ...] = ()
    procedure: tuple[ProcedureId, ...] = ()
    claims: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    note: Text | None = None


class _QuestionsFile(
    RootModel[dict[Annotated[str, Field(pattern="^[a-z]+(-[a-z]+)*$")], KeptQuestion]]
):
    """One table a question, named by the question's id."""


def read_questions(
    folder: Path, topic: Topic, known_keys: Collection[str], known_claims: Collection[str]
) -> tuple[Question, ...]:
    """The questions of `folder`/questions.toml, in the file's order.

    `known_keys` are the keys of the bundled files, `known_claims` the ids of the claims.

    Raises:
        EvidenceFileError: If the file breaks a rule; names the question and its field.
    """
    kept = parse_reviewed(FILE, read_bytes(folder / FILE), _QuestionsFile, topic).root
    for question_id, question in kept.items():
        _check(question_id, question, known_keys, known_claims)
    return tuple(_question(question_id, question) for question_id, question in kept.items())


def _check(
    question_id: str, kept: KeptQuestion, keys: Collection[str], claims: Collection[str]
) -> None:
    for key in kept.documents:
        if key not in keys:
            reason = f"{key!r} is not the key of a bundled file"
            raise EvidenceFileError(FILE, f"{question_id}.documents", reason)
    for claim in kept.claims:
        if claim not in claims:
            raise EvidenceFileError(FILE, f"{question_id}.claims", f"no claim {claim!r}")
    if not (kept.fitzpatrick or kept.outcome or kept.body_site or kept.procedure or kept.claims):
        raise EvidenceFileError(FILE, question_id, "names nothing that an answer can rest on")


def _question(question_id: str, kept: KeptQuestion) -> Question:
    return Question(
        id=question_id,
        asks=kept.asks,
        fitzpatrick=kept.fitzpatrick,
        outcomes=kept.outcome,
        body_sites=kept.body_site,
        procedures=kept.procedure,
        claims=kept.claims,
        documents=kept.documents,
        note=kept.note or "",
    )
