"""Where the real export files and labelled sets are, on machines that have them."""

import os
from pathlib import Path


def _found() -> Path | None:
    named = os.environ.get("COREGAP_SHARED")
    folder = Path(named) if named else Path(__file__).resolve().parents[2] / "shared"
    return folder if (folder / "samples").is_dir() else None


SHARED = _found()
