"""A question and a form in, a file out: the one call behind API, pages and command line."""

import shutil
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, Any, cast

from pydantic import BaseModel

from app import answers
from app.answers import Asking, Permalink, View, ViewName
from app.exports.data_package import write_data_package
from app.exports.formats import (
    FORMATS,
    FROZEN_FORMATS_OF,
    FileFormat,
    check_format,
    file_name,
    parts_of,
    written,
)
from app.topic import Topic

IN_MEMORY = 8 << 20  # bytes of a data package before it goes to a temporary file


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFile:
    """A file to be handed out, with its content from the beginning: who takes it closes it."""

    name: str
    media_type: str
    content: IO[bytes]


ANSWERS: Mapping[ViewName, Callable[[Asking, Any], View]] = {
    ViewName.MAP: answers.answer_map_view,
    ViewName.CELL: answers.answer_cell_view,
    ViewName.STUDIES: answers.answer_studies_view,
    ViewName.GAPS: answers.answer_gaps_view,
    ViewName.EVIDENCE: lambda asking, _: answers.answer_evidence_view(asking),
    ViewName.DATASET: lambda asking, _: answers.answer_dataset_view(asking),
}
QUESTIONS: Mapping[ViewName, type[BaseModel]] = {
    ViewName.MAP: answers.MapQuestion,
    ViewName.CELL: answers.CellQuestion,
    ViewName.STUDIES: answers.StudySelection,
    ViewName.GAPS: answers.GapsQuestion,
}
"""What may be asked of a view; the others are always whole."""


def file_of(
    name: ViewName, question: BaseModel | None, file_format: FileFormat, asking: Asking
) -> WrittenFile:
    """A view as a file. `asking.parts` does not matter: the form decides what is read.

    Raises:
        InvalidQueryError: If a filter's value is unknown, or the view has not this form.
        CannotBeWrittenError: If the form cannot hold so much.
    """
    check_format(name, file_format)
    with ExitStack() as stack:
        content = cast("IO[bytes]", stack.enter_context(SpooledTemporaryFile(max_size=IN_MEMORY)))
        if file_format is FileFormat.DATA_PACKAGE:
            write_data_package(answers.answer_dataset(asking.db, asking.topic, asking.at), content)
        else:
            wanted = replace(asking, parts=parts_of(name, file_format))
            content.write(written(ANSWERS[name](wanted, question), file_format))
        content.seek(0)
        stack.pop_all()
    return WrittenFile(
        name=file_name(name, file_format, f"{asking.at:%Y-%m-%d}"),
        media_type=FORMATS[file_format].media_type,
        content=content,
    )


def frozen_file_of(permalink: Permalink, topic: Topic, file_format: FileFormat) -> WrittenFile:
    """A view as it was frozen, as a file: the same whatever was found since.

    Raises:
        InvalidQueryError: If a frozen view has not this form.
        ThawError: If it was frozen by a version that kept less, or otherwise.
        CannotBeWrittenError: If the form cannot hold so much.
    """
    name = ViewName(permalink.view.value)
    check_format(name, file_format, FROZEN_FORMATS_OF)
    view = permalink.whole_view(topic)
    day = f"{permalink.at:%Y-%m-%d}-{permalink.hash[:8]}"
    return WrittenFile(
        name=file_name(name, file_format, day),
        media_type=FORMATS[file_format].media_type,
        content=BytesIO(written(view, file_format)),
    )


def copy_to(file: WrittenFile, out: IO[bytes]) -> None:
    """Write the content of a file elsewhere, piece by piece, and close it."""
    with file.content as content:
        shutil.copyfileobj(content, out)
