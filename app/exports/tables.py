"""Any answer as a table: column names, then rows of plain values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.gapmap import Bounds, Cell, Footing, Gap, Matrix, Trial
from app.matching import Notice
from app.records import SkinType, Standing
from app.store import CellEvidence, StudySummary


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; None is an unknown value, shown as an empty field."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | None, ...], ...]


def table_of_map(matrix: Matrix) -> Table:
    """One row a cell."""
    columns = (
        "row", "column", "studies", "people_lower", "people_upper", "depth", "reason", "sentence",
        "study_ids", *(f"n_{footing.value}" for footing in Footing), "trials",
    )  # fmt: skip
    return Table(columns, tuple(_cell_rows(matrix)))


def table_of_studies(studies: Iterable[StudySummary]) -> Table:
    """One row a study, each skin type with its standing."""
    columns = (
        "id", "title", "authors", "year", "journal", "citation", "layer", "design", "participants", "planned",
        *(f"type_{t.name}" for t in SkinType), "indications", "outcomes", "body_sites",
        "procedures", "reports", "status", "ends",
        "follow_up_days", "notices",
    )  # fmt: skip
    return Table(columns, tuple(_study_row(study) for study in studies))


def table_of_gaps(gaps: Iterable[Gap]) -> Table:
    """One row a gap, most urgent first."""
    columns = (
        "rank", "fitzpatrick", "indication", "outcome", "reason", "depth", "studies",
        "people_lower", "people_upper", "sentence", "because",
        *(f"n_{footing.value}" for footing in Footing), "trials",
    )  # fmt: skip
    return Table(columns, tuple(_gap_row(gap) for gap in gaps))


def table_of_evidence(evidence: Iterable[CellEvidence]) -> Table:
    """One row a statement, with the words it rests on and where they stand."""
    columns = (
        "study", "citation", "dimension", "value", "standing", "evidence_kind", "evidence",
        "section", "start", "end", "seen_at", "rule",
    )  # fmt: skip
    return Table(columns, tuple(_evidence_row(piece) for piece in evidence))


def _cell_rows(matrix: Matrix) -> Iterator[tuple[str | int | None, ...]]:
    for row, cells in zip(matrix.rows, matrix.cells, strict=True):
        for column, cell in zip(matrix.columns, cells, strict=True):
            yield (row.id, column.id, *_cell_values(cell))


def _cell_values(cell: Cell) -> tuple[str | int | None, ...]:
    return (
        cell.studies,
        *_bounds(cell.people),
        cell.depth.name.lower(),
        cell.reason.value,
        cell.sentence,
        " ".join(cell.study_ids),
        *(cell.footings.get(footing, 0) for footing in Footing),
        "; ".join(map(_trial, cell.trials)),
    )


def _study_row(study: StudySummary) -> tuple[str | int | None, ...]:
    standings = (study.standing.get(t, Standing.NOT_REPORTED).value for t in SkinType)
    return (
        study.public_id,
        study.title,
        "; ".join(study.authors),
        study.year,
        study.journal,
        study.citation,
        study.layer.value,
        study.design,
        study.participants,
        study.planned,
        *standings,
        " ".join(study.indications),
        " ".join(study.outcomes),
        " ".join(study.body_sites),
        " ".join(study.procedures),
        study.reports,
        study.status,
        study.ends,
        study.follow_up_days,
        "; ".join(map(_notice, study.notices)),
    )


def _trial(trial: Trial) -> str:
    """Number, state and end of a registration that has reported nothing."""
    name = trial.registrations[0] if trial.registrations else trial.public_id
    ends = f", to end {trial.ends}" if trial.ends else ""
    return f"{name} ({trial.status or 'status not known'}{ends})"


def _notice(notice: Notice) -> str:
    named = f" {notice.identifier}" if notice.identifier else ""
    return f"{notice.kind.value}{named} ({notice.source})"


def _gap_row(gap: Gap) -> tuple[str | int | None, ...]:
    key = gap.key
    return (
        gap.rank,
        key.fitzpatrick.name if key.fitzpatrick else None,
        key.indication,
        key.outcome,
        gap.reason.value,
        gap.depth.name.lower(),
        gap.studies,
        *_bounds(gap.people),
        gap.sentence,
        "; ".join(gap.because),
        *(gap.footings.get(footing, 0) for footing in Footing),
        "; ".join(map(_trial, gap.trials)),
    )


def _evidence_row(piece: CellEvidence) -> tuple[str | int | None, ...]:
    evidence = piece.evidence
    return (
        piece.study_id,
        piece.citation,
        piece.dimension.value,
        piece.value,
        piece.standing.value if piece.standing else None,
        evidence.kind.value,
        evidence.text,
        evidence.section,
        evidence.start,
        evidence.end,
        " ".join(evidence.seen_at),
        piece.rule,
    )


def _bounds(people: Bounds) -> tuple[int, int | None]:
    return people.lower, people.upper
