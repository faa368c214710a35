"""Every command of `coregap`, put together; the rest of the rooms comes with them."""

from app.cli import (
    asked,
    mapping,
    matching,
    over_time,
    planning,
    reading,
    receiving,
    reporting,
    serving,
    working,
)
from app.cli.application import cli, main

__all__ = [
    "asked",
    "cli",
    "main",
    "mapping",
    "matching",
    "over_time",
    "planning",
    "reading",
    "receiving",
    "reporting",
    "serving",
    "working",
]
