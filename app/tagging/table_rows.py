"""Rows and columns of a table: which columns hold people, and which types a cell names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.records import SkinType
from app.tagging import context
from app.tagging.characters import lowered
from app.tagging.mentions import mentions_in
from app.tagging.type_expressions import parse_expression, skip_scale
from app.tagging.type_tokens import tokens_of

SCALE = re.compile(
    r"fitzpatrick|photo-?types?|skin[\s-]*(?:photo)?types?|\b(?:FST|SPT)\b", re.IGNORECASE
)
_WRINKLES = re.compile(r"wrinkl|rhytid|elastosis", re.IGNORECASE)
_LONGEST_CELL = 80
"""Characters of a cell that names types and nothing else."""
_TOTAL = re.compile(r"\b(?:total|all|overall|combined|entire)\b", re.IGNORECASE)
_STATISTIC = re.compile(
    r"\bp[\s-]*(?:value)?\b|χ|chi|test|statistic|difference|ratio|\bCI\b|coefficient|\bbeta\b|β|\bF\b|\bdf\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"^\s*(?:(?:valid|cumulative|row|column)\s)?(?:%|percent(?:age)?|share|proportion)\s*(?:\(%\))?\s*$|^\(%\)\s*$",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"\b(?:mean|median|average|scores?|index|masi|mmasi|vas|lesions?|sites?|sides?|scars?|sessions?|treatments?|visits?|duration|months?|weeks?|days?"
    r"|area|size|dose|fluence|change|improvement|reduction|bmi|sd|images?|photographs?|samples?|biops(?:y|ies)|specimens?|eyes|faces|raters?|readers?|keloids?|tattoos?|warts?|plaques?|n[ae]?evi|hairs)\b"
    r"|\bage\b(?!\s?group)|±",
    re.IGNORECASE,
)
_N_AND_PERCENT = re.compile(r"\b(?:n|no\.|number)\s?[(/,]\s?%", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\bn\b|\bno\.|\bnumber\b|frequency|\bcounts?\b|patients|subjects|participants|volunteers|people|women|\bmen\b|males?\b|females?\b|cases",
    re.IGNORECASE,
)
PEOPLE_ALONE = re.compile(
    r"^(?=\w)(?:n|no\.?|number)?\s?(?:of\s)?(?:patients|subjects|participants|volunteers|people)?\s?(?:\(n\))?$",
    re.IGNORECASE,
)
"""A header that says nothing but that people are counted."""
_VALUE = re.compile(r"^[\d.,±()%/\s-]+$")
"""Heads no column: the table begins with its first row of values."""
_SIZE = re.compile(r"\bn\s?=\s?(?P<size>\d{1,6})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row; `start:end` is its place in the document."""

    cells: tuple[str, ...]
    start: int
    end: int

    def cell(self, at: int) -> str:
        """The text of a column; empty where the row is shorter."""
        return self.cells[at] if at < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns whose people are added up, and the people that their headers count in all."""

    people: tuple[int, ...]
    sizes: tuple[int | None, ...]
    counted: bool
    """Whether a header says outright that people are counted."""
    named: bool
    """Whether a header speaks of people or of all, or there is none."""
    shares: bool = False
    """Whether they hold percentages without a sign."""


def rows_of(text: str, start: int) -> Iterator[Row]:
    """The rows of a table's text, which begins at `start` of the document."""
    for line in text.split("\n"):
        if line.strip():
            yield Row(tuple(c.strip() for c in line.split("\t")), start, start + len(line))
        start += len(line) + 1


def heading_rows(rows: Sequence[Row]) -> int:
    """How many rows head the columns: a second one where the first one's cells are divided."""
    if len(rows) < 3 or rows[1].cells[0] not in ("", rows[0].cells[0]):
        return 1
    below = [cell for cell in rows[1].cells[1:] if cell]
    divided = len(below) > 1 and not any(re.match(r"[-\d]", cell) for cell in below)
    return 2 if divided else 1


def columns_of(heads: Sequence[Row]) -> Columns:
    """The total column where there is one, else those of people, else whatever may hold them."""
    texts = {
        k: " ".join(dict.fromkeys(row.cell(k) for row in heads)).strip()
        for k in range(1, max(len(row.cells) for row in heads))
    }
    texts = {k: "" if _VALUE.match(text) else text for k, text in texts.items()}
    last = {k: heads[-1].cell(k) for k in texts}
    held = [
        k for k, text in texts.items()
        if not _STATISTIC.search(text) and not _PERCENT.match(last[k])
        and (not _MEASURE.search(text) or _N_AND_PERCENT.search(text)) and not context.HARM.search(lowered(text))
    ]  # fmt: skip
    total = [k for k in held if _TOTAL.search(texts[k])][-1:]
    alone = [k for k in held if PEOPLE_ALONE.match(texts[k])]
    counted = [k for k in held if _PEOPLE.search(texts[k])]
    people = total or alone or counted or held
    sizes = (_SIZE.search(texts[k]) for k in people)
    return Columns(
        people=tuple(people),
        sizes=tuple(int(size.group("size")) if size else None for size in sizes),
        counted=bool(alone),
        named=bool(total or counted) or not any(texts.values()),
    )


def percent_column(head: Row, heading: str) -> Columns | None:
    """The one column of percentages where no other holds people; the heading tells of how many."""
    held = [k for k, cell in enumerate(head.cells) if k and _PERCENT.match(cell)]
    size = _SIZE.search(heading)
    if len(held) != 1 or len(head.cells) != 2 or size is None:
        return None
    return Columns((held[0],), (int(size.group("size")),), counted=False, named=True, shares=True)


def types_of(cell: str, *, scaled: bool) -> tuple[SkinType, ...] | None:
    """The types that a whole cell names; numerals alone count where the scale was named above."""
    if not cell or len(cell) > _LONGEST_CELL:
        return None
    low = lowered(cell)
    mentions = mentions_in(cell, low, 0, len(cell), anaphora=scaled)
    if mentions:
        return mentions[0].types if not mentions[0].refused else None
    if not scaled:
        return None
    tokens = tokens_of(cell, low, 0, len(cell))
    expression = parse_expression(tokens, skip_scale(tokens, 0), low)
    if expression is None:
        return None
    ends = expression.end == len(tokens)
    explained = not ends and not expression.arabic and tokens[expression.end].text in "(-:,="
    return expression.types if ends or explained else None


def names_scale(cell: str) -> bool:
    """Whether it names the scale of skin types, and not Fitzpatrick's of wrinkles."""
    return SCALE.search(cell) is not None and _WRINKLES.search(cell) is None
