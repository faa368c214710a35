"""What is sent about accounts and tokens."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.accounts import Role, Scope
from app.answers.accounts import LONGEST_EMAIL
from app.answers.tokens import LONGEST_DAYS, LONGEST_TOKEN_NAME

Email = Annotated[
    str,
    Field(
        max_length=LONGEST_EMAIL,
        description="Address of the person of the single sign-on whom it is meant for.",
    ),
]
Password = Annotated[
    str,
    Field(
        max_length=1024,
        description="At least 15 characters. Without one its person comes in by single sign-on.",
    ),
]


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AccountBody(_Sent):
    """An account to be made."""

    name: Annotated[str, Field(min_length=1, max_length=100)]
    role: Role
    email: Email = ""
    password: Password | None = None


class AccountPatch(_Sent):
    """One change of an account."""

    role: Role | None = None
    open: Annotated[bool | None, Field(description="False closes it, true opens it again.")] = None
    password: Password | None = None
    email: Email | None = None

    @model_validator(mode="after")
    def _is_one(self) -> "AccountPatch":
        if len(self.model_fields_set) != 1 or None in self.model_dump(exclude_unset=True).values():
            raise ValueError("one change at a time: role, open, password or email")
        return self


class TokenBody(_Sent):
    """A token to be made."""

    name: Annotated[
        str, Field(min_length=1, max_length=LONGEST_TOKEN_NAME, description="To know it again.")
    ]
    scopes: Annotated[
        list[Scope], Field(min_length=1, max_length=len(Scope), description="What it may do.")
    ]
    days: Annotated[
        int | None, Field(ge=1, le=LONGEST_DAYS, description="Null: until it is revoked.")
    ] = None
