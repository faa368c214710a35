"""Two invented records that a person is asked about, for the example answers."""

from app.answers import DecidedMatch, DecidedMatches
from app.api.example_searching import AT
from app.api.example_values import STUDY
from app.matching import AskingRule, Joined, MatchAnswer, MatchLayer, MatchQuestion, ReportRole
from app.records import Bibliography, ReportKind
from app.screening import Screened
from app.store import AskedMatch, MatchPage, MatchSide, report_id_of

KEYS = ("example:article", "example:abstract")
ADA = "Ada Lovelace"
ANSWER = {
    "answer": "link",
    "why": "The abstract tells of the same 38 people.",
}
UNDO = {"why": "The full text says that the people were others."}
ON_RECORDS = {**ANSWER, "one": KEYS[0], "other": KEYS[1]}


def a_match() -> AskedMatch:
    """An abstract of a meeting, and an article under the same title."""
    one, other = sorted(KEYS)
    return AskedMatch(
        question=MatchQuestion(
            one=one,
            other=other,
            rule=AskingRule.OTHER_KIND,
            because='"Coring of the cheek" (2023, 2024), first author Garcia',
            against="conference abstract and journal article; year 2023 and 2024",
        ),
        one=_side(one, ReportKind.CONFERENCE_ABSTRACT, 2023),
        other=_side(other, ReportKind.JOURNAL_ARTICLE, 2024),
    )


def a_match_page() -> MatchPage:
    """One open question."""
    return MatchPage(matches=(a_match(),), total=1, next_cursor=None)


def a_match_decision() -> DecidedMatch:
    """The answer to it, which made one study of two."""
    return DecidedMatch(
        id=1,
        answer=MatchAnswer.LINK,
        layer=MatchLayer.STUDY,
        one=KEYS[0],
        other=KEYS[1],
        who=ADA,
        at=AT,
        why=ANSWER["why"],
        undone=None,
        one_study=STUDY,
        other_study=STUDY,
    )


def some_match_decisions() -> DecidedMatches:
    """One decision."""
    return DecidedMatches(decisions=(a_match_decision(),), total=1, before=None)


def _side(key: str, kind: ReportKind, year: int) -> MatchSide:
    return MatchSide(
        key=key,
        report_id=report_id_of(key),
        study_id=STUDY,
        role=ReportRole.RESULTS,
        participants=38,
        kind=kind,
        screened=Screened.INCLUDED,
        bibliography=Bibliography(title="Coring of the cheek", authors=("Garcia A",), year=year),
        sites=("University Hospital of Nowhere",),
        records=(Joined(key, "only-record", "no other record is known of this report"),),
    )
