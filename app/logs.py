"""How events are logged: a line each on standard error, in words or as JSON, without any secret."""

import json
import logging
import sys
from collections.abc import Callable, Collection
from typing import Any

import structlog

WITHHELD = "[secret]"
SHORTEST_SECRET = 4
"""Characters; what is shorter stands in many a word, and keeps nobody out."""

Render = Callable[[Any, str, Any], str | bytes]


def configure_logging(level: str, form: str = "words", secrets: Collection[str] = ()) -> None:
    """Log events of `level` ("debug" to "error") and above, in `form` "words" or "json".

    Where one of the `secrets` would stand in a line, whatever brought it there, `[secret]` does.
    """
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *_rendered(form, secrets),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping()[level.upper()]
        ),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def _rendered(form: str, secrets: Collection[str]) -> list[Any]:
    if form == "json":
        as_json = structlog.processors.JSONRenderer(ensure_ascii=False)
        return [structlog.processors.format_exc_info, _Without(secrets, as_json)]
    in_words = structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(),
        # In quotes: a line break in what somebody sent must not begin a line of the log.
        repr_native_str=True,
        exception_formatter=structlog.dev.plain_traceback,
    )
    return [_Without(secrets, in_words)]


class _Without:
    """Renders a line, and takes out of it what must not be read there."""

    def __init__(self, secrets: Collection[str], render: Render) -> None:
        forms = {f for s in secrets if len(s) >= SHORTEST_SECRET for f in (s, *_escaped(s))}
        self._secrets = sorted(forms, key=len, reverse=True)
        self._render = render

    def __call__(self, logger: Any, name: str, event: Any) -> str:
        line = str(self._render(logger, name, event))
        for secret in self._secrets:
            line = line.replace(secret, WITHHELD)
        return line


def _escaped(secret: str) -> tuple[str, ...]:
    """As it would stand inside quotes, of JSON and of Python."""
    return (
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
        repr(secret)[1:-1],
    )


class _Forwarded(logging.Handler):
    """Writes what a library logs the way we do."""

    def emit(self, record: logging.LogRecord) -> None:
        structlog.get_logger().log(
            record.levelno, record.getMessage(), logger=record.name, exc_info=record.exc_info
        )


def forward_logs(*libraries: str) -> None:
    """Let warnings and errors of these libraries into our log.

    Only of those named: httpx, for one, logs addresses with the keys in them.
    """
    for name in libraries:
        library = logging.getLogger(name)
        if not any(isinstance(handler, _Forwarded) for handler in library.handlers):
            library.addHandler(_Forwarded(logging.WARNING))
