"""Who may not come in, or not now."""

from app.errors.error import CoregapError


class ForeignSiteError(CoregapError):
    """A page of another site sent a form in the name of somebody who reads this one."""

    status = 403
    title = "Request refused"


class TooManyRequestsError(CoregapError):
    """A caller asked more often than they may; `headers` say when to come again."""

    status = 429
    title = "Too many requests"

    def __init__(self, limit: int, reset: int) -> None:
        super().__init__(
            f"More than {limit:,} requests in a minute. Wait {reset} s, then go on; Retry-After says "
            "it too. /studies/batch and the exports bring many studies in one request."
        )
        self.headers = {"Retry-After": str(reset)}


class NotSignedInError(CoregapError):
    """Nobody is signed in, or the token or sign-in holds no more. `headers` say how to come in."""

    status = 401
    title = "Sign in first"

    def __init__(self, why: str, challenge: str) -> None:
        super().__init__(why)
        self.headers = {"WWW-Authenticate": challenge}


class NotAllowedError(CoregapError):
    """Who asks is known, and may not do this; says what would be needed."""

    status = 403
    title = "Not allowed"

    def __init__(self, why: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(why)
        self.headers = headers or {}


class WrongPasswordError(CoregapError):
    """The name or the password is wrong; it never says which."""

    status = 401
    title = "Sign-in failed"

    def __init__(self) -> None:
        super().__init__("That is not the name and password of an account.")


class TooManyAttemptsError(CoregapError):
    """Too many attempts to sign in failed; `seconds` to wait."""

    status = 429
    title = "Too many attempts"

    def __init__(self, seconds: int) -> None:
        super().__init__(
            f"Too many attempts to sign in failed. Try again in {seconds:,} seconds, or ask an "
            "admin for a new password."
        )
        self.headers = {"Retry-After": str(seconds)}
        self.seconds = seconds


class PasswordRefusedError(CoregapError):
    """A password that may not be chosen; never repeats it."""

    status = 422
    title = "Password cannot be used"


class AccountRefusedError(CoregapError):
    """A change of an account that breaks a rule."""

    status = 422
    title = "Account cannot be changed so"


class NameTakenError(CoregapError):
    """Somebody has this name, in whatever letters."""

    status = 409
    title = "Name is taken"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is an account {name} already. Names differ by more than capital letters, and "
            "that of a closed account is not given again: decisions carry it."
        )


class AccountNotFoundError(CoregapError):
    """No account has this name or number."""

    status = 404
    title = "No such account"

    def __init__(self, name: str) -> None:
        super().__init__(f"No account {name}. Those there are: /admin, or `coregap user list`.")


class TokenNotFoundError(CoregapError):
    """No token has this number, or it is somebody else's."""

    status = 404
    title = "No such token"

    def __init__(self, token_id: int) -> None:
        super().__init__(f"No token {token_id}. Yours stand under /account.")


class SingleSignOnError(CoregapError):
    """The provider of the single sign-on did not say who somebody is, or whom we do not let in."""

    status = 403
    title = "Single sign-on failed"
