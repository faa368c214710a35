"""The one tree of errors: rooms raise them, only api, dashboard and cli translate them."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType


class CoregapError(Exception):
    """What was wrong, where, and what to do, in words a user can act on.

    `status` is the HTTP status an edge answers with; the command line exits with 1 for any of them.
    """

    status = 500
    title = "Something went wrong"


class SettingsError(CoregapError):
    """A COREGAP_* setting holds a value that cannot be used."""

    title = "Setting cannot be used"


class TopicFileError(CoregapError):
    """The topic file is missing, unreadable or breaks a rule of its format."""

    title = "Topic file cannot be used"


class AccuracyCardError(CoregapError):
    """The accuracy card is missing or was not written by a run as it stands."""

    title = "Accuracy card cannot be used"


class EvidenceFileError(CoregapError):
    """A bundled evidence file breaks a rule of its format; names the file and the field."""

    title = "Evidence file cannot be used"

    def __init__(self, file: str, field: str, reason: str) -> None:
        super().__init__(f"{file}: {field}: {reason}")
        self.file = file
        self.field = field
        self.reason = reason


class UnreadableFileError(CoregapError):
    """A file as a whole cannot be imported: empty, binary, of an unknown format or over a limit."""

    status = 422
    title = "File cannot be read"

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason


class MalformedRecordError(CoregapError):
    """One record inside a readable file is broken; it is quarantined, the rest goes on."""

    status = 422
    title = "Record cannot be read"


class UpstreamError(CoregapError):
    """A literature database or registry gave no usable answer. Holds no key and no address.

    `retry_after`: seconds after which the upstream wants to be asked again, where it said so.
    """

    status = 502
    title = "Source did not answer"

    def __init__(
        self, source: str, reason: str, advice: str = "", retry_after: float | None = None
    ) -> None:
        super().__init__(f"{source}: {reason}. {advice}".rstrip())
        self.source = source
        self.reason = reason
        self.retry_after = retry_after


class RunTakenOverError(CoregapError):
    """Another process goes on with a search, because this one lost its claim on the source."""

    status = 409
    title = "Run was taken over"

    def __init__(self, source: str, run_id: int) -> None:
        super().__init__(
            f"{source}: run {run_id} lost its connection to the database, and another run has "
            "gone on with its search. Nothing is lost; see the later run."
        )


class RunAtWorkError(CoregapError):
    """Sources are being asked already; `headers` say where to see how far it is."""

    status = 409
    title = "A run is at work"

    def __init__(self, sources: Sequence[str], run_id: int | None) -> None:
        at = f"/api/v1/runs/{run_id}" if run_id else "/api/v1/runs"
        super().__init__(
            f"{', '.join(sources)}: being asked already, see {at}. Start again when the run has ended "
            "and the gap map is up to date."
        )
        self.headers = {"Location": at}


class InvalidQueryError(CoregapError):
    """A question asks for a value that does not exist; names the field and what is allowed."""

    status = 422
    title = "Question cannot be answered"

    def __init__(self, field: str, value: str, allowed: tuple[str, ...] = ()) -> None:
        hint = f" Allowed: {', '.join(allowed)}." if allowed else ""
        super().__init__(f"{field}: {value!r} is not a value this field can have.{hint}")
        self.field = field
        self.value = value
        self.allowed = allowed


class ListChangedError(CoregapError):
    """A list is asked on that was made anew since: its next page would skip or repeat something.

    `onward` is a cursor that goes on after the same place in the list as it is now.
    """

    status = 410
    title = "List has changed"

    def __init__(self, onward: str) -> None:
        super().__init__(
            "The evidence changed since the page before, and the list with it: its total is another "
            "one, and the next page could leave something out or repeat it. Begin again with the "
            "first page, or go on after the same place in the list as it is now."
        )
        self.onward = onward


class StudyNotFoundError(CoregapError):
    """No study has, or ever had, this public identifier."""

    status = 404
    title = "No such study"

    def __init__(self, public_id: str) -> None:
        super().__init__(
            f"There is no study “{public_id}”. Check the identifier, or search by title "
            "under /studies."
        )
        self.public_id = public_id


class StudyMovedError(CoregapError):
    """The identifier belonged to a study that is now part of an older one."""

    status = 301
    title = "Study was merged"

    def __init__(self, public_id: str, now: str) -> None:
        super().__init__(f"Study {public_id} was merged into {now}.")
        self.public_id = public_id
        self.now = now


class RunNotFoundError(CoregapError):
    """No run of a source has this number."""

    status = 404
    title = "No such run"

    def __init__(self, run_id: int) -> None:
        super().__init__(f"No run {run_id} of a source. The runs there are stand under /runs.")
        self.run_id = run_id


class FileImportNotFoundError(CoregapError):
    """No file that was sent has this number."""

    status = 404
    title = "No such import"

    def __init__(self, number: int) -> None:
        super().__init__(f"No import {number}. The files that were sent stand under /imports.")


class ClaimNotFoundError(CoregapError):
    """No public claim, or no question that people ask, has this identifier."""

    status = 404
    title = "No such claim or question"

    def __init__(self, sort: str, wanted: str, path: str) -> None:
        super().__init__(f"No {sort} {wanted}. All of them stand under {path}.")


class MatchNotFoundError(CoregapError):
    """No question about two records has this identifier, or it is closed."""

    status = 404
    title = "No such question"

    def __init__(self, question_id: str) -> None:
        super().__init__(
            f"No open question {question_id}. It was answered, or what it rested on has changed: "
            "open questions stand under /matches, answers under /matches/decisions."
        )
        self.question_id = question_id


class DecisionNotFoundError(CoregapError):
    """No decision of the kind has this number."""

    status = 404
    title = "No such decision"

    def __init__(self, number: int) -> None:
        super().__init__(f"No decision {number}. Those there are stand under /review/decisions.")
        self.number = number


class AlreadyUndoneError(CoregapError):
    """A decision was taken back before; it cannot be taken back twice."""

    status = 409
    title = "Already undone"

    def __init__(self, number: int) -> None:
        super().__init__(
            f"Decision {number} was undone before. To decide the same again, make a new decision."
        )
        self.number = number


class PermalinkNotFoundError(CoregapError):
    """No view of the evidence was frozen under this name."""

    status = 404
    title = "No such permalink"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"No view was frozen as {name}. The name is that of a permalink, 32 characters long; "
            "those there are stand under /permalinks."
        )
        self.name = name


class TooLargeToFreezeError(CoregapError):
    """A view holds more than one permalink can keep."""

    status = 422
    title = "View is too large to freeze"


class DamagedPermalinkError(CoregapError):
    """A frozen view is not what was frozen: its bytes do not have the hash that names them."""

    status = 500
    title = "Frozen view is damaged"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"What is stored as {name} does not have that hash: the database was edited or is "
            "damaged. Restore it from a backup."
        )
        self.name = name


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


class ChangedMeanwhileError(CoregapError):
    """A change was meant for a version of a thing that is not its present one."""

    status = 412
    title = "Changed meanwhile"

    def __init__(self, etag: str) -> None:
        super().__init__(
            "Somebody changed it since you read it. Read it again, see whether your change still "
            "holds, and send it with the new ETag as If-Match."
        )
        self.headers = {"ETag": etag}


class KeyInUseError(CoregapError):
    """A request under an Idempotency-Key is at work, and comes a second time."""

    status = 409
    title = "Request is at work"
    headers: Mapping[str, str] = MappingProxyType({"Retry-After": "1"})

    def __init__(self) -> None:
        super().__init__(
            "The first request with this Idempotency-Key has not been answered yet. Send the same "
            "again in a moment: you then get its answer."
        )


class KeyReusedError(CoregapError):
    """An Idempotency-Key comes with another request than before."""

    status = 422
    title = "Key belongs to another request"

    def __init__(self) -> None:
        super().__init__(
            "This Idempotency-Key was sent before with another path or body. A new request needs a "
            "new key; a repeated one must be the same, byte for byte."
        )


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


class DatabaseUnavailableError(CoregapError):
    """The database does not answer, or its schema is not the one this version needs."""

    status = 503
    title = "Database is not available"


class NotReadyError(CoregapError):
    """The service runs and cannot answer now; `part` is what it lacks."""

    status = 503
    title = "Not ready"

    def __init__(self, detail: str, part: str = "") -> None:
        super().__init__(detail)
        self.part = part


class DrawingError(CoregapError):
    """A drawing could not be made, or not in time; everything else goes on."""

    status = 503
    title = "Drawing not made"


class TooMuchForOneFileError(CoregapError):
    """A view holds more than one file of this format could show."""

    status = 422
    title = "Too much for one file"

    def __init__(self, has: int, of: str, most: int) -> None:
        super().__init__(
            f"This view has {has:,} {of}; such a file shows at most {most:,}. Narrow it by "
            "filters, or take the map as CSV, which has no such limit."
        )


class CannotBeWrittenError(CoregapError):
    """What was asked for cannot be put into a file of this form; says which form can hold it."""

    status = 422
    title = "Cannot be written in this form"


class DatasetError(CoregapError):
    """A dataset cannot be taken in: the file is damaged or no dataset, or the database is in use."""

    status = 422
    title = "Dataset cannot be restored"


class BackupError(CoregapError):
    """A backup was not made: nothing with its name is there that was not there before."""

    title = "Backup was not made"
