"""Europe PMC: preprints, records PubMed lacks, and open full texts."""

from app.sources.europepmc.full_text import FULL_TEXT
from app.sources.europepmc.pages import EuropePmc, host

__all__ = ["FULL_TEXT", "EuropePmc", "host"]
