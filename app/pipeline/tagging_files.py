"""Documents of a file to tags, without storing anything: what `coregap tag` does."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import CoregapError, UnreadableFileError
from app.records import (
    Evidence,
    Reading,
    Rejected,
    ReportKind,
    Section,
    SkinType,
    SourceRecord,
    Standing,
)
from app.sources import parse_jats, read_file
from app.tagging import (
    Document,
    Lexicon,
    compile_lexicon,
    document_of,
    document_of_text,
    merge_standing,
    read_document,
)
from app.topic import Topic

Line = dict[str, Any]


def tag_file(path: Path, topic: Topic, *, limit_mb: int) -> Iterator[Line]:
    """One line a document: its tags, counts and people, and the evidence of each.

    Offsets of evidence refer to `title` or `text` of a JSONL input, whichever `section` says, and
    to the answer's own `text` for every other input.

    Raises:
        UnreadableFileError: If the file is of none of the formats; says what to do.
    """
    lexicon = compile_lexicon(topic)
    if _is_jsonl(path):
        yield from _tag_jsonl(path, lexicon)
        return
    for record in read_file(path, limit_mb=limit_mb).items:
        if isinstance(record, Rejected):
            yield {"doc": record.place, "error": record.reason}
        else:
            yield _tag_record(record, _name_of(record), lexicon)


def _is_jsonl(path: Path) -> bool:
    """A first line that is one JSON object with a `doc`."""
    try:
        with path.open("rb") as file:
            first = file.readline()
    except OSError as error:
        raise UnreadableFileError(str(path), error.strerror or "cannot be opened") from error
    try:
        return "doc" in json.loads(first.decode("utf-8-sig"))
    except (ValueError, TypeError, RecursionError):
        return False


def _tag_jsonl(path: Path, lexicon: Lexicon) -> Iterator[Line]:
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                yield _tag_line(json.loads(line), path.parent, lexicon)
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                yield {"doc": f"{path.name}, line {number}", "error": f"not a document: {error}"}


def _tag_line(given: Any, folder: Path, lexicon: Lexicon) -> Line:
    doc = str(given["doc"])
    if "jats" in given:
        path = folder / given["jats"]
        try:
            return _tag_record(parse_jats(path.read_bytes()), doc, lexicon)
        except OSError as error:
            return {"doc": doc, "error": f"{path}: {error.strerror}"}
        except CoregapError as error:
            return {"doc": doc, "error": str(error)}
    document = document_of_text(str(given.get("title") or ""), str(given.get("text") or ""))
    return _line(doc, read_document(document, lexicon), _OffsetsOfParts(document))


def _tag_record(record: SourceRecord, doc: str, lexicon: Lexicon) -> Line:
    document = document_of(
        record.passages,
        is_registration=record.kind is ReportKind.REGISTRATION,
        is_review=record.kind is ReportKind.REVIEW,
    )
    line = _line(doc, read_document(document, lexicon), _OffsetsOfWhole(document))
    return line | {"text": document.text}


def _name_of(record: SourceRecord) -> str:
    printed = record.bibliography
    registration = printed.registrations[0] if record.kind is ReportKind.REGISTRATION else ""
    return registration or printed.pmcid or printed.pmid or printed.doi or record.source_id


class _OffsetsOfWhole:
    """Offsets as they are: into the stored text, which the answer carries."""

    def __init__(self, document: Document) -> None:
        self.document = document

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


def _line(doc: str, reading: Reading, offsets: _OffsetsOfWhole | _OffsetsOfParts) -> Line:
    return {
        "doc": doc,
        "fitzpatrick": _fitzpatrick(reading),
        "participants": reading.participants.people if reading.participants else None,
        **{name: _values(reading, name) for name in ("indication", "outcome")},
        "design": next(iter(_values(reading, "design")), None),
        **{name: _values(reading, name) for name in ("body_site", "procedure")},
        "evidence": [_piece(tag, offsets) for tag in _statements(reading)],
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
    if reading.participants is not None:
        people = reading.participants
        planned = "planned" if people.planned else None
        value = str(people.people)
        yield _Statement("participants", value, planned, people.evidence, people.rule)
    for result in reading.results:
        of = ",".join(t.name for t in result.types)
        value = f"{result.outcome} in {of or 'all'}: {result.events} of {result.people}"
        yield _Statement("result", value, None, result.evidence, result.rule)


def _piece(one: _Statement, offsets: _OffsetsOfWhole | _OffsetsOfParts) -> Line:
    return {
        "dimension": one.dimension,
        "value": one.value,
        "standing": one.standing,
        "quote": one.evidence.text,
        **offsets.of(one.evidence),
        "rule": one.rule,
    }
