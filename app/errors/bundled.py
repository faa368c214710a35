"""What the product came with, or was set to, cannot be used."""

from app.errors.error import CoregapError


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
