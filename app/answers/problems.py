"""What went wrong with a question, as one value that API and pages render each in its way."""

from dataclasses import dataclass
from enum import StrEnum


class ProblemKind(StrEnum):
    """The problems a caller can meet; the value is the last part of the problem's `type`."""

    INVALID_QUESTION = "invalid-question"
    NO_SUCH_STUDY = "no-such-study"
    NO_SUCH_RUN = "no-such-run"
    NO_SUCH_IMPORT = "no-such-import"
    NO_SUCH_CLAIM = "no-such-claim"
    NO_SUCH_MATCH = "no-such-match"
    NO_SUCH_DECISION = "no-such-decision"
    NO_SUCH_PERMALINK = "no-such-permalink"
    TOO_MANY_REQUESTS = "too-many-requests"
    CHANGED_MEANWHILE = "changed-meanwhile"
    KEY_IN_USE = "key-in-use"
    KEY_REUSED = "key-reused"
    LIST_CHANGED = "list-changed"
    UNREADABLE_FILE = "unreadable-file"
    RUN_AT_WORK = "run-at-work"
    ALREADY_UNDONE = "already-undone"
    VIEW_TOO_LARGE = "view-too-large"
    STUDY_MERGED = "study-merged"
    NO_SUCH_PATH = "no-such-path"
    METHOD_NOT_ALLOWED = "method-not-allowed"
    NOT_READY = "not-ready"
    NOT_SIGNED_IN = "not-signed-in"
    NOT_ALLOWED = "not-allowed"
    TOO_MANY_ATTEMPTS = "too-many-attempts"
    NO_SUCH_ACCOUNT = "no-such-account"
    NO_SUCH_TOKEN = "no-such-token"  # noqa: S105 - the name of a problem
    NAME_TAKEN = "name-taken"
    CANNOT_BE_DONE = "cannot-be-done"
    REFUSED = "refused"
    FAULT = "fault"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldError:
    """One field that was wrong; `value` is None where there is none to show."""

    field: str
    message: str
    value: str | None = None
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A refusal in words a person can act on; `status` is the HTTP status."""

    kind: ProblemKind
    status: int
    title: str
    detail: str
    errors: tuple[FieldError, ...] = ()
    moved_to: str = ""
    """Public id of the study that the asked one was merged into."""
    onward: str = ""
    """Cursor that goes on in a list that changed."""
