"""Every command of `coregap`, put together; the rest of the rooms comes with them."""

from app.cli import (
    asked,
    keeping,
    mapping,
    matching,
    over_time,
    people,
    planning,
    reading,
    receiving,
    reporting,
    reviewing,
    serving,
    tokens,
    working,
)
from app.cli.application import cli, main

__all__ = [
    "asked",
    "cli",
    "keeping",
    "main",
    "mapping",
    "matching",
    "over_time",
    "people",
    "planning",
    "reading",
    "receiving",
    "reporting",
    "reviewing",
    "serving",
    "tokens",
    "working",
]
