"""A typed client of the REST API; it needs nothing of the service but its address."""

from app.client.answers import File, Problem, WrongField
from app.client.client import Client

__all__ = ["Client", "File", "Problem", "WrongField"]
