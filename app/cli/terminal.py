"""What is written: lines, JSON, files, bars. Notes and bars go to standard error."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from app.errors import CoregapError

out = Console()
note = Console(stderr=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]


def print_json(value: Any) -> None:
    """One line, whatever the width of the terminal."""
    out.out(json.dumps(value, ensure_ascii=False), highlight=False)


@contextmanager
def written_to(output: Path | None) -> Iterator[Any]:
    """Hand over a function that writes one line; a file appears only once it is complete."""
    if output is None:
        yield lambda line: out.out(line, highlight=False)
        return
    unfinished = output.with_name(output.name + ".part")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            yield lambda line: file.write(line + "\n")
        unfinished.replace(output)
    except OSError as error:
        raise CoregapError(f"{output}: cannot be written: {error.strerror}") from error
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def bytes_written_to(output: Path | None, *, is_text: bool) -> Iterator[IO[bytes]]:
    """Hand over a file for bytes, which appears only once it is complete, or standard output."""
    if output is None:
        if not is_text and sys.stdout.isatty():
            raise CoregapError("This form is no text to be shown: name a file with -o FILE.")
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    unfinished = output.with_name(output.name + ".part")
    try:
        with unfinished.open("wb") as file:
            yield file
        unfinished.replace(output)
    except OSError as error:
        raise CoregapError(f"{output}: cannot be written: {error.strerror}") from error
    finally:
        unfinished.unlink(missing_ok=True)


def progress_bars() -> Progress:
    """A bar on standard error; quiet when that is not a terminal."""
    return Progress(console=note, transient=True, disable=not note.is_terminal)
