"""Skin types in tables: a row or a column a type, one row a patient, registry baseline measures."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.records import Evidence, EvidenceKind, Section, SkinType
from app.tagging.characters import plain
from app.tagging.document import Document, PlacedPassage
from app.tagging.scale_named import grades_wrinkles, types_oil
from app.tagging.table_cells import (
    Counts,
    counts_in,
    is_share,
    people_in,
    tells_percent,
    told_in,
    types_told,
)
from app.tagging.table_rows import (
    PEOPLE_ALONE,
    SCALE,
    Columns,
    Row,
    columns_of,
    heading_rows,
    names_scale,
    percent_column,
    rows_of,
    types_of,
)
from app.tagging.type_counts import Distribution

_NAMED_SCALE = re.compile(r"fitzpatrick|photo-?types?|\b(?:FST|SPT)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"wrinkl|rhytid|elastosis|J\s?/\s?cm|\bmJ\b|fluence|pulse|settings?|parameters|\benergy\b|spot\ssize|previous|literature|authors?\b|reference|review|definition|reaction\sto|burns?\b.{0,80}tans?\b"
    r"|\bwithdr\w+|\bdrop-?outs?\b|\bscreen\s(?:fail|out)|\bplanned\b|\bprojected\b|\bcensus\b|\bin\sthe\s(?:\w+\s)?population\b|colorimet|spectro|reflectance|(?-i:\bITA\b|\bMED\b)|typology|melanin|L\*"
    r"|\b(?:dermatologists?|physicians?|surgeons?|clinicians?)\b|\b(?:raters?|readers|observers|donors?|ex\svivo|in\svitro|cadavers?|images?|photographs|training\sset|datasets?|published)\b"
    r"|\bcriteria\b|\beligib|regression|multivaria|univaria|predictors?\b|coefficient|\b(?:odds|hazard|risk)\sratio|(?-i:\bOR\b|\bHR\b)",
    re.IGNORECASE,
)
_OF_MEASURING = re.compile(
    r"(?i:colorimet\w*|spectro\w*|reflectance|typology|melanin|mJ(?:\s?/\s?cm\S*)?|J\s?/\s?cm\S*)|\bITA\b|\bMED\b|L\*"
)
_OF_SKIN_TYPES = re.compile(r"skin[\s-]*(?:photo)?types?|photo-?types?|\b(?:fst|spt)\b")
_SHUT_OUT = re.compile(
    r"^\W*(?:table\s\w+\W+)?(?:reasons\b|excluded\b|exclusions?\b)", re.IGNORECASE
)
_OF_OUTCOMES = re.compile(
    r"improv|respon|adverse|complication|incidence|pigmentation|outcome|efficacy|\bscores?\b|satisf|clearance|results|change|reduc|recurren",
    re.IGNORECASE,
)
_OF_PEOPLE = re.compile(
    r"^baseline|baseline|demograph|characteristic|profile|distribution|participants\b",
    re.IGNORECASE,
)
_OF_A_TEST = re.compile(
    r"\bp[\s-]*(?:value)?\b|χ|chi|test|statistic|difference|ratio|\bCI\b", re.IGNORECASE
)
_A_PERSON = re.compile(r"patient|\bpts?\b|case|subject|\bno\b|#|\bid\b|participant", re.IGNORECASE)
_OF_A_PATIENT = re.compile(
    r"\b(?:age|sex|gender|females?|males?|patients?|participants?|subjects?)\b", re.IGNORECASE
)
_UNKNOWN = re.compile(r"^(?:n/?a|nr|-|\?|unknown|missing|not\s.*)?$", re.IGNORECASE)
_TYPE = re.compile(r"^types?$", re.IGNORECASE)
_TYPED = re.compile(r"types?\s[IV1-6]", re.IGNORECASE)
_OF_PATIENTS = re.compile(r"patients|subjects|participants|volunteers", re.IGNORECASE)
_IN_PERCENT = re.compile(r"\((?:%|percent(?:age)?)(?:\sof\s(?:\w+\s?){1,3})?\)\s*\Z", re.IGNORECASE)
"""The unit of a registry's measure, at the end of its name."""
_LABEL_OF_PEOPLE = re.compile(r"\bn\b|number|patients|subjects|participants|no\.", re.IGNORECASE)
_LABEL_OF_ONE_SEX = re.compile(
    r"^(?:(?P<women>women|females?)|men|males?)(?:,?\s\(?n\)?)?$", re.IGNORECASE
)
_LABEL_OF_AN_EFFECT = re.compile(
    rf"{_OF_OUTCOMES.pattern}|complic|relaps|sessions?\b|treatments\b|lesions?\b|\b(?:PIH|excellent|good|fair|poor)\b|withdr|lost\sto",
    re.IGNORECASE,
)
_LABEL_OF_A_GROUP = re.compile(r"\w\W+n\b|\(n\s?=\s?\d+\)", re.IGNORECASE)
_FEWEST_ROWS = 4
"""Of a table of outcomes that begins with how many people there were."""


@dataclass(frozen=True, slots=True)
class TableReading:
    """What one table says: counts, and types without one."""

    distribution: Distribution
    nobody: tuple[SkinType, ...]
    """Types with a count of 0."""
    present: tuple[SkinType, ...] = ()
    """Types of somebody, of whom it does not say how many there are."""
    unsure: bool = False
    """Of people only where they are all who took part: a table of what was measured by type."""


@dataclass(slots=True)
class _Found:
    """What rows say of types."""

    counts: Counts = field(default_factory=list)
    present: set[SkinType] = field(default_factory=set)
    rows: list[Row] = field(default_factory=list)

    def add(self, counts: Counts, row: Row) -> None:
        """Counts that a row gives."""
        self.counts += counts
        self.rows.append(row)


def read_tables(document: Document) -> tuple[TableReading, ...]:
    """The tables that tell of participants' skin types, in order."""
    found = (_read(document, placed) for placed in document.sections(Section.TABLE))
    return tuple(reading for reading in found if reading is not None)


def _read(document: Document, placed: PlacedPassage) -> TableReading | None:
    heading = plain(placed.passage.heading)
    text = plain(placed.passage.text)
    if not SCALE.search(heading) and not SCALE.search(text):
        return None
    rows = list(rows_of(text, placed.start))
    if not rows or _SHUT_OUT.search(heading) or _is_of_another_scale(document, heading, text):
        return None
    heads = [heading, *(rows[0].cells if _heads(rows[0]) else ())]
    if any(_OTHER.search(cell) for cell in heads):
        return _measured_in(document, placed, rows, heads)
    if (headed := _by_headers(rows[0], heading)) is not None:
        return _reading(document, placed, headed)
    columns = columns_of(rows[: heading_rows(rows)])
    if not columns.people:
        columns = percent_column(rows[0], heading) or columns
    if (by_patient := _by_patient(rows, heading)) is not None:
        return _reading(document, placed, by_patient)
    of_outcomes = _OF_OUTCOMES.search(heading) and not _OF_PEOPLE.search(heading)
    if of_outcomes and not _counts_people_first(rows, columns):
        return None
    found = _found(rows, heading, columns)
    if found is None or not (found.counts or _is_of_patients(rows, heading)):
        return None
    return _reading(document, placed, found)


def _is_of_another_scale(document: Document, heading: str, text: str) -> bool:
    """Whether a table's types are of oil, or its classes Fitzpatrick's of wrinkles."""
    low = f"{heading}\n{text}".lower()
    if types_oil(low):
        return True
    return grades_wrinkles(low, document.text) and _OF_SKIN_TYPES.search(low) is None


def _measured_in(
    document: Document, placed: PlacedPassage, rows: Sequence[Row], heads: Sequence[str]
) -> TableReading | None:
    """Color or doses by type, where a column says of how many people: "Phototype, n, ITA, MED"."""
    if any(_OTHER.search(_OF_MEASURING.sub(" ", cell)) for cell in heads):
        return None
    columns = columns_of(rows[: heading_rows(rows)])
    found = _by_rows(rows, heads[0], columns) if columns.counted else None
    if found is None or not found.counts:
        return None
    return replace(_reading(document, placed, found), unsure=True)


def _counts_people_first(rows: Sequence[Row], columns: Columns) -> bool:
    """Whether a table of outcomes has a column, or its first row, for how many people there were."""
    if columns.counted and len(rows[0].cells) > len(columns.people) + 1:
        return True
    if len(rows) < _FEWEST_ROWS:
        return False
    label = rows[1].cells[0]
    people = _OF_PATIENTS.search(label) and PEOPLE_ALONE.match(label)
    return bool(people or _LABEL_OF_ONE_SEX.match(label)) and _counts_people(
        label, [row.cells[0] for row in rows]
    )


def _is_of_patients(rows: Sequence[Row], heading: str) -> bool:
    """Whether types without numbers are of people: a table of devices names types as well."""
    if _OF_PEOPLE.search(heading) or _OF_PATIENTS.search(heading):
        return True
    return any(_OF_A_PATIENT.search(row.cells[0]) for row in rows)


def _heads(row: Row) -> bool:
    """Whether a first row heads columns, and is not the name of the rows below it."""
    return any(cell and not cell[0].isdigit() for cell in row.cells[1:])


def _by_headers(header: Row, heading: str) -> _Found | None:
    """Types and their people in the heads of columns: "FST I-III (n = 71)"."""
    cells = [c for c in header.cells[1:] if names_scale(c)]
    if not cells and names_scale(heading):
        cells = [f"skin {c}" for c in header.cells[1:] if _TYPED.match(c)]
    told = [counts for cell in cells if (counts := told_in(cell))]
    if len(told) < 2 or any(len(counts) > 1 for counts in told):
        return None
    found = _Found(counts=[count for counts in told for count in counts], rows=[header])
    return found if len({types for types, _ in found.counts}) == len(found.counts) else None


def _found(rows: Sequence[Row], heading: str, columns: Columns) -> _Found | None:
    if len(rows) > 1:
        by_type = _by_rows(rows, heading, columns) or _by_columns(rows, heading)
        if by_type is not None:
            return by_type
    return _in_one_row(rows, columns)


def _reading(document: Document, placed: PlacedPassage, found: _Found) -> TableReading:
    start, end = found.rows[0].start, found.rows[-1].end
    structured = placed.passage.heading.startswith("Baseline:")
    evidence = Evidence(
        kind=EvidenceKind.STRUCTURED if structured else EvidenceKind.QUOTE,
        text=document.text[start:end], section=placed.passage.heading, start=start, end=end,
    )  # fmt: skip
    kept = tuple((types, n) for types, n in found.counts if n)
    nobody = tuple(sorted({t for types, n in found.counts if n == 0 for t in types}))
    return TableReading(
        Distribution(kept, evidence, "fitzpatrick.count.table"),
        nobody,
        tuple(sorted(found.present)),
    )


def _by_rows(rows: Sequence[Row], heading: str, columns: Columns) -> _Found | None:
    """A row a type, under a row or heading that names the scale."""
    about_scale = names_scale(heading) and _is_about_people(heading, rows)
    keyed = names_scale(rows[0].cells[0])
    if keyed and not (columns.named or _OF_PEOPLE.search(heading) or _OF_PATIENTS.search(heading)):
        return None
    persons = _A_PERSON.search(rows[0].cells[0]) is not None
    in_percent = columns.shares or _IN_PERCENT.search(heading) is not None
    found, in_scale, percent = _Found(), about_scale or keyed, tells_percent(rows[0].cells[0])
    merged = False
    for row in rows if _is_data(rows[0], scaled=about_scale) else rows[1:]:
        named = names_scale(row.cells[0])
        merged = named or (merged and not row.cells[0])  # the cell with the name, over its rows
        types = _types_in(row, in_scale=in_scale or merged)
        if types is None or (persons and row.cells[0].isdigit()):
            if (in_scale or named) and (told := _told_beside(row)):
                found.add(told, row)
                continue
            in_scale, percent = about_scale or named, named and tells_percent(row.cells[0])
            continue
        people = people_in(row, columns, percent=percent or in_percent)
        if people is not None:
            found.add([(types, people)], row)
        elif is_share(row, columns, percent=percent or in_percent):
            found.present.update(types)
            found.rows.append(row)
    counted = {types for types, _ in found.counts}
    return found if found.rows and len(counted) == len(found.counts) else None


def _is_data(row: Row, *, scaled: bool) -> bool:
    """Whether a first row names a type already."""
    if types_of(row.cells[0], scaled=scaled) or _told_beside(row):
        return True
    named = names_scale(row.cells[0]) and len(row.cells) > 2
    return named and types_of(row.cells[1], scaled=True) is not None and row.cell(2)[:1].isdigit()


def _told_beside(row: Row) -> Counts:
    """Beside a scale whose name need not be repeated: "Skin type | III - 8", " | IV - 9"."""
    beside = len(row.cells) == 2 and (not row.cells[0] or names_scale(row.cells[0]))
    return told_in(row.cells[1]) if beside else []


def _types_in(row: Row, *, in_scale: bool) -> tuple[SkinType, ...] | None:
    """Types that a row's first cell names, or its second one beside the scale's name."""
    types = types_of(row.cells[0], scaled=in_scale)
    if types is None and in_scale and len(row.cells) > 2 and not row.cells[1][:1].isdigit():
        return types_of(row.cells[1], scaled=True)
    return types


def _is_about_people(heading: str, rows: Sequence[Row]) -> bool:
    return heading.startswith("Baseline:") or not any(
        _OF_A_TEST.search(c) for c in rows[0].cells[:1]
    )


def _by_columns(rows: Sequence[Row], heading: str) -> _Found | None:
    """A column a type; people in the first row of plain counts, or in a row for each group."""
    scaled = bool(SCALE.search(heading)) or bool(SCALE.search(" ".join(rows[0].cells)))
    labels = [row.cells[0] for row in rows]
    for at, header in enumerate(rows[:2]):
        typed = {
            k: t for k, c in enumerate(header.cells) if k and (t := types_of(c, scaled=scaled))
        }
        if len(typed) < 2:
            continue
        counted = [
            (row, people)
            for row in rows[at + 1 :]
            if _counts_people(row.cells[0], labels)
            and (people := _people_by_column(row, typed)) is not None
        ]
        if counted:
            groups = [c for c in counted if _LABEL_OF_A_GROUP.search(c[0].cells[0])]
            used = groups if len(groups) == len(counted) else counted[:1]
            summed = [(t, sum(people[k] for _, people in used)) for k, t in typed.items()]
            return _Found(counts=summed, rows=[row for row, _ in used])
    return None


def _counts_people(label: str, labels: Sequence[str]) -> bool:
    """Whether a row's numbers are of people; of the women alone only where no men have a row."""
    if _LABEL_OF_PEOPLE.search(label):
        return not _LABEL_OF_AN_EFFECT.search(label)
    sex = _LABEL_OF_ONE_SEX.match(label)
    return (
        sex is not None and sum(_LABEL_OF_ONE_SEX.match(other) is not None for other in labels) == 1
    )


def _people_by_column(row: Row, typed: dict[int, tuple[SkinType, ...]]) -> dict[int, int] | None:
    found = {k: people_in(row, Columns((k,), (None,), counted=True, named=True)) for k in typed}
    people = {k: n for k, n in found.items() if n is not None}
    return people if len(people) == len(typed) else None


def _by_patient(rows: Sequence[Row], heading: str) -> _Found | None:
    """One row a patient: how often each type stands in the column of types."""
    header = rows[0].cells
    columns = [k for k, cell in enumerate(header) if k and names_scale(cell)]
    if not columns and names_scale(heading):
        columns = [k for k, cell in enumerate(header) if k and _TYPE.match(cell)]
    if len(columns) != 1 or not _A_PERSON.search(header[0]):
        return None
    named = bool(_NAMED_SCALE.search(header[columns[0]]))
    counted: Counter[tuple[SkinType, ...]] = Counter()
    second = len(rows) > 1 and rows[1].cell(columns[0]) == header[columns[0]]  # of merged cells
    for row in rows[1 + second :]:
        cell = row.cell(columns[0])
        types = types_of(cell, scaled=True)
        if _UNKNOWN.match(cell):
            continue
        if types is None or (cell.isdigit() and not named):
            return None
        counted[types] += 1
    if not counted:
        return None
    if any(len(types) > 1 for types in counted):
        return _Found(present={t for types in counted for t in types}, rows=[rows[0], rows[-1]])
    return _Found(counts=sorted(counted.items()), rows=[rows[0], rows[-1]])


def _in_one_row(rows: Sequence[Row], columns: Columns) -> _Found | None:
    """One row for the whole scale: its types in a list, or in the cells beside its name."""
    for row in rows:
        if not names_scale(row.cells[0]) or len(row.cells) < 2:
            continue
        read = columns if row is not rows[0] else _all_columns(row)
        if counts := counts_in(row, read):
            return _Found(counts=counts, rows=[row])
        if types_of(row.cells[0], scaled=False):
            continue
        if present := types_told(row, read):
            return _Found(present=set(present), rows=[row])
    return None


def _all_columns(row: Row) -> Columns:
    """Of a table that begins with its values."""
    people = tuple(range(1, len(row.cells)))
    return Columns(people, (None,) * len(people), counted=False, named=True)
