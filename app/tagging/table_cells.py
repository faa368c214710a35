"""What one cell of a table says: people, a percentage, or types with their numbers."""

import re

from app.records import SkinType
from app.tagging.characters import lowered
from app.tagging.mentions import mentions_in
from app.tagging.table_rows import Columns, Row
from app.tagging.type_expressions import Expression, parse_expression
from app.tagging.type_tokens import Kind, kind_at, tokens_of

_N = r"(?P<people>\d{1,3}(?:,\d{3})+|\d{1,6})"
_PEOPLE = re.compile(
    rf"^(?:n\s?=\s?)?{_N}(?:\s?(?:/|of)\s?\d+)?(?:\s(?:patients|subjects|participants|women|men|cases))?(?:\s?[(\[].{{0,20}}[)\]]|[;,]?\s\d+(?:\.\d+)?\s?%)?$",
    re.IGNORECASE,
)
_PERCENT_FIRST = re.compile(rf"^\d+(?:\.\d+)?\s?%\s?[(\[](?:n\s?=\s?)?{_N}(?:/\d+)?[)\]]$")
_PERCENT = re.compile(r"^(?P<percent>\d{1,3}(?:\.\d+)?)\s?%$")
_BARE_PERCENT = re.compile(r"^(?P<percent>\d{1,3}(?:\.\d+)?)$")
_DECIMAL = re.compile(r"^\d+\.\d+$")
_OF_PERCENT = re.compile(r"(?:,\s?%|\(%\)|\bpercent(?:age)?)\s*$", re.IGNORECASE)
_OF_NUMBERS = re.compile(r"\bn\b|\bno\.|number", re.IGNORECASE)
_NUMBERS = re.compile(r"^\d{1,6}(?:\s?[/:,;-]\s?\d{1,6})+$")
_AVERAGE = re.compile(r"\b(?:mean|median|average|sd)\b|±", re.IGNORECASE)
_RANGE = re.compile(r"\brange\b|\bmin(?:imum)?\b", re.IGNORECASE)
_OF_AVERAGE = re.compile(
    r"^[1-6]\.\d+(?:\s?±\s?\d(?:\.\d+)?|\s?\(\d\.\d+\))?[;,]?\s?[(\[]?\s?(?:range:?\s)?(?P<low>[1-6]|i{1,3}|iv|v)\s?(?:-|to)\s?(?P<high>[1-6]|i{2,3}|iv|vi?)[)\]]?$",
    re.IGNORECASE,
)
"""As in "2.9 ± 0.6 (2-4)", below a label that says that the last is the range."""
_AS_SCALE = "Fitzpatrick skin types: "
"""Before a cell beside the scale's name, which is read like a sentence."""
_SCALE_WORDS = re.compile(r"^(?:(?:fitzpatrick|skin|photo)[\s-]?)*types?\s", re.IGNORECASE)
_SEPARATED = re.compile(r"\s-\s(?=\d)")
_ROUNDING = 0.51
"""Of a percentage without decimals."""
_LONGEST_LABEL = 16
"""Tokens of a row's label among which its types are looked for."""

Counts = list[tuple[tuple[SkinType, ...], int]]


def tells_percent(label: str) -> bool:
    """Whether a row's label says that its numbers are percentages: "Fitzpatrick type, %"."""
    return _OF_PERCENT.search(label) is not None and _OF_NUMBERS.search(label) is None


def people_in(row: Row, columns: Columns, *, percent: bool = False) -> int | None:
    """People of all columns together; None where a column says nothing that can be counted.

    `percent` says that numbers without a sign are percentages.
    """
    percent = percent or tells_percent(row.cells[0])
    numbers = []
    for k, size in zip(columns.people, columns.sizes, strict=True):
        cell = row.cell(k)
        if cell in ("-", ""):
            continue
        number = None if percent else _people(cell)
        if number is None:
            number = _of_percent(cell, size, bare=percent)
        if number is not None:
            numbers.append(number)
        elif len(columns.people) == 1 or percent or _percent(cell) is not None:
            return None
    return sum(numbers) if numbers else None


def is_share(row: Row, columns: Columns, *, percent: bool) -> bool:
    """Whether the row gives no number but a percentage of somebody."""
    bare = _BARE_PERCENT if percent or tells_percent(row.cells[0]) else _PERCENT
    matches = (_PERCENT.match(row.cell(k)) or bare.match(row.cell(k)) for k in columns.people)
    return any(match is not None and float(match.group("percent")) > 0 for match in matches)


def counts_in(row: Row, columns: Columns) -> Counts:
    """Types and their people in one row: "I/II/III | 2/10/18", or "I: 2, II: 10" in a cell."""
    label = _listed(row.cells[0])
    percent = tells_percent(row.cells[0])
    found: dict[tuple[SkinType, ...], int] = {}
    for k, size in zip(columns.people, columns.sizes, strict=True):
        for types, number in _paired(label, row.cell(k)) or told_in(row.cell(k)):
            people = _of_percent(str(number), size, bare=True) if percent else number
            if people is None:
                return []
            found[types] = found.get(types, 0) + people
    return list(found.items())


def types_told(row: Row, columns: Columns) -> tuple[SkinType, ...]:
    """Types that the row's cells name without a number: "II-V", or "III (II-V)" of a median."""
    averaged = _AVERAGE.search(row.cells[0]) is not None
    found: set[SkinType] = set()
    for k in columns.people:
        cell = row.cell(k)
        tokens = tokens_of(cell, lowered(cell), 0, len(cell))
        first = parse_expression(tokens, 0, lowered(cell))
        spanned = _OF_AVERAGE.match(cell) if averaged and _RANGE.search(row.cells[0]) else None
        if spanned is not None:
            low, high = (_type_written(spanned.group(end)) for end in ("low", "high"))
            found.update(SkinType(t) for t in range(low, high + 1))
            continue
        if first is None or (first.arabic and not averaged):
            found.update(_ranged(cell))
            continue
        opens = kind_at(tokens, first.end) in (Kind.OPEN, Kind.COMMA)
        spread = parse_expression(tokens, first.end + 1, lowered(cell)) if opens else None
        if spread is not None and spread.form == "range":
            found.update(spread.types)
        elif not averaged and first.end == len(tokens):
            found.update(first.types)
    return tuple(sorted(found))


def _type_written(numeral: str) -> SkinType:
    return SkinType(int(numeral)) if numeral.isdigit() else SkinType[numeral.upper()]


def _ranged(cell: str) -> tuple[SkinType, ...]:
    """The range of "Median 3 (range 2-5)"."""
    written = _AS_SCALE + cell
    mentions = mentions_in(written, lowered(written), 0, len(written), anaphora=True)
    return tuple(t for m in mentions if not m.refused and m.form == "range" for t in m.types)


def _people(cell: str) -> int | None:
    if _DECIMAL.match(cell):
        return None
    match = _PEOPLE.match(cell) or _PERCENT_FIRST.match(cell)
    return int(match.group("people").replace(",", "")) if match else None


def _percent(cell: str) -> float | None:
    match = _PERCENT.match(cell)
    return float(match.group("percent")) if match else None


def _of_percent(cell: str, size: int | None, *, bare: bool) -> int | None:
    """People of a percentage, where the header counts the whole and the share fits it."""
    match = _PERCENT.match(cell) or (_BARE_PERCENT.match(cell) if bare else None)
    if match is None or not size:
        return None
    written = match.group("percent")
    people = round(float(written) * size / 100)
    decimals = len(written.partition(".")[2])
    fits = abs(100 * people / size - float(written)) <= _ROUNDING * 10**-decimals
    return people if fits else None


def _listed(label: str) -> Expression | None:
    """The several types of a label: "Fitzpatrick skin type, I/II/III/IV, n"."""
    low = lowered(label)
    tokens = tokens_of(label, low, 0, len(label))
    for at in range(min(len(tokens), _LONGEST_LABEL)):
        expression = parse_expression(tokens, at, low)
        if expression is not None:
            return expression if len(expression.parts) > 1 else None
    return None


def _paired(label: Expression | None, cell: str) -> Counts:
    if label is None or not _NUMBERS.match(cell):
        return []
    numbers = [int(number) for number in re.findall(r"\d+", cell)]
    if len(numbers) != len(label.parts):
        return []
    return [(part.types, n) for part, n in zip(label.parts, numbers, strict=True)]


def told_in(cell: str) -> Counts:
    """As in "II 10 (25%); III 18 (45%)", "12 III, 18 IV", "Type III: 13 patients"."""
    written = _AS_SCALE + _SEPARATED.sub(": ", _SCALE_WORDS.sub("", cell))
    mentions = mentions_in(written, lowered(written), 0, len(written), anaphora=True)
    if not mentions or any(m.refused for m in mentions):
        return []
    if any(c.isdigit() for c in written[mentions[-1].end :]):
        return []  # not all of it was understood
    shares = [share for m in mentions for share in m.shares]
    counted = [(s.types, s.people) for s in shares if s.people is not None]
    types = {t for m in mentions for t in m.types}
    return (
        counted
        if len(counted) == len(shares) and {t for c in counted for t in c[0]} == types
        else []
    )
