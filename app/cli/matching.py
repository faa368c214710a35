"""The command that lists what only a person can say of two records."""

from typing import Annotated

import typer

from app import answers
from app.cli.application import cli
from app.cli.asking import checked, open_evidence
from app.cli.terminal import Json, note, out, print_json
from app.matching import MatchLayer
from app.store import AskedMatch, MatchSide, reference_of

ASKS = {MatchLayer.REPORT: "one report?", MatchLayer.STUDY: "one study?"}


@cli.command()
def matches(
    layer: Annotated[
        MatchLayer | None, typer.Option(help="Only: are they one report, or of one study?")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many to list.")] = 20,
    cursor: Annotated[
        str | None, typer.Option(help="Where the next page begins, as the last one said.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List pairs of reports that may be one report, or of one study, the most telling first.

    Each says what speaks for it and what against. `coregap serve` shows them side by side under
    /matches, where a person decides.
    """
    question = checked(answers.MatchesQuestion, layer=layer, limit=limit, cursor=cursor)
    with open_evidence() as (db, _topic):
        found = answers.answer_matches(db, question)
    for asked in found.matches:
        if as_json:
            about = {"id": asked.question.id, "layer": asked.question.layer.value}
            print_json({**about, **answers.as_plain(asked)})
        else:
            _show(asked)
    if not found.matches and not as_json:
        out.print("Nothing waits for a person.")
    if found.next_cursor is not None and not as_json:
        note.print(f"More: coregap matches --cursor {found.next_cursor}", soft_wrap=True)


def _show(asked: AskedMatch) -> None:
    question = asked.question
    out.out(f"{question.id}  {ASKS[question.layer]}  rule {question.rule}", highlight=False)
    for side in (asked.one, asked.other):
        out.out(f"  {_line(side)}", highlight=False)
    out.out(f"  for: {question.because}", highlight=False)
    out.out(f"  against: {question.against or 'nothing that is known'}\n", highlight=False)


def _line(side: MatchSide) -> str:
    study = f" [{side.study_id}]" if side.study_id else ""
    return f"{side.key}{study}  {reference_of(side.bibliography)}"
