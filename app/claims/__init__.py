"""Public claims, and how far the evidence carries them."""

from app.claims.claims_file import read_claims
from app.claims.questions_file import read_questions
from app.claims.reference_file import read_reference
from app.claims.values import (
    Claim,
    ConditionShare,
    Projection,
    PublishedLine,
    Question,
    Reference,
    ReferenceDistribution,
    Share,
    TrialShare,
)
from app.claims.verdicts import RULES, InType, TypeVerdict, Verdict, Weighed, Witness, weigh

__all__ = [
    "RULES",
    "Claim",
    "ConditionShare",
    "InType",
    "Projection",
    "PublishedLine",
    "Question",
    "Reference",
    "ReferenceDistribution",
    "Share",
    "TrialShare",
    "TypeVerdict",
    "Verdict",
    "Weighed",
    "Witness",
    "read_claims",
    "read_questions",
    "read_reference",
    "weigh",
]
