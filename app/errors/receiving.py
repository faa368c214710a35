"""Sources, files and runs: what could not be taken in."""

from collections.abc import Sequence

from app.errors.error import CoregapError


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
