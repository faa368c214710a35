"""Public claims and the questions that people ask, in JSON."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AliasPath, BeforeValidator, Field

from app.api.schemas.catalogue import ContextReport
from app.api.schemas.gap_map import Cell, CellEvidence, Searched
from app.api.schemas.studies import StudySummary
from app.api.schemas.words import Indication, Outcome, People, PeopleIfTold, Roman, Shape
from app.claims import TypeVerdict, Verdict
from app.gapmap import MappedStudy


def _id_of_study(value: Any) -> Any:
    return value.public_id if isinstance(value, MappedStudy) else value


def _ids_of_studies(value: Any) -> Any:
    return tuple(_id_of_study(one) for one in value) if isinstance(value, tuple) else value


def _id_of_claim(value: Any) -> Any:
    if isinstance(value, Mapping | str):
        return value
    return value.claim.id


class Witness(Shape):
    """One bundled file that speaks for or against a claim, and the words that this rests on."""

    key: Annotated[str, Field(description="Of the bundled file.")]
    speaks_for: Annotated[bool, Field(description="False: it speaks against the claim.")]
    says: Annotated[str, Field(description="What it says that bears on the claim, restated.")]
    study_id: Annotated[
        str | None,
        BeforeValidator(_id_of_study),
        Field(validation_alias="study", description="Null: a document, or it counts no more."),
    ]
    report_id: Annotated[str, Field(description="Of a document that is no study; else empty.")]
    gone: Annotated[str, Field(description="Why it speaks no longer; empty where it does.")]


class ClaimInType(Shape):
    """A claim in one skin type."""

    fitzpatrick: Roman
    verdict: TypeVerdict
    studies_for: int
    people_for: PeopleIfTold
    studies_against: int
    people_against: PeopleIfTold


class Claim(Shape):
    """Something said in public, with a verdict by stated rules."""

    id: Annotated[str, Field(validation_alias=AliasPath("claim", "id"))]
    text: Annotated[str, Field(validation_alias=AliasPath("claim", "text"))]
    made_in: Annotated[tuple[str, ...], Field(validation_alias=AliasPath("claim", "made_in"))]
    fitzpatrick: Annotated[
        tuple[Roman, ...],
        Field(validation_alias=AliasPath("claim", "fitzpatrick"), description="Empty: any type."),
    ]
    indications: Annotated[
        tuple[Indication, ...], Field(validation_alias=AliasPath("claim", "indications"))
    ]
    outcomes: Annotated[tuple[Outcome, ...], Field(validation_alias=AliasPath("claim", "outcomes"))]
    untested: Annotated[
        str,
        Field(
            validation_alias=AliasPath("claim", "untested"),
            description="The part of the claim on which nothing that was read bears.",
        ),
    ]
    note: Annotated[str, Field(validation_alias=AliasPath("claim", "note"))]
    verdict: Verdict
    sentence: str
    witnesses: tuple[Witness, ...]
    by_type: Annotated[
        tuple[ClaimInType, ...],
        Field(description="Empty where the claim cannot differ by skin type."),
    ]
    people_for: Annotated[
        People | None,
        Field(
            description="In the primary studies that speak for it. Null: there is none, or none "
            "says how many; that is not nobody."
        ),
    ]
    people_against: PeopleIfTold
    unjudged_ids: Annotated[
        tuple[str, ...],
        BeforeValidator(_ids_of_studies),
        Field(
            validation_alias="unjudged",
            description="Primary studies of the same outcome that no reader has judged.",
        ),
    ]


class Claims(Shape):
    """All claims, with the rules of their verdicts."""

    claims: tuple[Claim, ...]
    rules: tuple[str, ...]
    searched: Searched


class ClaimAnswer(Shape):
    """One claim with the studies, documents and evidence behind it."""

    claim: Annotated[Claim, Field(validation_alias="weighed")]
    studies: tuple[StudySummary, ...]
    documents: tuple[ContextReport, ...]
    evidence: tuple[CellEvidence, ...]
    rules: tuple[str, ...]
    searched: Searched


class Asked(Shape):
    """A question that people ask, and its answer in sentences, the first of which answers it."""

    id: Annotated[str, Field(validation_alias=AliasPath("question", "id"))]
    asks: Annotated[str, Field(validation_alias=AliasPath("question", "asks"))]
    note: Annotated[str, Field(validation_alias=AliasPath("question", "note"))]
    sentences: tuple[str, ...]
    claim_ids: Annotated[
        tuple[Annotated[str, BeforeValidator(_id_of_claim)], ...],
        Field(validation_alias="claims"),
    ]
    study_ids: tuple[str, ...]


class AskedList(Shape):
    """All questions with their answers."""

    questions: tuple[Asked, ...]
    searched: Searched


class FullAsked(Asked):
    """The same with the cells and claims that it rests on."""

    cells: tuple[Cell, ...]
    claims: tuple[Claim, ...]


class AskedAnswer(Shape):
    """One question with the studies, documents and evidence behind its answer."""

    asked: FullAsked
    studies: tuple[StudySummary, ...]
    documents: tuple[ContextReport, ...]
    evidence: tuple[CellEvidence, ...]
    searched: Searched
