"""The command `coregap`: a command is one call, one answer, one exit code.

Exit codes: 0 done; 1 refused or failed, with the reason on standard error; 2 wrong usage.
"""

from app.cli import mapping, reading, receiving, reporting, serving, working
from app.cli.application import cli, main

__all__ = ["cli", "main", "mapping", "reading", "receiving", "reporting", "serving", "working"]
