"""Any answer as a table: column names, then rows of plain values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from app.gapmap import Cell, Footing, Gap, Layer, Matrix, Trial
from app.matching import Notice
from app.records import SkinType, Standing
from app.store import StudySummary

Value = str | int | float | datetime | None


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; None is an unknown value, shown as an empty field."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def written_moment(moment: datetime) -> str:
    """A moment as text: 2026-11-22T08:30:00Z."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def table_of_map(matrix: Matrix) -> Table:
    """One row a cell.

    `people_lower` and `people_upper` bound the people of the cell's skin type, `participants` are
    all people of the studies counted. `standing_*` and `layer_*` count every study of the cell's
    indication and outcome, those that do not make up the answer too.
    """
    columns = (
        "row", "column", "studies", "people_lower", "people_upper", "depth", "reason", "sentence",
        "study_ids", "fitzpatrick", "indication", "outcome", "row_label", "column_label", "row_group", "participants",
        "people_of_unknown_type",
        *(f"standing_{standing.value}" for standing in Standing),
        *(f"layer_{layer.value}" for layer in Layer),
        *(f"n_{footing.value}" for footing in Footing), "trials",
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


def _cell_rows(matrix: Matrix) -> Iterator[tuple[Value, ...]]:
    for row, cells in zip(matrix.rows, matrix.cells, strict=True):
        for column, cell in zip(matrix.columns, cells, strict=True):
            labels = (row.label, column.label, row.group)
            yield (
                row.id,
                column.id,
                *_cell_values(cell),
                *_key(cell),
                *labels,
                *_cell_counts(cell),
            )


def _cell_values(cell: Cell) -> tuple[Value, ...]:
    return (
        cell.studies,
        *_people(cell),
        cell.depth.name.lower(),
        cell.reason.value,
        cell.sentence,
        " ".join(cell.study_ids),
    )


def _key(cell: Cell) -> tuple[Value, ...]:
    """The cell's coordinates; None: any value."""
    key = cell.key
    return (key.fitzpatrick.name if key.fitzpatrick else None, key.indication, key.outcome)


def _cell_counts(cell: Cell) -> tuple[Value, ...]:
    return (
        cell.participants,
        cell.people_of_unknown_type,
        *(cell.standings.get(standing, 0) for standing in Standing),
        *(cell.layers.get(layer, 0) for layer in Layer),
        *_stand(cell),
    )


def _study_row(study: StudySummary) -> tuple[Value, ...]:
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


def _stand(of: Cell | Gap) -> tuple[Value, ...]:
    """How many studies stand in which way, then the registrations that have reported nothing."""
    return (
        *(of.footings.get(footing, 0) for footing in Footing),
        "; ".join(map(_trial, of.trials)),
    )


def _trial(trial: Trial) -> str:
    """Number, state and end of a registration that has reported nothing."""
    name = trial.registrations[0] if trial.registrations else trial.public_id
    ends = f", to end {trial.ends}" if trial.ends else ""
    return f"{name} ({trial.status or 'status not known'}{ends})"


def _notice(notice: Notice) -> str:
    named = f" {notice.identifier}" if notice.identifier else ""
    return f"{notice.kind.value}{named} ({notice.source})"


def _gap_row(gap: Gap) -> tuple[Value, ...]:
    key = gap.key
    return (
        gap.rank,
        key.fitzpatrick.name if key.fitzpatrick else None,
        key.indication,
        key.outcome,
        gap.reason.value,
        gap.depth.name.lower(),
        gap.studies,
        *_people(gap),
        gap.sentence,
        "; ".join(gap.because),
        *_stand(gap),
    )


def _people(of: Cell | Gap) -> tuple[int | None, int | None]:
    """Unknown where no study counts: silence about a skin type is no count of nobody."""
    return (of.people.lower, of.people.upper) if of.people else (None, None)
