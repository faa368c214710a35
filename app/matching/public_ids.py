"""Names of studies that survive a rebuild: they follow from a record's key alone."""

import hashlib

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Base 32 without letters that are misread (Crockford, crockford.com/base32)."""

LENGTH = 8
"""Characters after the S: 40 bits, one clash expected in about a million records."""


def public_id_of(record_key: str) -> str:
    """The public identifier of the study that this record founds, such as S3F9QW0KZ."""
    number = int.from_bytes(hashlib.sha256(record_key.encode()).digest()[:5], "big")
    letters = (CROCKFORD[number >> shift & 31] for shift in range(5 * (LENGTH - 1), -1, -5))
    return "S" + "".join(letters)
