"""Roles of people, scopes of tokens, and the person behind a request."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What an account may do; each role may do what those before it may."""

    READER = "reader"
    REVIEWER = "reviewer"
    ADMIN = "admin"


class Scope(StrEnum):
    """What a token may do."""

    READ = "read"
    REVIEW = "review"
    """Decide, freeze views, take out what holds the names of those who decided."""
    IMPORT = "import"
    """Hand over records and start runs."""
    ADMIN = "admin"


class Way(StrEnum):
    """How a request says whose it is."""

    NOBODY = "nobody"
    """It does not say: a reader who needs no account here."""
    SIGN_IN = "sign-in"
    TOKEN = "token"  # noqa: S105 - the word, no secret


ALL_SCOPES = frozenset(Scope)
_OF_ROLE = {
    Role.READER: frozenset({Scope.READ}),
    Role.REVIEWER: frozenset({Scope.READ, Scope.REVIEW, Scope.IMPORT}),
    Role.ADMIN: ALL_SCOPES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whose request it is. `name` is what is written with a decision; empty for a guest.

    `account_id` is None for a guest, who reads without an account. `scopes` are what this request
    may do: all that the role may, or what its token was given of that. `key_id` is the number of
    the sign-in or the token that the request came with.
    """

    account_id: int | None
    name: str
    role: Role
    scopes: frozenset[Scope]
    way: Way
    key_id: int | None = None

    @property
    def is_guest(self) -> bool:
        """Whether nobody is signed in."""
        return self.account_id is None

    @property
    def may_review(self) -> bool:
        """Whether the request may decide."""
        return Scope.REVIEW in self.scopes

    @property
    def may_import(self) -> bool:
        """Whether the request may hand over records."""
        return Scope.IMPORT in self.scopes

    @property
    def may_administer(self) -> bool:
        """Whether the request may change accounts."""
        return Scope.ADMIN in self.scopes

    @property
    def may_make_keys(self) -> bool:
        """Whether it may make tokens: a token that leaked must not be able to outlive itself."""
        return self.way is Way.SIGN_IN or self.may_administer


def allowed_to(role: Role, asked: Iterable[Scope] = ALL_SCOPES) -> frozenset[Scope]:
    """What an account of this role may do of what was asked."""
    return _OF_ROLE[role] & widened(asked)


def widened(scopes: Iterable[Scope]) -> frozenset[Scope]:
    """The scopes with all that they bring along: every one reads, and admin is all of them."""
    given = frozenset(scopes)
    if Scope.ADMIN in given:
        return ALL_SCOPES
    return given | {Scope.READ} if given else given
