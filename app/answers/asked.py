"""The questions that people ask, each answered from cells, sites, procedures and claims."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app import store
from app.answers.claims import BUNDLED, answer_claims, kept_claims, outcome_evidence
from app.answers.remembered import remembered
from app.answers.searched import SearchedAnswer, answer_searched
from app.claims import Question, Verdict, Weighed
from app.errors import ClaimNotFoundError
from app.gapmap import (
    Cell,
    CellKey,
    Layer,
    MappedStudy,
    asked_outcomes,
    asked_procedure,
    asked_results,
    asked_site,
    asked_types,
    cell,
    facts,
)
from app.records import Dimension, ReportKind
from app.store import CellEvidence, ContextReport, StudyFilter, StudySummary
from app.topic import Topic

DECIDED = frozenset(Verdict) - {Verdict.ONLY_INDIRECT, Verdict.ONLY_DOCUMENTS, Verdict.UNTESTED}
"""Verdicts that primary studies give."""
KINDS = {ReportKind.REGULATORY: "Regulatory document", ReportKind.NEWS: "News"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with its answer in sentences, the one that answers it first."""

    question: Question
    sentences: tuple[str, ...]
    cells: tuple[Cell, ...]
    """Cells of the map that the answer rests on, each of any indication."""
    claims: tuple[Weighed, ...]
    study_ids: tuple[str, ...]
    """Studies that the sentences count, whatever their layer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedList:
    """All questions with their answers."""

    questions: tuple[Asked, ...]
    searched: SearchedAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAnswer:
    """One question with the studies, documents and evidence behind its answer."""

    asked: Asked
    studies: tuple[StudySummary, ...]
    documents: tuple[ContextReport, ...]
    evidence: tuple[CellEvidence, ...]
    searched: SearchedAnswer


def answer_asked_list(db: Session, topic: Topic) -> AskedList:
    """Every question that people ask, with its answer."""
    return remembered(db, topic, "questions", lambda: _asked_list(db, topic))


def answer_asked(db: Session, topic: Topic, question_id: str) -> AskedAnswer:
    """One question.

    Raises:
        ClaimNotFoundError: If no question has this identifier.
    """
    listed = answer_asked_list(db, topic)
    asked = next((a for a in listed.questions if a.question.id == question_id), None)
    if asked is None:
        raise ClaimNotFoundError("question", question_id, "/questions")
    question = asked.question
    return AskedAnswer(
        asked=asked,
        studies=store.list_summaries(db, asked.study_ids),
        documents=_documents(db, question),
        evidence=(
            *_statements(db, asked.study_ids, Dimension.PROCEDURE, question.procedures),
            *_statements(db, asked.study_ids, Dimension.BODY_SITE, question.body_sites),
            *outcome_evidence(db, asked.study_ids, question.outcomes),
        ),
        searched=listed.searched,
    )


def _statements(
    db: Session, ids: Sequence[str], dimension: Dimension, values: Sequence[str]
) -> list[CellEvidence]:
    return store.list_value_evidence(db, ids, dimension, values)


def _documents(db: Session, question: Question) -> tuple[ContextReport, ...]:
    keys = [f"{BUNDLED}:{key}" for key in question.documents]
    places = store.list_places_of_records(db, keys)
    wanted = [places[key].report_id for key in keys if key in places]
    by_id = {report.report_id: report for report in store.list_context(db)}
    return tuple(by_id[one] for one in dict.fromkeys(wanted) if one in by_id)


def _asked_list(db: Session, topic: Topic) -> AskedList:
    _, questions = kept_claims(topic)
    studies = store.list_mapped_studies(db, StudyFilter())
    weighed = {w.claim.id: w for w in answer_claims(db, topic).claims}
    searched = answer_searched(db, topic)
    return AskedList(
        questions=tuple(
            _asked(
                question, studies, weighed, topic, _documents(db, question), searched=searched.ever
            )
            for question in questions
        ),
        searched=searched,
    )


def _asked(
    question: Question,
    studies: Sequence[MappedStudy],
    weighed: dict[str, Weighed],
    topic: Topic,
    documents: Sequence[ContextReport],
    *,
    searched: bool,
) -> Asked:
    cells = tuple(cell(studies, key, topic, searched=searched) for key in _keys(question))
    claims = tuple(weighed[claim] for claim in question.claims)
    return Asked(
        question=question,
        sentences=(
            *_sentences(question, cells, studies, topic),
            *(told for one in documents for told in _of_document(one)),
            *(_of_claims(claims) if _rests_on_claims(question) else ()),
        ),
        cells=cells,
        claims=claims,
        study_ids=tuple(_study_ids(question, cells, studies)),
    )


def _keys(question: Question) -> Iterator[CellKey]:
    """The cells of an answer: outcomes in each type asked about, else outcomes in any type."""
    for outcome in question.outcomes:
        for skin_type in question.fitzpatrick or (None,):
            yield CellKey(skin_type, None, outcome)


def _sentences(
    question: Question,
    cells: Sequence[Cell],
    studies: Sequence[MappedStudy],
    topic: Topic,
) -> Iterator[str]:
    if question.fitzpatrick:
        yield from asked_outcomes(cells, question.fitzpatrick, topic)
        yield asked_types(studies, question.fitzpatrick)
        known = facts(studies)
        of_types = {f.fitzpatrick: f.sentence for f in known.by_type}
        yield from (of_types[skin_type] for skin_type in question.fitzpatrick)
        yield from (s for s in known.sentences if s not in of_types.values())
    else:
        for one in cells:
            yield one.sentence
            yield from asked_results(studies, one.key.outcome or "")
    yield from (asked_site(studies, site, topic) for site in question.body_sites)
    yield from (asked_procedure(studies, one, topic) for one in question.procedures)


def _rests_on_claims(question: Question) -> bool:
    """Whether nothing on the map can answer it."""
    on_the_map = (
        question.fitzpatrick, question.outcomes, question.body_sites, question.procedures
    )  # fmt: skip
    return not any(on_the_map)


def _of_document(document: ContextReport) -> Iterator[str]:
    """What a document is, how it stands, and what its reader noted; it is never counted."""
    printed = document.bibliography
    if document.is_signal:
        yield f"Device reports, which are signals and never rates: {printed.title}."
        return
    status = document.status.replace("_", " ")
    when = document.ends or str(printed.year or "")
    told = " ".join(part for part in (status, when) if part)
    sort = KINDS.get(document.kind, "Document")
    yield f"{sort}, not a study: {printed.title}{f' ({told})' if told else ''}."
    if document.notes:
        yield f"Of {printed.title}: {document.notes}"


def _of_claims(claims: Sequence[Weighed]) -> Iterator[str]:
    """Where nothing but claims can answer: how many, and what each comes to."""
    decided = [w for w in claims if w.verdict in DECIDED]
    told = {0: "none of them", len(claims): "all of them", 1: "one of them"}
    of_them = told.get(len(decided), f"{len(decided)} of them")
    each = "; ".join(f"“{w.claim.text}” is {w.verdict.replace('_', ' ')}" for w in decided)
    stop = f": {each}" if decided else ""
    yield f"{len(claims)} public claims speak of it; primary studies bear on {of_them}{stop}."
    for weighed in claims:
        yield f"Claimed: {weighed.claim.text} {weighed.sentence}"


def _study_ids(
    question: Question, cells: Sequence[Cell], studies: Sequence[MappedStudy]
) -> Iterator[str]:
    named = dict.fromkeys(i for one in cells for i in (*one.study_ids, *one.other_ids))
    for study in studies:
        of_site = not study.body_sites.isdisjoint(question.body_sites)
        of_procedure = not study.procedures.isdisjoint(question.procedures)
        if study.layer is not Layer.INDIRECT and (of_site or of_procedure):
            named[study.public_id] = None
    yield from named
