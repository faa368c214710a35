"""Skin types in tables: a row or a column a type, one row a patient, registry baseline measures."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.records import Evidence, EvidenceKind, Section, SkinType
from app.tagging import context
from app.tagging.characters import lowered, plain
from app.tagging.document import Document, PlacedPassage
from app.tagging.mentions import mentions_in
from app.tagging.type_counts import Distribution
from app.tagging.type_expressions import parse_expression
from app.tagging.type_tokens import tokens_of

SCALE = re.compile(
    r"fitzpatrick|photo-?types?|skin[\s-]*(?:photo)?types?|\b(?:FST|SPT)\b", re.IGNORECASE
)
_NAMED_SCALE = re.compile(r"fitzpatrick|photo-?types?|\b(?:FST|SPT)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"wrinkl|rhytid|elastosis|J\s?/\s?cm|\bmJ\b|fluence|pulse|settings?|parameters|\benergy\b|spot\ssize|previous|literature|authors?\b|reference|review|definition|reaction\sto|burns?\b.{0,80}tans?\b",
    re.IGNORECASE,
)
_OF_OUTCOMES = re.compile(
    r"improv|respon|adverse|complication|incidence|pigmentation|outcome|efficacy|\bscores?\b|satisf|clearance|results|change|reduc|recurren",
    re.IGNORECASE,
)
_OF_PEOPLE = re.compile(
    r"^baseline|baseline|demograph|characteristic|profile|distribution|participants\b",
    re.IGNORECASE,
)
_VALUE = re.compile(r"^(?P<people>\d{1,6})(?:\s?/\s?\d+)?(?:\s?[(\[].{0,20}[)\]])?(?:\s?%)?$")
_ONLY_PERCENT = re.compile(r"%\s?$|^\d+\.\d+$")
_TOTAL = re.compile(r"\b(?:total|all|overall|combined|entire)\b", re.IGNORECASE)
_STATISTIC = re.compile(
    r"\bp[\s-]*(?:value)?\b|χ|chi|test|statistic|difference|ratio|\bCI\b", re.IGNORECASE
)
_PERCENT_HEADER = re.compile(r"^\s*(?:%|percent(?:age)?)\s*$|\(%\)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TableReading:
    """What one table says: counts, and types of which it counts nobody."""

    distribution: Distribution
    nobody: tuple[SkinType, ...]
    """Types with a count of 0."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row; `start:end` is its place in the document."""

    cells: tuple[str, ...]
    start: int
    end: int


def read_tables(document: Document) -> tuple[TableReading, ...]:
    """The tables that count participants by skin type, in order."""
    found = (_read(document, placed) for placed in document.sections(Section.TABLE))
    return tuple(reading for reading in found if reading is not None)


def _read(document: Document, placed: PlacedPassage) -> TableReading | None:
    heading = plain(placed.passage.heading)
    text = plain(placed.passage.text)
    if not SCALE.search(heading) and not SCALE.search(text):
        return None
    rows = list(rows_of(text, placed.start))
    if len(rows) < 2 or _OTHER.search(heading) or any(_OTHER.search(c) for c in rows[0].cells):
        return None
    if _OF_OUTCOMES.search(heading) and not _OF_PEOPLE.search(heading):
        return None
    counts = _by_rows(rows, heading) or _by_columns(rows, heading) or _by_patient(rows)
    if counts is None:
        return None
    people, first, last = counts
    start, end = first.start, last.end
    evidence = Evidence(
        kind=EvidenceKind.STRUCTURED if heading.startswith("Baseline:") else EvidenceKind.QUOTE,
        text=document.text[start:end], section=placed.passage.heading, start=start, end=end,
    )  # fmt: skip
    kept = tuple((types, n) for types, n in people if n)
    nobody = tuple(sorted({t for types, n in people if n == 0 for t in types}))
    return TableReading(Distribution(kept, evidence, "fitzpatrick.count.table"), nobody)


_Counts = tuple[list[tuple[tuple[SkinType, ...], int]], Row, Row]


def rows_of(text: str, start: int) -> Iterator[Row]:
    """The rows of a table's text, which begins at `start` of the document."""
    for line in text.split("\n"):
        if line.strip():
            yield Row(tuple(c.strip() for c in line.split("\t")), start, start + len(line))
        start += len(line) + 1


def _by_rows(rows: Sequence[Row], heading: str) -> _Counts | None:
    """A row a type, under a row or heading that names the scale."""
    about_scale = bool(SCALE.search(heading)) and _is_about_people(heading, rows)
    columns = _value_columns(rows[0].cells)
    found: list[tuple[tuple[SkinType, ...], int]] = []
    used: list[Row] = []
    in_scale = about_scale or bool(SCALE.search(rows[0].cells[0]))
    for row in rows[1:] if not types_of(rows[0].cells[0], scaled=about_scale) else rows:
        types = types_of(row.cells[0], scaled=in_scale)
        if types is None and in_scale and len(row.cells) > 2 and not row.cells[1][:1].isdigit():
            types = types_of(row.cells[1], scaled=True)
        people = _people_in(row, columns) if types else None
        if types and people is not None:
            found.append((types, people))
            used.append(row)
        else:
            in_scale = about_scale or bool(SCALE.search(row.cells[0]))
    if not found or len({t for t, _ in found}) != len(found):
        return None
    return found, used[0], used[-1]


def _is_about_people(heading: str, rows: Sequence[Row]) -> bool:
    return heading.startswith("Baseline:") or not any(
        _STATISTIC.search(c) for c in rows[0].cells[:1]
    )


def types_of(cell: str, *, scaled: bool) -> tuple[SkinType, ...] | None:
    """The types that a whole cell names; numerals alone count where the scale was named above."""
    if not cell or len(cell) > 80:
        return None
    mentions = mentions_in(cell, lowered(cell), 0, len(cell), anaphora=scaled)
    if mentions:
        return mentions[0].types if not mentions[0].refused else None
    if not scaled:
        return None
    low = lowered(cell)
    tokens = tokens_of(cell, low, 0, len(cell))
    expression = parse_expression(tokens, 0, low)
    whole = expression is not None and (
        expression.end == len(tokens) or tokens[expression.end].text in "(-:,="
    )
    return expression.types if expression is not None and whole else None


def _value_columns(header: Sequence[str]) -> list[int]:
    """The total column where there is one, else every column that may hold people."""
    total = [k for k, cell in enumerate(header) if k and _TOTAL.search(cell)]
    if total:
        return total[-1:]
    return [
        k for k, cell in enumerate(header)
        if k and not _STATISTIC.search(cell) and not _PERCENT_HEADER.match(cell)
        and not context.HARM.search(lowered(cell))
    ]  # fmt: skip


def _people_in(row: Row, columns: Sequence[int]) -> int | None:
    numbers = []
    for k in columns:
        cell = row.cells[k] if k < len(row.cells) else ""
        match = _VALUE.match(cell)
        if match and not _ONLY_PERCENT.search(cell):
            numbers.append(int(match.group("people")))
        elif cell in ("-", ""):
            continue
        elif len(columns) == 1:
            return None
    return sum(numbers) if numbers else None


def _by_columns(rows: Sequence[Row], heading: str) -> _Counts | None:
    """A column a type, the first row of plain counts under them."""
    scaled = bool(SCALE.search(heading)) or bool(SCALE.search(" ".join(rows[0].cells)))
    for at, header in enumerate(rows[:2]):
        typed = {
            k: t for k, c in enumerate(header.cells) if k and (t := types_of(c, scaled=scaled))
        }
        if len(typed) < 2:
            continue
        for row in rows[at + 1 :]:
            if not re.search(
                r"\bn\b|number|patients|subjects|participants|no\.", row.cells[0], re.IGNORECASE
            ):
                continue
            people = {k: _people_in(row, [k]) for k in typed}
            if all(n is not None for n in people.values()):
                return [(typed[k], n) for k, n in people.items() if n is not None], row, row
    return None


def _by_patient(rows: Sequence[Row]) -> _Counts | None:
    """One row a patient: how often each type stands in the column of types."""
    header = rows[0].cells
    columns = [k for k, cell in enumerate(header) if k and SCALE.search(cell)]
    if len(columns) != 1 or not re.search(
        r"patient|case|subject|no\.?|#|id\b|participant", header[0], re.IGNORECASE
    ):
        return None
    named = bool(_NAMED_SCALE.search(header[columns[0]]))
    counted: Counter[tuple[SkinType, ...]] = Counter()
    for row in rows[1:]:
        cell = row.cells[columns[0]] if columns[0] < len(row.cells) else ""
        types = types_of(cell, scaled=True)
        if types is None or (cell.isdigit() and not named):
            return None
        counted[types] += 1
    if not counted or any(len(types) > 1 for types in counted):
        return None
    return sorted(counted.items()), rows[0], rows[-1]
