"""People, their tokens, and what changed of them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response, status

from app import store
from app.answers.account_questions import TrailQuestion, answer_trail
from app.answers.accounts import (
    AccountWord,
    Changing,
    add_account,
    change_role,
    close_account,
    invite,
    list_all_accounts,
    open_account,
    set_password,
)
from app.answers.acting import CurrentAdmin, CurrentOwner
from app.answers.dependencies import CurrentTopic, Db
from app.answers.doors import Doors
from app.answers.identity import CurrentDoors, Reading, SignedIn, administering
from app.answers.tokens import TokenWord, list_own_tokens, make_own_token, revoke_token
from app.api import schemas
from app.api.routes.account_bodies import AccountBody, AccountPatch, TokenBody
from app.api.routes.pages import linked
from app.api.routes.questions import NoQuestion
from app.store import people
from app.store.people import Account

router = APIRouter(tags=["people"])
ADMIN = [Depends(administering)]
AccountId = Annotated[int, Path(ge=1, le=2**31 - 1, description="Number of the account.")]
TokenId = Annotated[int, Path(ge=1, le=2**31 - 1, description="Number of the token.")]


@router.get("/me", summary="Who you are")
def get_me(person: Reading, topic: CurrentTopic, _: Annotated[NoQuestion, Query()]) -> schemas.Me:
    """Whose request this is, and what it may do."""
    return schemas.shaped(schemas.Me, person, topic)


@router.get("/tokens", summary="Your tokens")
def list_tokens(
    person: SignedIn, db: Db, topic: CurrentTopic, _: Annotated[NoQuestion, Query()]
) -> schemas.Tokens:
    """Those that act for you, those that hold no more included; never their secrets."""
    return schemas.shaped(schemas.Tokens, {"tokens": tuple(list_own_tokens(db, person))}, topic)


@router.post("/tokens", summary="Make a token", status_code=status.HTTP_201_CREATED)
def make_token(
    person: SignedIn,
    owner: CurrentOwner,
    topic: CurrentTopic,
    response: Response,
    body: TokenBody,
) -> schemas.MadeToken:
    """A token that acts for you with some of what your role may do. It is told this once.

    A token makes tokens only with the scope `admin`.
    """
    response.headers["Cache-Control"] = "no-store"
    word = TokenWord(name=body.name, scopes=frozenset(body.scopes), days=body.days)
    return schemas.shaped(schemas.MadeToken, make_own_token(owner, person, word), topic)


@router.post("/tokens/{token_id}/revoke", summary="Revoke a token")
def revoke_own_token(
    person: SignedIn, owner: CurrentOwner, topic: CurrentTopic, token_id: TokenId
) -> schemas.Token:
    """It lets nobody in from now on. An admin may revoke anybody's."""
    only = None if person.may_administer else person.account_id
    return schemas.shaped(schemas.Token, revoke_token(owner, token_id, only), topic)


@router.get("/accounts", summary="Everybody's accounts", dependencies=ADMIN)
def list_accounts(
    db: Db, topic: CurrentTopic, _: Annotated[NoQuestion, Query()]
) -> schemas.Accounts:
    """All accounts by name, closed ones last."""
    found = {"accounts": tuple(list_all_accounts(db))}
    return schemas.shaped(schemas.Accounts, found, topic)


@router.post("/accounts", summary="Make an account", status_code=status.HTTP_201_CREATED)
def make_account(
    admin: CurrentAdmin, doors: CurrentDoors, topic: CurrentTopic, body: AccountBody
) -> schemas.Account:
    """Somebody who may sign in: with a password, or as the person of the single sign-on named."""
    word = AccountWord(**body.model_dump())
    return schemas.shaped(schemas.Account, add_account(admin, doors.passwords, word), topic)


@router.patch("/accounts/{account_id}", summary="Change an account")
def change_account(
    admin: CurrentAdmin,
    doors: CurrentDoors,
    topic: CurrentTopic,
    account_id: AccountId,
    body: AccountPatch,
) -> schemas.Account:
    """One change at a time. A new role or password and closing end all its sign-ins.

    Nobody changes the role of their own account or closes it, and an admin always stays.
    """
    return schemas.shaped(schemas.Account, _changed(admin, doors, account_id, body), topic)


@router.get("/account-changes", summary="Audit trail of accounts", dependencies=ADMIN)
def list_account_changes(
    request: Request,
    response: Response,
    db: Db,
    topic: CurrentTopic,
    question: Annotated[TrailQuestion, Query()],
) -> schemas.AccountChanges:
    """Who changed what of whose account, the latest first. Nothing is ever deleted from it."""
    page = schemas.shaped(schemas.AccountChanges, answer_trail(db, question), topic)
    return linked(page, request, response)


def _changed(admin: Changing, doors: Doors, account_id: int, body: AccountPatch) -> Account:
    if body.role is not None:
        change_role(admin, account_id, body.role)
    elif body.password is not None:
        set_password(admin, doors.passwords, account_id, body.password)
    elif body.email is not None:
        invite(admin, account_id, body.email)
    elif body.open:
        open_account(admin, account_id)
    else:
        close_account(admin, account_id)
    with store.reading(admin.engine) as db:
        return people.get_account(db, account_id)
