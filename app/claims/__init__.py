"""Public claims, and how far the evidence carries them."""

from app.claims.claims_file import read_claims
from app.claims.reference_file import read_reference
from app.claims.values import (
    Claim,
    ConditionShare,
    Projection,
    PublishedLine,
    Reference,
    ReferenceDistribution,
    Share,
    TrialShare,
)

__all__ = [
    "Claim",
    "ConditionShare",
    "Projection",
    "PublishedLine",
    "Reference",
    "ReferenceDistribution",
    "Share",
    "TrialShare",
    "read_claims",
    "read_reference",
]
