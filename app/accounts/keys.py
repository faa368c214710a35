"""Secrets that the service gives out: of 256 bits, and kept only as a hash."""

import secrets
from hashlib import sha256

TOKEN_PREFIX = "coregap_"  # noqa: S105 - what a token begins with, so that scanners find it
BYTES = 32
SHOWN = 4  # characters of a token by which its owner tells it from others


def new_key() -> str:
    """A secret for a cookie."""
    return secrets.token_urlsafe(BYTES)


def new_token() -> str:
    """An API token."""
    return TOKEN_PREFIX + new_key()


def is_token(text: str) -> bool:
    """Whether it looks like a token of ours."""
    return text.startswith(TOKEN_PREFIX) and text.isascii() and len(text) < 200


def hash_of(key: str) -> str:
    """What is kept of a secret: so many bits cannot be guessed, so the hash may be a fast one.

    Looked up by this, a wrong secret takes as long as a right one: how long a comparison of hashes
    takes says nothing of the secret.
    """
    return sha256(key.encode(errors="surrogatepass")).hexdigest()


def hint_of(token: str) -> str:
    """The beginning of a token, by which its owner knows it again."""
    return token[: len(TOKEN_PREFIX) + SHOWN]
