"""Keeping keys and addresses out of everything that a person or a log may read."""

import html
import json
import logging
import re
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

_HIDDEN = "***"
_SPACE = re.compile(r"\s+")
# These log whole addresses, keys included; what a run asked is in its search log.
_TALKATIVE = ("httpx", "httpcore.connection", "httpcore.http11", "httpcore.proxy", "httpcore.socks")


class Redaction:
    """Blots out secrets, in every form in which an upstream may send them back."""

    def __init__(self, secrets: Iterable[str]) -> None:
        forms = {form for secret in secrets for form in _forms(secret.strip()) if form}
        longest_first = sorted(forms, key=len, reverse=True)
        self._secret = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)", re.IGNORECASE)

    def text(self, text: str) -> str:
        """The text without secrets."""
        return self._secret.sub(_HIDDEN, text)

    def line(self, text: str, length: int) -> str:
        """One printable line of at most `length` characters, for an error message."""
        # What cannot be printed goes first: it could stand between the letters of a key.
        printable = "".join(c for c in text if c.isprintable() or c.isspace())
        return self.text(_SPACE.sub(" ", printable).strip())[:length]


def silence_http_logs() -> None:
    """Drop the log lines of the HTTP libraries, at whatever level a process logs."""
    for name in _TALKATIVE:
        logging.getLogger(name).addFilter(_drop)


def _drop(_: logging.LogRecord) -> bool:
    return False


def _forms(secret: str) -> set[str]:
    encoded = json.dumps(secret)[1:-1]
    return {secret, quote(secret, safe=""), quote_plus(secret), html.escape(secret), encoded}
