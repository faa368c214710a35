"""Random sets of records and decisions in which everything collides now and then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from app.matching import MatchDecision, public_id_of
from app.records import (
    Bibliography,
    Dimension,
    Passage,
    Relation,
    RelationKind,
    ReportKind,
    Section,
    SourceRecord,
    Standing,
)
from app.screening import Screened
from app.store import ScreeningDecision, TagDecision

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)

TITLES = (
    "Dermal micro-coring for perioral rhytids: a prospective study",
    "Dermal micro-coring for perioral rhytides: a prospective study",
    "Hollow-needle micro-coring of lax neck skin in twelve women",
    "Micro-coring of tree rings in old pines",
    "",
)
TEXTS = (
    "Twelve women with Fitzpatrick skin types II-IV were treated with micro-coring for wrinkles.",
    "We enrolled 20 patients (types III, n = 12; IV, n = 5; V, n = 3) for skin laxity.",
    "Types V and VI were excluded. Pain and erythema were recorded after micro-coring.",
    "Micro-coring of the neck tightened lax skin. Skin type was not recorded.",
    "",
)
KINDS = (
    ReportKind.JOURNAL_ARTICLE,
    ReportKind.CONFERENCE_ABSTRACT,
    ReportKind.REGISTRATION,
    ReportKind.REVIEW,
    ReportKind.COMMENT,
    ReportKind.NEWS,
)
NUMBERS = st.integers(0, 3)


@dataclass(frozen=True)
class Corpus:
    """Records in one order of arrival, cut into deliveries, and what people decided."""

    deliveries: tuple[tuple[SourceRecord, ...], ...]
    matches: tuple[MatchDecision, ...]
    screenings: tuple[ScreeningDecision, ...]
    tags: tuple[TagDecision, ...]


@st.composite
def records(draw: st.DrawFn, number: int) -> SourceRecord:
    kind = draw(st.sampled_from(KINDS))
    title = draw(st.sampled_from(TITLES))
    text = draw(st.sampled_from(TEXTS))
    registered = draw(st.booleans()) or kind is ReportKind.REGISTRATION
    nct = (f"NCT0000000{draw(NUMBERS)}",) if registered else ()
    printed = Bibliography(
        title=title,
        authors=draw(st.sampled_from([(), ("Doe A",), ("Roe B", "Doe A")])),
        year=draw(st.sampled_from([None, 2021, 2024])),
        doi=draw(st.sampled_from(["", "10.1000/a", "10.1000/b"])),
        pmid=draw(st.sampled_from(["", "11", "12"])),
        registrations=nct,
    )
    target = f"file:r{draw(st.integers(0, 5))}"
    relation = Relation(kind=draw(st.sampled_from(list(RelationKind))), target=target, because="x")
    return SourceRecord(
        source="file",
        source_id=f"r{number}",
        kind=kind,
        bibliography=printed,
        payload=f"{title}|{text}|{printed}|{kind}".encode(),
        media_type="text/plain",
        passages=(Passage(Section.TITLE, title), Passage(Section.ABSTRACT, text)),
        relations=(relation,) if draw(st.booleans()) else (),
    )


@st.composite
def corpora(draw: st.DrawFn) -> Corpus:
    size = draw(st.integers(1, 7))
    found = [draw(records(number)) for number in range(size)]
    order = draw(st.permutations(found))
    cut = draw(st.integers(0, size))
    keys = [record.key for record in found]
    return Corpus(
        deliveries=(tuple(order[:cut]), tuple(order[cut:])),
        matches=tuple(draw(st.lists(_matches(keys), max_size=2))),
        screenings=tuple(draw(st.lists(_screenings(keys), max_size=2))),
        tags=tuple(draw(st.lists(_tags(keys), max_size=3))),
    )


def _matches(keys: Sequence[str]) -> st.SearchStrategy[MatchDecision]:
    return st.builds(
        MatchDecision,
        layer=st.sampled_from(["report", "study"]),
        one=st.sampled_from(keys),
        other=st.sampled_from(keys),
        same=st.booleans(),
        because=st.just("read both"),
    ).filter(lambda d: d.one != d.other or len(keys) == 1)


def _screenings(keys: Sequence[str]) -> st.SearchStrategy[ScreeningDecision]:
    return st.builds(
        ScreeningDecision,
        record_key=st.sampled_from(keys),
        verdict=st.sampled_from([Screened.INCLUDED, Screened.EXCLUDED]),
        who=st.just("ada"),
        at=_moments(),
        why=st.just("read it"),
    )


def _tags(keys: Sequence[str]) -> st.SearchStrategy[TagDecision]:
    return st.builds(
        TagDecision,
        study_id=st.sampled_from([public_id_of(key) for key in keys]),
        dimension=st.just(Dimension.FITZPATRICK),
        value=st.sampled_from(["IV", "V"]),
        action=st.sampled_from(["accept", "reject", "add", "correct"]),
        who=st.just("ada"),
        at=_moments(),
        why=st.just("table 1 says so"),
        standing=st.sampled_from([Standing.STUDIED, Standing.EXCLUDED]),
    )


def _moments() -> st.SearchStrategy[datetime]:
    return st.integers(0, 3).map(lambda hours: NOW + timedelta(hours=hours))
