"""The commands that tell how far public claims are carried, and answer what people ask."""

from typing import Annotated

import typer

from app import answers
from app.cli.application import cli
from app.cli.asking import open_evidence
from app.cli.terminal import Json, out, print_json


@cli.command()
def claims(
    claim: Annotated[str | None, typer.Argument(help="One claim: c04. Default: all.")] = None,
    as_json: Json = False,
) -> None:
    """Say how far the evidence carries what is claimed in public."""
    with open_evidence() as (db, topic):
        found = answers.answer_claims(db, topic)
        chosen = [answers.answer_claim(db, topic, claim).weighed] if claim else list(found.claims)
    if as_json:
        print_json({"claims": answers.as_plain(chosen), "rules": list(found.rules)})
        return
    for weighed in chosen:
        out.print(f"{weighed.claim.id}  {weighed.claim.text}", markup=False)
        out.print(f"     {weighed.sentence}", markup=False)
        for witness in weighed.witnesses if claim else ():
            side = "For" if witness.speaks_for else "Against"
            gone = f" {witness.gone}" if witness.gone else ""
            out.print(f"     {side} ({witness.key}): {witness.says}{gone}", markup=False)


@cli.command()
def questions(
    question: Annotated[
        str | None, typer.Argument(help="One question: dark-skin. Default: all.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Answer what people ask; where the evidence says nothing, the answer says so."""
    with open_evidence() as (db, topic):
        found = answers.answer_asked_list(db, topic)
        chosen = [answers.answer_asked(db, topic, question).asked] if question else found.questions
    if as_json:
        print_json({"questions": answers.as_plain(list(chosen))})
        return
    for asked in chosen:
        out.print(f"{asked.question.asks} [{asked.question.id}]", markup=False)
        for sentence in asked.sentences if question else asked.sentences[:1]:
            out.print(f"     {sentence}", markup=False)
    out.print(found.searched.sentence, markup=False)
