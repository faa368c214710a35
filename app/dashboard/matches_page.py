"""Pairs that a person is asked about: side by side, with what speaks for and against."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from app.answers import DecidedMatch, DecidedMatches, MatchDecisionsQuestion, MatchesQuestion
from app.dashboard import links, words
from app.dashboard.forms import Option
from app.dashboard.marked_words import Marked, marked_shared, marked_words
from app.matching import AskingRule, MatchAnswer, MatchLayer, family_of
from app.records.sites import site_key
from app.screening import Screened
from app.store import AskedMatch, MatchPage, MatchSide

PATH = "/matches"
DECISIONS = "/matches/decisions"
DECIDE = "/matches/decide"

LAYER_QUESTION = {
    MatchLayer.REPORT: "One report, or two?",
    MatchLayer.STUDY: "One study, or two?",
}
ANSWER_WORD = {
    MatchAnswer.JOIN: "One report",
    MatchAnswer.SPLIT: "Different reports",
    MatchAnswer.LINK: "Reports of one study",
    MatchAnswer.UNLINK: "Reports of two studies",
    MatchAnswer.SAME_PEOPLE: "Reports of two studies, with the same people in both",
    MatchAnswer.OTHER_PEOPLE: "Reports of two studies, of different people",
}
RULE_WORD = {
    AskingRule.ONE_IDENTIFIER: "One identifier on two reports that are wholly different",
    AskingRule.LEFT_APART: "A rule would join them; other records contradict it",
    AskingRule.ALIKE: "Nearly the same title, and something speaks against it",
    AskingRule.MAY_OVERLAP: "The same people may be in both",
    AskingRule.TWO_NUMBERS: "The same title under two numbers",
    AskingRule.OTHER_KIND: "The same title, as two kinds of document",
    AskingRule.NAMED: "A table or a review names the registration of the other",
    AskingRule.SAME_PEOPLE: "The same authors, or the same site, on as many people",
}


OF_PEOPLE = frozenset({AskingRule.MAY_OVERLAP, AskingRule.SAME_PEOPLE})
"""Rules that ask because the same people may be in both."""


def _none_if_empty(value: Any) -> Any:
    return None if value == "" else value


class MatchesPageQuestion(MatchesQuestion):
    """Some open questions, and the decision that has just been made, if any."""

    limit: Annotated[int, Field(ge=1, le=50)] = 10
    decided: Annotated[
        Annotated[int, Field(ge=1, le=2**31 - 1)] | None, BeforeValidator(_none_if_empty)
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What somebody has written into a form so far, and what is wrong with it."""

    why: str = ""
    wrong: str = ""


NOTHING_WRITTEN = Written()


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of both reports."""

    label: str
    one: Marked
    other: Marked


@dataclass(frozen=True, slots=True)
class Head:
    """A report at the head of its column."""

    kind: str
    study: str
    href: str
    records: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchView:
    """One question with both its reports."""

    id: str
    href: str
    asks: str
    rule: str
    because: str
    against: str
    heads: tuple[Head, Head]
    of_people: bool
    """Whether what both share raised it, and is marked."""
    fields: tuple[Compared, ...]
    answers: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """One decision in words."""

    number: int
    answer: str
    one: str
    other: str
    studies: tuple[tuple[str, str], ...]
    """(address, public id) of those that the records are part of now."""
    said: str
    why: str
    undone: str
    undo_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchesView:
    """The page of open questions."""

    matches: tuple[MatchView, ...]
    total: str
    filtered: bool
    layers: tuple[Option, ...]
    decided: DecisionView | None
    first_href: str
    next_href: str
    json_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionsView:
    """The page of what was decided."""

    decisions: tuple[DecisionView, ...]
    total: str
    first_href: str
    next_href: str
    json_href: str


def matches_view(
    found: MatchPage, question: MatchesPageQuestion, decided: DecidedMatch | None
) -> MatchesView:
    """Everything that the page of open questions shows."""
    onward = found.next_cursor
    return MatchesView(
        matches=tuple(map(match_view, found.matches)),
        total=words.counted(found.total, "open question"),
        filtered=question.layer is not None or question.rule is not None,
        layers=tuple(
            Option(layer.value, asks, layer is question.layer)
            for layer, asks in LAYER_QUESTION.items()
        ),
        decided=decision_view(decided) if decided else None,
        first_href=links.url_of(PATH, question, cursor=None, decided=None)
        if question.cursor
        else "",
        next_href=links.url_of(PATH, question, cursor=onward, decided=None) if onward else "",
        json_href=links.url_of("/api/v1/matches", question, decided=None),
    )


def match_view(asked: AskedMatch) -> MatchView:
    """One question as it is shown."""
    question = asked.question
    return MatchView(
        id=question.id,
        href=f"{PATH}/{question.id}",
        asks=LAYER_QUESTION[question.layer],
        rule=RULE_WORD[question.rule],
        because=question.because,
        against=question.against,
        heads=(_head(asked.one), _head(asked.other)),
        of_people=question.rule in OF_PEOPLE,
        fields=tuple(compared(asked.one, asked.other, of_people=question.rule in OF_PEOPLE)),
        answers=tuple(Option(a.value, ANSWER_WORD[a], False) for a in question.answers),
    )


def decisions_view(found: DecidedMatches, question: MatchDecisionsQuestion) -> DecisionsView:
    """Everything that the page of decisions shows."""
    onward = found.before
    return DecisionsView(
        decisions=tuple(map(decision_view, found.decisions)),
        total=words.counted(found.total, "decision"),
        first_href=links.url_of(DECISIONS, question, before=None) if question.before else "",
        next_href=links.url_of(DECISIONS, question, before=onward) if onward else "",
        json_href=links.url_of("/api/v1/match-decisions", question),
    )


def decision_view(decided: DecidedMatch) -> DecisionView:
    """One decision in words."""
    undone = decided.undone
    studies = dict.fromkeys(filter(None, (decided.one_study, decided.other_study)))
    return DecisionView(
        number=decided.id,
        answer=ANSWER_WORD[decided.answer],
        one=decided.one,
        other=decided.other,
        studies=tuple((links.study_url(study), study) for study in studies),
        said=f"{decided.who}, {decided.at:%Y-%m-%d %H:%M} UTC",
        why=decided.why,
        undone=f"{undone.who}, {undone.at:%Y-%m-%d %H:%M} UTC: {undone.why}" if undone else "",
        undo_href="" if undone else f"{DECISIONS}/{decided.id}/undo",
    )


def compared(one: MatchSide, other: MatchSide, *, of_people: bool = False) -> Iterator[Compared]:
    """The fields that either report knows, with differing words marked.

    Where people are suspected to be in both, of the fields that raise it what both share.
    """
    for label, ours, others in zip(_LABELS, _fields(one), _fields(other), strict=True):
        if of_people and label in _RAISING and (ours or others):
            values, alike = _RAISING[label]
            yield Compared(label, *marked_shared(values(one), values(other), alike))
        elif ours or others:
            # What one of them does not say sets nothing apart.
            marked = (
                marked_words(ours, others)
                if ours and others
                else (marked_words(ours, ours)[0], marked_words(others, others)[0])
            )
            yield Compared(label, *marked)


_LABELS = (
    "Title", "Authors", "Year", "Journal", "Volume", "Issue", "Pages", "DOI", "PMID", "PMCID",
    "Registration", "Sites", "People in the study",
)  # fmt: skip
_RAISING: Mapping[str, tuple[Callable[[MatchSide], tuple[str, ...]], Callable[[str], str]]] = {
    "Authors": (lambda side: side.bibliography.authors, family_of),
    "Registration": (lambda side: side.bibliography.registrations, str.upper),
    "Sites": (lambda side: side.sites, site_key),
    "People in the study": (lambda side: tuple(filter(None, [_people(side)])), str),
}
"""What raises a suspicion of the same people, and by what two values are one."""


def _fields(side: MatchSide) -> tuple[str, ...]:
    printed = side.bibliography
    return (
        printed.title,
        ", ".join(printed.authors),
        str(printed.year or ""),
        printed.journal,
        printed.volume,
        printed.issue,
        printed.pages,
        printed.doi,
        printed.pmid,
        printed.pmcid,
        ", ".join(printed.registrations),
        ", ".join(side.sites),
        _people(side),
    )


def _people(side: MatchSide) -> str:
    return "" if side.participants is None else f"{side.participants:,}"


def _head(side: MatchSide) -> Head:
    return Head(
        kind=words.REPORT_KIND_WORD[side.kind],
        study=f"Study {side.study_id}" if side.study_id else "",
        href=links.study_url(side.study_id) if side.study_id else "",
        records=tuple(joined.key for joined in side.records),
        note="Not counted until it is screened." if side.screened is Screened.UNSURE else "",
    )
