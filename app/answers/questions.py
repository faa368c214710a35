"""What may be asked over a URL or a command line, checked against the topic's vocabulary."""

from dataclasses import replace
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from app.answers.paging import Cursor
from app.errors import InvalidQueryError
from app.gapmap import NONE_STATED, Axis, CellKey, Layer, MapQuery
from app.records import SkinType, Standing
from app.store import StudyFilter
from app.topic import Topic

MAX_PAGE = 200


def _without_empty(value: Any) -> Any:
    """A form sends `indication=` for a field that was left alone: that is no value."""
    if isinstance(value, list | tuple):
        return [v for v in value if v != ""]
    return value


def _none_if_empty(value: Any) -> Any:
    return None if value == "" else value


Roman = Literal["I", "II", "III", "IV", "V", "VI"]
Types = Annotated[
    list[Roman], BeforeValidator(_without_empty), Field(description="Fitzpatrick skin types.")
]
Standings = Annotated[
    list[Standing],
    BeforeValidator(_without_empty),
    Field(description="How the study stands to one of the skin types. Default: studied."),
]
Ids = Annotated[list[str], BeforeValidator(_without_empty)]
Layers = Annotated[
    list[Layer],
    BeforeValidator(_without_empty),
    Field(description="Sorts of evidence; never added up together."),
]
Year = Annotated[Annotated[int, Field(ge=1800, le=2200)] | None, BeforeValidator(_none_if_empty)]


class _Question(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Filters(_Question):
    """Conditions on studies: values of one field are alternatives, fields hold together."""

    fitzpatrick: Types = []
    standing: Standings = []
    indication: Ids = []
    outcome: Ids = []
    body_site: Ids = []
    procedure: Ids = []
    design: Ids = []
    layer: Layers = []
    year_from: Year = None
    year_to: Year = None
    q: Annotated[str, Field(max_length=500, description="Words to find in titles and texts.")] = ""

    def as_filter(self, topic: Topic) -> StudyFilter:
        """The same conditions as the store takes them.

        Raises:
            InvalidQueryError: If an id is not in the topic's vocabulary; lists those that are.
        """
        return StudyFilter(
            fitzpatrick=skin_types(self.fitzpatrick),
            standing=tuple(self.standing),
            indication=known_ids(topic, "indication", self.indication),
            outcome=known_ids(topic, "outcome", self.outcome),
            body_site=known_ids(topic, "body_site", self.body_site),
            procedure=known_ids(topic, "procedure", self.procedure),
            design=known_ids(topic, "design", self.design),
            layer=tuple(self.layer),
            year_from=self.year_from,
            year_to=self.year_to,
            q=self.q.strip(),
        )


class StudySelection(Filters):
    """Studies that count, or in their place those that count nowhere."""

    left_out: Annotated[
        bool,
        BeforeValidator(lambda value: False if value == "" else value),
        Field(
            description="True: in place of the studies that count those that count nowhere, for "
            "they were retracted, or withdrawn before anybody took part."
        ),
    ] = False

    def as_filter(self, topic: Topic) -> StudyFilter:
        """As of `Filters`, and which studies at all."""
        return replace(super().as_filter(topic), left_out=self.left_out)


class StudiesQuestion(StudySelection):
    """A page of the list of studies."""

    limit: Annotated[int, Field(ge=1, le=MAX_PAGE, description="Studies a page.")] = 50
    cursor: Cursor = None


class MapQuestion(_Question):
    """Which rows and columns the map has, and which studies it is drawn from."""

    rows: Axis = Axis.OUTCOME
    columns: Axis = Axis.FITZPATRICK
    """Where only the rows are asked for and they are skin types: outcomes."""
    fitzpatrick: Types = []
    indication: Ids = []
    outcome: Ids = []
    body_site: Ids = []
    procedure: Ids = []
    design: Ids = []
    layer: Layers = []
    year_from: Year = None
    year_to: Year = None

    @model_validator(mode="before")
    @classmethod
    def _columns_differ_from_rows(cls, asked: Any) -> Any:
        if isinstance(asked, dict) and "columns" not in asked:
            skin_types_down = asked.get("rows") in (Axis.FITZPATRICK, [Axis.FITZPATRICK])
            return asked | {"columns": Axis.OUTCOME} if skin_types_down else asked
        return asked

    def as_query(self, topic: Topic) -> MapQuery:
        """The axes and their values.

        Raises:
            InvalidQueryError: If rows and columns are the same axis, or an id is not known.
        """
        if self.rows == self.columns:
            others = tuple(axis.value for axis in Axis if axis != self.rows)
            raise InvalidQueryError("columns", self.columns.value, others)
        return MapQuery(
            rows=self.rows,
            columns=self.columns,
            fitzpatrick=skin_types(self.fitzpatrick),
            indication=known_ids(topic, "indication", self.indication, NONE_STATED),
            outcome=known_ids(topic, "outcome", self.outcome, NONE_STATED),
            layers=tuple(self.layer) or (Layer.PRIMARY,),
        )

    def as_filter(self, topic: Topic) -> StudyFilter:
        """Conditions that are not axes: the axes only choose which cells are shown."""
        return StudyFilter(
            body_site=known_ids(topic, "body_site", self.body_site),
            procedure=known_ids(topic, "procedure", self.procedure),
            design=known_ids(topic, "design", self.design),
            year_from=self.year_from,
            year_to=self.year_to,
        )


class MapFormat(StrEnum):
    """What a map can be written as, to be printed, shown or sent."""

    SVG = "svg"
    PNG = "png"
    PDF = "pdf"
    HTML = "html"
    """One file to be opened without the service: axes and filters can be chosen in it."""


class MapFileQuestion(MapQuestion):
    """A map as a file."""

    format: Annotated[
        MapFormat,
        Field(
            description="`html` is one file that works without the service; the rest are drawings."
        ),
    ] = MapFormat.SVG


class CellQuestion(_Question):
    """One cell of the map; an axis left out means any value there."""

    fitzpatrick: Annotated[Roman | None, BeforeValidator(_none_if_empty)] = None
    indication: Annotated[str | None, BeforeValidator(_none_if_empty)] = None
    outcome: Annotated[str | None, BeforeValidator(_none_if_empty)] = None
    body_site: Ids = []
    procedure: Ids = []
    design: Ids = []
    layer: Layers = []
    year_from: Year = None
    year_to: Year = None

    def as_key(self, topic: Topic) -> CellKey:
        """The cell's coordinates.

        Raises:
            InvalidQueryError: If an id is not in the topic's vocabulary.
        """
        for name in ("indication", "outcome"):
            value = getattr(self, name)
            known_ids(topic, name, [value] if value else [], NONE_STATED)
        return CellKey(
            fitzpatrick=SkinType[self.fitzpatrick] if self.fitzpatrick else None,
            indication=self.indication,
            outcome=self.outcome,
        )

    def as_map_question(self) -> MapQuestion:
        """The same conditions on studies, for the map that the cell is part of."""
        return MapQuestion(
            body_site=self.body_site,
            procedure=self.procedure,
            design=self.design,
            layer=self.layer,
            year_from=self.year_from,
            year_to=self.year_to,
        )


class GapsQuestion(_Question):
    """Which gaps to rank, and how many to show."""

    fitzpatrick: Types = []
    indication: Ids = []
    outcome: Ids = []
    layer: Layers = []
    limit: Annotated[int, Field(ge=1, le=1000)] = 50
    offset: Annotated[
        int, Field(ge=0, le=100_000, description="How many of the most urgent to pass over.")
    ] = 0

    def as_query(self, topic: Topic) -> MapQuery:
        """The cells that may be gaps.

        Raises:
            InvalidQueryError: If an id is not in the topic's vocabulary.
        """
        return MapQuestion(
            fitzpatrick=self.fitzpatrick,
            indication=self.indication,
            outcome=self.outcome,
            layer=self.layer,
        ).as_query(topic)


class GapPageQuestion(GapsQuestion):
    """A page of the ranked gaps."""

    cursor: Cursor = None


class RejectedQuestion(_Question):
    """Which quarantined input to show."""

    source: Annotated[
        Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]+$", max_length=64)] | None,
        BeforeValidator(_none_if_empty),
        Field(description="Only from this source."),
    ] = None
    limit: Annotated[int, Field(ge=1, le=1000, description="At most so many, latest first.")] = 100
    cursor: Cursor = None


def skin_types(romans: list[Roman]) -> tuple[SkinType, ...]:
    """Roman numerals as skin types, each once, in their order."""
    return tuple(sorted({SkinType[roman] for roman in romans}))


def known_ids(topic: Topic, dimension: str, ids: list[str], *also: str) -> tuple[str, ...]:
    """The ids, each once.

    Raises:
        InvalidQueryError: If one is not in the topic's vocabulary; lists those that are.
    """
    allowed = (*(value.id for value in topic.values_of(dimension)), *also)
    for value in ids:
        if value not in allowed:
            raise InvalidQueryError(dimension, value, allowed)
    return tuple(dict.fromkeys(ids))
