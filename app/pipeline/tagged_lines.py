"""A reading as one line of JSON: what `coregap tag` answers for a document."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.pipeline.given_documents import Opened
from app.records import Evidence, Reading, RejectedMention, Section, SkinType, Standing
from app.tagging import Document, merge_standing

Line = dict[str, Any]


def line_of(opened: Opened, reading: Reading, *, explain: bool) -> Line:
    """All that was read, each statement with its evidence; `explain` adds what was rejected.

    Offsets refer to `title` or `text` of what was given in parts, whichever `section` says, and
    else to the line's own `text`.
    """
    document = opened.document
    offsets = _OffsetsOfParts(document) if opened.in_parts else _OffsetsOfWhole()
    line = _statements_of(opened.doc, reading, offsets)
    if explain:
        line["rejected"] = [_rejected(mention, offsets) for mention in reading.rejected]
    return line if opened.in_parts else line | {"text": document.text}


class _OffsetsOfWhole:
    """Offsets as they are: into the stored text, which the answer carries."""

    def of(self, evidence: Evidence) -> Line:
        return {"section": evidence.section, "start": evidence.start, "end": evidence.end}


class _OffsetsOfParts:
    """Offsets into the field, `title` or `text`, that the words came from."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def of(self, evidence: Evidence) -> Line:
        start, end = evidence.start or 0, evidence.end or 0
        part = next(p for p in self.document.passages if p.start <= start and end <= p.end)
        in_title = part.passage.section is Section.TITLE
        section = "title" if in_title else _not_title(evidence.section)
        return {"section": section, "start": start - part.start, "end": end - part.start}


def _not_title(section: str) -> str:
    return "text" if section in ("", "title", "abstract") else section


_Offsets = _OffsetsOfWhole | _OffsetsOfParts


def _statements_of(doc: str, reading: Reading, offsets: _Offsets) -> Line:
    return {
        "doc": doc,
        "fitzpatrick": _fitzpatrick(reading),
        "participants": reading.participants.people if reading.participants else None,
        **{name: _values(reading, name) for name in ("indication", "outcome")},
        "design": next(iter(_values(reading, "design")), None),
        **{name: _values(reading, name) for name in ("body_site", "procedure")},
        "follow_up_days": reading.follow_up_days,
        "unknown": list(reading.unknown),
        "conflicts": list(reading.conflicts),
        "evidence": [_piece(one, offsets) for one in _statements(reading)],
    }


def _fitzpatrick(reading: Reading) -> Line:
    standings = merge_standing(reading.tags)
    by_standing = {
        standing.value: [t.value for t, s in standings.items() if s is standing]
        for standing in (Standing.STUDIED, Standing.ELIGIBLE, Standing.EXCLUDED)
    }
    return by_standing | {"counts": {_range(c.types): c.people for c in reading.counts}}


def _range(types: tuple[SkinType, ...]) -> str:
    numbers = [int(t) for t in types]
    if len(numbers) > 1 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return f"{numbers[0]}-{numbers[-1]}"
    return ",".join(str(number) for number in numbers)


def _values(reading: Reading, dimension: str) -> list[str]:
    """The ids of one dimension, each once, in the order in which they were found."""
    return list(dict.fromkeys(t.value for t in reading.tags if t.dimension.value == dimension))


@dataclass(frozen=True, slots=True)
class _Statement:
    """A tag, a count or a number of people, alike for the list of evidence."""

    dimension: str
    value: str
    standing: str | None
    evidence: Evidence
    rule: str


def _statements(reading: Reading) -> Iterator[_Statement]:
    for tag in reading.tags:
        standing = tag.standing.value if tag.standing else None
        yield _Statement(tag.dimension.value, tag.value, standing, tag.evidence, tag.rule)
    for count in reading.counts:
        value = f"{_range(count.types)}={count.people}"
        yield _Statement("count", value, None, count.evidence, count.rule)
    for share in reading.planned_shares:
        amount = share.people if share.percent is None else f"{share.percent:g}%"
        value = f"{_range(share.types)}={amount}"
        yield _Statement("planned_share", value, share.bound.value, share.evidence, share.rule)
    if reading.participants is not None:
        people = reading.participants
        planned = "planned" if people.planned else None
        value = str(people.people)
        yield _Statement("participants", value, planned, people.evidence, people.rule)
    if reading.follow_up_days is not None and reading.follow_up_evidence is not None:
        days = str(reading.follow_up_days)
        yield _Statement("follow_up_days", days, None, reading.follow_up_evidence, "follow_up")
    for result in reading.results:
        of = ",".join(t.name for t in result.types)
        value = f"{result.outcome} in {of or 'all'}: {result.events} of {result.people}"
        yield _Statement("result", value, None, result.evidence, result.rule)


def _piece(one: _Statement, offsets: _Offsets) -> Line:
    return {
        "dimension": one.dimension,
        "value": one.value,
        "standing": one.standing,
        "quote": one.evidence.text,
        **offsets.of(one.evidence),
        "rule": one.rule,
    }


def _rejected(mention: RejectedMention, offsets: _Offsets) -> Line:
    return {
        "dimension": mention.dimension.value,
        "quote": mention.evidence.text,
        **offsets.of(mention.evidence),
        "reason": mention.reason,
        "rule": mention.rule,
    }
