"""The accuracy card as tables of a terminal."""

from collections.abc import Iterator

from rich.table import Table

from app.measured import MeasuredAccuracy, MeasuredSet

NUMBERS = ("precision", "recall", "F1", "exact", "right", "invented", "missed", "n")


def accuracy_tables(measured: MeasuredAccuracy) -> Iterator[Table]:
    """One table a labelled set; its caption says how many quotes stand where they should."""
    for one in measured.sets:
        yield _table(one, measured.tagger_version)


def _table(one: MeasuredSet, version: str) -> Table:
    table = Table(
        title=f"{one.name}: {one.documents} documents, reader version {version}",
        caption=f"Quotes verbatim at their offsets: {one.verbatim} of {one.quotes} "
        f"({_percent(one.verbatim_share)})",
        box=None,
        padding=(0, 1),
        title_justify="left",
        caption_justify="left",
    )
    table.add_column("dimension")
    for name in NUMBERS:
        table.add_column(name, justify="right")
    for score in one.scores:
        shares = (score.precision, score.recall, score.f1, score.exact_share)
        counts = (score.right, score.invented, score.missed, score.documents)
        table.add_row(score.dimension, *map(_share, shares), *map(str, counts))
    return table


def _share(share: float | None) -> str:
    """A dash where there was nothing to be right or wrong about."""
    return "-" if share is None else f"{share:.3f}"


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.2f} %"
