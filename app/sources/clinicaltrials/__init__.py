"""ClinicalTrials.gov, version 2 of its interface."""

from app.sources.clinicaltrials.pages import ClinicalTrials, host

__all__ = ["ClinicalTrials", "host"]
