"""OpenAlex: what included reports cite, and what cites them."""

from app.sources.openalex.pages import OpenAlex, host

__all__ = ["OpenAlex", "host"]
