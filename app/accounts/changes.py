"""What can change about accounts, as the audit trail tells it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class AccountChangeKind(StrEnum):
    """One kind of change."""

    ADDED = "added"
    ROLE = "role"
    PASSWORD = "password"  # noqa: S105 - the word, no secret
    INVITATION = "invitation"
    LINKED = "linked"
    """A person of the single sign-on was found to be the one who was invited."""
    CLOSED = "closed"
    OPENED = "opened"
    SIGN_INS_ENDED = "sign-ins-ended"
    TOKEN_MADE = "token-made"  # noqa: S105
    TOKEN_REVOKED = "token-revoked"  # noqa: S105


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountChange:
    """Who changed what of whose account, and how it was before and after. Holds no secret."""

    at: datetime
    who: str
    """Name of the account that did it, or what else did: the command line, the single sign-on."""
    account_id: int
    account: str
    """Name of the account that was changed."""
    kind: AccountChangeKind
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    id: int = 0
