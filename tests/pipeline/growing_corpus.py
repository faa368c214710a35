"""A corpus that grows: deliveries, new versions, deletions and decisions, drawn from a seed.

So much collides that reports, studies, notices and questions form and fall apart again.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

from sqlalchemy import Engine

from app import store
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
from app.store import Said, ScreeningDecision, TagDecision
from tests.pipeline.corpus import KINDS, NOW, TEXTS, TITLES

Step = Callable[[Engine], None]
"""Something that is received or decided."""

SHARED = "Dermal micro-coring for perioral rhytids"
ENDS = ("", ": a prospective study", ": part II", " in twelve women", " in men", ": one year later")
FAMILIES = ("Doe A", "Roe B", "Poe C", "Moe D")


@dataclass
class Growing:
    """`size` records at most, that come in so many steps."""

    seed: int
    size: int
    steps: int
    sent: dict[str, SourceRecord] = field(default_factory=dict)
    words: int = 0

    def __iter__(self) -> Iterator[Step]:
        chance = random.Random(self.seed)  # noqa: S311 - records, not secrets
        for number in range(self.steps):
            yield self._step(chance, number)

    def _step(self, chance: random.Random, number: int) -> Step:
        what = chance.random()
        if number == 0 or what < 0.4:
            return self._delivered(chance, number, self._new(chance, number))
        if what < 0.6:
            some = chance.sample(sorted(self.sent), min(2, len(self.sent)))
            return self._delivered(chance, number, [drawn(chance, key) for key in some])
        if what < 0.7:
            return self._withdrawn(chance.choice(sorted(self.sent)), number)
        return self._decided(chance)

    def _new(self, chance: random.Random, number: int) -> list[SourceRecord]:
        left = self.size - len(self.sent)
        count = left if number == 0 and left > 20 else chance.randint(1, 4)
        first = chance.randrange(1000)
        return [drawn(chance, f"r{(first + 7 * n) % 1000:03}") for n in range(count)]

    def _delivered(self, chance: random.Random, number: int, records: list[SourceRecord]) -> Step:
        self.sent |= {record.source_id: record for record in records}
        early = number > 2 and chance.random() < 0.1
        at = NOW + timedelta(days=0 if early else number)

        def step(engine: Engine) -> None:
            with store.writing(engine) as db:
                store.save_records(db, records, received_at=at, run_id=None)

        return step

    def _withdrawn(self, source_id: str, number: int) -> Step:
        at = NOW + timedelta(days=number)

        def step(engine: Engine) -> None:
            with store.writing(engine) as db:
                store.withdraw_records(db, [f"file:{source_id}"], received_at=at, run_id=None)

        return step

    def _decided(self, chance: random.Random) -> Step:
        keys = [f"file:{one}" for one in sorted(self.sent)]
        kind, one, other = chance.randrange(5), chance.choice(keys), chance.choice(keys)
        at = NOW + timedelta(hours=chance.randint(0, 3))
        match = MatchDecision(
            layer=chance.choice(["report", "study"]),
            one=one,
            other=other,
            same=chance.random() < 0.6,
            because="read both",
        )
        screening = ScreeningDecision(
            record_key=one,
            verdict=chance.choice([Screened.INCLUDED, Screened.EXCLUDED, Screened.UNSURE]),
            who="ada",
            at=at,
            why="read it",
        )
        tag = TagDecision(
            study_id=public_id_of(one),
            dimension=Dimension.FITZPATRICK,
            value=chance.choice(["IV", "V"]),
            action=chance.choice(["accept", "reject", "add"]),
            who="ada",
            at=at,
            why="table 1 says so",
            standing=chance.choice([Standing.STUDIED, Standing.EXCLUDED]),
        )
        undone = chance.randint(1, self.words) if kind == 4 and self.words else 0
        self.words += kind < 2 or (kind == 4 and not undone)

        def step(engine: Engine) -> None:
            with store.writing(engine) as db:
                if kind == 2:
                    store.save_screening_decision(db, screening)
                elif kind == 3:
                    store.save_tag_decision(db, tag)
                elif not undone:
                    store.save_match_decision(db, match, who="ada", at=at)
                elif store.get_match_decision(db, undone).undone is None:
                    store.save_match_undo(db, undone, Said(who="ada", at=at, why="a slip"))

        return step


def drawn(chance: random.Random, source_id: str) -> SourceRecord:
    """One version of a record."""
    kind = chance.choice([ReportKind.JOURNAL_ARTICLE, ReportKind.JOURNAL_ARTICLE, *KINDS])
    # So many begin alike that those who may be asked about crowd each other too.
    title = chance.choice([SHARED + end for end in ENDS] if chance.random() < 0.8 else TITLES)
    text = chance.choice(TEXTS)
    registered = kind is ReportKind.REGISTRATION or chance.random() < 0.15
    printed = Bibliography(
        title=title,
        authors=tuple(chance.sample(FAMILIES, chance.randint(0, 3))),
        year=chance.choice([None, 2021, 2023, 2024]),
        journal=chance.choice(["", "Lancet", "Dermatologic Surgery"]),
        volume=chance.choice(["", "1", "2"]),
        pages=chance.choice(["", str(chance.randint(1, 30))]),
        doi=f"10.1000/{chance.randint(0, 40)}" if chance.random() < 0.25 else "",
        pmid=str(chance.randint(1, 40)) if chance.random() < 0.25 else "",
        registrations=(f"NCT{chance.randint(0, 20):08}",) if registered else (),
    )
    target = chance.choice([f"file:r{chance.randrange(1000):03}", f"pmid:{chance.randint(1, 40)}"])
    relation = Relation(kind=chance.choice(list(RelationKind)), target=target, because="x")
    return replace(
        SourceRecord(
            source="file",
            source_id=source_id,
            kind=kind,
            bibliography=printed,
            payload=f"{title}|{text}|{printed}|{kind}|{relation}".encode(),
            media_type="text/plain",
            passages=(Passage(Section.TITLE, title), Passage(Section.ABSTRACT, text)),
        ),
        relations=(relation,) if chance.random() < 0.4 else (),
    )
