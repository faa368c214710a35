"""Taking a record out of its report, or a report out of its study: what will be said, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.answers import RecordsWord
from app.dashboard import links
from app.dashboard.matches_page import DECIDE
from app.matching import MatchAnswer, ReportRole
from app.store import MatchSide, reference_of

RecordKey = Annotated[str, Field(min_length=1, max_length=500)]


class DecideQuestion(BaseModel):
    """What is to be said: a record leaves its report, its report the study, or two share nobody."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    answer: Literal["split", "unlink", "other_people"]
    record: RecordKey
    study: Annotated[str, Field(max_length=20)] = ""
    """Of two studies that may share people, the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideView:
    """The page that asks whether somebody is sure."""

    title: str
    taken: str
    taken_note: str
    stays: tuple[str, ...]
    effect: str
    answer: str
    record: str
    study: str
    others: tuple[str, ...]
    action: str
    back_href: str


def decide_view(
    question: DecideQuestion, side: MatchSide, siblings: Sequence[MatchSide]
) -> DecideView:
    """What is taken out, what it is told apart from, and what follows.

    `siblings` are the other reports of its study, or those of the other study.
    """
    taken = reference_of(side.bibliography)
    if question.answer == "split":
        others = tuple(joined.key for joined in side.records if joined.key != side.key)
        title, stays = "Take a record out of its report", others
        effect = "The record becomes a report of its own, or joins another that it fits."
    elif question.answer == "other_people":
        siblings = _told_apart_from(side, siblings)
        others = tuple(sibling.key for sibling in siblings[:1])
        stays = tuple(reference_of(sibling.bibliography) for sibling in siblings)
        title = "Say that nobody is in both studies"
        effect = (
            "The studies are no longer marked as overlapping, and the people of both are added up."
        )
    else:
        siblings = _told_apart_from(side, siblings)
        others = tuple(sibling.key for sibling in siblings)
        stays = tuple(reference_of(sibling.bibliography) for sibling in siblings)
        title = "Take a report out of its study"
        effect = "The report makes a study of its own, and people are counted in each."
    return DecideView(
        title=title,
        taken=taken,
        taken_note=f"Record {side.key}",
        stays=stays,
        effect=effect,
        answer=question.answer,
        record=side.key,
        study=question.study,
        others=others,
        action=DECIDE,
        back_href=links.study_url(side.study_id) if side.study_id else "/studies",
    )


def _told_apart_from(side: MatchSide, siblings: Sequence[MatchSide]) -> Sequence[MatchSide]:
    """A comment goes with what it speaks about, unless the comment itself is taken out."""
    others = [one for one in siblings if one.role is not ReportRole.COMMENT]
    return siblings if side.role is ReportRole.COMMENT else others or siblings


def words_of(view: DecideView, why: str) -> tuple[RecordsWord, ...]:
    """One word on each record that it is told apart from.

    Raises:
        ValidationError: If it is not said why.
    """
    return tuple(
        RecordsWord(answer=MatchAnswer(view.answer), one=view.record, other=other, why=why)
        for other in view.others
    )


def said_wrong(error: ValidationError) -> str:
    """What is wrong with a form, in one sentence."""
    fields = {str(one["loc"][0]) for one in error.errors()}
    names = {"answer": "what the two are", "why": "why"}
    missing = [said for field, said in names.items() if field in fields]
    return (
        f"Please say {' and '.join(missing) or 'it again'}; a reason has at most 2,000 characters."
    )
