"""What is asked and answered about accounts: one page of the audit trail, one person's own things."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from sqlmodel import Session

from app.accounts import AccountChangeKind, Person
from app.answers.paging import Cursor
from app.store import people
from app.store.people import (
    Account,
    AccountChangeFilter,
    AccountChangePage,
    ApiToken,
    SignIn,
    SignInFailure,
)

MOST_FAILURES = 200


def _none_if_empty(value: Any) -> Any:
    return None if value == "" else value


class TrailQuestion(BaseModel):
    """Which changes of accounts, the latest first."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    account_id: Annotated[
        Annotated[int, Field(ge=1, le=2**31 - 1)] | None,
        BeforeValidator(_none_if_empty),
        Field(description="Only of this account."),
    ] = None
    kind: Annotated[
        AccountChangeKind | None,
        BeforeValidator(_none_if_empty),
        Field(description="Only changes of this kind."),
    ] = None
    who: Annotated[
        str, Field(max_length=100, description="Only those that this account made, by its name.")
    ] = ""
    since: Annotated[
        date | None,
        BeforeValidator(_none_if_empty),
        Field(description="Only from this day on (UTC)."),
    ] = None
    limit: Annotated[int, Field(ge=1, le=200, description="Changes at a time.")] = 50
    cursor: Cursor = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAccount:
    """Somebody's account with all that lets them in."""

    account: Account
    sign_ins: tuple[SignIn, ...]
    tokens: tuple[ApiToken, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Everybody:
    """All people and all that lets them in, for an admin."""

    accounts: tuple[Account, ...]
    sign_ins: tuple[SignIn, ...]
    tokens: tuple[ApiToken, ...]
    failures: tuple[SignInFailure, ...]


def answer_trail(db: Session, question: TrailQuestion) -> AccountChangePage:
    """A page of the audit trail.

    Raises:
        InvalidQueryError: If the cursor was not made for this question.
    """
    wanted = AccountChangeFilter(
        account_id=question.account_id,
        kind=question.kind,
        who=question.who,
        since=datetime.combine(question.since, time(), UTC) if question.since else None,
    )
    return people.get_account_change_page(db, wanted, limit=question.limit, cursor=question.cursor)


def answer_account(db: Session, account_id: int, now: datetime) -> OwnAccount:
    """One account with its sign-ins and tokens.

    Raises:
        AccountNotFoundError: If there is none of this number.
    """
    return OwnAccount(
        account=people.get_account(db, account_id),
        sign_ins=tuple(people.list_sign_ins(db, now, account_id)),
        tokens=tuple(people.list_tokens(db, account_id)),
    )


def answer_own_account(db: Session, person: Person, now: datetime) -> OwnAccount:
    """The account of whoever asks."""
    return answer_account(db, person.account_id or 0, now)


def answer_everybody(db: Session, now: datetime) -> Everybody:
    """All accounts, sign-ins, tokens, and the latest attempts that failed."""
    return Everybody(
        accounts=tuple(people.list_accounts(db)),
        sign_ins=tuple(people.list_sign_ins(db, now)),
        tokens=tuple(people.list_tokens(db)),
        failures=tuple(people.list_failures(db, limit=MOST_FAILURES)),
    )
