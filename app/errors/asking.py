"""Questions that cannot be answered, and what is not there."""

from app.errors.error import CoregapError


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


class TooLargeToFreezeError(CoregapError):
    """A view holds more than one permalink can keep."""

    status = 422
    title = "View is too large to freeze"
