"""How events are logged: one JSON object a line on standard error."""

import logging
import sys

import structlog


def configure_logging(level: str) -> None:
    """Log events of `level` ("debug" to "error") and above."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping()[level.upper()]
        ),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
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
