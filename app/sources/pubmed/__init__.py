"""PubMed, asked through the E-utilities."""

from app.sources.pubmed.pages import PubMed, host

__all__ = ["PubMed", "host"]
