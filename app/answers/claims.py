"""Public claims, each with its verdict and what that rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from app import store
from app.answers.remembered import remembered
from app.answers.searched import SearchedAnswer, answer_searched
from app.claims import (
    RULES,
    Claim,
    Question,
    Weighed,
    Witness,
    read_claims,
    read_questions,
    weigh,
)
from app.errors import ClaimNotFoundError
from app.gapmap import CellKey, MappedStudy
from app.records import Dimension
from app.store import CellEvidence, ContextReport, RecordPlace, StudyFilter, StudySummary
from app.topic import Topic, data_folder

BUNDLED = "bundled"
GONE = {
    "missing": "Not in this database: load the bundled evidence.",
    "left_out": "It was retracted or withdrawn, or is no study of the topic: it counts no more.",
}

_kept: dict[str, tuple[tuple[Claim, ...], tuple[Question, ...]]] = {}
"""The files of claims and questions as they were read, by the topic's id: they are the program's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsAnswer:
    """All claims in the order in which they are kept, with the rules of their verdicts."""

    claims: tuple[Weighed, ...]
    rules: tuple[str, ...]
    searched: SearchedAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAnswer:
    """One claim with the studies, the documents and the evidence behind it."""

    weighed: Weighed
    studies: tuple[StudySummary, ...]
    """Those that speak for or against it, then those that nobody has judged."""
    documents: tuple[ContextReport, ...]
    evidence: tuple[CellEvidence, ...]
    """What these studies say of the claim's outcomes."""
    rules: tuple[str, ...]
    searched: SearchedAnswer


def answer_claims(db: Session, topic: Topic) -> ClaimsAnswer:
    """Every public claim with its verdict."""
    return remembered(db, topic, "claims", lambda: _claims(db, topic))


def answer_claim(db: Session, topic: Topic, claim_id: str) -> ClaimAnswer:
    """One claim.

    Raises:
        ClaimNotFoundError: If no claim has this identifier.
    """
    answer = answer_claims(db, topic)
    weighed = next((w for w in answer.claims if w.claim.id == claim_id), None)
    if weighed is None:
        raise ClaimNotFoundError("claim", claim_id, "/claims")
    judged = [w.study.public_id for w in weighed.witnesses if w.study]
    ids = tuple(dict.fromkeys([*judged, *(s.public_id for s in weighed.unjudged)]))
    reports = {w.report_id for w in weighed.witnesses if w.report_id}
    return ClaimAnswer(
        weighed=weighed,
        studies=store.list_summaries(db, ids),
        documents=tuple(c for c in store.list_context(db) if c.report_id in reports),
        evidence=tuple(outcome_evidence(db, judged, weighed.claim.outcomes)),
        rules=answer.rules,
        searched=answer.searched,
    )


def outcome_evidence(
    db: Session, study_ids: Iterable[str], outcomes: Iterable[str]
) -> list[CellEvidence]:
    """What studies say of outcomes, each statement once."""
    ids = tuple(dict.fromkeys(study_ids))
    found = [
        piece
        for outcome in outcomes
        for piece in store.list_cell_evidence(db, ids, CellKey(None, None, outcome))
        if piece.dimension is Dimension.OUTCOME
    ]
    once = {(p.study_id, p.value, p.evidence.text): p for p in found}
    return sorted(once.values(), key=lambda p: ids.index(p.study_id))


def kept_claims(topic: Topic) -> tuple[tuple[Claim, ...], tuple[Question, ...]]:
    """The claims and the questions that the program keeps."""
    if topic.id not in _kept:
        folder = data_folder() / "evidence"
        keys = frozenset(path.stem for path in _files(folder))
        claims = read_claims(folder, topic, keys)
        questions = read_questions(folder, topic, keys, {claim.id for claim in claims})
        _kept[topic.id] = claims, questions
    return _kept[topic.id]


def _files(folder: Path) -> Iterable[Path]:
    return (path for name in ("studies", "context") for path in (folder / name).glob("*.toml"))


def _claims(db: Session, topic: Topic) -> ClaimsAnswer:
    claims, _ = kept_claims(topic)
    studies = store.list_mapped_studies(db, StudyFilter())
    by_id = {study.public_id: study for study in studies}
    keys = {key for claim in claims for key in (*claim.speaks_for, *claim.speaks_against)}
    places = store.list_places_of_records(db, sorted(f"{BUNDLED}:{key}" for key in keys))
    documents = {report.report_id for report in store.list_context(db)}
    return ClaimsAnswer(
        claims=tuple(
            weigh(claim, [*_witnesses(claim, places, by_id, documents)], studies)
            for claim in claims
        ),
        rules=RULES,
        searched=answer_searched(db, topic),
    )


def _witnesses(
    claim: Claim,
    places: dict[str, RecordPlace],
    studies: dict[str, MappedStudy],
    documents: set[str],
) -> Iterable[Witness]:
    for keys, speaks_for in ((claim.speaks_for, True), (claim.speaks_against, False)):
        for key in keys:
            place = places.get(f"{BUNDLED}:{key}")
            study = studies.get(place.public_id) if place else None
            is_document = place is not None and place.report_id in documents
            gone = "missing" if place is None else "" if study or is_document else "left_out"
            yield Witness(
                key=key,
                speaks_for=speaks_for,
                says=claim.says[key],
                study=study,
                report_id=place.report_id if place and is_document else "",
                gone=GONE[gone] if gone else "",
            )
