"""Reports with all that is known of each by itself: its text, its screening, what was read in it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.matching import (
    Candidate,
    Description,
    MatchDecision,
    Notice,
    Report,
    describe,
    find_notices,
    group_into_reports,
    with_notices,
)
from app.records import CONTEXT_KINDS, Passage, Reading, ReportKind, Section, SourceRecord
from app.screening import Screened, ScreeningVerdict, may_be_about, screen
from app.store import DerivedReport, ReceivedRecord, ScreeningDecision, StoredTag, TagDecision
from app.tagging import Document, document_of
from app.topic import Topic

Reader = Callable[[Document], Reading]
Recall = Callable[[Sequence[str]], Iterable[SourceRecord]]

WHY_STOPPED = "whyStopped"
"""End of the heading under which a registry tells why a study was stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """All decisions of people, oldest first."""

    matches: tuple[MatchDecision, ...] = ()
    screenings: tuple[ScreeningDecision, ...] = ()
    tags: tuple[TagDecision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What derived data rest on beside the records."""

    decided: Decided
    topic: Topic
    read: Reader
    """The tagger, or a memory of what it said about the same text."""
    recall: Recall = field(default=lambda _keys: ())
    """Gives whole records in place of those that were received without their passages."""


def wants_passages(topic: Topic) -> Callable[[str], bool]:
    """Whether a record is needed with its passages, asked with the record as JSON.

    Of those that are not some are needed after all, for what they are joined with.
    """
    return lambda parsed: WHY_STOPPED in parsed or may_be_about(parsed, topic.screening)


def consider(
    received: Sequence[ReceivedRecord],
    rules: Rules,
    pairs: Iterable[tuple[str, str]] | None = None,
    described: Mapping[str, Description] | None = None,
) -> "list[Considered]":
    """The reports of these records, in the order of arrival, each with what it says by itself.

    `pairs` are for a part of all records, to which nothing ties the rest: see `Reach`. `described`
    are all these records as they are compared, where they were described already.
    """
    known = describe_all(received) if described is None else described
    candidates = [known[one.record.key].candidate for one in received]
    grouped = group_into_reports(candidates, rules.decided.matches, pairs, known)
    notices = find_notices(candidates, grouped)
    by_key = _whole({one.record.key: one for one in received}, grouped, rules)
    found = (Considered.of(report, by_key, rules) for report in grouped)
    told = (one.told(notices.get(one.report.key, ())) for one in found)
    return [one.with_readings(rules.read) if one.is_included else one for one in told]


def describe_all(received: Iterable[ReceivedRecord]) -> dict[str, Description]:
    """Records as they are compared with others, by key."""
    return {one.record.key: describe(candidate_of(one)) for one in received}


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """A report with what is known of it so far."""

    report: Report
    members: tuple[ReceivedRecord, ...]
    document: Document
    screening: ScreeningVerdict
    readings: tuple[Reading, ...] = ()
    notices: tuple[Notice, ...] = ()

    @classmethod
    def of(cls, report: Report, by_key: Mapping[str, ReceivedRecord], rules: Rules) -> "Considered":
        """The report as it is screened, before anything is read in it."""
        # By name, not by arrival: the order in which records came must change nothing.
        joined = [by_key[key] for key in sorted(joined.key for joined in report.records)]
        # A record that its source has deleted says nothing, but keeps its place in the report.
        members = tuple(one for one in joined if not one.record.withdrawn)
        gone = tuple(one.record.key for one in joined if one.record.withdrawn)
        passages = _passages(members)
        screening = _screened(report, members, passages, rules) if members else _withdrawn(gone)
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
        """Whether it is about the topic."""
        return self.screening.screened is Screened.INCLUDED

    @property
    def may_count(self) -> bool:
        """Whether it counts, or may once a person has screened it."""
        return self.is_included or self.screening.screened is Screened.UNSURE

    def with_readings(self, read: Reader) -> "Considered":
        """Persons' readings first; the machine reads only what no person wrote."""
        persons = [m.record.reading for m in self.members if m.record.reading is not None]
        machine = [read(self.document)] if _has_text_of_its_own(self.members) else []
        return replace(self, readings=(*persons, *machine))

    def told(self, notices: tuple[Notice, ...]) -> "Considered":
        """The same with what was said of it since it came out."""
        if not notices:
            return self
        return replace(self, report=with_notices(self.report, notices), notices=notices)

    def as_derived(self, tags: tuple[StoredTag, ...]) -> DerivedReport:
        """All of it as it is stored, with what became of its tags."""
        return DerivedReport(
            report=self.report,
            screening=self.screening,
            document=self.document,
            readings=self.readings or tuple(_context_readings(self.members)),
            tags=tags,
            status=first_of(m.record.status for m in self.members),
            ends=first_of(m.record.ends for m in self.members),
            sponsor=first_of(m.record.sponsor for m in self.members),
            country=first_of(m.record.country for m in self.members),
            notices=self.notices,
        )


def candidate_of(one: ReceivedRecord) -> Candidate:
    """The record as matching sees it."""
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
        stopped=first_of(p.text for p in record.passages if p.heading.endswith(WHY_STOPPED)),
    )


def _whole(
    by_key: dict[str, ReceivedRecord], reports: Iterable[Report], rules: Rules
) -> dict[str, ReceivedRecord]:
    """The records by their keys, whole in each report whose words may say anything."""
    judged = {decision.record_key for decision in rules.decided.screenings}

    def may_say(report: Report) -> bool:
        members = [by_key[joined.key] for joined in report.records]
        return report.kind in CONTEXT_KINDS or any(
            one.is_whole or one.record.key in judged or one.record.reading is not None
            for one in members
        )

    keys = [joined.key for report in reports if may_say(report) for joined in report.records]
    recalled = rules.recall([key for key in keys if not by_key[key].is_whole])
    return by_key | {
        record.key: replace(by_key[record.key], record=record, is_whole=True) for record in recalled
    }


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
    rules: Rules,
) -> ScreeningVerdict:
    """A person's latest word, else the rules'."""
    keys = {m.record.key for m in members}
    said = [d for d in rules.decided.screenings if d.record_key in keys]
    if said:
        last = max(said, key=lambda d: d.at)
        return ScreeningVerdict(
            screened=last.verdict, rule="decision", because=f"{last.who}: {last.why}"
        )
    return screen(
        report.kind,
        [passage for passage in passages if passage.text],
        rules.topic,
        read_by_a_person=any(m.record.reading is not None for m in members),
    )


def _withdrawn(keys: Sequence[str]) -> ScreeningVerdict:
    because = f"deleted by its source: {', '.join(keys)}"
    return ScreeningVerdict(screened=Screened.EXCLUDED, rule="withdrawn", because=because)


def first_of(words: Iterable[str]) -> str:
    """The first of some words that says anything; nothing where none does."""
    return next((word for word in words if word), "")
