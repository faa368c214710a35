"""The evidence file that comes with the program, or one like it."""

from app.sources.evidence.bundled import SOURCE as BUNDLED
from app.sources.evidence.bundled import read_evidence

__all__ = ["BUNDLED", "read_evidence"]
