"""One study as finished values: standing, tags with their evidence, results, what is unknown."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.answers import depth_of, plan_of
from app.dashboard import links, words
from app.dashboard.accuracy_view import rule_words
from app.dashboard.evidence_pieces import Part, Piece, piece, says
from app.dashboard.forms import value_label
from app.dashboard.ladder_view import DepthView, depth_view
from app.dashboard.marked_text import Place, place_of, places
from app.dashboard.marks import CSS_OF_STANDING, Badge, badge
from app.dashboard.notice_lines import LEFT_OUT, NOTHING_COUNTS, NoticeLine, notice_lines
from app.dashboard.plans_page import PlanRow, plan_rows
from app.dashboard.report_view import ReportView, report_view
from app.dashboard.study_lines import design_words, participants_words, untitled
from app.gapmap import Layer
from app.matching import ReportRole
from app.measured import MeasuredAccuracy
from app.records import (
    WITHIN_PERSON,
    Bound,
    Dimension,
    Evidence,
    OutcomeResult,
    PlannedShare,
    SkinType,
    Standing,
    TypeCount,
)
from app.store import StoredTag, StudyDetail, StudyReport, StudySummary
from app.topic import Topic

STATE_WORD = {
    "accepted": "accepted by a person",
    "corrected": "corrected by a person",
    "added": "added by a person",
    "unseen": "decided before, new evidence: counts once a person has seen it",
}
REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class StandingBox:
    """How the study stands to one skin type, in words."""

    roman: str
    css: str
    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class TagGroup:
    """The tags of one dimension."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A row of the results table."""

    outcome: str
    measure: str
    timepoint: str
    value: str
    events: str
    types: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyView:
    """The whole page."""

    title: str
    public_id: str
    layer: Badge
    facts: tuple[str, ...]
    standings: tuple[StandingBox, ...]
    standing_sentence: str
    counts: tuple[Piece, ...]
    participants: tuple[Piece, ...]
    planned: tuple[Piece, ...]
    planned_shares: tuple[Piece, ...]
    plan: tuple[PlanRow, ...]
    follow_up: tuple[Piece, ...]
    results: tuple[ResultLine, ...]
    results_note: str
    tags: tuple[TagGroup, ...]
    reports: tuple[ReportView, ...]
    unknown: tuple[str, ...]
    conflicts: tuple[str, ...]
    notes: tuple[str, ...]
    overlaps: tuple[tuple[str, str, str, str], ...]
    """(address, public id, because, address to say that nobody is in both)"""
    rejected: tuple[Piece, ...]
    former_ids: str
    left_out: str
    """Why the study counts nowhere; empty where it counts."""
    notices: tuple[NoticeLine, ...]
    depth: DepthView | None
    """How deep it goes into skin type; None where it counts nowhere."""
    unit: str
    """What a side is, where sides of the same people are compared; else empty."""


SIDES = (
    "Sides or sites of the same people are compared (split-face or the like). Numbers of people here "
    "are people, never sides; such a study is pooled with no other."
)


def study_view(
    study: StudyDetail, topic: Topic, accuracy: MeasuredAccuracy | None = None
) -> StudyView:
    """Everything that the study's page shows; `accuracy` says how far a rule can be trusted."""
    marked = {report.report_id: places(report, _located(study, report)) for report in study.reports}
    by_type = [result for result in study.results if result.types]
    return StudyView(
        title=study.summary.title or untitled(study.summary),
        public_id=study.summary.public_id,
        layer=badge(study.summary.layer),
        facts=tuple(_facts(study, topic)),
        standings=tuple(_standings(study.summary)),
        standing_sentence=_standing_sentence(study.summary),
        counts=tuple(_counts(study.counts)),
        participants=tuple(
            piece(participants_words(study.summary).capitalize(), evidence)
            for evidence in study.participants_evidence
        ),
        planned=tuple(
            piece(f"{words.counted(study.summary.planned or 0, 'participant')} planned", evidence)
            for evidence in study.planned_evidence
        ),
        plan=plan_rows(plan_of(study).lines),
        planned_shares=tuple(
            piece(planned_words(share), share.evidence) for share in study.planned_shares
        ),
        follow_up=tuple(_follow_up(study)),
        results=tuple(_result(result, topic) for result in study.results),
        results_note="" if by_type else "No result is given by skin type.",
        tags=tuple(_tag_groups(study, marked, topic, accuracy)),
        reports=tuple(
            report_view(report, marked[report.report_id], is_only=len(study.reports) == 1)
            for report in study.reports
        ),
        unknown=study.unknown,
        conflicts=study.conflicts,
        notes=study.notes,
        overlaps=tuple(
            (links.study_url(other), other, why, _apart_href(study, other))
            for other, why in study.overlaps
        ),
        rejected=tuple(_rejected(study, topic)),
        former_ids=", ".join(study.former_ids),
        left_out=f"{LEFT_OUT[study.left_out]} {NOTHING_COUNTS}" if study.left_out else "",
        notices=notice_lines(study.summary.notices),
        depth=depth_view(depth_of(study), topic),
        unit=SIDES if _is_within_person(study) else "",
    )


def _apart_href(study: StudyDetail, other: str) -> str:
    """Where a person says that nobody is in both studies."""
    told = [report for report in study.reports if report.role is not ReportRole.COMMENT]
    record = (told or study.reports)[0].records[0].key
    return links.with_query(
        "/matches/decide", {"answer": "other_people", "record": record, "study": other}
    )


def _is_within_person(study: StudyDetail) -> bool:
    return any(t.value == WITHIN_PERSON and t.counts for t in study.tags)


def _located(study: StudyDetail, report: StudyReport) -> list[Evidence]:
    return [tag.evidence for tag in study.tags if tag.report_id == report.report_id]


def _facts(study: StudyDetail, topic: Topic) -> Iterator[str]:
    summary = study.summary
    if summary.year:
        yield str(summary.year)
    if summary.journal:
        yield summary.journal
    if study.left_out is None:
        yield design_words(summary, topic)
        yield participants_words(summary).capitalize()
    if study.follow_up_days is not None:
        yield _follow_up_words(study.follow_up_days)
    if summary.layer is Layer.PLANNED and summary.status:
        yield f"Status: {summary.status.replace('_', ' ')}"
    if summary.layer is Layer.PLANNED and summary.ends:
        yield f"Ends {summary.ends}"


def _follow_up_words(days: int) -> str:
    return f"Follow-up {words.counted(days, 'day')}"


def _follow_up(study: StudyDetail) -> Iterator[Piece]:
    if study.follow_up_days is not None and study.follow_up_evidence is not None:
        yield piece(_follow_up_words(study.follow_up_days), study.follow_up_evidence)


def _standings(summary: StudySummary) -> Iterator[StandingBox]:
    for skin_type in SkinType:
        standing = summary.standing.get(skin_type, Standing.NOT_REPORTED)
        yield StandingBox(
            skin_type.name,
            CSS_OF_STANDING[standing],
            words.STANDING_WORD[standing].capitalize(),
            words.STANDING_MEANING[standing],
        )


def _standing_sentence(summary: StudySummary) -> str:
    if all(
        summary.standing.get(t, Standing.NOT_REPORTED) is Standing.NOT_REPORTED for t in SkinType
    ):
        return (
            "This study does not report skin type. That does not mean that any type was excluded."
        )
    return "A type that is not reported was not excluded: the study says nothing about it."


def _counts(counts: tuple[TypeCount, ...]) -> Iterator[Piece]:
    """Counts that rest on the very same words are shown once."""
    by_evidence: dict[Evidence, list[str]] = {}
    for count in counts:
        by_evidence.setdefault(count.evidence, []).append(_count_words(count))
    for evidence, said in by_evidence.items():
        yield piece("; ".join(said), evidence)


def _count_words(count: TypeCount) -> str:
    types = ", ".join(t.name for t in count.types)
    noun = "Type" if len(count.types) == 1 else "Types"
    return f"{noun} {types}: {words.counted(count.people, 'person', 'people')}"


_BOUND_WORD = {Bound.AT_LEAST: "at least ", Bound.EXACTLY: "", Bound.AT_MOST: "at most "}


def planned_words(share: PlannedShare) -> str:
    """What a plan sets aside for some types: "Types IV, V: at least 20 % of the people planned"."""
    types = ", ".join(t.name for t in share.types)
    noun = "Type" if len(share.types) == 1 else "Types"
    if share.percent is not None:
        amount = f"{share.percent:g} % of the people"
    else:
        amount = words.counted(share.people or 0, "person", "people")
    return f"{noun} {types}: {_BOUND_WORD[share.bound]}{amount} planned"


def _result(result: OutcomeResult, topic: Topic) -> ResultLine:
    romans = ", ".join(t.name for t in result.types)
    return ResultLine(
        outcome=topic.label("outcome", result.outcome),
        measure=result.measure or "\N{EN DASH}",
        timepoint=result.timepoint or "\N{EN DASH}",
        value=result.value or "\N{EN DASH}",
        events=_events(result),
        types=f"Type {romans}" if romans else "not by skin type",
    )


def _events(result: OutcomeResult) -> str:
    if result.events is not None and result.people is not None:
        return f"{result.events:,} of {result.people:,}"
    if result.events is not None:
        return f"{result.events:,}, of how many is not stated"
    if result.people is not None:
        return f"in {words.counted(result.people, 'person', 'people')}"
    return "not stated"


def _tag_groups(
    study: StudyDetail,
    marked: dict[str, tuple[Place, ...]],
    topic: Topic,
    accuracy: MeasuredAccuracy | None,
) -> Iterator[TagGroup]:
    for dimension in Dimension:
        tags = [t for t in study.tags if t.dimension is dimension and t.state != REJECTED]
        if tags:
            alike = _with_same_evidence(tags)
            pieces = (
                _tag_piece(
                    _statement(same, topic),
                    same[0].evidence,
                    rule_words(same, accuracy),
                    marked.get(same[0].report_id, ()),
                )
                for same in alike
            )
            yield TagGroup(words.DIMENSION_WORD[dimension], tuple(pieces))


def _with_same_evidence(tags: list[StoredTag]) -> list[list[StoredTag]]:
    """Tags that rest on the very same words are shown once, with all that they say."""
    alike: dict[object, list[StoredTag]] = {}
    for tag in tags:
        alike.setdefault(
            (tag.evidence, tag.rule, tag.state, tag.report_id, tag.standing), []
        ).append(tag)
    return list(alike.values())


def _tag_piece(statement: str, evidence: Evidence, rule: str, marked: tuple[Place, ...]) -> Piece:
    where = place_of(evidence, marked)
    shown = (Part("Show in the text", where),) if where else ()
    return piece(statement, evidence, Part(rule), *shown)


def _statement(tags: list[StoredTag], topic: Topic) -> str:
    """What the tags say together, and the person who stands behind them, if any."""
    state = STATE_WORD.get(tags[0].state)
    said = _said(tags, topic)
    return f"{said} ({state})" if state else said


def _said(tags: list[StoredTag], topic: Topic) -> str:
    first = tags[0]
    if first.dimension is Dimension.FITZPATRICK:
        romans = ", ".join(tag.value for tag in tags)
        standing = words.STANDING_WORD[first.standing or Standing.NOT_REPORTED]
        return f"{'Types' if len(tags) > 1 else 'Type'} {romans}: {standing}"
    return ", ".join(value_label(topic, first.dimension.value, tag.value) for tag in tags)


def _rejected(study: StudyDetail, topic: Topic) -> Iterator[Piece]:
    for tag in study.tags:
        if tag.state == REJECTED:
            statement = says(topic, tag.dimension, tag.value, tag.standing)
            yield piece(f"{statement} (rejected by a person)", tag.evidence)
    for mention in study.rejected:
        label = words.DIMENSION_WORD[mention.dimension]
        yield piece(
            f"{label}: not a statement of this study", mention.evidence, Part(mention.reason)
        )
