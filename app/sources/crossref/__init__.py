"""Crossref: records by DOI, their updates and retractions."""

from app.sources.crossref.pages import Crossref, host

__all__ = ["Crossref", "host"]
