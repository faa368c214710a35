"""Tables that give an outcome for skin types apart: a row or a column a type, events of people."""

import re
from collections.abc import Iterator, Sequence

from app.records import Evidence, EvidenceKind, OutcomeResult, Section, SkinType
from app.tagging.characters import lowered, plain
from app.tagging.document import Document, PlacedPassage
from app.tagging.lexicon import WEAK, Lexicon
from app.tagging.table_rows import SCALE, Row, rows_of, types_of

_EVENTS_OF = re.compile(
    r"^(?P<events>\d{1,5})\s?(?:/|of)\s?(?P<people>\d{1,5})(?:\s?[(\[][^()\[\]]{0,15}[)\]])?$"
)
_EVENTS = re.compile(r"^(?P<events>\d{1,5})\s?[(\[]\s?[\d.,]+\s?%?\s?[)\]]$")
_PEOPLE_COLUMN = re.compile(
    r"^(?:n|no\.?|number|total)?\s?(?:of\s)?(?:patients?|subjects?|participants?|people|n|total)?\s?(?:\(n\))?$",
    re.IGNORECASE,
)
_NO_EVENTS = re.compile(
    r"\b(?:mean|median|score|sd|duration|days|weeks|p[\s-]?value|before|baseline|improv\w*|reduc\w*)\b|%\s*$",
    re.IGNORECASE,
)
_ADVERSE = re.compile(r"adverse events \(participants affected / at risk\)", re.IGNORECASE)


def results_in_tables(document: Document, lexicon: Lexicon) -> Iterator[OutcomeResult]:
    """Rows that name a type under columns that name outcomes, and a registry's adverse events by arms of types."""
    for placed in document.sections(Section.TABLE):
        heading, text = plain(placed.passage.heading), plain(placed.passage.text)
        if SCALE.search(heading) or SCALE.search(text):
            rows = list(rows_of(text, placed.start))
            if len(rows) > 1:
                yield from _by_rows(document, lexicon, placed, rows)
                if _ADVERSE.search(heading):
                    yield from _by_columns(document, lexicon, placed, rows)


def _by_rows(
    document: Document, lexicon: Lexicon, placed: PlacedPassage, rows: Sequence[Row]
) -> Iterator[OutcomeResult]:
    header = rows[0].cells
    outcomes = {k: o for k, cell in enumerate(header) if k and (o := _outcome_of(lexicon, cell))}
    if not outcomes or not SCALE.search(header[0] + " " + plain(placed.passage.heading)):
        return
    whole = next(
        (k for k, cell in enumerate(header) if k and cell and _PEOPLE_COLUMN.match(cell)), None
    )
    for row in rows[1:]:
        types = types_of(row.cells[0], scaled=True)
        if not types:
            continue
        people = row.cells[whole] if whole is not None and whole < len(row.cells) else ""
        for k, outcome in outcomes.items():
            numbers = _numbers(row.cells[k] if k < len(row.cells) else "", people)
            if numbers is not None:
                yield _result(document, placed, row, (outcome, types, *numbers))


def _by_columns(
    document: Document, lexicon: Lexicon, placed: PlacedPassage, rows: Sequence[Row]
) -> Iterator[OutcomeResult]:
    header = rows[0].cells
    typed = {
        k: t
        for k, cell in enumerate(header)
        if k and SCALE.search(cell) and (t := types_of(cell, scaled=False))
    }
    for row in rows[1:] if typed else ():
        outcome = _outcome_of(lexicon, row.cells[0])
        for k, types in typed.items() if outcome else ():
            numbers = _numbers(row.cells[k] if k < len(row.cells) else "", "")
            if numbers is not None:
                yield _result(document, placed, row, (outcome, types, *numbers))


def _outcome_of(lexicon: Lexicon, cell: str) -> str:
    """The one outcome that a cell names as something that happens; empty for none or several."""
    low = lowered(cell)
    if _NO_EVENTS.search(low):
        return ""
    found = {
        hit.meaning.value
        for hit in lexicon.hits(low)
        if hit.meaning.dimension == "outcome" and hit.meaning.strength != WEAK
        and lexicon.kind[hit.meaning.value] == "safety"
    }  # fmt: skip
    return found.pop() if len(found) == 1 else ""


def _numbers(cell: str, people: str) -> tuple[int, int] | None:
    both = _EVENTS_OF.match(cell)
    if both is not None:
        events, of = int(both.group("events")), int(both.group("people"))
    else:
        alone = _EVENTS.match(cell) or re.match(r"^(?P<events>\d{1,5})$", cell)
        if alone is None or not people.isdigit() or len(people) > len("99999"):
            return None
        events, of = int(alone.group("events")), int(people)
    return (events, of) if events <= of and of else None


_Found = tuple[str, tuple[SkinType, ...], int, int]


def _result(document: Document, placed: PlacedPassage, row: Row, found: _Found) -> OutcomeResult:
    outcome, types, events, people = found
    evidence = Evidence(
        kind=EvidenceKind.STRUCTURED if document.is_registration else EvidenceKind.QUOTE,
        text=document.text[row.start : row.end], section=placed.passage.heading,
        start=row.start, end=row.end,
    )  # fmt: skip
    return OutcomeResult(
        outcome=outcome, evidence=evidence, rule="result.table", types=types,
        events=events, people=people,
    )  # fmt: skip
