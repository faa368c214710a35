"""One page of the search log as lines for a terminal."""

from collections.abc import Iterator

from app.answers import LoggedSearch


def log_lines(logged: LoggedSearch) -> Iterator[str]:
    """What came of it, then each request exactly as it was sent, then the warnings."""
    announced = "no total" if logged.announced is None else f"{logged.announced} hits"
    yield (
        f"{logged.number}  {logged.at:%Y-%m-%d %H:%M:%S} UTC  {logged.source} ({logged.part}): "
        f"{announced} announced, {logged.received} received: {logged.new} new, "
        f"{logged.changed} changed, {logged.unchanged} unchanged, {logged.rejected} rejected, "
        f"{len(logged.withdrawn)} withdrawn"
    )
    for request in logged.requests:
        yield f"    {request.status} {request.url}"
        if request.body:
            yield f"        {request.body}"
    yield from (f"    warning: {warning}" for warning in logged.warnings)
