"""What was imported and what was begun, in JSON."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, model_validator

from app.answers.sent_files import Imported as ImportedFile
from app.answers.sent_files import ImportState, Stage
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


class SentFile(Shape):
    """A file that was sent, and how far it is."""

    id: int
    file: Annotated[str, Field(description="The name that it was sent under.")]
    who: Annotated[str, Field(description="Who sent it.")]
    sent_at: datetime
    ended_at: Annotated[datetime | None, Field(description="null: not yet.")]
    stage: Annotated[
        Stage,
        Field(
            description="`following`: it is stored, and studies, tags and counts follow; `left`: not "
            "ended, and not in this service's hands."
        ),
    ]
    percent: Annotated[
        int | None, Field(description="Of its bytes, while it is read; null: nobody knows.")
    ]
    format: Annotated[str, Field(description="Recognised by its content; empty until then.")]
    encoding: str
    reason: Annotated[str, Field(description="Why it was refused or stopped.")]
    counts: Annotated[
        dict[str, int], Field(description="What it brought; empty until it has been imported.")
    ]
    rejections: Annotated[
        tuple[RefusedRecord, ...], Field(description="What was rejected first, and why.")
    ]

    @model_validator(mode="before")
    @classmethod
    def _flat(cls, found: Any) -> Any:
        if not isinstance(found, ImportState):
            return found
        sent = found.sent
        return {
            "id": sent.id,
            "file": sent.file,
            "who": sent.who,
            "sent_at": sent.sent_at,
            "ended_at": sent.ended_at,
            "stage": found.stage,
            "percent": found.percent,
            "format": sent.end.format,
            "encoding": sent.end.encoding,
            "reason": sent.end.reason,
            "counts": sent.end.counts,
            "rejections": [{"place": p, "reason": r} for p, r in sent.end.refused],
        }


class SentFiles(Shape):
    """The latest files that were sent, the last first."""

    files: tuple[SentFile, ...]


class Started(Shape):
    """Runs that have begun; they are at work when this is answered."""

    runs: tuple[Run, ...]
    busy: Annotated[
        tuple[str, ...],
        Field(description="Sources that another process is asking; no run of theirs began."),
    ]
