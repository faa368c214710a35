"""Everybody's accounts, what lets them in, and the trail of changes, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.accounts import AccountChangeKind, Person, Role
from app.answers.account_questions import Everybody, TrailQuestion
from app.dashboard import links, words
from app.dashboard.account_page import (
    CHANGE_WORD,
    ROLE_WORD,
    AccountLine,
    ChangeLine,
    SignInLine,
    TokenLine,
    account_line,
    change_line,
    sign_in_lines,
    token_lines,
)
from app.dashboard.forms import Option
from app.store.people import AccountChangePage

ADMIN = "/admin"
ACCOUNTS = "/admin/accounts"
WAYS_IN = "/admin/ways-in"
TRAIL = "/admin/trail"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminView:
    """The page of accounts; the last three are what somebody has written into its form."""

    accounts: tuple[AccountLine, ...]
    total: str
    roles: tuple[Option, ...]
    name: str
    email: str
    json_href: str


@dataclass(frozen=True, slots=True)
class FailureLine:
    """One attempt that failed."""

    at: str
    account: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysView:
    """The page of browsers, tokens and failed attempts."""

    sign_ins: tuple[SignInLine, ...]
    tokens: tuple[TokenLine, ...]
    failures: tuple[FailureLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailView:
    """The page of the audit trail."""

    changes: tuple[ChangeLine, ...]
    total: str
    kinds: tuple[Option, ...]
    who: str
    since: str
    account_id: str
    filtered: bool
    first_href: str
    next_href: str
    json_href: str


def admin_view(everybody: Everybody, written: Mapping[str, str]) -> AdminView:
    """Everything that the page of accounts shows."""
    chosen = written["role"] or Role.READER.value
    return AdminView(
        accounts=tuple(map(account_line, everybody.accounts)),
        total=words.counted(len(everybody.accounts), "account"),
        roles=tuple(
            Option(role.value, f"{role.value}: {ROLE_WORD[role]}", role.value == chosen)
            for role in Role
        ),
        name=written["name"],
        email=written["email"],
        json_href="/api/v1/accounts",
    )


def ways_view(everybody: Everybody, person: Person, now: datetime) -> WaysView:
    """Everything that the page of browsers, tokens and failed attempts shows."""
    return WaysView(
        sign_ins=sign_in_lines(everybody.sign_ins, person),
        tokens=token_lines(everybody.tokens, now),
        failures=tuple(
            FailureLine(
                f"{one.at:%Y-%m-%d %H:%M:%S} UTC",
                one.account or "a name that nobody has",
                one.address or "unknown",
            )
            for one in everybody.failures
        ),
    )


def trail_view(trail: AccountChangePage, question: TrailQuestion) -> TrailView:
    """Everything that the page of the audit trail shows."""
    onward = trail.next_cursor
    return TrailView(
        changes=tuple(map(change_line, trail.changes)),
        total=words.counted(trail.total, "change"),
        kinds=tuple(
            Option(kind.value, CHANGE_WORD[kind], kind is question.kind)
            for kind in AccountChangeKind
        ),
        who=question.who,
        since=question.since.isoformat() if question.since else "",
        account_id=str(question.account_id or ""),
        filtered=bool(question.model_dump(exclude_defaults=True, exclude={"limit", "cursor"})),
        first_href=links.url_of(TRAIL, question, cursor=None) if question.cursor else "",
        next_href=links.url_of(TRAIL, question, cursor=onward) if onward else "",
        json_href=links.url_of("/api/v1/account-changes", question, cursor=None),
    )
