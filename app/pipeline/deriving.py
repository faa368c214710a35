"""Everything that follows from what was received and decided: the rooms in their order, pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from app.gapmap import Layer, MergedStudy, Profile, ReadReport, layer_of, merge_readings
from app.matching import (
    Askable,
    LinkedReport,
    Matched,
    MatchQuestion,
    Study,
    find_questions,
    link_reports,
    no_longer_counts,
    suspected_people,
    together,
)
from app.pipeline.accepting import founded, tags_of_study
from app.pipeline.considering import (
    Considered,
    Decided,
    Reader,
    Recall,
    Rules,
    candidate_of,
    consider,
    first_of,
)
from app.pipeline.extents import extent_of
from app.pipeline.telling import told_by
from app.records import Dimension
from app.store import Derived, DerivedStudy, ReceivedRecord, StoredTag, TagDecision
from app.topic import Topic


def derive(
    received: Sequence[ReceivedRecord],
    decided: Decided,
    topic: Topic,
    read: Reader,
    recall: Recall = lambda _keys: (),
) -> Derived:
    """Reports, studies and tags, from the latest version of every record and all decisions.

    The answer depends on nothing else: not on a clock, not on what was derived before. `read` is
    the tagger, or a memory of what it said about the same text; `recall` gives whole records in
    place of those that were received without their passages.
    """
    rules = Rules(decided=decided, topic=topic, read=read, recall=recall)
    return conclude(consider(received, rules), received, rules)


def conclude(
    reports: Sequence[Considered],
    received: Iterable[ReceivedRecord],
    rules: Rules,
    askable: Askable | None = None,
) -> Derived:
    """What follows from these reports together, in the order of arrival.

    `askable` is for a part of all reports, to which nothing ties the rest.
    """
    included = {k.report.key: k for k in reports if k.is_included}
    may_count = [k for k in reports if k.may_count]
    studies = link_reports(
        [k.report for k in included.values()],
        rules.decided.matches,
        [(q.one, q.other, q.because) for q in _of_people(may_count, askable)],
    )
    derived_studies, tags = _studies(studies, included, rules.decided.tags, rules.topic)
    return Derived(
        reports=tuple(k.as_derived(tags.get(k.report.key, ())) for k in reports),
        studies=derived_studies,
        questions=_questions(may_count, received, studies, (rules, askable)),
    )


def _of_people(known: Sequence[Considered], askable: Askable | None) -> tuple[MatchQuestion, ...]:
    told = {one.report.key: told_by(one) for one in known}
    return suspected_people([one.report for one in known], told, askable)


def _questions(
    known: Sequence[Considered],
    received: Iterable[ReceivedRecord],
    studies: Sequence[Study],
    asking: tuple[Rules, Askable | None],
) -> tuple[MatchQuestion, ...]:
    """What a person is to say of the reports that count, or may once they are screened."""
    keys = {joined.key for one in known for joined in one.report.records}
    rules, askable = asking
    return find_questions(
        Matched(
            reports=[one.report for one in known],
            candidates={
                one.record.key: candidate_of(one) for one in received if one.record.key in keys
            },
            studies=studies,
            told={one.report.key: told_by(one) for one in known},
            decisions=rules.decided.matches,
            askable=askable,
        )
    )


def _studies(
    studies: Sequence[Study],
    included: Mapping[str, Considered],
    decisions: Sequence[TagDecision],
    topic: Topic,
) -> tuple[tuple[DerivedStudy, ...], dict[str, tuple[StoredTag, ...]]]:
    derived: list[DerivedStudy] = []
    tags: dict[str, tuple[StoredTag, ...]] = {}
    by_study = _decisions_by_study(decisions)
    for study in studies:
        own = [d for i in (study.public_id, *study.former_ids) for d in by_study.get(i, ())]
        readings = {linked.key: included[linked.key].readings for linked in study.reports}
        texts = {linked.key: included[linked.key].document.text for linked in study.reports}
        tags |= tags_of_study(readings, founded(sorted(own, key=lambda d: d.at), texts), texts)
        reports = [_read_report(linked, included[linked.key], tags) for linked in study.reports]
        derived.append(_derived(study, [included[r.key] for r in study.reports], reports, topic))
    return tuple(derived), tags


def _derived(
    study: Study, known: Sequence[Considered], reports: Sequence[ReadReport], topic: Topic
) -> DerivedStudy:
    merged, notices = merge_readings(reports), together(one.notices for one in known)
    as_it_was, left_out = merged, None
    if not merged.counted:  # shown as what it was before it fell, if it did
        as_it_was = merge_readings([replace(report, stands=True) for report in reports])
        left_out = no_longer_counts(notices) if as_it_was.counted else None
    layer = _layer(as_it_was, topic)
    return DerivedStudy(study=study, merged=merged, layer=layer, notices=notices, left_out=left_out)


def _decisions_by_study(decisions: Iterable[TagDecision]) -> dict[str, list[TagDecision]]:
    found: dict[str, list[TagDecision]] = {}
    for decision in decisions:
        found.setdefault(decision.study_id, []).append(decision)
    return found


def _read_report(
    linked: LinkedReport, known: Considered, tags: Mapping[str, tuple[StoredTag, ...]]
) -> ReadReport:
    return ReadReport(
        report=known.report,
        role=linked.role,
        screened=known.screening.screened,
        tags=tuple(tag.as_tag() for tag in tags[linked.key] if tag.counts),
        readings=known.readings,
        status=first_of(m.record.status for m in known.members),
        ends=first_of(m.record.ends for m in known.members),
        extent=extent_of(known.members),
        stands=no_longer_counts(known.notices) is None,
    )


def _layer(merged: MergedStudy, topic: Topic) -> Layer:
    profile = Profile(
        kinds=merged.kinds,
        designs=merged.ids(Dimension.DESIGN),
        procedures=merged.ids(Dimension.PROCEDURE),
        has_results=merged.participants is not None and bool(merged.results or merged.counts),
    )
    return layer_of(profile, topic.focus_procedure)
