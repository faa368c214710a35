"""Handing a message to an address that a person has named, signed so that it can be trusted."""

import hashlib
import hmac
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from app.sources.client import Client, Host, Manners

SIGNATURE = "X-Coregap-Signature"
IDEMPOTENCY = "Idempotency-Key"

PATIENCE = Manners(
    attempts=5,
    wait_initial=1.0,
    wait_max=15.0,
    budget_seconds=60.0,
    read_seconds=15.0,
    response_seconds=20.0,
    max_bytes=64 * 1024,
)
"""A receiver that does not answer must not hold up a run for long: it is told by the next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """Whom to tell. The address often is a secret by itself."""

    url: str = field(repr=False)
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What to tell: JSON. However often it is sent, the id is the same."""

    id: str
    content: bytes


def send_message(webhook: Webhook, message: Message, manners: Manners = PATIENCE) -> None:
    """Hand the message over, with the HMAC-SHA256 of its body under the secret.

    Raises:
        UpstreamError: If it was not taken; says neither the address nor the secret.
    """
    parts = urlsplit(webhook.url)
    rest = f"{parts.path}?{parts.query}" if parts.query else parts.path
    words = {rest, parts.path, parts.query}
    host = Host(
        name="webhook",
        base_url=f"{parts.scheme}://{parts.netloc}",
        per_second=10.0,
        headers={SIGNATURE: signature(webhook.secret, message.content), IDEMPOTENCY: message.id},
        hidden=frozenset(word for word in words if word.strip("/")),
    )
    with Client(host, manners) as client:
        client.deliver(rest, message.content)


def signature(secret: str, content: bytes) -> str:
    """What the header holds: "sha256=" and the HMAC in hex."""
    return f"sha256={hmac.new(secret.encode(), content, hashlib.sha256).hexdigest()}"
