"""The third answer beside "the same" and "different": which pairs a person should look at."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.matching.catalogue import Catalogue
from app.matching.grouping import Pairs
from app.matching.joining import in_force, on_studies
from app.matching.linking import one_sentence
from app.matching.people import Told, people_questions
from app.matching.questions import AskingRule, MatchQuestion, question_about
from app.matching.suspecting import identifier_questions, likeness_questions
from app.matching.values import Candidate, MatchDecision, MatchLayer, Report, ReportRole, Study
from app.records import RelationKind

Ends = frozenset[str]
"""Two reports, or two studies, by their keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """What has been matched so far: the topic's reports, their records, and their studies."""

    reports: Sequence[Report]
    candidates: Mapping[str, Candidate]
    """Every record of these reports, by its key."""
    studies: Sequence[Study] = ()
    told: Mapping[str, Told] = field(default_factory=dict)
    """By a report's key."""
    decisions: Sequence[MatchDecision] = ()
    askable: "Askable | None" = None
    """To be given where the reports are a part of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Askable:
    """Which of these reports stand beside each other among all, and raise a question by it."""

    records: Pairs
    reports: Pairs
    """By the lowest of their records' keys."""


def find_questions(matched: Matched) -> tuple[MatchQuestion, ...]:
    """What is still to be asked, the most telling first, whatever came first.

    Two reports, or two studies, are asked about once, and two studies only when no two of their
    reports may be one. A person's word closes a question for as long as it stands.
    """
    owners = _Owners.of(matched)
    asked: dict[tuple[MatchLayer, Ends], MatchQuestion] = {}
    busy: set[Ends] = set()
    for question in sorted(_suspected(matched), key=lambda q: (q.rank, q.one, q.other, q.id)):
        ends, studies = owners.ends(question), owners.studies_of(question)
        if owners.is_settled(question) or (question.layer, ends) in asked or studies in busy:
            continue
        asked[question.layer, ends] = question
        if question.layer is MatchLayer.REPORT and len(studies) == 2:
            busy.add(studies)
    return tuple(asked.values())


def _suspected(matched: Matched) -> Iterator[MatchQuestion]:
    records = [
        [matched.candidates[joined.key] for joined in report.records] for report in matched.reports
    ]
    of_part = matched.askable
    yield from identifier_questions(records)
    yield from likeness_questions(records, of_part.records if of_part else None)
    of_people = suspected_people(matched.reports, matched.told, of_part)
    yield from _overlap_questions(matched, of_people)
    yield from of_people
    yield from _named(matched)


def _named(matched: Matched) -> Iterator[MatchQuestion]:
    """Reports of which a table or a review names a trial: the trial may be theirs, or another's."""
    for report, registration, because in Catalogue(matched.reports).related(RelationKind.NAMES):
        one, other = (min(r.key for r in each.records) for each in (report, registration))
        number = next(iter(registration.bibliography.registrations), "")
        against = "a table or a review also names the trials of others"
        yield question_about(one, other, AskingRule.NAMED, f"{because}: {number}", against)


def suspected_people(
    reports: Sequence[Report], told: Mapping[str, Told], askable: Askable | None = None
) -> tuple[MatchQuestion, ...]:
    """Which reports may tell of the same people, by who wrote them, where, when and on how many."""
    return tuple(people_questions(reports, told, askable.reports if askable else None))


def _overlap_questions(
    matched: Matched, of_people: Sequence[MatchQuestion]
) -> Iterator[MatchQuestion]:
    """Studies that may hold the same people, as linking found for more reasons than are asked."""
    first = {report.key: min(one.key for one in report.records) for report in matched.reports}
    sign = {study.public_id: _sign(study, first) for study in matched.studies}
    asked = _reasons_by_study(matched, of_people)
    for study in matched.studies:
        for other_id, because in study.overlaps:
            if because == one_sentence(asked[frozenset({study.public_id, other_id})]):
                continue
            one, other = sorted((sign[study.public_id], sign[other_id]))
            yield MatchQuestion(
                one=one, other=other, rule=AskingRule.MAY_OVERLAP, because=because, against=""
            )


def _reasons_by_study(
    matched: Matched, of_people: Sequence[MatchQuestion]
) -> defaultdict[Ends, set[str]]:
    study_of_report = {
        linked.key: study.public_id for study in matched.studies for linked in study.reports
    }
    study_of = {
        one.key: study_of_report.get(report.key, "")
        for report in matched.reports
        for one in report.records
    }
    reasons: defaultdict[Ends, set[str]] = defaultdict(set)
    for question in of_people:
        ends = frozenset({study_of[question.one], study_of[question.other]})
        reasons[ends].add(question.because)
    return reasons


def _sign(study: Study, first: Mapping[str, str]) -> str:
    """The record that stands for a study, and that no arrival changes; a comment's where it must."""
    return min((linked.role is ReportRole.COMMENT, first[linked.key]) for linked in study.reports)[
        1
    ]


@dataclass(frozen=True, slots=True)
class _Owners:
    """To which report and to which study each record belongs, and what was decided on them."""

    report_of: Mapping[str, str]
    study_of: Mapping[str, str]
    settled_reports: set[Ends]
    settled_studies: set[Ends]

    @classmethod
    def of(cls, matched: Matched) -> "_Owners":
        study_of_report = {
            linked.key: study.key for study in matched.studies for linked in study.reports
        }
        report_of = {one.key: report.key for report in matched.reports for one in report.records}
        study_of = {
            record: study_of_report[report]
            for record, report in report_of.items()
            if report in study_of_report
        }
        on_reports = in_force(matched.decisions, MatchLayer.REPORT)
        of_studies = on_studies(matched.decisions)
        return cls(
            report_of=report_of,
            study_of=study_of,
            # Who says that two reports are of one study, or of two, says that they are two.
            settled_reports=_pairs((*on_reports, *of_studies), report_of),
            settled_studies=_pairs(of_studies, study_of),
        )

    def ends(self, question: MatchQuestion) -> Ends:
        """What the question asks about: two reports or two studies."""
        if question.layer is MatchLayer.STUDY:
            return self.studies_of(question)
        return frozenset(self.report_of[key] for key in (question.one, question.other))

    def studies_of(self, question: MatchQuestion) -> Ends:
        """The studies of its two records, as far as they are part of any."""
        keys = (question.one, question.other)
        return frozenset(self.study_of[key] for key in keys if key in self.study_of)

    def is_settled(self, question: MatchQuestion) -> bool:
        """Whether there is nothing to ask: they are one already, or a person has said what they are."""
        ends = self.ends(question)
        of_layer = {
            MatchLayer.REPORT: self.settled_reports,
            MatchLayer.STUDY: self.settled_studies,
        }
        return len(ends) < 2 or ends in of_layer[question.layer]


def _pairs(decisions: Iterable[MatchDecision], owner_of: Mapping[str, str]) -> set[Ends]:
    return {
        frozenset({owner_of[d.one], owner_of[d.other]})
        for d in decisions
        if d.one in owner_of and d.other in owner_of
    }
