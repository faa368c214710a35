"""What was imported and what was begun, in JSON."""

from typing import Annotated, Any

from pydantic import Field, model_validator

from app.answers.sent_files import Imported as ImportedFile
from app.api.schemas.runs import Run
from app.api.schemas.words import Shape


class RefusedRecord(Shape):
    """A part of the file that could not become a record; it is kept in quarantine."""

    place: str
    reason: str


class Imported(Shape):
    """What became of a file. Sent again, everything in it is unchanged."""

    file: Annotated[str, Field(description="The name that it was sent under.")]
    format: Annotated[str, Field(description="Recognised by its content.")]
    encoding: str
    records: int
    new: int
    updated: int
    unchanged: int
    withdrawn: Annotated[
        int, Field(description="Records that the file says were deleted and that were here.")
    ]
    rejected: int
    record_ids: Annotated[
        tuple[str, ...], Field(description="Keys of the records, at most the first thousand.")
    ]
    rejections: Annotated[
        tuple[RefusedRecord, ...],
        Field(description="What was rejected and why, at most the first thousand."),
    ]

    @model_validator(mode="before")
    @classmethod
    def _flat(cls, found: Any) -> Any:
        if not isinstance(found, ImportedFile):
            return found
        report = found.report
        return {
            **report.counts,
            "file": report.file.rpartition("/")[2],
            "format": report.format,
            "encoding": report.encoding,
            "record_ids": found.keys,
            "rejections": found.refused,
        }


class Started(Shape):
    """Runs that have begun; they are at work when this is answered."""

    runs: tuple[Run, ...]
    busy: Annotated[
        tuple[str, ...],
        Field(description="Sources that another process is asking; no run of theirs began."),
    ]
