"""What a document says of Fitzpatrick skin types: standing and counts, each with its quote."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.records import (
    Dimension,
    Evidence,
    EvidenceKind,
    Participants,
    RejectedMention,
    Section,
    SkinType,
    Standing,
    Tag,
    TypeCount,
)
from app.tagging import type_anchors as anchors
from app.tagging.characters import matches_at, places_of
from app.tagging.counted_sentences import CountedSentence
from app.tagging.document import Document
from app.tagging.everyone import everyone_of_one_type
from app.tagging.mentions import mentions_in
from app.tagging.named_groups import groups_by_name
from app.tagging.prose import Prose, Sentence, prose_of
from app.tagging.standing import statements_of
from app.tagging.tables import TableReading, read_tables
from app.tagging.type_counts import (
    Distribution,
    agreed_counts,
    distribution_of,
    too_many,
)
from app.tagging.type_statements import Statement, Weight
from app.tagging.weighing import names_scale, weighed

_NUMERAL = re.compile(
    r"\b[ivl]|[\u2160-\u2175]|\d|\b(?:one|two|three|four|five|six|first|third|fourth|all|any|every|each)\b"
)
_UNREAD = frozenset({Section.TABLE, Section.FIELD, Section.OUTCOME})
_LONGEST_QUOTE = 400
_LONGEST_READ_WHOLE, _ROOM = 600, 250
"""Characters; of a longer sentence so many are read on either side of its scale words."""


@dataclass(frozen=True, slots=True)
class SkinTypeReading:
    """Tags of one dimension, the counts and what was refused."""

    tags: tuple[Tag, ...]
    counts: tuple[TypeCount, ...]
    rejected: tuple[RejectedMention, ...]
    people: Participants | None
    """The participants, corrected where the types add up to more than the number found."""
    stated: tuple[CountedSentence, ...] = ()
    """Sentences with the statements that count."""


def find_skin_types(
    document: Document, people: Participants | None, prose: Prose | None = None
) -> SkinTypeReading:
    """Standing and counts of every skin type that the document speaks of.

    `people` is the number of participants, the whole that percentages are shares of;
    `prose` is the document's running text where the caller has it already.
    """
    prose = prose or prose_of(document)
    sentences_read = list(_statements(prose))
    tables, unbelievable = _believable_tables(document, people)
    if not sentences_read and not tables:
        return SkinTypeReading((), (), unbelievable, people)
    statements = [s for sentence in sentences_read for s in sentence.statements]
    kept, silenced = weighed(prose, statements, people, tables)
    stated = _only(kept, sentences_read)
    given = _distributions(prose, stated, people, tables)
    people = _participants_of(document, given.found, people)
    counts, refused = _counts(prose, given, kept, people)
    rejected = [_rejected(document, s, s.reason) for s in statements if s.standing is None]
    rejected += [_rejected(document, s, reason) for s, reason in silenced]
    return SkinTypeReading(
        tags=_tags(document, kept, tables),
        counts=counts,
        rejected=(*rejected, *refused, *unbelievable),
        people=people,
        stated=stated,
    )


def _believable_tables(
    document: Document, people: Participants | None
) -> tuple[tuple[TableReading, ...], tuple[RejectedMention, ...]]:
    """Tables of this study's people, and those refused because they count more than took part.

    A review's tables are of other studies' people.
    """
    if document.is_review:
        return (), ()
    whole = people.people if people else None
    found = tuple(t for t in read_tables(document) if not t.unsure or t.distribution.total == whole)
    if people is None:
        return found, ()
    too_large = [t for t in found if t.distribution.total > people.people]
    refused = tuple(too_many(t.distribution, people.people) for t in too_large)
    return tuple(t for t in found if t not in too_large), refused


def _only(
    kept: Sequence[Statement], read: Iterable[CountedSentence]
) -> tuple[CountedSentence, ...]:
    counting = set(kept)
    reduced = (replace(r, statements=tuple(s for s in r.statements if s in counting)) for r in read)
    return tuple(r for r in reduced if r.statements)


def _statements(prose: Prose) -> Iterator[CountedSentence]:
    """Every sentence that mentions skin types, with its statements."""
    low = prose.low
    if not prose.marks.everywhere & anchors.MAY_NAME:
        return
    named = sorted({at for word in anchors.NAMES for at in places_of(word, low)})
    if not any(anchors.is_anchored(prose, at) for at in named):
        return
    if matches_at(anchors.NAMES_TYPES, anchors.NAMES_TYPES_OPENINGS, low) or names_scale(low):
        named = sorted({*named, *places_of("type", low)})
    for segment in prose.segments:
        if segment.segment.section in _UNREAD:
            continue
        for sentence in prose.sentences_among(segment, named):
            if anchors.ANCHOR.search(sentence.low) or anchors.TYPE_WORD.search(sentence.low):
                yield from _in_sentence(prose, sentence)


def _in_sentence(prose: Prose, sentence: Sentence) -> Iterator[CountedSentence]:
    if not _NUMERAL.search(sentence.low):
        return
    start, end = _reach(sentence)
    mentions = mentions_in(prose.text, prose.low, start, end, anaphora=True)
    if mentions:
        found = tuple(statements_of(prose, sentence, mentions))
        evidence = _quote(prose.document, sentence.start, sentence.end, found[0])
        yield CountedSentence(found, sentence.low, sentence.start, evidence)


def _reach(sentence: Sentence) -> tuple[int, int]:
    """The stretch of a long sentence, such as a list of criteria, that speaks of types."""
    if sentence.end - sentence.start < _LONGEST_READ_WHOLE:
        return sentence.start, sentence.end
    low = sentence.low
    places = [at for word in (*anchors.NAMES, "type") for at in places_of(word, low)]
    first = low.rfind(" ", 0, max(0, min(places) - _ROOM)) + 1
    last = low.find(" ", max(places) + _ROOM)
    return sentence.start + first, sentence.start + last if last > 0 else sentence.end


def _quote(document: Document, start: int, end: int, statement: Statement) -> Evidence:
    """The sentence, or of a long one the stretch round the mention, cut at spaces."""
    if end - start > _LONGEST_QUOTE:
        mention = statement.mention
        room = max(0, _LONGEST_QUOTE - (mention.end - mention.start)) // 2
        start = _after_space(document.text, max(start, mention.start - room), mention.start)
        end = _before_space(document.text, min(end, mention.end + room), mention.end)
    return Evidence(
        kind=EvidenceKind.QUOTE, text=document.text[start:end], section=statement.section.value,
        start=start, end=end,
    )  # fmt: skip


def _after_space(text: str, at: int, limit: int) -> int:
    space = text.find(" ", at, limit)
    return space + 1 if space >= 0 else at


def _before_space(text: str, at: int, limit: int) -> int:
    space = text.rfind(" ", limit, at)
    return space if space >= 0 else at


@dataclass(frozen=True, slots=True)
class _Given:
    """Distributions that the document gives, and those that cannot be."""

    found: tuple[Distribution, ...]
    refused: tuple[RejectedMention, ...]


def _distributions(
    prose: Prose,
    read: Sequence[CountedSentence],
    people: Participants | None,
    tables: Sequence[TableReading],
) -> _Given:
    if prose.document.is_review:
        return _Given((), ())
    found: list[Distribution] = [t.distribution for t in tables if t.distribution.counts]
    refused: list[RejectedMention] = []
    for sentence in read:
        given = distribution_of(sentence, people, prose.low)
        if isinstance(given, Distribution):
            found.append(given)
        elif given is not None:
            refused.append(given)
    if (named := groups_by_name(prose, read)) is not None:
        found.append(named)
    return _Given(tuple(found), tuple(refused))


def _participants_of(
    document: Document, found: Iterable[Distribution], people: Participants | None
) -> Participants | None:
    """So "18 patients of type IV and 12 of type V" are 30, where nobody says so."""
    for distribution in found:
        numbers = [number for _, number in distribution.counts]
        unsaid = people.people in numbers if people is not None else not document.is_registration
        if len(numbers) > 1 and unsaid:
            return Participants(
                people=distribution.total, planned=people.planned if people else False,
                evidence=distribution.evidence, rule="participants.types_added",
            )  # fmt: skip
    return people


def _counts(
    prose: Prose, given: _Given, kept: Sequence[Statement], people: Participants | None
) -> tuple[tuple[TypeCount, ...], tuple[RejectedMention, ...]]:
    counts, flagged = agreed_counts(given.found, people)
    counts = counts or _person_by_person(prose.document, kept, people)
    if not counts and (everyone := everyone_of_one_type(prose.low, kept, people)) is not None:
        counts = (everyone,)
    return counts, (*given.refused, *flagged)


def _person_by_person(
    document: Document, kept: Sequence[Statement], people: Participants | None
) -> tuple[TypeCount, ...]:
    """Case reports that describe every person: as many of a type as persons have it."""
    persons = [s for s in kept if s.cue == "person"]
    if people is None or len(persons) != people.people:
        return ()
    numbers = Counter(s.types for s in persons)
    first = {s.types: s for s in reversed(persons)}
    return tuple(
        TypeCount(
            types=types, people=number, rule="fitzpatrick.count.persons",
            evidence=_quote(document, first[types].start, first[types].end, first[types]),
        )
        for types, number in sorted(numbers.items())
    )  # fmt: skip


def _tags(
    document: Document, statements: Sequence[Statement], tables: Sequence[TableReading]
) -> tuple[Tag, ...]:
    """One tag a type: shut out, else studied, else eligible, with the weightiest evidence."""
    best: dict[tuple[SkinType, Standing], tuple[Evidence, str, Weight]] = {}
    for table in tables:
        evidence, rule = table.distribution.evidence, "fitzpatrick.table.enrolled"
        for skin_type in sorted({*table.distribution.types, *table.present}):
            best.setdefault((skin_type, Standing.STUDIED), (evidence, rule, Weight.ENROLMENT))
        for skin_type in table.nobody:
            best.setdefault((skin_type, Standing.EXCLUDED), (evidence, rule, Weight.ENROLMENT))
    for statement in statements:
        for skin_type in statement.types:
            if statement.standing is None:
                continue
            key = (skin_type, statement.standing)
            if key not in best or best[key][2] < statement.weight:
                quote = _quote(document, statement.start, statement.end, statement)
                best[key] = (quote, statement.rule, statement.weight)
    return tuple(
        Tag(dimension=Dimension.FITZPATRICK, value=skin_type.name, standing=standing,
            evidence=best[skin_type, standing][0], rule=best[skin_type, standing][1])
        for skin_type in SkinType
        for standing in [_standing(skin_type, best)]
        if standing is not Standing.NOT_REPORTED
    )  # fmt: skip


def _standing(
    skin_type: SkinType, best: dict[tuple[SkinType, Standing], tuple[Evidence, str, Weight]]
) -> Standing:
    """An explicit exclusion outweighs a range that happens to cover the type."""
    for standing in (Standing.EXCLUDED, Standing.STUDIED, Standing.ELIGIBLE):
        if (skin_type, standing) in best:
            return standing
    return Standing.NOT_REPORTED


def _rejected(document: Document, statement: Statement, reason: str) -> RejectedMention:
    return RejectedMention(
        dimension=Dimension.FITZPATRICK,
        evidence=_quote(document, statement.start, statement.end, statement),
        reason=reason,
        rule=statement.rule,
    )
