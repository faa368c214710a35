"""Views of the evidence that are frozen: kept as they were answered, under a hash of the answer."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, get_origin
from urllib.parse import parse_qsl

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from sqlalchemy import Engine
from sqlmodel import Session

from app import pipeline, store
from app.answers.behind import Behind, behind
from app.answers.maps import answer_map, answer_named_map
from app.answers.plain import as_plain
from app.answers.questions import CellQuestion, GapsQuestion, MapQuestion, StudiesQuestion
from app.answers.reads import answer_cell, answer_gaps
from app.answers.thawing import ThawError, thawed
from app.answers.values import CellAnswer
from app.answers.views import Asking, View, ViewName
from app.errors import DamagedPermalinkError, InvalidQueryError, TooLargeToFreezeError
from app.gapmap import Gap, Matrix
from app.pipeline import Edition
from app.records.written import canonical_json, storable
from app.store import FrozenRecord, FrozenView, StudyFilter, StudySummary
from app.topic import Topic

HASH_LENGTH = 32  # hexadecimal characters: 128 bits, so nobody meets another's by chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one permalink keeps at most."""

    studies: int = 5000
    """Of a list."""
    characters: int = 40_000_000
    """Of question, answer and what stands behind it, as JSON."""


LIMITS = Limits()


class ViewKind(StrEnum):
    """What can be frozen."""

    MAP = "map"
    CELL = "cell"
    STUDIES = "studies"
    GAPS = "gaps"


Question = MapQuestion | CellQuestion | StudiesQuestion | GapsQuestion
QUESTIONS: Mapping[ViewKind, type[Question]] = {
    ViewKind.MAP: MapQuestion,
    ViewKind.CELL: CellQuestion,
    ViewKind.STUDIES: StudiesQuestion,
    ViewKind.GAPS: GapsQuestion,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenStudies:
    """A whole list of studies, all its pages."""

    studies: tuple[StudySummary, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenGaps:
    """Ranked gaps."""

    gaps: tuple[Gap, ...]


Answer = Matrix | CellAnswer | FrozenStudies | FrozenGaps
ANSWERS: Mapping[ViewKind, type[Answer]] = {
    ViewKind.MAP: Matrix,
    ViewKind.CELL: CellAnswer,
    ViewKind.STUDIES: FrozenStudies,
    ViewKind.GAPS: FrozenGaps,
}


class FreezeWord(BaseModel):
    """Which view to freeze."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    view: Annotated[
        ViewKind,
        Field(
            description="`map`: /gap-map, `cell`: /gap-map/cell, `studies`: /studies, `gaps`: /gaps."
        ),
    ]
    query: Annotated[
        str,
        Field(
            max_length=8000,
            description="What the view is asked, as in the query string of its address. Of a list "
            "of studies all pages are frozen, whatever `limit` and `cursor` say.",
        ),
    ] = ""


class PermalinksQuestion(BaseModel):
    """Some permalinks, the latest first."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    study_id: Annotated[
        Annotated[str, Field(max_length=100)] | None,
        BeforeValidator(lambda value: None if value == "" else value),
        Field(description="Only those that hold this study, or what is part of it now."),
    ] = None
    limit: Annotated[int, Field(ge=1, le=500, description="Permalinks at a time.")] = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Permalink:
    """A frozen view. `document` is what is given out, the same bytes for ever.

    `answer()` is it as a value again, for drawing and for exports.
    """

    hash: str
    view: ViewKind
    question: Question
    document: bytes
    at: datetime
    complete_until: datetime
    revision: str
    edition: Edition
    is_same_edition: bool
    """Whether this program, with this topic, would read everything alike."""

    def answer(self) -> Answer:
        """What was answered.

        Raises:
            ThawError: If it was frozen by a version whose answers this one cannot read.
        """
        plain = json.loads(self.document)["answer"]
        answer: Answer = thawed(ANSWERS[self.view], plain)
        return answer

    def whole_view(self, topic: Topic) -> View:
        """The answer with the studies and reports that stood behind it: what a file is written of.

        Raises:
            ThawError: If it was frozen by a version that kept less, or otherwise.
        """
        plain, answer = json.loads(self.document), self.answer()
        if "behind" not in plain:
            raise ThawError("It was frozen by a version that kept no references with it.")
        kept: Behind = thawed(Behind, plain["behind"])
        return View(
            name=ViewName(self.view.value),
            topic=topic,
            title=kept.title,
            conditions=kept.conditions,
            at=self.at,
            revision=self.revision,
            matrix=answer if isinstance(answer, Matrix) else kept.cell,
            gaps=answer.gaps if isinstance(answer, FrozenGaps) else (),
            mapped=kept.mapped,
            studies=kept.studies,
            statements=kept.statements,
            reports=kept.reports,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Permalinks:
    """Some permalinks, the latest first, and how many there are."""

    permalinks: tuple[Permalink, ...]
    total: int


def freeze(
    engine: Engine, topic: Topic, word: FreezeWord, now: datetime, limits: Limits = LIMITS
) -> tuple[Permalink, bool]:
    """Keep a view as it is answered now, and whether it is new: the same view has one permalink.

    Raises:
        InvalidQueryError: If the view cannot be asked this.
        TooLargeToFreezeError: If there is more in it than a permalink keeps.
    """
    question = _question(word.view, _fields(word))
    with store.reading(engine) as db:
        answer = ANSWERED[word.view](db, topic, question)
        view = _frozen(db, topic, word.view, question, answer, now)
        _check_size(answer, view.document, limits)
        records = store.list_study_records(db, [*dict.fromkeys(_study_ids(db, answer))])
    with store.writing(engine) as db:
        is_new = store.save_permalink(db, view, records)
    with store.reading(engine) as db:
        return answer_permalink(db, topic, view.hash), is_new


def answer_permalink(db: Session, topic: Topic, name: str) -> Permalink:
    """One frozen view.

    Raises:
        PermalinkNotFoundError: If there is none of this name.
        DamagedPermalinkError: If what is stored is not what was frozen.
    """
    return _permalink(store.get_permalink(db, name), topic)


def answer_permalinks(db: Session, topic: Topic, question: PermalinksQuestion) -> Permalinks:
    """Frozen views, the latest first."""
    found, total = store.list_permalinks(db, limit=question.limit, study_id=question.study_id)
    return Permalinks(permalinks=tuple(_permalink(view, topic) for view in found), total=total)


def frozen_records(db: Session, permalink: Permalink) -> tuple[FrozenRecord, ...]:
    """The records of all studies in a frozen view."""
    return tuple(store.list_frozen_records(db, permalink.hash))


def asked_of(question: Question) -> dict[str, Any]:
    """A question in its one form: defaults left out, each value once, in order."""
    asked = question.model_dump(mode="json", exclude_defaults=True, exclude={"cursor"})
    return {k: sorted(set(v)) if isinstance(v, list) else v for k, v in asked.items()}


def _frozen(
    db: Session, topic: Topic, kind: ViewKind, question: Question, answer: Answer, now: datetime
) -> FrozenView:  # fmt: skip
    asked = {"view": kind.value, **asked_of(question)}
    stood = behind(Asking(db=db, topic=topic, at=now), ViewName(kind.value), question)
    held = {"question": asked, "answer": as_plain(answer), "behind": as_plain(stood)}
    document = storable(canonical_json(held))
    return FrozenView(
        hash=_hash_of(document),
        kind=kind.value,
        question=asked,
        document=document,
        at=now,
        complete_until=store.complete_until(db, now),
        revision=store.revision(db),
        edition=asdict(pipeline.edition_of(topic)),
    )


def _check_size(answer: Answer, document: str, limits: Limits) -> None:
    if isinstance(answer, FrozenStudies) and answer.total > limits.studies:
        raise TooLargeToFreezeError(
            f"The list has {answer.total:,} studies, and a permalink keeps {limits.studies:,}. "
            "Filter it."
        )
    if len(document) > limits.characters:
        raise TooLargeToFreezeError(
            f"The view has {len(document):,} characters, and a permalink keeps "
            f"{limits.characters:,}. Filter it, or freeze some of its cells."
        )


def _hash_of(document: str) -> str:
    return hashlib.sha256(document.encode()).hexdigest()[:HASH_LENGTH]


def _permalink(view: FrozenView, topic: Topic) -> Permalink:
    if _hash_of(view.document) != view.hash:
        raise DamagedPermalinkError(view.hash)
    kind = ViewKind(view.kind)
    edition = Edition(**view.edition)
    asked = {name: value for name, value in view.question.items() if name != "view"}
    return Permalink(
        hash=view.hash,
        view=kind,
        question=QUESTIONS[kind].model_validate(asked),
        document=view.document.encode(),
        at=view.at,
        complete_until=view.complete_until,
        revision=view.revision,
        edition=edition,
        is_same_edition=edition == pipeline.edition_of(topic),
    )


def _fields(word: FreezeWord) -> dict[str, Any]:
    """A query string as the fields of a question: a name that is repeated has several values."""
    found: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(word.query.removeprefix("?"), keep_blank_values=True, max_num_fields=500)
    except ValueError as error:
        raise InvalidQueryError("query", word.query[:100]) from error
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    many = {n for n, f in QUESTIONS[word.view].model_fields.items() if _takes_many(f.annotation)}
    return {name: values if name in many else values[-1] for name, values in found.items()}


def _takes_many(annotation: Any) -> bool:
    return get_origin(annotation) is list


def _question(kind: ViewKind, asked: dict[str, Any]) -> Question:
    try:
        question = QUESTIONS[kind].model_validate(asked)
    except ValidationError as error:
        wrong = error.errors()[0]
        field = str(wrong["loc"][0]) if wrong["loc"] else "query"
        allowed = () if field in QUESTIONS[kind].model_fields else (*QUESTIONS[kind].model_fields,)
        raise InvalidQueryError(field, str(wrong["input"])[:100], allowed) from error
    # In one form whatever the order of its values, so that the same view has one answer.
    form = asked_of(question)
    if isinstance(question, StudiesQuestion):
        form.pop("limit", None)
    return QUESTIONS[kind].model_validate(form)


def _all_studies(db: Session, topic: Topic, question: StudiesQuestion) -> FrozenStudies:
    most = LIMITS.studies
    page = store.list_studies(db, question.as_filter(topic), limit=most, cursor=None)
    return FrozenStudies(studies=tuple(page.studies), total=page.total)


def _whole_map(db: Session, topic: Topic, question: MapQuestion) -> Matrix:
    """With the names of all its studies: whoever cited one hears of what becomes of it."""
    studies = answer_map(db, topic, question).studies
    if studies > LIMITS.studies:
        raise TooLargeToFreezeError(
            f"The map rests on {studies:,} studies, and a permalink keeps {LIMITS.studies:,}. "
            "Filter it."
        )
    return answer_named_map(db, topic, question)


ANSWERED: Mapping[ViewKind, Callable[[Session, Topic, Any], Answer]] = {
    ViewKind.MAP: _whole_map,
    ViewKind.CELL: answer_cell,
    ViewKind.STUDIES: _all_studies,
    ViewKind.GAPS: lambda db, topic, asked: FrozenGaps(gaps=answer_gaps(db, topic, asked)),
}
"""How each view is answered."""


def _study_ids(db: Session, answer: Answer) -> Iterator[str]:
    """The studies that it rests on, those included that are silent or exclude."""
    match answer:
        case Matrix():
            for cell in (cell for line in answer.cells for cell in line):
                yield from (*cell.study_ids, *cell.other_ids)
        case CellAnswer():
            yield from (*answer.cell.study_ids, *answer.cell.other_ids)
        case FrozenStudies():
            yield from (study.public_id for study in answer.studies)
        case FrozenGaps():  # what is no gap has filled it: every study is part of the answer
            yield from (s.public_id for s in store.list_mapped_studies(db, StudyFilter()))
