"""`claims.toml`: what is said in public, and which bundled files speak for or against it."""

from collections.abc import Collection
from pathlib import Path
from typing import Annotated

from pydantic import Field, RootModel

from app.claims.values import Claim
from app.errors import EvidenceFileError
from app.reviewed import (
    IndicationId,
    OutcomeId,
    Reviewed,
    SeenAt,
    Text,
    Types,
    parse_reviewed,
    read_bytes,
)
from app.topic import Topic

FILE = "claims.toml"


class KeptClaim(Reviewed):
    """The fields of one claim, in the order of the file."""

    text: Text
    made_in: Annotated[SeenAt, Field(min_length=1)]
    fitzpatrick: Types = ()
    indication: tuple[IndicationId, ...] = ()
    outcome: tuple[OutcomeId, ...] = ()
    speaks_for: tuple[str, ...] = ()
    speaks_against: tuple[str, ...] = ()
    differs_by_type: bool = True
    untested: Text | None = None
    note: Text | None = None
    says: dict[str, Text] = Field(default_factory=dict)


class _ClaimsFile(RootModel[dict[Annotated[str, Field(pattern=r"^c\d{2,3}$")], KeptClaim]]):
    """One table a claim, named by the claim's id."""


def read_claims(folder: Path, topic: Topic, known_keys: Collection[str]) -> tuple[Claim, ...]:
    """The claims of `folder`/claims.toml, in the file's order.

    `known_keys` are the keys of the bundled files ("pozner-2021"), context included.

    Raises:
        EvidenceFileError: If the file breaks a rule; names the claim and its field.
    """
    kept = parse_reviewed(FILE, read_bytes(folder / FILE), _ClaimsFile, topic).root
    for claim_id, claim in kept.items():
        _check(claim_id, claim, known_keys)
    return tuple(_claim(claim_id, claim) for claim_id, claim in kept.items())


def _check(claim_id: str, claim: KeptClaim, known_keys: Collection[str]) -> None:
    for field in ("speaks_for", "speaks_against"):
        for key in getattr(claim, field):
            if key not in known_keys:
                reason = f"{key!r} is not the key of a bundled file"
                raise EvidenceFileError(FILE, f"{claim_id}.{field}", reason)
    both = sorted(set(claim.speaks_for) & set(claim.speaks_against))
    if both:
        reason = f"{both[0]!r} stands under speaks_for too"
        raise EvidenceFileError(FILE, f"{claim_id}.speaks_against", reason)
    named = {*claim.speaks_for, *claim.speaks_against}
    for key in sorted(named ^ claim.says.keys()):
        reason = "missing" if key in named else "speaks neither for nor against the claim"
        raise EvidenceFileError(FILE, f"{claim_id}.says.{key}", reason)


def _claim(claim_id: str, claim: KeptClaim) -> Claim:
    return Claim(
        id=claim_id,
        text=claim.text,
        made_in=claim.made_in,
        fitzpatrick=claim.fitzpatrick,
        indications=claim.indication,
        outcomes=claim.outcome,
        speaks_for=claim.speaks_for,
        speaks_against=claim.speaks_against,
        says=claim.says,
        differs_by_type=claim.differs_by_type,
        untested=claim.untested or "",
        note=claim.note or "",
    )
