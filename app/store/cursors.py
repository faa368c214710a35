"""Where the next page of a list begins, as a word that cannot be edited: it is checked as a whole."""

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence

from app.errors import InvalidQueryError, ListChangedError

CHECK_BYTES = 8
PERSON = b"coregap cursor"[:16]
MOST = 2**31 - 1
"""Every number of a place is that of a row or a year."""

Place = tuple[int | str, ...]
"""What the rows of a list are sorted by: the next page begins after it."""


def cursor_to(place: Place, question: object, state: str = "") -> str:
    """The place as one opaque word, good for the same question only.

    `state` names what the list is a function of, where it can change at any place.
    """
    body = json.dumps([state, *place]).encode()
    return base64.urlsafe_b64encode(_check(body, question) + body).decode().rstrip("=")


def place_of(
    cursor: str, question: object, kinds: Sequence[type[int] | type[str]], state: str = ""
) -> Place:
    """The place that a cursor names; `kinds` are those of its parts.

    Raises:
        InvalidQueryError: If the cursor was altered, cut, made up or made for another question.
        ListChangedError: If the list was in another state when the cursor was made.
    """
    made_in, *parts = _parts(cursor, question)
    place: Place = tuple(parts)
    is_sound = [type(part) for part in parts] == [*kinds] and not any(
        isinstance(part, int) and abs(part) > MOST for part in place
    )
    if not isinstance(made_in, str) or not is_sound:
        raise InvalidQueryError("cursor", cursor)
    if cursor_to(place, question, made_in) != cursor:
        raise InvalidQueryError("cursor", cursor)
    if made_in != state:
        raise ListChangedError(onward=cursor_to(place, question, state))
    return place


def _parts(cursor: str, question: object) -> list[int | str]:
    try:
        raw = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
    except (UnicodeEncodeError, binascii.Error) as error:
        raise InvalidQueryError("cursor", cursor) from error
    check, body = raw[:CHECK_BYTES], raw[CHECK_BYTES:]
    if check != _check(body, question):
        raise InvalidQueryError("cursor", cursor)
    try:
        parts = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise InvalidQueryError("cursor", cursor) from error
    if not isinstance(parts, list) or not parts:
        raise InvalidQueryError("cursor", cursor)
    return parts


def _check(body: bytes, question: object) -> bytes:
    asked = repr(question).encode(errors="surrogatepass")
    return hashlib.blake2b(body + asked, digest_size=CHECK_BYTES, person=PERSON).digest()
