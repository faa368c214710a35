"""Records of tagged lines, the grammar that RIS, MEDLINE, Web of Science and Refer share."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Field:
    """One tag with its value's lines, continuation lines included, and where it stands."""

    tag: str
    lines: tuple[str, ...]
    line: int

    @property
    def text(self) -> str:
        """The value as wrapped text put together again."""
        return " ".join(part for line in self.lines if (part := line.strip()))


@dataclass(frozen=True, slots=True)
class TaggedRecord:
    """One record: its fields in printed order, its raw lines and the number of the first one."""

    fields: tuple[Field, ...]
    raw: str
    line: int

    def all(self, *tags: str) -> tuple[str, ...]:
        """Every value of the tags that is not empty, in the order of the tags."""
        return tuple(f.text for tag in tags for f in self.fields if f.tag == tag and f.text)

    def first(self, *tags: str) -> str:
        """The first value that is not empty."""
        return next(iter(self.all(*tags)), "")

    def listed(self, *tags: str) -> tuple[str, ...]:
        """As `all`, where each line of a value is a value of its own."""
        found = (f for tag in tags for f in self.fields if f.tag == tag)
        return tuple(line.strip() for f in found for line in f.lines if line.strip())

    def has(self, *tags: str) -> bool:
        """Whether one of the tags stands in the record, with a value or without."""
        return any(f.tag in tags for f in self.fields)


@dataclass(slots=True)
class OpenRecord:
    """A record while its lines come in."""

    line: int
    tags: list[str] = field(default_factory=list)
    values: list[list[str]] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    after_blank: bool = False

    def add(self, tag: str, value: str, line: int) -> None:
        """A new field."""
        self.tags.append(tag)
        self.values.append([value])
        self.places.append(line)

    def closed(self) -> TaggedRecord:
        """The record as it stands."""
        fields = zip(self.tags, self.values, self.places, strict=True)
        return TaggedRecord(
            tuple(Field(tag, tuple(value), line) for tag, value, line in fields),
            "\n".join(self.raw).strip("\n"),
            self.line,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """What tells one tagged format from another.

    `tag_line` has the groups `tag` and `value`. `starts(tag, open record)` says whether a tag
    begins a record. `is_tag`
    refuses a line that only looks like a tag, given the tag that it would follow.
    """

    tag_line: re.Pattern[str]
    starts: Callable[[str, OpenRecord | None], bool]
    end_line: re.Pattern[str] | None = None
    is_tag: Callable[[str, str], bool] | None = None


@dataclass(frozen=True, slots=True)
class Stray:
    """Tagged lines outside any record that were closed like one: its first line was lost."""

    raw: str
    line: int
    tags: frozenset[str]


def tagged_records(texts: Iterable[str], dialect: Dialect) -> Iterator[TaggedRecord | Stray]:
    """Every record of the lines, and what stands between records where it has tags.

    A record ends at its end line, at the start of the next one, or with the file. Lines without a
    tag continue the value before them.
    """
    record: OpenRecord | None = None
    stray = OpenRecord(line=1)
    for number, text in enumerate(texts, start=1):
        if dialect.end_line and dialect.end_line.match(text):
            yield from _closing(record, stray)
            record, stray = None, OpenRecord(line=number + 1)
            continue
        tag, value = _tag_of(text, dialect, record)
        if tag and dialect.starts(tag, record):
            yield from _closing(record, stray)
            record, stray = OpenRecord(line=number), OpenRecord(line=number)
        _append(record or stray, number, text, tag, value)
    yield from _closing(record, stray)


def _closing(record: OpenRecord | None, stray: OpenRecord) -> Iterator[TaggedRecord | Stray]:
    if record is not None:
        yield record.closed()
    elif stray.tags:
        closed = stray.closed()
        yield Stray(closed.raw, stray.places[0], frozenset(stray.tags))


def _tag_of(text: str, dialect: Dialect, record: OpenRecord | None) -> tuple[str, str]:
    match = dialect.tag_line.match(text)
    if not match:
        return "", ""
    tag = match["tag"].strip().upper()
    previous = record.tags[-1] if record and record.tags else ""
    if dialect.is_tag and not dialect.is_tag(tag, previous):
        return "", ""
    return tag, match["value"] or ""


def _append(record: OpenRecord, number: int, text: str, tag: str, value: str) -> None:
    is_blank = not text.strip()
    if is_blank and record.after_blank:
        return  # one blank line says as much as many
    record.raw.append(text.rstrip())
    record.after_blank = is_blank
    if tag:
        record.add(tag, value, number)
    elif record.values:
        record.values[-1].append(text)
