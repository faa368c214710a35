"""What a file or a source has given, as a line or as JSON."""

from app import pipeline
from app.cli.terminal import note, out, print_json


def show_import(report: pipeline.ImportReport, *, as_json: bool) -> None:
    """Say what a file gave; a refused one with its reason, on standard error."""
    if as_json:
        print_json(report.as_dict())
        return
    if report.refused:
        note.print(
            f"{report.file}: refused: {report.refused}", markup=False, soft_wrap=True, style="red"
        )
        return
    out.print(
        f"{report.file}: {report.format}: {report.records} "
        f"{'record' if report.records == 1 else 'records'}: {report.new} new, "
        f"{report.updated} updated, {report.unchanged} unchanged, {report.rejected} rejected"
        + (f", {report.withdrawn} withdrawn" if report.withdrawn else ""),
        markup=False,
        soft_wrap=True,
    )


def show_source(report: pipeline.SourceReport, *, as_json: bool) -> None:
    """Say what a source gave; what failed or looks wrong, on standard error."""
    if as_json:
        print_json(report.as_dict())
        return
    if report.status == "busy":
        note.print(f"{report.source}: another process is asking it", markup=False, soft_wrap=True)
        return
    tally = report.tally
    out.print(
        f"{report.source}: {tally.received} received: {tally.new} new, {tally.updated} updated, "
        f"{tally.unchanged} unchanged, {tally.rejected} rejected, {tally.withdrawn} withdrawn",
        markup=False,
        soft_wrap=True,
    )
    for warning in report.warnings:
        note.print(f"{report.source}: {warning}", markup=False, soft_wrap=True, style="yellow")
    if report.status == "failed":
        note.print(
            f"{report.source}: failed: {report.reason}", markup=False, soft_wrap=True, style="red"
        )
