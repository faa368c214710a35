"""What changed between two states of the evidence: pure, and the same however often it is asked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.gapmap.cell_changes import Rest, cell_changes, nothing_else
from app.gapmap.change_sentences import (
    about_notice,
    about_study,
    added_tags,
    is_called,
    merged_into,
    new_report,
    removed_tags,
    split_from,
    standing_now,
    titled,
)
from app.gapmap.change_values import (
    NOTICES,
    Change,
    ChangeKind,
    EvidenceState,
    KnownReport,
    KnownStudy,
)
from app.gapmap.standing import standing_of
from app.gapmap.values import MappedStudy
from app.gapmap.wording import NOUNS
from app.matching import NoticeKind
from app.records import Dimension, SkinType, Standing
from app.topic import Topic

FELL = {
    NoticeKind.RETRACTED: "It was retracted.",
    NoticeKind.WITHDRAWN: "Its registration was withdrawn.",
}
"""Why a study counts nowhere any more."""

TOLD_AS_TAGS = (
    Dimension.INDICATION,
    Dimension.OUTCOME,
    Dimension.BODY_SITE,
    Dimension.PROCEDURE,
    Dimension.DESIGN,
)


def compare(
    before: EvidenceState, after: EvidenceState, topic: Topic, rest: Rest = nothing_else
) -> tuple[Change, ...]:
    """Every change from one state to the other, what a reader must know first.

    Studies are followed through merging and splitting by their identifiers, reports by their
    records: what only moved is not new. Where both states are a part of all, `rest` gives the
    studies that are in neither, for the cells that they share.
    """
    found = [
        *_notices(before, after),
        *_studies(before, after, topic),
        *cell_changes(_on_the_map(before), _on_the_map(after), topic, rest),
    ]
    order = list(ChangeKind)
    return tuple(sorted(found, key=lambda change: order.index(change.kind)))


def _on_the_map(state: EvidenceState) -> list[MappedStudy]:
    return [known.study for known in state.studies if known.counted]


@dataclass(frozen=True, slots=True)
class _Followed:
    """A study that is there now, and what it was before: several where they were merged."""

    now: KnownStudy
    was: tuple[KnownStudy, ...]

    @property
    def last(self) -> KnownStudy:
        """What it was under the name that it has now, else under its first."""
        own = (one for one in self.was if one.study.public_id == self.now.study.public_id)
        return next(own, self.was[0])


def _studies(before: EvidenceState, after: EvidenceState, topic: Topic) -> Iterator[Change]:
    old = {known.study.public_id: known for known in before.studies if known.counted}
    new = [known for known in after.studies if known.counted]
    remaining, past = dict(old), _Past.of(before)
    for known in sorted(new, key=lambda one: one.study.public_id):
        names = sorted({known.study.public_id, *known.former_ids} & old.keys())
        for name in names:
            remaining.pop(name, None)
        if names == [known.study.public_id] and old[names[0]] == known:
            continue
        if names:
            yield from _followed(_Followed(known, tuple(old[n] for n in names)), topic)
        else:
            yield _added(known, past, topic)
    fell = _fallen(_all_reports(after))
    for public_id in sorted(remaining):
        yield _removed(remaining[public_id], fell)


@dataclass(frozen=True, slots=True)
class _Past:
    """What the records of a new study were before, if they were anything."""

    owners: Mapping[str, MappedStudy]
    fell: Mapping[str, set[NoticeKind]]

    @classmethod
    def of(cls, before: EvidenceState) -> "_Past":
        return cls(_owners(before), _fallen(before.others))


def _added(known: KnownStudy, past: _Past, topic: Topic) -> Change:
    """A study that was not counted before; one that only left another, or fell once, is not new."""
    records, about = _records(known), about_study(known.study, topic)
    home = next((past.owners[key] for key in sorted(records) if key in past.owners), None)
    if home is not None:
        return _of_study(ChangeKind.STUDY_SPLIT, known.study, split_from(home, about))
    lead = "Counts again" if records & past.fell.keys() else f"New {NOUNS[known.study.layer][0]}"
    return _of_study(ChangeKind.STUDY_ADDED, known.study, f"{lead}: {about}")


def _removed(known: KnownStudy, fell: Mapping[str, set[NoticeKind]]) -> Change:
    said = set[NoticeKind]().union(*(fell.get(key, ()) for key in _records(known)))
    why = next(
        (FELL[kind] for kind in FELL if kind in said), "None of its reports counts any more."
    )
    return _of_study(
        ChangeKind.STUDY_REMOVED, known.study, f"No longer counted: {titled(known.study)} {why}"
    )


def _fallen(reports: Iterable[KnownReport]) -> dict[str, set[NoticeKind]]:
    """By record, what takes its report out of every count."""
    fell: dict[str, set[NoticeKind]] = {}
    for report in reports:
        if kinds := FELL.keys() & report.notices.keys():
            for key in report.records:
                fell.setdefault(key, set()).update(kinds)
    return fell


def _records(known: KnownStudy) -> frozenset[str]:
    return frozenset(key for report in known.reports for key in report.records)


def _followed(one: _Followed, topic: Topic) -> Iterator[Change]:
    now, was = one.now.study, one.last.study
    for gone in (other.study for other in one.was if other is not one.last):
        yield _of_study(ChangeKind.STUDIES_MERGED, now, merged_into(gone, now))
    if was.layer is not now.layer:
        sentence = f"{is_called(now)}: {NOUNS[was.layer][0]} before, {NOUNS[now.layer][0]} now."
        yield _of_study(
            ChangeKind.LAYER_CHANGED, now, sentence, before=was.layer.value, after=now.layer.value
        )
    if was.status != now.status:
        yield _status(was, now)
    yield from _reports(one)
    yield from _standings(one)
    people = {other.study.participants for other in one.was}
    if now.participants not in people:
        yield _people(was, now)
    for dimension in TOLD_AS_TAGS:
        yield from _tags(one, dimension, topic)


def _status(was: MappedStudy, now: MappedStudy) -> Change:
    words = [status.replace("_", " ") or "not told" for status in (was.status, now.status)]
    ends = f" It ends {now.ends}." if now.ends else ""
    sentence = f"{is_called(now)}: status {words[1]} now, was {words[0]} before.{ends}"
    return _of_study(ChangeKind.STATUS_CHANGED, now, sentence, before=was.status, after=now.status)


def _reports(one: _Followed) -> Iterator[Change]:
    old = [report for known in one.was for report in known.reports]
    for report in _strangers(one.now.reports, old):
        study = one.now.study
        told = _of_study(ChangeKind.REPORT_ADDED, study, new_report(report, study))
        yield replace(told, record=min(report.records))
    for report in _strangers(old, one.now.reports):
        sentence = f"{is_called(one.now.study)}: a report is no longer part of it: {report.title}."
        told = _of_study(ChangeKind.REPORT_REMOVED, one.now.study, sentence)
        yield replace(told, record=min(report.records))


def _strangers(
    reports: Iterable[KnownReport], others: Sequence[KnownReport]
) -> Iterator[KnownReport]:
    known = {key for other in others for key in other.records}
    return (report for report in reports if report.records.isdisjoint(known))


def _standings(one: _Followed) -> Iterator[Change]:
    for skin_type in SkinType:
        said = {standing_of(known.study, skin_type) for known in one.was}
        was, now = _strongest(said), standing_of(one.now.study, skin_type)
        if was is not now:
            study = one.now.study
            yield Change(
                kind=ChangeKind.STANDING_CHANGED,
                sentence=standing_now(study, skin_type, was, now),
                study_ids=(study.public_id,),
                title=study.title,
                dimension=Dimension.FITZPATRICK.value,
                values=(skin_type.name,),
                before=was.value,
                after=now.value,
                fitzpatrick=(skin_type,),
                indications=tuple(sorted(study.indications)),
                outcomes=tuple(sorted(study.outcomes)),
            )


def _strongest(standings: set[Standing]) -> Standing:
    return next(standing for standing in Standing if standing in standings)


def _people(was: MappedStudy, now: MappedStudy) -> Change:
    words = ["not stated" if n is None else str(n) for n in (was.participants, now.participants)]
    sentence = f"{is_called(now)}: number of people {words[1]} now, was {words[0]} before."
    return _of_study(ChangeKind.PEOPLE_CHANGED, now, sentence, before=words[0], after=words[1])


def _tags(one: _Followed, dimension: Dimension, topic: Topic) -> Iterator[Change]:
    study = one.now.study
    was = frozenset[str]().union(*(_values(known.study, dimension) for known in one.was))
    now = _values(study, dimension)
    for kind, values, say in (
        (ChangeKind.TAGS_ADDED, now - was, added_tags),
        (ChangeKind.TAGS_REMOVED, was - now, removed_tags),
    ):
        if values:
            ids = tuple(sorted(values))
            told = _of_study(kind, study, say(study, dimension, ids, topic))
            told = replace(told, dimension=dimension.value, values=ids)
            match dimension:
                case Dimension.INDICATION:
                    yield replace(told, indications=ids)
                case Dimension.OUTCOME:
                    yield replace(told, outcomes=ids)
                case _:
                    yield told


def _values(study: MappedStudy, dimension: Dimension) -> frozenset[str]:
    match dimension:
        case Dimension.INDICATION:
            return study.indications
        case Dimension.OUTCOME:
            return study.outcomes
        case Dimension.BODY_SITE:
            return study.body_sites
        case Dimension.PROCEDURE:
            return study.procedures
        case Dimension.DESIGN:
            return study.designs
        case _:
            return frozenset()


def _notices(before: EvidenceState, after: EvidenceState) -> Iterator[Change]:
    """What was said of a report that is, or was, part of a study that counts."""
    known: dict[str, set[NoticeKind]] = {}
    for report in _all_reports(before):
        for key in report.records:
            known.setdefault(key, set()).update(report.notices)
    owners = _owners(before) | _owners(after)
    for report in _all_reports(after):
        said = {kind for key in report.records for kind in known.get(key, ())}
        study = next((owners[key] for key in sorted(report.records) if key in owners), None)
        for notice in NOTICES if study else ():
            if study and notice in report.notices and notice not in said:
                sentence = about_notice(report, study, notice)
                told = _of_study(NOTICES[notice], study, sentence)
                yield replace(told, record=min(report.records))


def _all_reports(state: EvidenceState) -> Iterator[KnownReport]:
    for known in state.studies:
        yield from known.reports
    yield from state.others


def _owners(state: EvidenceState) -> dict[str, MappedStudy]:
    """The counted study that each record's report belongs to."""
    return {
        key: known.study
        for known in state.studies
        if known.counted
        for report in known.reports
        for key in report.records
    }


def _of_study(
    kind: ChangeKind, study: MappedStudy, sentence: str, *, before: str = "", after: str = ""
) -> Change:
    spoken = (t for t in SkinType if standing_of(study, t) is not Standing.NOT_REPORTED)
    return Change(
        kind=kind,
        sentence=sentence,
        study_ids=(study.public_id,),
        title=study.title,
        before=before,
        after=after,
        fitzpatrick=tuple(spoken),
        indications=tuple(sorted(study.indications)),
        outcomes=tuple(sorted(study.outcomes)),
    )
