"""The labelled sets for measuring the reader, on machines that have them; run it to list them."""

import sys
from pathlib import Path

from tests.shared_folder import SHARED

LABELLED_SETS: tuple[Path, ...] = (
    tuple(sorted((SHARED / "gold").glob("tags-*-dev.jsonl"))) if SHARED else ()
)

if __name__ == "__main__":
    for path in LABELLED_SETS:
        sys.stdout.write(f"{path}\n")
