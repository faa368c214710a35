"""Everything that follows from what was received and decided: the rooms in their order, pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.gapmap import Layer, MergedStudy, Profile, ReadReport, layer_of, merge_readings
from app.matching import (
    Candidate,
    LinkedReport,
    MatchDecision,
    Report,
    Study,
    group_into_reports,
    link_reports,
)
from app.pipeline.accepting import tags_of_study
from app.records import Dimension, Passage, Reading, ReportKind, Section
from app.screening import Screened, ScreeningVerdict, screen
from app.store import (
    Derived,
    DerivedReport,
    DerivedStudy,
    ReceivedRecord,
    ScreeningDecision,
    StoredTag,
    TagDecision,
)
from app.tagging import Document, document_of
from app.topic import Topic

Reader = Callable[[Document], Reading]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """All decisions of people, oldest first."""

    matches: tuple[MatchDecision, ...] = ()
    screenings: tuple[ScreeningDecision, ...] = ()
    tags: tuple[TagDecision, ...] = ()


def derive(
    received: Sequence[ReceivedRecord], decided: Decided, topic: Topic, read: Reader
) -> Derived:
    """Reports, studies and tags, from the latest version of every record and all decisions.

    The answer depends on nothing else: not on a clock, not on what was derived before. `read` is
    the tagger, or a memory of what it said about the same text.
    """
    by_key = {one.record.key: one for one in received}
    reports = [
        _Known.of(report, by_key, decided.screenings, topic)
        for report in group_into_reports([_candidate(one) for one in received], decided.matches)
    ]
    included = {k.report.key: k.with_readings(read) for k in reports if k.is_included}
    studies = link_reports([k.report for k in included.values()], decided.matches)
    derived_studies, tags = _studies(studies, included, decided.tags, topic)
    return Derived(
        reports=tuple(
            included.get(k.report.key, k).as_derived(tags.get(k.report.key, ())) for k in reports
        ),
        studies=derived_studies,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A report with what is known of it so far."""

    report: Report
    members: tuple[ReceivedRecord, ...]
    document: Document
    screening: ScreeningVerdict
    readings: tuple[Reading, ...] = ()

    @classmethod
    def of(
        cls,
        report: Report,
        by_key: Mapping[str, ReceivedRecord],
        screenings: Sequence[ScreeningDecision],
        topic: Topic,
    ) -> "_Known":
        # By name, not by arrival: the order in which records came must change nothing.
        joined = [by_key[key] for key in sorted(joined.key for joined in report.records)]
        # A record that its source has deleted says nothing, but keeps its place in the report.
        members = tuple(one for one in joined if not one.record.withdrawn)
        gone = tuple(one.record.key for one in joined if one.record.withdrawn)
        document = document_of(
            _passages(members),
            is_registration=report.kind is ReportKind.REGISTRATION,
            is_review=report.kind is ReportKind.REVIEW,
        )
        return cls(
            report=report,
            members=members,
            document=document,
            screening=_screened(report, members, document, screenings, topic)
            if members
            else _withdrawn(gone),
        )

    @property
    def is_included(self) -> bool:
        return self.screening.screened is Screened.INCLUDED

    def with_readings(self, read: Reader) -> "_Known":
        """Persons' readings first; the machine reads only what no person wrote."""
        persons = [m.record.reading for m in self.members if m.record.reading is not None]
        machine = [read(self.document)] if _has_text_of_its_own(self.members) else []
        return _Known(
            report=self.report,
            members=self.members,
            document=self.document,
            screening=self.screening,
            readings=(*persons, *machine),
        )

    def as_derived(self, tags: tuple[StoredTag, ...]) -> DerivedReport:
        return DerivedReport(
            report=self.report,
            screening=self.screening,
            document=self.document,
            readings=self.readings or tuple(_context_readings(self.members)),
            tags=tags,
            status=_first(m.record.status for m in self.members),
            ends=_first(m.record.ends for m in self.members),
            sponsor=_first(m.record.sponsor for m in self.members),
            country=_first(m.record.country for m in self.members),
        )


def _candidate(one: ReceivedRecord) -> Candidate:
    record = one.record
    return Candidate(
        key=record.key,
        arrival=one.arrival,
        kind=record.kind,
        bibliography=record.bibliography,
        relations=tuple((r.kind.value, r.target, r.because) for r in record.relations),
    )


def _passages(members: Sequence[ReceivedRecord]) -> list[Passage]:
    """The longest text among the records, and the coded values of all of them.

    A text that came from a source stands before a person's summary of it: quotes are verified
    in the text.
    """
    own = [m for m in members if m.record.reading is None] or list(members)
    if not own:
        return []
    longest = max(own, key=lambda m: (_length(m), repr(m.record.passages)))
    chosen = list(longest.record.passages)
    fields = (
        p for m in own if m is not longest for p in m.record.passages if p.section is Section.FIELD
    )
    return list(dict.fromkeys([*chosen, *fields]))


def _length(one: ReceivedRecord) -> int:
    return sum(len(p.text) for p in one.record.passages)


def _has_text_of_its_own(members: Iterable[ReceivedRecord]) -> bool:
    return any(m.record.reading is None for m in members)


def _context_readings(members: Iterable[ReceivedRecord]) -> Iterable[Reading]:
    return (m.record.reading for m in members if m.record.reading is not None)


def _screened(
    report: Report,
    members: Sequence[ReceivedRecord],
    document: Document,
    screenings: Sequence[ScreeningDecision],
    topic: Topic,
) -> ScreeningVerdict:
    """A person's latest word, else the rules'."""
    keys = {m.record.key for m in members}
    said = [d for d in screenings if d.record_key in keys]
    if said:
        last = max(said, key=lambda d: d.at)
        return ScreeningVerdict(
            screened=last.verdict, rule="decision", because=f"{last.who}: {last.why}"
        )
    return screen(
        report.kind,
        tuple(placed.passage for placed in document.passages),
        topic,
        read_by_a_person=any(m.record.reading is not None for m in members),
    )


def _withdrawn(keys: Sequence[str]) -> ScreeningVerdict:
    because = f"deleted by its source: {', '.join(keys)}"
    return ScreeningVerdict(screened=Screened.EXCLUDED, rule="withdrawn", because=because)


def _studies(
    studies: Sequence[Study],
    included: Mapping[str, _Known],
    decisions: Sequence[TagDecision],
    topic: Topic,
) -> tuple[tuple[DerivedStudy, ...], dict[str, tuple[StoredTag, ...]]]:
    derived: list[DerivedStudy] = []
    tags: dict[str, tuple[StoredTag, ...]] = {}
    by_study = _decisions_by_study(decisions)
    for study in studies:
        own = [d for i in (study.public_id, *study.former_ids) for d in by_study.get(i, ())]
        readings = {linked.key: included[linked.key].readings for linked in study.reports}
        tags |= tags_of_study(readings, sorted(own, key=lambda d: d.at))
        merged = merge_readings(
            [_read_report(linked, included[linked.key], tags) for linked in study.reports]
        )
        derived.append(DerivedStudy(study=study, merged=merged, layer=_layer(merged, topic)))
    return tuple(derived), tags


def _decisions_by_study(decisions: Iterable[TagDecision]) -> dict[str, list[TagDecision]]:
    found: dict[str, list[TagDecision]] = {}
    for decision in decisions:
        found.setdefault(decision.study_id, []).append(decision)
    return found


def _read_report(
    linked: LinkedReport, known: _Known, tags: Mapping[str, tuple[StoredTag, ...]]
) -> ReadReport:
    return ReadReport(
        report=known.report,
        role=linked.role,
        screened=known.screening.screened,
        tags=tuple(tag.as_tag() for tag in tags[linked.key] if tag.counts),
        readings=known.readings,
        status=_first(m.record.status for m in known.members),
        ends=_first(m.record.ends for m in known.members),
    )


def _layer(merged: MergedStudy, topic: Topic) -> Layer:
    profile = Profile(
        kinds=merged.kinds,
        designs=merged.ids(Dimension.DESIGN),
        procedures=merged.ids(Dimension.PROCEDURE),
        has_results=merged.participants is not None and bool(merged.results or merged.counts),
    )
    return layer_of(profile, topic.focus_procedure)


def _first(words: Iterable[str]) -> str:
    return next((word for word in words if word), "")
