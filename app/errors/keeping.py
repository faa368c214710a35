"""The database, and files that are written from it."""

from app.errors.error import CoregapError


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
