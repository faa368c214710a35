"""Everything that follows from what was received and decided: the rooms in their order, pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.gapmap import Layer, MergedStudy, Profile, ReadReport, layer_of, merge_readings
from app.matching import (
    Candidate,
    LinkedReport,
    MatchDecision,
    Matched,
    MatchQuestion,
    Notice,
    Report,
    Study,
    find_notices,
    find_questions,
    group_into_reports,
    link_reports,
    no_longer_counts,
    together,
    with_notices,
)
from app.pipeline.accepting import tags_of_study
from app.pipeline.telling import told_by
from app.records import (
    CONTEXT_KINDS,
    Dimension,
    Extent,
    Passage,
    Reading,
    ReportKind,
    Section,
    SourceRecord,
)
from app.screening import Screened, ScreeningVerdict, may_be_about, screen
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
Recall = Callable[[Sequence[str]], Iterable[SourceRecord]]

WHY_STOPPED = "whyStopped"
"""End of the heading under which a registry tells why a study was stopped."""
FULL_TEXTS = ("jats", "pdf")
"""Parts of the media types in which articles come whole."""
BEYOND_AN_ABSTRACT = 6_000  # characters: such a file holds more than titles and an abstract


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """All decisions of people, oldest first."""

    matches: tuple[MatchDecision, ...] = ()
    screenings: tuple[ScreeningDecision, ...] = ()
    tags: tuple[TagDecision, ...] = ()


def wants_passages(topic: Topic) -> Callable[[str], bool]:
    """Whether `derive` needs the passages of a record, asked with the record as JSON.

    Of those that it does not need some are needed after all, for what they are joined with.
    """
    return lambda parsed: WHY_STOPPED in parsed or may_be_about(parsed, topic.screening)


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
    candidates = [_candidate(one) for one in received]
    grouped = group_into_reports(candidates, decided.matches)
    notices = find_notices(candidates, grouped)
    by_key = _whole({one.record.key: one for one in received}, grouped, decided, recall)
    reports = [
        _Known.of(report, by_key, decided.screenings, topic).told(notices.get(report.key, ()))
        for report in grouped
    ]
    included = {k.report.key: k.with_readings(read) for k in reports if k.is_included}
    studies = link_reports([k.report for k in included.values()], decided.matches)
    derived_studies, tags = _studies(studies, included, decided.tags, topic)
    of_topic = [included.get(k.report.key, k) for k in reports if k.may_count]
    return Derived(
        reports=tuple(
            included.get(k.report.key, k).as_derived(tags.get(k.report.key, ())) for k in reports
        ),
        studies=derived_studies,
        questions=_questions(of_topic, candidates, studies, decided.matches),
    )


def _questions(
    known: "Sequence[_Known]",
    candidates: Iterable[Candidate],
    studies: Sequence[Study],
    decisions: Sequence[MatchDecision],
) -> tuple[MatchQuestion, ...]:
    """What a person is to say of the reports that count, or may once they are screened."""
    keys = {joined.key for one in known for joined in one.report.records}
    return find_questions(
        Matched(
            reports=[one.report for one in known],
            candidates={c.key: c for c in candidates if c.key in keys},
            studies=studies,
            told={one.report.key: told_by(one.readings) for one in known},
            decisions=decisions,
        )
    )


def _whole(
    by_key: dict[str, ReceivedRecord], reports: Iterable[Report], decided: Decided, recall: Recall
) -> dict[str, ReceivedRecord]:
    """The records by their keys, whole in each report whose words may say anything."""
    judged = {decision.record_key for decision in decided.screenings}

    def may_say(report: Report) -> bool:
        members = [by_key[joined.key] for joined in report.records]
        return report.kind in CONTEXT_KINDS or any(
            one.is_whole or one.record.key in judged or one.record.reading is not None
            for one in members
        )

    keys = [joined.key for report in reports if may_say(report) for joined in report.records]
    recalled = recall([key for key in keys if not by_key[key].is_whole])
    return by_key | {
        record.key: replace(by_key[record.key], record=record, is_whole=True) for record in recalled
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A report with what is known of it so far."""

    report: Report
    members: tuple[ReceivedRecord, ...]
    document: Document
    screening: ScreeningVerdict
    readings: tuple[Reading, ...] = ()
    notices: tuple[Notice, ...] = ()

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
        passages = _passages(members)
        screening = (
            _screened(report, members, passages, screenings, topic) if members else _withdrawn(gone)
        )
        # What is not about the topic is nearly everything of a whole database: nobody reads it here.
        is_read = screening.screened is not Screened.EXCLUDED
        document = document_of(
            passages if is_read else (),
            is_registration=report.kind is ReportKind.REGISTRATION,
            is_review=report.kind is ReportKind.REVIEW,
        )
        return cls(report=report, members=members, document=document, screening=screening)

    @property
    def is_included(self) -> bool:
        return self.screening.screened is Screened.INCLUDED

    @property
    def may_count(self) -> bool:
        """Whether it counts, or may once a person has screened it."""
        return self.is_included or self.screening.screened is Screened.UNSURE

    def with_readings(self, read: Reader) -> "_Known":
        """Persons' readings first; the machine reads only what no person wrote."""
        persons = [m.record.reading for m in self.members if m.record.reading is not None]
        machine = [read(self.document)] if _has_text_of_its_own(self.members) else []
        return replace(self, readings=(*persons, *machine))

    def told(self, notices: tuple[Notice, ...]) -> "_Known":
        """The same with what was said of it since it came out."""
        if not notices:
            return self
        return replace(self, report=with_notices(self.report, notices), notices=notices)

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
            notices=self.notices,
        )


def _candidate(one: ReceivedRecord) -> Candidate:
    record = one.record
    return Candidate(
        key=record.key,
        arrival=one.arrival,
        kind=record.kind,
        bibliography=record.bibliography,
        # What its source has deleted says nothing any more, of other documents neither.
        relations=()
        if record.withdrawn
        else tuple((r.kind.value, r.target, r.because) for r in record.relations),
        status="" if record.withdrawn else record.status,
        stopped=_first(p.text for p in record.passages if p.heading.endswith(WHY_STOPPED)),
    )


def _passages(members: Sequence[ReceivedRecord]) -> list[Passage]:
    """The longest text among the records, and the coded values of all of them.

    A text that came from a source stands before a person's summary of it: quotes are verified
    in the text.
    """
    own = [m for m in members if m.record.reading is None] or list(members)
    if not own:
        return []
    if len(own) == 1:
        return list(dict.fromkeys(own[0].record.passages))
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
    passages: Sequence[Passage],
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
        [passage for passage in passages if passage.text],
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
        reports = [_read_report(linked, included[linked.key], tags) for linked in study.reports]
        derived.append(_derived(study, [included[r.key] for r in study.reports], reports, topic))
    return tuple(derived), tags


def _derived(
    study: Study, known: Sequence[_Known], reports: Sequence[ReadReport], topic: Topic
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
        extent=_extent(known),
        stands=no_longer_counts(known.notices) is None,
    )


def _extent(known: _Known) -> Extent:
    """The most that a person or the machine had before them."""
    seen = {_seen(member) for member in known.members}
    return next((extent for extent in Extent if extent in seen), Extent.CITATION_ONLY)


def _seen(member: ReceivedRecord) -> Extent:
    record = member.record
    if record.reading is not None:
        return record.reading.extent or Extent.ABSTRACT
    whole = any(kind in record.media_type.lower() for kind in FULL_TEXTS)
    if whole and _length(member) > BEYOND_AN_ABSTRACT:
        return Extent.FULL_TEXT
    if record.kind is ReportKind.REGISTRATION:
        return Extent.LISTING
    told = (p for p in record.passages if p.section not in (Section.TITLE, Section.FIELD))
    return Extent.ABSTRACT if any(p.text for p in told) else Extent.CITATION_ONLY


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
