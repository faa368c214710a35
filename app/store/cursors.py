"""Where the next page of a list of studies begins, as a word that cannot be made up."""

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass

from app.errors import InvalidQueryError
from app.store.values import StudyFilter

CHECK_BYTES = 8
PERSON = b"coregap cursor"[:16]


@dataclass(frozen=True, slots=True)
class Place:
    """The last study of a page: the next page begins after it."""

    sort_year: int
    public_id: str


def cursor_to(place: Place, wanted: StudyFilter) -> str:
    """The place as one opaque word, good for the same filter only."""
    body = json.dumps([place.sort_year, place.public_id]).encode()
    return base64.urlsafe_b64encode(_check(body, wanted) + body).decode().rstrip("=")


def place_of(cursor: str, wanted: StudyFilter) -> Place:
    """The place that a cursor names.

    Raises:
        InvalidQueryError: If the cursor was altered, cut, made up or made for another filter.
    """
    try:
        raw = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
    except (UnicodeEncodeError, binascii.Error) as error:
        raise InvalidQueryError("cursor", cursor) from error
    check, body = raw[:CHECK_BYTES], raw[CHECK_BYTES:]
    if check != _check(body, wanted):
        raise InvalidQueryError("cursor", cursor)
    place = Place(*json.loads(body))
    if cursor_to(place, wanted) != cursor:
        raise InvalidQueryError("cursor", cursor)
    return place


def _check(body: bytes, wanted: StudyFilter) -> bytes:
    question = repr(wanted).encode(errors="surrogatepass")
    return hashlib.blake2b(body + question, digest_size=CHECK_BYTES, person=PERSON).digest()
