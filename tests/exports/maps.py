"""Maps of the published studies, and of every reason a cell can have, for what is drawn of them."""

from dataclasses import replace
from datetime import date

from app.answers import MapQuestion, Provenance
from app.exports import Asked
from app.exports.drawing.drawn_map import drawn_map
from app.exports.drawing.values import DrawnMap
from app.gapmap import Cell, Layer, Matrix, matrix
from app.records import Extent, SkinType, Standing
from app.topic import Topic
from tests.gapmap.micro_coring import STUDIES, a_study, result, studied

ORIGIN = Provenance(revision="c676ee0312775315", sources=3, records=1204, received_at=None)
DAY = date(2026, 11, 22)
EVERY_REASON = (
    a_study("S1", outcomes="pain", standing=studied("I II"), results=(result("pain", "II"),)),
    a_study(
        "S2",
        outcomes="pain",
        standing={SkinType.III: Standing.ELIGIBLE, SkinType.IV: Standing.EXCLUDED},
    ),
    a_study("S3", outcomes="erythema", layer=Layer.PLANNED, participants=None, status="RECRUITING"),
    a_study(
        "S7",
        outcomes="hypopigmentation",
        layer=Layer.PLANNED,
        participants=None,
        status="TERMINATED",
    ),
    a_study("S8", outcomes="downtime", extent=Extent.ABSTRACT),
    a_study("S4", outcomes="edema", layer=Layer.PRECLINICAL, participants=None),
    a_study("S5", outcomes="scarring", layer=Layer.SECONDARY, participants=None),
    a_study("S6", outcomes="infection", layer=Layer.INDIRECT),
)


def asked(topic: Topic, **question: object) -> Asked:
    return Asked(
        question=MapQuestion.model_validate(question), topic=topic, provenance=ORIGIN, on=DAY
    )


def the_map(topic: Topic, studies: object = STUDIES, **question: object) -> Matrix:
    query = MapQuestion.model_validate(question).as_query(topic)
    return matrix(studies, query, topic)  # type: ignore[arg-type]  # any studies


def drawn(topic: Topic, studies: object = STUDIES, **question: object) -> DrawnMap:
    return drawn_map(the_map(topic, studies, **question), asked(topic, **question))


def enlarged(found: Matrix, rows: int, **cell: object) -> Matrix:
    """The map with so many rows, each cell changed."""
    line = tuple(replace(one, **cell) for one in found.cells[0])  # type: ignore[arg-type]
    labels = tuple(replace(found.rows[0], id=f"row_{n}", label=f"Row {n}") for n in range(rows))
    cells: tuple[tuple[Cell, ...], ...] = (line,) * rows
    return replace(found, rows=labels, cells=cells)
