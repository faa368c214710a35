"""One's own account, and that of others: sign-ins, tokens, in words."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from app.accounts import AccountChange, Person, Role, Scope, allowed_to
from app.answers.account_questions import OwnAccount
from app.answers.tokens import state_of
from app.dashboard.forms import Option
from app.store.people import Account, ApiToken, SignIn

ROLE_WORD = {
    Role.READER: "reads",
    Role.REVIEWER: "reads and decides",
    Role.ADMIN: "reads, decides, and looks after accounts",
}
SCOPE_WORD = {
    Scope.READ: "read everything",
    Scope.REVIEW: "decide, freeze views",
    Scope.IMPORT: "hand over records, start runs",
    Scope.ADMIN: "everything, accounts included",
}
LASTING = ((30, "30 days"), (90, "90 days"), (365, "a year"), (None, "until it is revoked"))
BROWSERS = ("Firefox", "Edg", "Chrome", "Safari", "curl")
SYSTEMS = ("Windows", "Android", "iPhone", "iPad", "Mac OS X", "Linux")
CHANGE_WORD = {
    "added": "Account made",
    "role": "Role changed",
    "password": "Password set",
    "invitation": "Invitation",
    "linked": "Came by single sign-on",
    "closed": "Account closed",
    "opened": "Account opened again",
    "sign-ins-ended": "Sign-ins ended",
    "token-made": "Token made",
    "token-revoked": "Token revoked",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInLine:
    """One browser."""

    id: int
    who: str
    browser: str
    address: str
    began: str
    seen: str
    is_this: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenLine:
    """One token."""

    id: int
    who: str
    name: str
    hint: str
    scopes: str
    made: str
    ends: str
    used: str
    state: str
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """One account in few words."""

    id: int
    name: str
    role: str
    does: str
    way: str
    email: str
    made: str
    closed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """One account with all that lets its person in."""

    account: AccountLine
    has_password: bool
    sign_ins: tuple[SignInLine, ...]
    tokens: tuple[TokenLine, ...]
    roles: tuple[Option, ...]
    scopes: tuple[Option, ...]
    lasting: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One line of the audit trail."""

    number: int
    at: str
    who: str
    account: str
    what: str
    before: str
    after: str


def account_view(own: OwnAccount, person: Person, now: datetime) -> AccountView:
    """Everything that the page of an account shows; `person` is who looks at it."""
    account = own.account
    may = allowed_to(account.role)
    return AccountView(
        account=account_line(account),
        has_password=bool(account.password_hash),
        sign_ins=sign_in_lines(own.sign_ins, person),
        tokens=token_lines(own.tokens, now),
        roles=tuple(Option(r.value, f"{r.value}: {ROLE_WORD[r]}", r is account.role) for r in Role),
        scopes=tuple(
            Option(s.value, f"{s.value}: {SCOPE_WORD[s]}", s is Scope.READ)
            for s in Scope
            if s in may
        ),
        lasting=tuple(Option(str(days or ""), word, days == 90) for days, word in LASTING),
    )


def account_line(account: Account) -> AccountLine:
    """One account in few words."""
    ways = [
        *(["password"] if account.password_hash else []),
        *(["single sign-on"] if account.subject else []),
        *(["invited"] if account.invited_email and not account.subject else []),
    ]
    return AccountLine(
        id=account.id,
        name=account.name,
        role=account.role.value,
        does=ROLE_WORD[account.role],
        way=", ".join(ways) or "no way in yet",
        email=account.invited_email,
        made=f"{account.made_at:%Y-%m-%d}",
        closed=f"{account.closed_at:%Y-%m-%d}" if account.closed_at else "",
    )


def sign_in_lines(found: Collection[SignIn], person: Person) -> tuple[SignInLine, ...]:
    """Browsers in words; the one that asks is named as this one."""
    return tuple(
        SignInLine(
            id=one.id,
            who=one.account,
            browser=browser_word(one.browser),
            address=one.address or "unknown",
            began=_moment(one.began_at),
            seen=_moment(one.seen_at),
            is_this=person.way == "sign-in" and person.key_id == one.id,
        )
        for one in found
    )


def token_lines(found: Collection[ApiToken], now: datetime) -> tuple[TokenLine, ...]:
    """Tokens in words."""
    return tuple(
        TokenLine(
            id=one.id,
            who=one.account,
            name=one.name,
            hint=f"{one.hint}…",
            scopes=", ".join(sorted(one.scopes)),
            made=_moment(one.made_at),
            ends=_moment(one.ends_at) if one.ends_at else "when revoked",
            used=_moment(one.used_at) if one.used_at else "never",
            state=state_of(one, now),
            holds=one.holds(now),
        )
        for one in found
    )


def change_line(change: AccountChange) -> ChangeLine:
    """One line of the audit trail."""
    return ChangeLine(
        number=change.id,
        at=f"{change.at:%Y-%m-%d %H:%M:%S} UTC",
        who=change.who,
        account=change.account,
        what=CHANGE_WORD[change.kind],
        before=_said(change.before),
        after=_said(change.after),
    )


def browser_word(agent: str) -> str:
    """What a browser says of itself, in two words."""
    browser = next((name for name in BROWSERS if name in agent), "")
    system = next((name for name in SYSTEMS if name in agent), "")
    named = {"Edg": "Edge", "Mac OS X": "Mac"}
    words = [named.get(word, word) for word in (browser, system) if word]
    return " on ".join(words) or agent[:40] or "unknown"


def _said(state: dict[str, object]) -> str:
    return ", ".join(
        f"{name.replace('_', ' ')}: {_value(value)}"
        for name, value in state.items()
        if value not in (None, "")
    )


def _value(value: object) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value))
    return (
        {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    )


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
