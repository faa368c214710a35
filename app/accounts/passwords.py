"""Passwords: which may be chosen, and how they are kept."""

import re
import unicodedata
from functools import cached_property
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.accounts.names import name_key

SHORTEST_PASSWORD = 15
"""Characters: NIST SP 800-63B-4, 3.1.1.2, for a password that is the only factor."""
LONGEST_PASSWORD = 256  # characters; the same section asks for at least 64
PASSWORD_RULE = (
    f"At least {SHORTEST_PASSWORD} characters of any kind, blanks too: a few words that belong to "
    "no saying are easy to keep in mind. Not your name, not what everybody takes."
)
FEWEST_OWN = 6  # characters that are left without the name and what everybody takes
FEWEST_DIFFERENT = 5
MEMORY_KIB, PASSES, LANES = 19 * 1024, 2, 1
"""Argon2id as the OWASP Password Storage Cheat Sheet sets it at least."""
AT_ONCE = 4  # passwords checked at a time: each takes 19 MiB

# What the lists of leaked passwords are full of, to be found inside a longer one.
_COMMON = re.compile(
    "password|passwort|passphrase|letmein|welcome|iloveyou|qwertz|qwerty|azerty|asdfgh|zxcvbn|"
    "uiop|jkl|abcdef|ghijkl|123456|234567|7890|987654|monkey|dragon|admin|login|secret|changeme|"
    "default|coregap|micro-?coring|ellacor"
)


def password_flaw(password: str, name: str) -> str:
    """Why this password may not be chosen for an account of this name; empty where it may.

    No kinds of characters are asked for and nothing expires (800-63B-4, 3.1.1.2).
    """
    said = _canonical(password)
    if len(said) < SHORTEST_PASSWORD:
        return f"A password has at least {SHORTEST_PASSWORD} characters."
    if len(said) > LONGEST_PASSWORD:
        return f"A password has at most {LONGEST_PASSWORD} characters."
    own = said.casefold()
    for part in sorted({name_key(name), *name_key(name).split()}, key=len, reverse=True):
        own = own.replace(part, "") if len(part) > 2 else own
    own = _COMMON.sub("", own)
    if len(own) < FEWEST_OWN or len(set(own)) < FEWEST_DIFFERENT or _repeats(own):
        return "This password is easily guessed: it is a name, a common word or a pattern."
    return ""


class Passwords:
    """Makes and checks what is kept of a password: argon2id with a salt of its own.

    Cheaper numbers are for tests. A hash that was made with others is still checked, and
    `is_outdated` says that it should be made again.
    """

    def __init__(
        self, *, memory_kib: int = MEMORY_KIB, passes: int = PASSES, lanes: int = LANES
    ) -> None:
        self._argon2 = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=lanes)
        self._turns = BoundedSemaphore(AT_ONCE)

    def hashed(self, password: str) -> str:
        """What to keep."""
        with self._turns:
            return self._argon2.hash(_canonical(password))

    def is_right(self, kept: str, password: str) -> bool:
        """Whether this is the password; takes as long where there is none (`kept` is empty)."""
        unknown = self._of_nobody
        with self._turns:
            try:
                self._argon2.verify(kept or unknown, _canonical(password))
            except (VerificationError, InvalidHashError):
                return False
        return bool(kept)

    def is_outdated(self, kept: str) -> bool:
        """Whether it was made with other numbers than are asked for now."""
        return self._argon2.check_needs_rehash(kept)

    @cached_property
    def _of_nobody(self) -> str:
        return self._argon2.hash("the password of nobody at all")


def _canonical(password: str) -> str:
    """The same password on every keyboard (800-63B-4: NFKC); never cut short."""
    return unicodedata.normalize("NFKC", password[: 4 * LONGEST_PASSWORD])


def _repeats(text: str) -> bool:
    """Whether it is one short piece over and over."""
    return any(
        text.startswith(piece * (len(text) // size)) and len(text) >= 2 * size
        for size in range(1, 6)
        if (piece := text[:size])
    )
