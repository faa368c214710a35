"""Made-up studies, one at a time, as the program derives them: drawn by chance, the same each time."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.gapmap import Layer, ReadReport, merge_readings
from app.gapmap.gists import Gist, gist_of
from app.matching import (
    Joined,
    LinkedReport,
    Report,
    ReportRole,
    Study,
    number_of,
    public_id_of,
)
from app.pipeline.evidence_states import evidence_state
from app.records import (
    Bibliography,
    Dimension,
    Evidence,
    EvidenceKind,
    OutcomeResult,
    Participants,
    Reading,
    ReportKind,
    SkinType,
    Standing,
    Tag,
    TypeCount,
)
from app.screening import Screened, ScreeningVerdict
from app.store import Derived, DerivedReport, DerivedStudy
from app.tagging import document_of
from app.topic import Topic

READ = Evidence(kind=EvidenceKind.RESTATED, text="Made up.", seen_at=("a benchmark",))
LAYERS = (
    *[Layer.PRIMARY] * 14,
    *[Layer.PLANNED] * 3,
    *[Layer.SECONDARY] * 2,
    Layer.INDIRECT,
    Layer.PRECLINICAL,
)
STATUSES = ("recruiting", "completed", "terminated", "unknown")


@dataclass(frozen=True, slots=True)
class Made:
    """One study with its report, as the program derives them."""

    study: DerivedStudy
    report: DerivedReport

    def gist(self) -> Gist:
        """As maps count it."""
        [known] = evidence_state(Derived(reports=(self.report,), studies=(self.study,))).studies
        return gist_of(known.study, number_of)


def a_study(chance: random.Random, topic: Topic, key: str, also: Sequence[Tag] = ()) -> Made:
    """A study drawn by chance, under the key of its only record; `also` are tags beside the drawn."""
    layer = chance.choice(LAYERS)
    planned = layer is Layer.PLANNED
    types = _treated(chance)
    people = chance.choice((None, *range(8, 160)))
    reading = Reading(
        tags=(*_tags(chance, topic, types, layer), *also),
        counts=tuple(_counts(chance, types, people)) if not planned else (),
        participants=None
        if people is None
        else Participants(people=people, planned=planned, evidence=READ, rule="made-up"),
        results=tuple(_results(chance, topic, types)) if not planned else (),
    )
    kind = ReportKind.REGISTRATION if planned else ReportKind.JOURNAL_ARTICLE
    report = Report(
        key=key,
        arrival=0,
        kind=kind,
        bibliography=Bibliography(title=f"Made up {key}", year=chance.randint(2000, 2026)),
        records=(Joined(key, "only-record", key),),
        fields_from={},
    )
    derived = DerivedReport(
        report=report,
        screening=ScreeningVerdict(screened=Screened.INCLUDED, rule="made-up", because=""),
        document=document_of(()),
        readings=(reading,),
        status=chance.choice(STATUSES) if planned else "",
    )
    role = ReportRole.REGISTRATION if planned else ReportRole.RESULTS
    read = ReadReport(
        report=report, role=role, screened=Screened.INCLUDED, tags=reading.tags, readings=(reading,),
        status=derived.status,
    )  # fmt: skip
    study = Study(
        key=key,
        public_id=public_id_of(key),
        former_ids=(),
        reports=(LinkedReport(key=key, role=role, rule="only-report", because="alone"),),
    )
    return Made(DerivedStudy(study=study, merged=merge_readings([read]), layer=layer), derived)


def _treated(chance: random.Random) -> tuple[SkinType, ...]:
    """Nothing in three studies of ten; else a run of types, the lighter ones more often."""
    if chance.random() < 0.3:
        return ()
    first = chance.choice((0, 0, 0, 1, 1, 2, 3))
    last = min(5, first + chance.choice((0, 1, 2, 2, 3, 4)))
    return tuple(SkinType)[first : last + 1]


def _tags(
    chance: random.Random, topic: Topic, types: Sequence[SkinType], layer: Layer
) -> Iterator[Tag]:
    treated = Standing.ELIGIBLE if layer is Layer.PLANNED else Standing.STUDIED
    for skin_type in SkinType:
        if skin_type in types:
            yield a_tag(Dimension.FITZPATRICK, skin_type.name, treated)
        elif types and chance.random() < 0.15:
            yield a_tag(Dimension.FITZPATRICK, skin_type.name, Standing.EXCLUDED)
    for dimension, many in (
        (Dimension.INDICATION, (0, 1, 1, 1, 2, 2)),
        (Dimension.OUTCOME, (0, 1, 2, 2, 3, 4, 5)),
        (Dimension.BODY_SITE, (0, 1, 1, 2)),
        (Dimension.PROCEDURE, (1, 1, 2)),
        (Dimension.DESIGN, (1,)),
    ):
        values = [value.id for value in topic.values_of(dimension.value)]
        for value in sorted(chance.sample(values, chance.choice(many))):
            yield a_tag(dimension, value)


def a_tag(dimension: Dimension, value: str, standing: Standing | None = None) -> Tag:
    """A tag as the reader makes it."""
    return Tag(dimension=dimension, value=value, standing=standing, evidence=READ, rule="made-up")


def _counts(
    chance: random.Random, types: Sequence[SkinType], people: int | None
) -> Iterator[TypeCount]:
    """One study in four tells how many of each type."""
    if not types or people is None or people < 2 * len(types) or chance.random() > 0.25:
        return
    left = people
    for place, skin_type in enumerate(types):
        still = len(types) - place - 1
        of_type = left if not still else chance.randint(1, left - still)
        left -= of_type
        yield TypeCount(types=(skin_type,), people=of_type, evidence=READ, rule="made-up")


def _results(
    chance: random.Random, topic: Topic, types: Sequence[SkinType]
) -> Iterator[OutcomeResult]:
    for outcome in chance.sample(
        [value.id for value in topic.outcome], chance.choice((0, 0, 1, 2))
    ):
        of_type = (chance.choice(types),) if types and chance.random() < 0.3 else ()
        yield OutcomeResult(outcome=outcome, types=of_type, evidence=READ, rule="made-up")
