"""The REST API under /api/v1, and the application that serves it with the pages."""

from app.api.application import create_app
from app.api.limits import Limits
from app.api.problems import ErrorPage

__all__ = ["ErrorPage", "Limits", "create_app"]
