"""Who somebody is and what they may do: roles, scopes, names, passwords, limits. No store, no HTTP."""

from app.accounts.changes import AccountChange, AccountChangeKind
from app.accounts.keys import TOKEN_PREFIX, hash_of, hint_of, is_token, new_key, new_token
from app.accounts.names import NAME_RULE, display_name, email_key, name_bucket, name_key
from app.accounts.passwords import (
    LONGEST_PASSWORD,
    PASSWORD_RULE,
    SHORTEST_PASSWORD,
    Passwords,
    password_flaw,
)
from app.accounts.places import is_loopback, is_own_path, network_of
from app.accounts.roles import ALL_SCOPES, Person, Role, Scope, Way, allowed_to, widened
from app.accounts.sign_ins import IDLE, LONGEST, SEEN_EVERY, is_over
from app.accounts.throttle import OF_ACCOUNT, OF_ADDRESS, REMEMBERED, Patience, wait_until

__all__ = [
    "ALL_SCOPES",
    "IDLE",
    "LONGEST",
    "LONGEST_PASSWORD",
    "NAME_RULE",
    "OF_ACCOUNT",
    "OF_ADDRESS",
    "PASSWORD_RULE",
    "REMEMBERED",
    "SEEN_EVERY",
    "SHORTEST_PASSWORD",
    "TOKEN_PREFIX",
    "AccountChange",
    "AccountChangeKind",
    "Passwords",
    "Patience",
    "Person",
    "Role",
    "Scope",
    "Way",
    "allowed_to",
    "display_name",
    "email_key",
    "hash_of",
    "hint_of",
    "is_loopback",
    "is_over",
    "is_own_path",
    "is_token",
    "name_bucket",
    "name_key",
    "network_of",
    "new_key",
    "new_token",
    "password_flaw",
    "wait_until",
    "widened",
]
