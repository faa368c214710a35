"""Names of accounts: how they are written, and when two are the same."""

import re
import unicodedata
from hashlib import sha256

LONGEST_NAME = 100
NAME_RULE = (
    "A name has 1 to 100 letters, digits, blanks or the signs . _ ' @ - and begins with a letter "
    "or digit."
)
_NAME = re.compile(r"[^\W_][\w .'@-]*")


def display_name(written: str) -> str:
    """The name as it is shown and kept with decisions; empty where it breaks `NAME_RULE`."""
    name = " ".join(unicodedata.normalize("NFC", written).split())
    return name if len(name) <= LONGEST_NAME and _NAME.fullmatch(name) else ""


def name_key(name: str) -> str:
    """The same for all ways to write a name: case and width of letters do not tell people apart."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def email_key(email: str) -> str:
    """The same for all ways to write an address; providers do not agree on its case."""
    return email.strip().casefold()


def name_bucket(name: str) -> str:
    """Four hexadecimal digits under which failed attempts of a name are counted.

    Names that nobody has are counted too, or waiting would tell which names exist. People type
    passwords into the field for the name, so not even a hash of it is kept that could be searched.
    """
    return sha256(name_key(name).encode(errors="surrogatepass")).hexdigest()[:4]
