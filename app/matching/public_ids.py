"""Names that survive a rebuild: they follow from what is named alone."""

import hashlib

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Base 32 without letters that are misread (Crockford, crockford.com/base32)."""

LENGTH = 8
"""Characters after the first letter: 40 bits, one clash expected in about a million names."""


def public_id_of(record_key: str) -> str:
    """The public identifier of the study that this record founds, such as S3F9QW0KZ."""
    return "S" + _letters(record_key)


def question_id_of(*rests_on: str) -> str:
    """The name of a question, of all that it rests on, such as Q3F9QW0KZ."""
    return "Q" + _letters("\0".join(rests_on))


def number_of(public_id: str) -> int:
    """The number below 2**40 that an identifier writes down: it names the same, and is shorter.

    Raises:
        ValueError: If it is no identifier of ours.
    """
    letters = public_id[1:]
    if len(letters) != LENGTH:
        raise ValueError(f"{public_id!r} is no public identifier.")
    number = 0
    for letter in letters:
        number = number << 5 | CROCKFORD.index(letter)
    return number


def public_id_of_number(number: int) -> str:
    """The identifier of the study that a number names."""
    return "S" + _written(number)


def _letters(named: str) -> str:
    number = int.from_bytes(
        hashlib.sha256(named.encode(errors="surrogatepass")).digest()[:5], "big"
    )
    return _written(number)


def _written(number: int) -> str:
    return "".join(CROCKFORD[number >> shift & 31] for shift in range(5 * (LENGTH - 1), -1, -5))
