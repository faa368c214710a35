"""Two people who decide on the same: what their words come to, and how far they agree."""

from app.agreement.kappa import Agreement, agreement_of
from app.agreement.two_readers import Stage, StageOf, stage_of

__all__ = ["Agreement", "Stage", "StageOf", "agreement_of", "stage_of"]
